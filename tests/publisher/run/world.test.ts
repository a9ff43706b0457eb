import { GRACE } from '../../../src/publisher/run/run';
import { rounds, seeded } from '../../support/random';
import { cleanUp } from '../support';
import { World } from './world';

afterEach(cleanUp);

const HOUR = 3_600_000;

/** What may happen between two runs; some of it to several articles. */
function happen(world: World, next: () => number): void {
  const [living, titled] = [world.of('living'), world.of('titled')];
  const what = next();
  if (what < 0.2) world.add();
  else if (what < 0.35) world.add(false);
  else if (what < 0.5 && living.length > 0) world.edit(world.pick(living));
  else if (what < 0.6 && living.length > 0) world.putBack(world.pick(living));
  else if (what < 0.7) world.capture();
  else if (what < 0.8 && titled.length > 0) world.complete(world.pick(titled));
  else if (living.length > 0) world.withdraw(world.pick(living));
}

test(
  'law: whatever happens between runs, the feed is whole, holds nothing of what was withdrawn, and old heads lead on',
  seeded(async (next) => {
    for (let round = 0; round < rounds(1); round += 1) {
      const world = new World(next);
      for (let at = Math.floor(next() * 70); at >= 0; at -= 1) world.add(next() < 0.5);
      for (let run = 0; run < 14; run += 1) {
        for (let at = Math.floor(next() ** 2 * 8); at >= 0; at -= 1) happen(world, next);
        world.now += Math.floor(next() ** 3 * 1.5 * GRACE) + HOUR;
        const lost = run === 0 ? 1 : next();
        if (lost < 0.1) world.loseMemory();
        else if (lost < 0.15) world.loseFeed();
        else if (lost < 0.3) world.loseSome();
        await world.run();
        await world.expectSound();
        if (next() < 0.2) {
          await world.run('rebuild');
          await world.expectSound();
        }
        if (next() < 0.3) await world.expectStill();
      }
      world.now += GRACE + 1;
      await world.run();
      await world.expectSound();
      await world.expectStill();
    }
  }),
);

test(
  'law: one article more, less or back-dated writes few files',
  seeded(async (next) => {
    const world = new World(next);
    for (let at = 0; at < 150; at += 1) world.add();
    await world.run();
    for (let round = 0; round < rounds(10); round += 1) {
      const what = round % 3;
      if (what === 0) world.add();
      else if (what === 1) world.add(false);
      else world.withdraw(world.pick(world.of('living')));
      world.now += HOUR;
      const { written } = await world.run();
      expect(written).toBeLessThanOrEqual(what === 0 ? 15 : 40);
    }
    await world.expectSound();
  }),
);
