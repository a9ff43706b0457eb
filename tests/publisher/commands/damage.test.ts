import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { memoryFile } from '../../../src/publisher/memory/memory';
import type { Report } from '../../../src/publisher/report';
import { randomNumbers, rounds, seeded } from '../../support/random';
import { cleanUp, closure, temporary, write } from '../support';
import { look, rowsOf } from './kills/look';
import { bundleDriver, Server } from './kills/process';
import { contents, Story } from './kills/story';
import { articlesOf, expectWhole, mended } from './kills/whole';

/* The publisher's memory is lost, damaged, or another one between two runs: the archive and the feed are left. */

let server: Server;

beforeAll(async () => {
  server = new Server(await bundleDriver(temporary()));
});
afterAll(() => {
  server.close();
  cleanUp();
});

type Damage = (file: string, next: () => number) => void;

const change = (file: string, how: (bytes: Buffer) => Buffer) => writeFileSync(file, how(readFileSync(file)));
const noise = (next: () => number, length: number) =>
  Buffer.from(Array.from({ length }, () => Math.floor(next() * 256)));
const PAGE = 4096;

/** Overwrites one page of so many bytes behind the first. */
const inPage = (bytes: Buffer, next: () => number, data: (length: number) => Buffer): Buffer => {
  const at = PAGE * (1 + Math.floor(next() * (bytes.length / PAGE - 1)));
  data(PAGE).copy(bytes, at);
  return bytes;
};

const DAMAGES: Readonly<Record<string, Damage>> = {
  deleted: (file) => rmSync(file),
  'deleted, with a journal left': (file, next) => {
    rmSync(file);
    writeFileSync(`${file}-journal`, noise(next, 5000));
  },
  'of no length': (file) => writeFileSync(file, ''),
  'cut to half': (file) => change(file, (bytes) => bytes.subarray(0, bytes.length >> 1)),
  'cut in the middle of a page': (file) =>
    change(file, (bytes) => bytes.subarray(0, (bytes.length >> 1) + 100)),
  'nothing but zeros': (file) => change(file, (bytes) => Buffer.alloc(bytes.length)),
  'nothing but noise': (file, next) => change(file, (bytes) => noise(next, bytes.length)),
  'noise behind its header': (file, next) =>
    change(file, (bytes) => Buffer.concat([bytes.subarray(0, 100), noise(next, bytes.length - 100)])),
  'zeros behind its first page': (file) =>
    change(file, (bytes) => Buffer.concat([bytes.subarray(0, PAGE), Buffer.alloc(bytes.length - PAGE)])),
  'a page of zeros': (file, next) =>
    change(file, (bytes) => inPage(bytes, next, (length) => Buffer.alloc(length))),
  'a page of noise': (file, next) =>
    change(file, (bytes) => inPage(bytes, next, (length) => noise(next, length))),
  'a text': (file) => writeFileSync(file, 'this is no database, and was never one\n'.repeat(500)),
};

interface World {
  story: Story;
  to: string;
  /** What the memory was before the last step. */
  before: string;
}

/** A column after some steps, with a copy of its memory as it was before the last one. */
async function world(next: () => number): Promise<World> {
  const root = temporary();
  const story = new Story(root, server, next);
  const to = path.join(root, 'to');
  const before = path.join(root, 'before.db');
  for (const withdraw of [0, 2, 1]) {
    if (existsSync(to)) copyFileSync(memoryFile(`${to}.archive`), before);
    const { job } = await story.turn({
      add: story.chapters.length === 0 ? 20 : 3,
      edit: 3 * withdraw,
      withdraw,
    });
    expect(await server.run({ ...job, to })).not.toHaveProperty('error');
  }
  return { story, to, before };
}

/** Once the grace period is over nothing is left that the head does not lead to. */
async function expectTidy({ story, to }: World): Promise<void> {
  const job = { ...story.last.job, now: story.last.job.now + 3 * 86_400_000, to };
  expect(await server.run(job)).not.toHaveProperty('error');
  const led = [...(await closure(to)).keys()].sort();
  const { dump, sound } = look(`${to}.archive`);
  expect(sound).toBe(true);
  const waiting = rowsOf<{ path: string }>(dump, 'replaced').map((one) => one.path);
  expect([...contents(to, /^$/).keys()].sort()).toEqual([...led, ...waiting].sort());
  expect([...contents(`${to}.archive`).keys()].filter((name) => /part|lock|journal/.test(name))).toEqual([
    'lock.db',
  ]);
}

test.each(Object.keys(DAMAGES))(
  'a memory that is %s is made again from the archive',
  seeded(async (next, name: string) => {
    for (let round = 0; round < rounds(1); round += 1) {
      const here = await world(next);
      const { story, to } = here;
      DAMAGES[name]!(memoryFile(`${to}.archive`), next);
      const { job } = await story.turn({ add: 2, edit: 3, withdraw: 2 });
      await mended(server, { ...job, to });
      await expectWhole(here);
      const after = await story.turn({ add: 3, edit: 2, withdraw: 1 });
      await mended(server, { ...after.job, to });
      await expectWhole(here);
      await expectTidy(here);
    }
  }),
);

test.each([
  ['new articles come', { add: 2, edit: 3, withdraw: 2 }],
  ['nothing comes', null],
])(
  'the memory of the run before is brought up to the feed when %s',
  seeded(async (next, _, step: { add: number; edit: number; withdraw: number } | null) => {
    const here = await world(next);
    const { story, to, before } = here;
    copyFileSync(before, memoryFile(`${to}.archive`));
    const { job } = step ? await story.turn(step) : story.last;
    if (!step) story.empty();
    expect(await mended(server, { ...job, to })).toMatchObject({ refused: false });
    await expectWhole(here);
    await expectTidy(here);
  }),
);

test.each([
  ['a run that makes it again dies, too', { all: true, every: 30 }, false],
  ['it is lost with an open plan', { all: false, every: 9 }, true],
])(
  'the memory is made again where %s',
  seeded(async (next, _, keeping: { all: boolean; every: number }, isLostThen: boolean) => {
    const { story, to } = await world(next);
    if (!isLostThen) rmSync(memoryFile(`${to}.archive`));
    const { job } = await story.turn({ add: 3, edit: 3, withdraw: 2 });
    const into = path.join(path.dirname(to), 'states');
    await server.run({ ...job, to, states: { into, ...keeping } });
    const states = readdirSync(into);
    expect(states.length).toBeGreaterThan(6);
    for (const state of states) {
      const feed = path.join(into, state, 'feed');
      if (isLostThen) rmSync(memoryFile(`${feed}.archive`));
      await mended(server, { ...job, to: feed });
      await expectWhole({ story, to: feed });
    }
  }),
);

test('what a run refused once is in the archive, and keeps nobody from making the memory again', async () => {
  const story = new Story(temporary(), server, randomNumbers(1));
  const to = `${story.inbox}-feed`;
  const { job } = await story.turn();
  expect(await server.run({ ...job, to })).not.toHaveProperty('error');
  write(story.inbox, { 'bad.txt': '没有正文的文本' });
  const told = (report: Report | undefined) => report!.warnings.map(({ article }) => article);
  expect(told((await server.run({ ...job, to })).report)).toContain('bad.txt');
  rmSync(path.join(story.inbox, 'bad.txt'));
  rmSync(memoryFile(`${to}.archive`));
  const { report } = await server.run({ ...job, to });
  expect(told(report)).toEqual(expect.arrayContaining(['bad.txt', undefined]));
  expect(await articlesOf(to)).toEqual(await articlesOf(story.reference));
});
