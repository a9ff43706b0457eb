import path from 'node:path';
import { rounds, seed, seeded } from '../../support/random';
import { type Chapter, Story } from '../commands/kills/story';
import { fleeting } from '../support';
import { type Cut, Cuts } from './cuts';
import { Model } from './model';
import { expectMended, rebuilt, recorded, type Scene } from './scene';
import { serversOf } from './servers';

/*
 * Power cuts. What a run does to the disk is taken down, and of it is built what may be there when the power goes: any
 * part of what was not brought to the disk (model.ts). Readers are to find the old feed or the new one in each of them,
 * and the next run is to end as if nothing had been.
 */

const servers = serversOf(2);

const STEPS: Readonly<Record<string, (story: Story) => Promise<Chapter>>> = {
  'first publication': (story) => story.turn({ add: 11, edit: 0, withdraw: 0 }),
  'one more': (story) => story.turn({ add: 1, edit: 0, withdraw: 0 }),
  edit: (story) => story.turn({ add: 0, edit: 1, withdraw: 0 }),
  'withdrawal, and one more': (story) => story.turn({ add: 1, edit: 0, withdraw: 1 }),
  sweep: (story) => story.turn({ add: 0, edit: 0, withdraw: 0 }),
  restore: (story) => story.restore(),
  'an edit, with links': (story) => story.turnLinked({ add: 1, edit: 1, withdraw: 0 }),
  'rebuild of a lost feed': (story) => story.rebuild(),
};

/** So many states of a scene, each another one. */
async function eachState(scene: Scene, wanted: number, next: () => number): Promise<number> {
  const seen = new Set<string>();
  const end = await rebuilt(scene, servers.hurried);
  const cuts = function* (): Generator<Cut> {
    for (const kind of ['each', 'all'] as const) {
      const model = new Model(scene.base, scene.log.entries, kind);
      const until = kind === 'each' ? wanted * 0.8 : wanted;
      let tried = 0;
      for (const cut of new Cuts(model, next).all()) {
        tried += 1;
        if (seen.size >= until || tried > 8 * wanted) break;
        if (seen.has(cut.key)) continue;
        seen.add(cut.key);
        yield cut;
      }
    }
  };
  // Both lanes draw from one line.
  const line = cuts();
  let count = 0;
  await Promise.all(
    servers.lanes.map(async (server, lane) => {
      for (const cut of line) {
        count += 1;
        const isRebuilt = cut.kept !== 'last' && count % 6 === 0;
        await expectMended(
          scene,
          cut,
          server,
          path.join(scene.folder, `lane-${lane}`),
          isRebuilt ? end : undefined,
        );
      }
    }),
  );
  return seen.size;
}

test(
  'what a power cut leaves is whole for readers, and the next run ends as if there had been none',
  seeded(async (next) => {
    const root = fleeting();
    const story = new Story(root, servers.hurried, next);
    const told: string[] = [];
    const wanted = rounds(2000);
    let total = 0;
    for (const [name, step] of Object.entries(STEPS)) {
      const begun = performance.now();
      if (name.includes('lost')) story.lose();
      const scene = await recorded(path.join(root, String(told.length)), story, servers.recording, () =>
        step(story),
      );
      expect(scene.log.syncs).toBeLessThanOrEqual(4);
      // Of a sweep, which does little, there are few: the next one makes up for it.
      const share = Math.ceil((wanted - total) / (Object.keys(STEPS).length - told.length));
      const states = await eachState(scene, share, next).catch((error) => {
        throw new Error(`${name}, ${(error as Error).message}`, { cause: error });
      });
      total += states;
      const seconds = ((performance.now() - begun) / 1000).toFixed(1);
      told.push(
        `${name}: ${states} states (${scene.refused} refused), ${scene.log.syncs} flushes, ${scene.log.entries.length} entries, ${seconds} s`,
      );
    }
    console.info(`${total} states from seed ${seed}\n${told.join('\n')}`);
    expect(total).toBeGreaterThanOrEqual(wanted);
  }),
  // With FUZZ as long as it takes.
  rounds(0) > 0 ? 2 ** 31 - 1 : 600_000,
);
