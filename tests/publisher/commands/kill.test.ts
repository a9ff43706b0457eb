import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { checkFeed } from '../../../src/publisher/commands/check';
import { publish } from '../../../src/publisher/commands/publish';
import { page } from '../../fixtures/publisher/generate';
import { rounds, seeded } from '../../support/random';
import { changed, cleanUp, headOf, plain, snapshot, temporary, write } from '../support';

afterEach(cleanUp);

const ROOT = path.join(__dirname, '../../..');
const CLI = path.join(ROOT, 'src/publisher/commands/cli.ts');
const files = (count: number, start = 0) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, at) => page(start + at, 300)).map(({ name, html }) => [name, html]),
  );

const start = (from: string, to: string): ChildProcess =>
  spawn(
    process.execPath,
    ['--import', 'tsx', CLI, 'publish', '--from', from, '--to', to, '--no-images', '--no-cards'],
    {
      cwd: ROOT,
      stdio: 'ignore',
    },
  );
const ended = (child: ChildProcess) => new Promise<void>((resolve) => child.once('close', () => resolve()));

/** The feed's files without what only the publisher looks at. */
const feedOf = (to: string) => new Map([...snapshot(to)].filter(([name]) => !name.startsWith('.staging/')));

/** Kills run after run of one publication, at moments that fall all over it. */
async function killRuns(next: () => number): Promise<void> {
  const root = temporary();
  const from = write(path.join(root, 'from'), files(120));
  const to = path.join(root, 'to');
  await publish({ from: [from], to, ...plain });
  write(from, {
    ...files(60, 120),
    ...Object.fromEntries([3, 40, 90].map((at) => [page(at).name, page(at, 500).html])),
  });

  const reference = path.join(root, 'reference');
  await publish({ from: [from], to: reference, ...plain });

  // How long a run takes from its first sign of life, so that the kills fall all over it.
  const until = performance.now() + 25_000;
  let killed = 0;
  let span = 400;
  for (let round = 0; round < 14 && performance.now() < until; round += 1) {
    const child = start(from, to);
    const over = ended(child);
    const held = `${to}.archive/lock`;
    while (!existsSync(held) && child.exitCode === null) await new Promise(setImmediate);
    const begun = performance.now();
    const moment = begun + next() * span;
    while (performance.now() < moment && child.exitCode === null) await new Promise(setImmediate);
    if (child.exitCode === null) {
      child.kill('SIGKILL');
      killed += 1;
    } else span = Math.max(50, (performance.now() - begun) * 0.9);
    await over;
    const { findings } = await checkFeed(to);
    expect(findings).toEqual([]);
    expect([120, 180]).toContain(headOf(to)._column.total);
    if (headOf(to)._column.total === 180 && round > 3) break;
  }
  expect(killed).toBeGreaterThan(0);
  await publish({ from: [from], to, ...plain });
  expect(changed(feedOf(reference), feedOf(to))).toEqual([]);
  expect([...snapshot(to).keys()].filter((name) => name.startsWith('.'))).toEqual([]);
}

test(
  'killed at any moment, readers see a whole feed, and the next run completes it',
  seeded(async (next) => {
    for (let round = 0; round < rounds(1); round += 1) await killRuns(next);
  }),
);
