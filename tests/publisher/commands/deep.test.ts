import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { folders, paths } from '../../../src/feed';
import { checkDeep } from '../../../src/publisher/commands/deep';
import { restore, withdraw } from '../../../src/publisher/commands/edit';
import { publish } from '../../../src/publisher/commands/publish';
import { rebuild } from '../../../src/publisher/commands/rebuild';
import { type Repaired, repair } from '../../../src/publisher/commands/repair';
import { articleId } from '../../../src/publisher/hash';
import { Memory, memoryFile } from '../../../src/publisher/memory/memory';
import { takeLock } from '../../../src/publisher/run/lock';
import { GRACE } from '../../../src/publisher/run/run';
import { ordinaryPage } from '../../fixtures/publisher/pages';
import { rounds, seeded } from '../../support/random';
import { changed, cleanUp, closure, headOf, snapshot, temporary, waiting, write } from '../support';

/* A column in which every kind of file stands, of which copies are damaged: the deep check finds it, a repair mends it. */

const START = Date.UTC(2026, 0, 1);
const ARTICLES = 150;
/** Withdrawn articles for which the head has no room are in a file of their own. */
const WITHDRAWN = 104;
const idOf = (at: number) => articleId(`message:MzA1MDAwMDAwMQ==:${at + 1}:1`);

let root: string;
let origin: string;
let now = START;

const codes = { code: async (scene: string) => Buffer.from(`code of ${scene}`) };
const options = () => ({ codes, now: () => now, threads: 1 });

/** A column after some runs: pictures, cards and codes, withdrawn articles, files that wait. */
beforeAll(async () => {
  root = temporary();
  origin = path.join(root, 'origin');
  const from = path.join(root, 'from');
  const run = (more: object = {}) => publish({ from: [from], to: origin, ...options(), ...more });
  const many = Object.fromEntries(
    Array.from({ length: ARTICLES }, (_, at) => [
      `${at}.html`,
      ordinaryPage({
        title: `第${at}篇的标题`,
        mid: `${at + 1}`,
        time: 1_700_000_000 + at,
        body: `<p>正文第${at}号，公交与道路。</p>`,
      }),
    ]),
  );
  write(from, many);
  await run({ cards: false, codes: undefined });
  await withdraw({
    which: Array.from({ length: WITHDRAWN }, (_, at) => idOf(at)),
    to: origin,
    ...options(),
    cards: false,
    codes: undefined,
  });
  now += 1;
  for (const [at, background] of ['#3366cc', '#cc6633', '#33cc66'].entries()) {
    const picture = await sharp({ create: { width: 1000, height: 500 + at, channels: 3, background } })
      .png()
      .toBuffer();
    const body = '<p>看图，青岛港。</p><p><img data-src="pictures/own.png"></p>'.replace('own', `own${at}`);
    write(from, {
      [`pictures/own${at}.png`]: picture,
      [`p${at}.html`]: ordinaryPage({
        title: `青岛 | 有图第${at}篇`,
        mid: `${900 + at}`,
        time: 1_710_000_000 + at,
        body,
      }),
    });
  }
  // Cards and codes for a few: those of the newest articles are drawn when they come alone.
  for (const at of Array.from({ length: ARTICLES - 3 }, (_, index) => index))
    rmSync(path.join(from, `${at}.html`));
  await run();
  now += 1;
  write(from, {
    'p0.html': ordinaryPage({
      title: '青岛 | 改过的一篇',
      mid: '900',
      time: 1_710_000_000,
      body: '<p>新的正文。</p>',
    }),
  });
  await run();
  // So many that the search takes them in: no shard holds anything of what was edited or withdrawn.
  now += 1;
  for (let at = 0; at < 20; at += 1)
    write(from, {
      [`n${at}.html`]: ordinaryPage({
        title: `新的第${at}篇`,
        mid: `${2000 + at}`,
        time: 1_720_000_000 + at,
      }),
    });
  await run({ cards: false });
}, 120_000);
afterAll(cleanUp);

let copies = 0;

/** A copy of the column. */
function copy(): { to: string; archive: string } {
  copies += 1;
  const to = path.join(root, `copy${copies}`);
  cpSync(origin, to, { recursive: true });
  cpSync(`${origin}.archive`, `${to}.archive`, { recursive: true });
  return { to, archive: `${to}.archive` };
}

const faultsOf = async (to: string) =>
  (await checkDeep(to)).findings.filter(({ kind }) => kind === 'fault').map(({ where }) => where);
const mend = (to: string): Promise<Repaired> => repair({ to, ...options() });

/** The files of a copy by what they are; those that wait aside. */
function kindsOf(to: string): Record<string, string[]> {
  const waits = new Set(waiting(to).all);
  const kinds: Record<string, string[]> = {};
  for (const name of snapshot(to).keys()) {
    const kind = waits.has(name) ? `waiting ${name.split('/')[0]}` : kindOf(to, name);
    kinds[kind] = [...(kinds[kind] ?? []), name];
  }
  return kinds;
}

function kindOf(to: string, name: string): string {
  const folder = name.split('/')[0]!;
  if (!name.endsWith('.json')) return folder;
  const found = JSON.parse(readFileSync(path.join(to, name), 'utf8'));
  if (folder === 'articles') return found.withdrawn ? 'notices' : 'articles';
  if (folder === 'lists') return found.entries ? 'nodes' : 'pages';
  if (folder === 'rows') return found.blocks ? 'directories' : 'blocks';
  if (folder === 'search') return found.grams ? 'shards' : 'index';
  return folder;
}

const KINDS = [
  ...[
    'feed.json',
    'feed-full.json',
    'articles',
    'notices',
    'pages',
    'nodes',
    'blocks',
    'directories',
    'index',
  ],
  ...['shards', 'withdrawn', 'images', 'cards', 'codes', 'waiting images', 'waiting cards', 'waiting lists'],
  ...['waiting rows', 'waiting search'],
];
/** What of these waits cannot be made again. */
const isPassing = (kind: string) => kind.startsWith('waiting') && kind !== 'waiting images';

type Way = (file: string, next: () => number) => void;
const WAYS: Readonly<Record<string, Way>> = {
  'a flipped bit': (file, next) => {
    const bytes = readFileSync(file);
    const at = Math.floor(next() * bytes.length);
    bytes[at]! ^= 1 << Math.floor(next() * 8);
    writeFileSync(file, bytes);
  },
  'a cut': (file, next) => truncateSync(file, Math.floor(next() * readFileSync(file).length)),
  'a byte more': (file) => writeFileSync(file, Buffer.concat([readFileSync(file), Buffer.of(10)])),
  'no byte': (file) => truncateSync(file, 0),
  'no file': (file) => rmSync(file),
};
const some = <T>(all: readonly T[], next: () => number): T => all[Math.floor(next() * all.length)]!;

/** What differs from the column that nobody damaged; all that readers are led to is there. */
async function differing(to: string): Promise<string[]> {
  await closure(to);
  return changed(snapshot(origin), snapshot(to));
}

test('the column has every kind of file, and nothing is wrong with it', async () => {
  const { to } = copy();
  expect(Object.keys(kindsOf(to)).sort()).toEqual([...KINDS].sort());
  const { articles, findings } = await checkDeep(to);
  expect([articles, findings]).toEqual([headOf(to)._column.total, []]);
  expect(await mend(to)).toEqual({ articles, findings: [], repaired: [] });
  expect(await differing(to)).toEqual([]);
});

test.each(KINDS)(
  'damage of %s is found, whatever it is',
  seeded(async (next, kind: string) => {
    const { to } = copy();
    const names = kindsOf(to)[kind]!;
    for (const damage of Object.values(WAYS)) {
      const name = some(names, next);
      const file = path.join(to, name);
      const bytes = readFileSync(file);
      damage(file, next);
      expect(await faultsOf(to)).toEqual([name]);
      writeFileSync(file, bytes);
    }
    expect(await faultsOf(to)).toEqual([]);
  }),
);

test.each(KINDS)(
  'a flipped bit in %s is repaired to the byte',
  seeded(async (next, kind: string) => {
    const { to } = copy();
    const name = some(kindsOf(to)[kind]!, next);
    WAYS['a flipped bit']!(path.join(to, name), next);
    const { findings, repaired } = await mend(to);
    expect([findings, repaired]).toEqual([[], [`${isPassing(kind) ? '已移除' : '已修复'}：${name}`]]);
    expect(await differing(to)).toEqual(isPassing(kind) ? [name] : []);
    expect(await faultsOf(to)).toEqual([]);
  }),
);

test.each(Object.keys(WAYS))(
  '%s in one file of every kind at once is repaired to the byte',
  seeded(async (next, way: string) => {
    const { to } = copy();
    const all = Object.entries(kindsOf(to)).map(([kind, names]) => ({ kind, name: some(names, next) }));
    for (const { name } of all) WAYS[way]!(path.join(to, name), next);
    expect((await faultsOf(to)).sort()).toEqual(all.map(({ name }) => name).sort());
    const { findings, repaired } = await mend(to);
    expect(findings).toEqual([]);
    expect(repaired).toHaveLength(all.length);
    const passing = all.filter(({ kind }) => isPassing(kind)).map(({ name }) => name);
    expect(await differing(to)).toEqual(passing.sort());
    expect(await faultsOf(to)).toEqual([]);
  }),
);

test.each(['pages', 'articles', 'images', 'cards', 'shards', 'blocks'])(
  'two exchanged %s are found and put right',
  async (kind) => {
    const { to } = copy();
    const names = kindsOf(to)[kind]!.slice(0, 2).sort();
    const [one, other] = names.map((name) => path.join(to, name)) as [string, string];
    const bytes = readFileSync(one);
    cpSync(other, one);
    writeFileSync(other, bytes);
    expect((await faultsOf(to)).sort()).toEqual(names);
    expect((await mend(to)).findings).toEqual([]);
    expect(await differing(to)).toEqual([]);
  },
);

test('shards that hold numbers of what is gone since are made anew, under other names', async () => {
  const { to } = copy();
  await withdraw({ which: [idOf(WITHDRAWN)], to, ...options(), cards: false });
  const [shard] = kindsOf(to).shards!;
  truncateSync(path.join(to, shard!), 100);
  const before = snapshot(to);
  const { findings, repaired } = await mend(to);
  expect([findings, repaired]).toEqual([[], [`已重新生成（文件名有变）：${shard}`]]);
  await closure(to);
  const names = changed(before, snapshot(to)).filter((name) => !name.startsWith('search/'));
  expect(names).toEqual([paths.head]);
  expect(await faultsOf(to)).toEqual([]);
});

test('strays are found, those with names of the publisher’s go, and an operator’s own files stay', async () => {
  const { to } = copy();
  const head = readFileSync(path.join(to, paths.head));
  const strays = [...Object.values(folders), 'lists/all/', 'lists/nowhere/'].map(
    (folder) => `${folder}Zz0_-Zz0.json`,
  );
  strays.push(
    'images/Zz0_-Zz0.webp',
    'cards/Zz0_-Zz0.jpg',
    'codes/Zz0_-Zz0.png',
    'articles/Zz0Zz0Zz0Zz0.json',
  );
  const foreign = ['articles/.DS_Store', 'images/logo.svg', 'lists/all/page.json.part'];
  const own = ['robots.txt', 'index.html', '.well-known/security.txt'];
  write(to, Object.fromEntries([...strays, ...foreign, ...own].map((name) => [name, head])));
  const { findings } = await checkDeep(to);
  const found = (kind: string) => findings.filter((one) => one.kind === kind).map(({ where }) => where);
  expect(found('fault').sort()).toEqual([...strays, ...foreign].sort());
  expect(found('hint').sort()).toEqual(['.well-known', 'index.html', 'robots.txt']);
  const done = await mend(to);
  expect(done.repaired.sort()).toEqual(strays.map((name) => `已移除：${name}`).sort());
  expect(done.findings.filter(({ kind }) => kind === 'fault').map(({ where }) => where)).toEqual(foreign);
  expect(await differing(to)).toEqual([...foreign, ...own].sort());
});

describe('the archive’s own copies', () => {
  const inArchive = (archive: string, folder: string, at = 0): { name: string; file: string } => {
    const name = [...snapshot(path.join(archive, folder)).keys()].sort()[at]!;
    return { name: `${folder}/${name}`, file: path.join(archive, folder, name) };
  };
  const flip = (file: string, at = 0.5) => {
    const bytes = readFileSync(file);
    bytes[Math.floor(bytes.length * at)]! ^= 4;
    writeFileSync(file, bytes);
  };

  test('a rendered picture is taken from the feed', async () => {
    const { to, archive } = copy();
    const { name, file } = inArchive(archive, 'rendered');
    const bytes = readFileSync(file);
    flip(file);
    expect(await faultsOf(to)).toEqual([`存档 ${name}`]);
    expect(await mend(to)).toMatchObject({ findings: [], repaired: [`已修复：存档 ${name}`] });
    expect(readFileSync(file)).toEqual(bytes);
    expect(await differing(to)).toEqual([]);
  });

  test('a picture that is damaged in both is rendered again of what lay beside its source', async () => {
    const { to, archive } = copy();
    const shown = kindsOf(to).images!;
    for (const image of shown) {
      const hash = path.basename(image, path.extname(image));
      flip(path.join(to, image));
      flip(path.join(archive, 'rendered', hash.slice(0, 2), hash));
    }
    expect(await faultsOf(to)).toHaveLength(2 * shown.length);
    expect((await mend(to)).findings).toEqual([]);
    expect(await differing(to)).toEqual([]);
    expect(changed(snapshot(`${origin}.archive/rendered`), snapshot(`${archive}/rendered`))).toEqual([]);
  });

  test('what lay beside a source cannot be had again, and is told', async () => {
    const { to, archive } = copy();
    const { name, file } = inArchive(archive, 'beside');
    flip(file);
    const { findings, repaired } = await mend(to);
    expect(repaired).toEqual([]);
    expect(findings).toEqual([
      { kind: 'fault', where: `存档 ${name}`, message: expect.stringContaining('从备份恢复') },
    ]);
    expect(await differing(to)).toEqual([]);
  });

  test('a damaged source is told, and what was published of it stays as it is', async () => {
    const { to, archive } = copy();
    const { name, file } = inArchive(archive, 'sources', 0);
    flip(file);
    const [wrong] = kindsOf(to).pages!;
    flip(path.join(to, wrong!));
    expect((await faultsOf(to)).sort()).toEqual([`存档 ${name}`, wrong].sort());
    const { findings, repaired } = await mend(to);
    expect(repaired).toEqual([`已修复：${wrong}`]);
    expect(findings).toEqual([
      { kind: 'fault', where: `存档 ${name}`, message: expect.stringMatching(/字节起.*损坏.*从备份恢复/) },
    ]);
    expect(await differing(to)).toEqual([]);
  });

  test('a document whose source is damaged, too, cannot be mended: the others are, and it is told', async () => {
    const { to, archive } = copy();
    const packs = readdirSync(path.join(archive, 'sources'));
    for (const pack of packs) {
      const file = path.join(archive, 'sources', pack);
      writeFileSync(file, readFileSync(file).subarray(0, 20));
    }
    const [article] = kindsOf(to).articles!;
    const [page] = kindsOf(to).pages!;
    flip(path.join(to, article!));
    flip(path.join(to, page!));
    const { findings, repaired } = await mend(to);
    expect(repaired).toEqual([`已修复：${page}`]);
    const faults = findings.filter(({ kind }) => kind === 'fault').map(({ where }) => where);
    expect(faults.sort()).toEqual([article, ...packs.map((pack) => `存档 sources/${pack}`)].sort());
    expect(findings).toContainEqual(
      expect.objectContaining({ kind: 'hint', message: expect.stringContaining('没有修复') }),
    );
  });

  test.each([0.1, 0.5, 0.999])(
    'a record with a flipped bit at %d is written anew of the memory',
    async (at) => {
      const { to, archive } = copy();
      flip(path.join(archive, 'record.log'), at);
      // With a file of the feed, so that memory and feed are looked at together.
      flip(path.join(to, paths.head));
      expect((await faultsOf(to)).sort()).toEqual(['feed.json', '存档 record.log'].sort());
      expect((await mend(to)).findings).toEqual([]);
      expect(await differing(to)).toEqual([]);
      rmSync(memoryFile(archive));
      expect((await mend(to)).findings.map(({ kind }) => kind)).toEqual(['hint']);
      expect(headOf(to)._column).toMatchObject({ total: headOf(origin)._column.total });
    },
  );

  test('a memory that is damaged is made again of the archive', async () => {
    const { to, archive } = copy();
    const file = memoryFile(archive);
    const bytes = readFileSync(file);
    bytes.fill(0x5a, 8192, 8192 + 3 * 4096);
    writeFileSync(file, bytes);
    expect(await faultsOf(to)).toContain('存档 memory.db');
    expect(await mend(to)).toMatchObject({ repaired: expect.arrayContaining(['已修复：存档 memory.db']) });
    expect(await faultsOf(to)).toEqual([]);
    await closure(to);
    expect(headOf(to)._column.withdrawn).toEqual(headOf(origin)._column.withdrawn);
  });

  test('record and memory that are damaged both are told, and nothing is touched', async () => {
    const { to, archive } = copy();
    flip(path.join(archive, 'record.log'));
    writeFileSync(memoryFile(archive), 'this is no database');
    const before = snapshot(to);
    const { findings, repaired } = await mend(to);
    expect(repaired).toEqual([]);
    expect(findings.map(({ where }) => where)).toEqual(
      expect.arrayContaining(['存档 memory.db', '存档 record.log']),
    );
    expect(changed(before, snapshot(to))).toEqual([]);
    expect(existsSync(memoryFile(archive))).toBe(true);
  });
});

/** A column of its own, which grows and shrinks. */
function growing() {
  const folder = temporary();
  const [from, to] = [path.join(folder, 'from'), path.join(folder, 'to')];
  mkdirSync(from);
  let time = START;
  const given = { to, ...options(), cards: false, codes: undefined };
  return {
    to,
    archive: `${to}.archive`,
    save: (files: Record<string, string>) => write(from, files),
    given: (later: number) => {
      time += later;
      const moment = time;
      return { ...given, now: () => moment };
    },
    run(later = 1) {
      return publish({ from: [from], ...this.given(later) });
    },
  };
}
const text = (at: number, words = '正文。') =>
  ordinaryPage({ title: `第${at}篇`, mid: `${at + 1}`, time: 1_700_000_000 + at, body: `<p>${words}</p>` });
const texts = (from: number, to: number) =>
  Object.fromEntries(Array.from({ length: to - from }, (_, at) => [`${from + at}.html`, text(from + at)]));

test('nothing is found in what runs leave: new, edited, withdrawn, restored, swept, made again', async () => {
  const column = growing();
  const { to, archive, given, save } = column;
  const expectSound = async () => expect((await checkDeep(to)).findings).toEqual([]);
  await column.run();
  await expectSound();
  for (const [at, step] of [
    () => column.run(),
    () => save(texts(1, 60)) && column.run(),
    () => save({ '7.html': text(7, '改过。'), '61.html': text(61) }) && column.run(),
    () => withdraw({ which: [idOf(8), idOf(58)], ...given(1) }),
    () => column.run(GRACE + 1),
    () => restore({ which: [idOf(8)], ...given(1) }),
    () => save(texts(62, 90)) && column.run(),
    () => rebuild(given(1)),
    () => column.run(GRACE + 1),
    () => rm(to) ?? column.run(),
    () => rm(path.join(to, 'lists')) ?? column.run(),
    () => column.run(GRACE + 2),
    () => rm(memoryFile(archive)) ?? column.run(),
    () => column.run(GRACE + 3),
    () => rm(path.join(archive, 'record.log')) ?? (save({ '9.html': text(9, '又改。') }) && column.run()),
    () => publish({ from: [], ...given(1), column: { name: '另一个名字' }, rename: true }),
  ].entries()) {
    await step();
    try {
      await expectSound();
    } catch (error) {
      throw new Error(`step ${at}: ${(error as Error).message}`);
    }
  }
});
const rm = (name: string): undefined => void rmSync(name, { recursive: true });

test('a document behind the head that is damaged is no part of a new edition', async () => {
  const column = growing();
  const { to, given } = column;
  column.save(texts(1, 30));
  await column.run();
  const name = paths.article(idOf(3));
  const whole = readFileSync(path.join(to, name), 'utf8');
  writeFileSync(path.join(to, name), whole.replace('正文', '正又'));
  // Its neighbour goes: it is to have other links.
  const { warnings } = await withdraw({ which: [idOf(4)], ...given(1) });
  expect(warnings).toEqual([{ article: name, message: expect.stringContaining('check --repair') }]);
  expect(await faultsOf(to)).toEqual([name]);
  expect((await repair(given(1))).findings).toEqual([]);
  expect(readFileSync(path.join(to, name), 'utf8')).toContain('正文');
  expect(readFileSync(path.join(to, name), 'utf8')).not.toContain(idOf(4));
  expect(await faultsOf(to)).toEqual([]);
});

test.each([
  ['is of no length', () => ''],
  ['cannot be read', (whole: string) => whole.slice(0, whole.length >> 1)],
  ['has other words', (whole: string) => whole.replace('正文', '正又')],
])(
  'a document of the head that %s is made again by the next run, whatever that is for',
  async (_, damaged) => {
    const column = growing();
    const { to, given } = column;
    column.save(texts(1, 30));
    await column.run();
    const file = path.join(to, paths.article(idOf(28)));
    const whole = readFileSync(file, 'utf8');
    writeFileSync(file, damaged(whole));
    await withdraw({ which: [idOf(3)], ...given(1) });
    expect(readFileSync(file, 'utf8')).toBe(whole);
    expect(await faultsOf(to)).toEqual([]);
  },
);

describe('where the archive cannot say', () => {
  test('a feed by itself is checked as far as it tells', async () => {
    const { to, archive } = copy();
    rmSync(archive, { recursive: true });
    const honest = await checkDeep(to);
    expect(honest.findings.map(({ kind, where }) => [kind, where])).toEqual([
      ['hint', archive],
      ...['lists/', 'search/', 'rows/', 'images/', 'cards/'].map((folder) => ['hint', folder]),
    ]);
    await expect(mend(to)).rejects.toThrow(`没有存档 ${archive}`);
    for (const kind of ['pages', 'waiting cards', 'shards', 'images']) {
      const { to: damaged, archive: none } = copy();
      const name = kindsOf(damaged)[kind]![0]!;
      rmSync(none, { recursive: true });
      const file = path.join(damaged, name);
      const bytes = readFileSync(file);
      bytes[bytes.length >> 1]! ^= 1;
      writeFileSync(file, bytes);
      expect(await faultsOf(damaged)).toContain(name);
    }
    truncateSync(path.join(to, paths.full), 100);
    rmSync(path.join(to, headOf(to).items[0]!._column.thumb ?? paths.article(headOf(to).items[0]!.id)));
    expect(await faultsOf(to)).toHaveLength(2);
  });

  test('another publisher is at work: it is said, and nothing is looked at', async () => {
    const { to, archive } = copy();
    const lock = takeLock(archive);
    try {
      await expect(checkDeep(to)).rejects.toThrow('另一个发布程序正在写同一个文件夹');
      await expect(mend(to)).rejects.toThrow('另一个发布程序正在写同一个文件夹');
    } finally {
      lock.giveBack();
    }
    expect(await faultsOf(to)).toEqual([]);
  });

  test('a run that died left a plan: it is said, and a repair carries it out', async () => {
    const { to, archive } = copy();
    const page = kindsOf(to).pages![0]!;
    const hash = path.basename(page, '.json');
    const memory = Memory.open(archive, now);
    memory.begin();
    mkdirSync(path.join(to, '.staging', path.dirname(page)), { recursive: true });
    cpSync(path.join(to, page), path.join(to, '.staging', page));
    memory.commit({
      moves: [{ path: page, size: readFileSync(path.join(to, page)).length, hash }],
      removes: [],
    });
    memory.close();
    rmSync(path.join(to, page));
    const { findings } = await checkDeep(to);
    expect(findings).toContainEqual({
      kind: 'hint',
      where: '存档 memory.db',
      message: expect.stringContaining('还没有做完'),
    });
    expect((await mend(to)).findings).toEqual([]);
    expect(await differing(to)).toEqual([]);
    expect(existsSync(path.join(to, '.staging'))).toBe(false);
  });

  test('a feed that tells of more than its archive is left alone', async () => {
    const { to, archive } = copy();
    cpSync(archive, `${archive}.before`, { recursive: true });
    await withdraw({ which: [idOf(WITHDRAWN)], to, ...options(), cards: false });
    rmSync(archive, { recursive: true });
    cpSync(`${archive}.before`, archive, { recursive: true });
    const before = snapshot(to);
    const { findings, repaired } = await mend(to);
    expect(findings).toContainEqual({
      kind: 'fault',
      where: paths.head,
      message: expect.stringMatching(/不是同一次的.*rebuild/),
    });
    expect([repaired, changed(before, snapshot(to))]).toEqual([[], []]);
  });

  test('with the archive alone everything is made again', async () => {
    const { to } = copy();
    rmSync(to, { recursive: true });
    const { findings } = await mend(to);
    expect(findings).toEqual([]);
    expect((await differing(to)).every((name) => waiting(origin).all.includes(name))).toBe(true);
  });
});

test(
  'law: whatever is damaged is found, all of it, and is as it was after one repair',
  seeded(async (next) => {
    for (let round = 0; round < rounds(6); round += 1) {
      const { to, archive } = copy();
      const waits = new Set(waiting(to).all);
      const names = [...snapshot(to).keys()].sort();
      const hurt = new Set<string>();
      const strays = new Set<string>();
      for (let damages = 1 + Math.floor(next() * 12); damages > 0; damages -= 1) {
        const name = some(names, next);
        if (hurt.has(name)) continue;
        if (next() < 0.2) {
          const stray = `${path.dirname(name)}/${String(Math.floor(next() * 1e8)).padStart(8, '0')}.json`;
          if (!name.includes('/')) continue;
          cpSync(path.join(to, name), path.join(to, stray));
          strays.add(stray);
          continue;
        }
        const other = some(names, next);
        if (next() < 0.2 && other !== name && !hurt.has(other)) {
          const bytes = readFileSync(path.join(to, name));
          cpSync(path.join(to, other), path.join(to, name));
          writeFileSync(path.join(to, other), bytes);
          hurt.add(other);
        } else WAYS[some(Object.keys(WAYS), next)]!(path.join(to, name), next);
        hurt.add(name);
      }
      const rendered = snapshot(`${archive}/rendered`);
      const kept = some([...rendered.keys()].sort(), next);
      const archived = next() < 0.5 ? [`存档 rendered/${kept}`] : [];
      if (archived.length > 0) WAYS['a flipped bit']!(path.join(archive, 'rendered', kept), next);
      if (next() < 0.3) {
        WAYS['a flipped bit']!(path.join(archive, 'record.log'), next);
        archived.push('存档 record.log');
      }
      expect((await faultsOf(to)).sort()).toEqual([...hurt, ...strays, ...archived].sort());
      const { findings, repaired } = await mend(to);
      expect(findings).toEqual([]);
      expect(repaired).toHaveLength(hurt.size + strays.size + archived.length);
      expect((await checkDeep(to)).findings).toEqual([]);
      // What waits and is no picture cannot be had again.
      const left = await differing(to);
      expect(
        left.filter((name) => !waits.has(name) || !hurt.has(name) || existsSync(path.join(to, name))),
      ).toEqual([]);
      const again = await publish({ from: [], to, ...options(), cards: false, codes: undefined });
      expect(again).toMatchObject({ written: 0, removed: 0 });
      rmSync(to, { recursive: true });
      rmSync(archive, { recursive: true });
    }
  }),
  600_000,
);
