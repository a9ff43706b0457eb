import { cpSync, existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { rebuild } from '../../../src/publisher/commands/rebuild';
import { memoryFile } from '../../../src/publisher/memory/memory';
import { rounds, seeded } from '../../support/random';
import { cleanUp, closure, plain, temporary } from '../support';
import { World } from './world';

/* Every way back ends in the same feed. */

afterEach(cleanUp);

const HOUR = 3_600_000;

/** What the head of a feed leads to, by content, once a copy of feed and archive was rebuilt that has lost something. */
async function rebuilt({ to, now }: World, lose: (feed: string) => void): Promise<[string, string][]> {
  const copy = path.join(temporary(), 'elsewhere');
  // As on another machine: neither the times of the files nor their names on the way there are the same.
  for (const end of ['', '.archive'])
    if (existsSync(to + end)) cpSync(to + end, copy + end, { recursive: true, preserveTimestamps: false });
  lose(copy);
  await rebuild({ to: copy, ...plain, now: () => now });
  return [...(await closure(copy))].map(([name, { content }]) => [name, content]);
}

const memory = (feed: string) => rmSync(memoryFile(`${feed}.archive`));
const both = (feed: string) => {
  memory(feed);
  folder(feed);
};
const folder = (feed: string) => rmSync(feed, { recursive: true });

async function happen(world: World, next: () => number): Promise<void> {
  const [living, gone] = [world.of('living').filter(({ known }) => known), world.of('withdrawn')];
  const what = next();
  if (what < 0.25) world.add(next() < 0.5);
  else if (what < 0.5 && living.length > 0) world.edit(world.pick(living));
  else if (what < 0.6 && living.length > 0) world.putBack(world.pick(living));
  else if (what < 0.7) world.capture();
  else if (what < 0.8 && living.length > 2) world.withdraw(world.pick(living));
  else if (what < 0.9 && living.length > 2) await world.withdrawByCommand(world.pick(living));
  else if (gone.length > 0) await world.restore(world.pick(gone));
}

test(
  'law: with the memory lost, the feed, or both, and on another machine, a rebuild ends in the same feed',
  seeded(async (next) => {
    for (let round = 0; round < rounds(2); round += 1) {
      const world = new World(next);
      for (let at = 4 + Math.floor(next() * 8); at >= 0; at -= 1) world.add(next() < 0.5);
      await world.run();
      for (let run = 0; run < 7; run += 1) {
        for (let at = Math.floor(next() * 5); at >= 0; at -= 1) await happen(world, next);
        world.now += HOUR;
        await world.run();
        if (next() < 0.2) world.loseMemory();
        await world.run();
      }
      const whole = await rebuilt(world, () => {});
      expect(whole.length).toBeGreaterThan(10);
      for (const lose of [memory, folder, both]) expect(await rebuilt(world, lose)).toEqual(whole);
      await world.run('rebuild');
      await world.expectSound();
    }
  }),
);
