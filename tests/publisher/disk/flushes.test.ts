import path from 'node:path';
import { seeded } from '../../support/random';
import { Story } from '../commands/kills/story';
import { fleeting } from '../support';
import { Cuts } from './cuts';
import { Model } from './model';
import { expectMended, Noticed, record, recorded, type Scene } from './scene';
import { serversOf } from './servers';

/* Each of a run's flushes is needed: without it there is a power cut that somebody notices. */

const servers = serversOf(1);

const MOST = 400;

/** What is wrong with the first power cut that somebody notices; null where nobody does. */
async function noticed(scene: Scene, next: () => number): Promise<string | null> {
  const cuts = new Cuts(new Model(scene.base, scene.log.entries, 'each'), next);
  const seen = new Set<string>();
  let tried = 0;
  for (const cut of cuts.all()) {
    tried += 1;
    if (seen.size >= MOST || tried > 8 * MOST) return null;
    // A memory that is lost has faults of its own.
    if (cut.kept !== 'last' || seen.has(cut.key)) continue;
    seen.add(cut.key);
    try {
      await expectMended(scene, cut, servers.hurried, path.join(scene.folder, 'cut'));
    } catch (error) {
      if (!(error instanceof Noticed)) throw error;
      return `state ${seen.size}, ${(error as Error).message}`;
    }
  }
  return null;
}

test(
  'each of the four flushes of a withdrawal is needed',
  seeded(async (next) => {
    const root = fleeting();
    const story = new Story(path.join(root, 'story'), servers.hurried, next);
    await story.turn({ add: 8, edit: 0, withdraw: 0 });
    const turn = () => story.turn({ add: 1, edit: 1, withdraw: 1 });
    const scene = await recorded(path.join(root, 'scene'), story, servers.recording, turn);
    expect(scene.log.syncs).toBe(4);
    const found: (string | null)[] = [];
    for (const drop of [1, 2, 3, 4]) {
      const log = await record(scene, servers.recording, drop);
      found.push(await noticed({ ...scene, log }, next));
    }
    console.info(found.map((one, at) => `without flush ${at + 1}: ${one}`).join('\n'));
    expect(found).not.toContain(null);
  }),
);
