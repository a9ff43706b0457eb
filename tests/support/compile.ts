import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { compileWeapp, DIST, publishSample, ROOT } from '../../src/build/build';

/** Where the programs under test are compiled to; another folder keeps two runs out of each other's way. */
export const TEST_DIST = path.join(ROOT, process.env.TEST_DIST ?? 'dist/test');

/**
 * Before tests of the compiled program: compiles it twice, with the bundled articles and with a feed on
 * loopback, into TEST_DIST. Compiled again only when something that goes into it has changed.
 * WEAPP_DIST and WEAPP_FEED_DIST name builds made elsewhere; then nothing is compiled here.
 */
export default async function compile(): Promise<void> {
  if (process.env.WEAPP_DIST && process.env.WEAPP_FEED_DIST) return;
  await publishSample();
  await whenChanged(TEST_DIST, () =>
    Promise.all([
      compileWeapp({ out: path.join(TEST_DIST, 'bundled') }),
      compileWeapp({ out: path.join(TEST_DIST, 'feed'), feedUrl: 'http://127.0.0.1:5210/feed' }),
    ]),
  );
}

/** The program with as little of Taro replaced as can be (`LEAN=0`), compiled for the one test that wants it. */
export async function compilePlain(): Promise<string> {
  const folder = path.join(TEST_DIST, 'plain');
  const out = path.join(folder, 'weapp');
  await whenChanged(folder, () => compileWeapp({ out, lean: '0' }));
  return out;
}

/** Fills a folder anew, unless what the program is made of is what it was when the folder was last filled. */
async function whenChanged(folder: string, fill: () => Promise<unknown>): Promise<void> {
  const stamp = path.join(folder, 'stamp');
  const now = fingerprint();
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === now) return;
  fs.rmSync(folder, { recursive: true, force: true });
  await fill();
  fs.writeFileSync(stamp, now);
}

/** Hash of everything that the compiled program is made of. */
function fingerprint(): string {
  const hash = createHash('sha256').update(process.env.LEAN ?? '');
  const add = (file: string) => hash.update(file).update(fs.readFileSync(path.join(ROOT, file)));
  for (const folder of ['src', 'config'])
    for (const entry of fs.readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true })) {
      const file = path.relative(ROOT, path.join(entry.parentPath, entry.name));
      if (entry.isFile() && !/^src\/(publisher|host|preview|sample)\/|\.md$/.test(file)) add(file);
    }
  for (const file of ['package-lock.json', 'babel.config.cjs', 'project.config.json']) add(file);
  for (const entry of fs.readdirSync(DIST.bundle, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) add(path.relative(ROOT, path.join(entry.parentPath, entry.name)));
  return hash.digest('hex');
}
