import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { dependencies } from '../../package.json';

interface Entry {
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}
const entries: Record<string, Entry> = JSON.parse(readFileSync('package-lock.json', 'utf8')).packages;

/** Where Node finds a package that another one names: beside it or further up. */
function found(from: string, name: string): boolean {
  const place = `${from ? `${from}/` : ''}node_modules/${name}`;
  return (
    place in entries ||
    (from !== '' && found(from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/'))), name))
  );
}

describe('the lockfile', () => {
  // npm ci refuses one that lacks a package, be it for another system only.
  test('holds every package of every platform', () => {
    const lacking = Object.entries(entries).flatMap(([from, entry]) =>
      Object.keys({ ...entry.dependencies, ...entry.optionalDependencies })
        .filter((name) => !found(from, name))
        .map((name) => `${name}, of ${from}`),
    );
    expect(lacking).toEqual([]);
    expect(Object.keys(entries)).toEqual(
      expect.arrayContaining([
        'node_modules/@img/sharp-darwin-arm64',
        'node_modules/@img/sharp-win32-x64',
        'node_modules/@napi-rs/canvas-linux-arm64-musl',
      ]),
    );
  });

  // `libc` is written by npm 11 and taken out again by npm 10, which Node 20 and 22 bring. Where a new package came
  // with it: `npx npm@10 install --package-lock-only`.
  test.each(['resolved', 'libc'])('never says %s, so that every npm leaves it as it is', (key) => {
    expect(Object.keys(entries).filter((name) => key in entries[name]!)).toEqual([]);
  });
});

describe('dependencies', () => {
  /** Packages by the names that a room's files import them by, or read files of. */
  const importedIn = (room: string) =>
    readdirSync(room, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file))
      .flatMap((file) => [
        ...readFileSync(path.join(room, file), 'utf8').matchAll(
          /(?: from |import\(|\.resolve\()'((?:@[^/']+\/)?[^./'][^/']*)/g,
        ),
      ])
      .map(([, name]) => name!)
      .filter((name) => !name.startsWith('node:'));

  // An installation without devDependencies is the publisher's, and nothing more. That it is no less: check:imports.
  test('are what the publisher imports, and what runs it', () => {
    const used = ['feed', 'domain', 'publisher'].flatMap((room) => importedIn(path.join('src', room)));
    expect(Object.keys(dependencies)).toEqual([...new Set([...used, 'esbuild'])].sort());
  });
});
