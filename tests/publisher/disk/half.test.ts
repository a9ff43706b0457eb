import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { randomNumbers, rounds, seeded } from '../../support/random';
import { expectReadable, expectUndisturbed } from '../commands/kills/state';
import { contents, Story } from '../commands/kills/story';
import { fleeting } from '../support';
import { lay } from './build';
import { Cuts } from './cuts';
import { Model } from './model';
import { committedAt, expectMended, record, recorded, type Scene, said } from './scene';
import { serversOf } from './servers';

/*
 * A run that has happened, and whose files the disk did not keep, though it said that it had: the plan is there, and
 * what it is to move is not.
 */

const servers = serversOf(1);

interface Half extends Scene {
  to: string;
  /** Files that are staged, by their paths in the feed, and those that are in their place already, which were not there. */
  staged: string[];
  placed: string[];
}

/** A feed whose plan is committed, and nothing of it carried out. */
async function half(next = randomNumbers(1)): Promise<Half> {
  const root = fleeting();
  const story = new Story(path.join(root, 'story'), servers.hurried, next);
  await story.turn({ add: 8, edit: 0, withdraw: 0 });
  const turn = () => story.turn({ add: 1, edit: 1, withdraw: 1 });
  const scene = await recorded(path.join(root, 'scene'), story, servers.recording, turn);
  const model = new Model(scene.base, scene.log.entries, 'all');
  const point = committedAt(scene.log);
  const state = model.state(point, { isDone: () => true, fate: () => 'whole' });
  const into = path.join(root, 'half');
  lay({ ...state, database: model.databaseAt(point) }, into, scene.base, path.join(root, 'pool'));
  const to = path.join(into, 'feed');
  const names = [...contents(to, /^$/).keys()];
  return {
    ...scene,
    to,
    staged: names.flatMap((name) => (name.startsWith('.staging/') ? name.slice('.staging/'.length) : [])),
    placed: names.filter((name) => /^(images|cards)\//.test(name) && !scene.before!.folder.has(name)),
  };
}

const stagedFile = ({ to }: Half, name: string): string => path.join(to, '.staging', name);
/** Other bytes than others have that share them. */
function replace(file: string, data: string): void {
  rmSync(file);
  writeFileSync(file, data);
}

/** A staged page of a list of no length, and a document that is gone. */
function breakTwo(here: Half): void {
  replace(stagedFile(here, here.staged.find((name) => name.startsWith('lists/'))!), '');
  rmSync(stagedFile(here, here.staged.find((name) => name.startsWith('articles/'))!));
}

const LOST = (count: number) => `上一次发布到一半时断电或磁盘出错，有 ${count} 个文件没有写完整（`;

test('what is staged and not whole is made again, and the run says so', async () => {
  const here = await half();
  breakTwo(here);
  expectReadable(here.to, contents(here.to), here.now, here.before);
  const done = await servers.hurried.run({ ...here.now.job, to: here.to });
  expect(said(done)).toContain(LOST(2));
  expectUndisturbed(here.to, here.now);
  expect(said(await servers.hurried.run({ ...here.now.job, to: here.to }))).not.toContain('断电');
});

test('of a plan whose every file is whole nothing is said', async () => {
  const here = await half();
  expect(said(await servers.hurried.run({ ...here.now.job, to: here.to }))).not.toContain('断电');
  expectUndisturbed(here.to, here.now);
});

test('what is in its place with other bytes is made again', async () => {
  const here = await half();
  expect(here.placed.length).toBeGreaterThan(1);
  const [one, other] = here.placed as [string, string];
  replace(path.join(here.to, one), 'x'.repeat(readFileSync(path.join(here.to, one)).length));
  replace(path.join(here.to, other), '');
  const done = await servers.hurried.run({ ...here.now.job, to: here.to });
  expect(said(done)).toContain(LOST(2));
  expectUndisturbed(here.to, here.now);
});

test('where the archive has lost the source, too, the run refuses, and readers find what they found', async () => {
  const here = await half();
  breakTwo(here);
  const packs = path.join(`${here.to}.archive`, 'sources');
  const pack = path.join(packs, [...contents(packs).keys()].sort().at(-1)!);
  const bytes = readFileSync(pack);
  rmSync(pack);
  here.story.empty();
  for (let round = 0; round < 2; round += 1) {
    const done = await servers.hurried.run({ ...here.now.job, to: here.to });
    expect(done).toMatchObject({ isOurs: true, error: expect.stringContaining('来源也不在存档里') });
    expectReadable(here.to, contents(here.to), here.now, here.before);
  }
  // Out of a copy.
  writeFileSync(pack, bytes);
  expect(said(await servers.hurried.run({ ...here.now.job, to: here.to }))).toContain('断电');
  expectUndisturbed(here.to, here.now);
});

test(
  'the run that makes it again dies by a power cut, too',
  seeded(async (next) => {
    const here = await half(next);
    breakTwo(here);
    replace(path.join(here.to, here.placed[0]!), '');
    const scene: Scene = { ...here, base: path.dirname(here.to), isBroken: true };
    scene.log = await record(scene, servers.recording);
    const cuts = new Cuts(new Model(scene.base, scene.log.entries, 'each'), next);
    const seen = new Set<string>();
    for (const cut of cuts.all()) {
      if (seen.size >= rounds(100)) break;
      if (cut.kept !== 'last' || seen.has(cut.key)) continue;
      seen.add(cut.key);
      await expectMended(scene, cut, servers.hurried, path.join(scene.folder, 'cut'));
    }
  }),
);
