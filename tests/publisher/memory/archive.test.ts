import fs, { existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { PublisherError } from '../../../src/publisher/errors';
import { contentHash } from '../../../src/publisher/hash';
import { Archive, sealedOf } from '../../../src/publisher/memory/archive';
import type { Packed } from '../../../src/publisher/memory/pack';
import type { RawSource } from '../../../src/publisher/memory/raw-source';
import { rounds, seeded } from '../../support/random';
import { cleanUp, temporary, write } from '../support';
import { withMemory } from './support';

afterEach(cleanUp);

const raw = (name: string, text = name): RawSource => ({ form: 'page', name, text, files: {} });

/** A run's archive in which these are sealed. */
function archiveOf(names: string[], folder = temporary()): { archive: Archive; packed: Packed[] } {
  const archive = new Archive(folder, new Archive(folder).lastRun + 1);
  const packed = names.map((name, turn) => keep(archive, raw(name), turn));
  archive.seal();
  return { archive, packed };
}

function keep(archive: Archive, source: RawSource, turn: number): Packed {
  return archive.keep(sealedOf(source), turn);
}

const all = (archive: Archive): Packed[] => [...archive.packed()];
const fileOf = ({ folder }: Archive, pack: string): string => path.join(folder, 'sources', pack);

test('a source is found by its place, and by reading the pack', () => {
  const { archive, packed } = archiveOf(['甲', '乙', '丙']);
  expect(packed.map((one) => archive.source(one).name)).toEqual(['甲', '乙', '丙']);
  expect(all(archive)).toEqual(packed);
  expect(archive.isEmpty).toBe(false);
  expect(readdirSync(archive.folder)).toEqual(['parts', 'sources']);
});

test('every text comes back as it was', () => {
  const archive = new Archive(temporary(), 1);
  const texts = ['', '\n', '\ufeff正文\n\n', '{"a":"\\n"}', 'ab\0c', '\r\n', '🚌'.repeat(3000), '\ufffd'];
  const given = texts.map((text, at) => ({ ...raw(`名\n${at}`, text), files: { [`p\n${at}.png`]: 'abc' } }));
  const packed = given.map((one, turn) => keep(archive, one, turn));
  archive.seal();
  expect(packed.map((one) => archive.source(one))).toEqual(given);
});

test('a pack is a line for each source, and gzip', () => {
  const { archive, packed } = archiveOf(['甲', '乙']);
  const bytes = readFileSync(fileOf(archive, packed[0]!.pack));
  const { at, length, hash } = packed[1]!;
  const record = bytes.subarray(at, at + length);
  expect(record.toString('latin1')).toMatch(new RegExp(`^${hash} 1 \\d+\n\x1f\x8b`));
  expect(record.at(-1)).toBe(0x0a);
  expect(bytes).toHaveLength(at + length);
});

test('a run that keeps nothing leaves nothing, and runs are numbered', () => {
  const { archive } = archiveOf([]);
  expect(archive.isEmpty).toBe(true);
  expect(existsSync(archive.folder)).toBe(true);
  expect(readdirSync(archive.folder)).toEqual([]);
  expect(archive.lastRun).toBe(0);
  archiveOf(['甲'], archive.folder);
  expect(archive.lastRun).toBe(1);
});

test('a full disk costs the source that met it, and no other', () => {
  const archive = new Archive(temporary(), 1);
  const before = keep(archive, raw('甲'), 1);
  const original = fs.writeSync;
  const spy = jest.spyOn(fs, 'writeSync').mockImplementation(((
    ...given: [number, Buffer, number, number, number]
  ) => {
    if (spy.mock.calls.length > 1) throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
    return original(given[0], given[1], 0, 7, given[4]);
  }) as typeof fs.writeSync);
  expect(() => keep(archive, raw('乙'), 2)).toThrow('磁盘已满（ENOSPC）');
  spy.mockRestore();
  const behind = keep(archive, raw('丙'), 3);
  archive.seal();
  expect(all(archive)).toEqual([before, behind]);
  expect(archive.source(behind).name).toBe('丙');
});

describe('a pack that is damaged', () => {
  test.each([
    ['in its first line', (bytes: Buffer) => bytes.fill('x', 3, 4), 1],
    ['in the line of a later source', (bytes: Buffer, at: number) => bytes.fill('x', at, at + 1), 'second'],
    ['in the newline between two', (bytes: Buffer, at: number) => bytes.fill('x', at - 1, at), 'second'],
    ['at its end', (bytes: Buffer) => bytes.subarray(0, -1), 'second'],
  ])('%s says where, and what to do', (_, damage, where) => {
    const { archive, packed } = archiveOf(['甲', '乙']);
    const { pack, at } = packed[1]!;
    const bytes = readFileSync(fileOf(archive, pack));
    write(path.join(archive.folder, 'sources'), { [pack]: damage(bytes, at) });
    expect(() => all(archive)).toThrow(PublisherError);
    const byte = where === 'second' ? at + 1 : where;
    expect(() => all(archive)).toThrow(`${pack} 从第 ${byte} 字节起损坏。请从备份恢复它`);
  });

  test('in what was compressed is seen when it is read', () => {
    const { archive, packed } = archiveOf(['甲', '乙']);
    const { pack, at, hash } = packed[1]!;
    const bytes = readFileSync(fileOf(archive, pack));
    bytes.fill(0, at + 40, at + 50);
    write(path.join(archive.folder, 'sources'), { [pack]: bytes });
    expect(archive.source(packed[0]!).name).toBe('甲');
    expect(() => archive.source(packed[1]!)).toThrow(PublisherError);
    expect(() => archive.source(packed[1]!)).toThrow(`来源 ${hash}（`);
  });

  test('another one in its place gives nothing out under a wrong name', () => {
    const { archive, packed } = archiveOf(['甲', '乙']);
    expect(() => archive.source({ ...packed[1]!, hash: packed[0]!.hash })).toThrow('丢失或损坏');
    expect(() => archive.source({ ...packed[1]!, at: packed[1]!.at + 9 })).toThrow('丢失或损坏');
    expect(() => archive.source({ ...packed[1]!, pack: '000009.0.0.pack' })).toThrow('丢失或损坏');
  });
});

/** Where its record begins in a pack that is being written, and all bytes of the pack. */
interface Dying {
  part: string;
  kept: Packed[];
}

/** Leaves what a run leaves that dies, perhaps in the middle of a write. */
function die({ part, kept }: Dying, next: () => number): Packed[] {
  const { size } = fs.statSync(part);
  const cut = next() < 0.5 ? size : Math.floor(next() * size);
  truncateSync(part, cut);
  return kept.filter(({ at, length }) => at + length <= cut);
}

test(
  'over runs that end, fail and die at any byte, whatever was wholly written stays, once, and the memory finds it',
  seeded((next) => {
    for (let round = 0; round < rounds(30); round += 1) {
      const folder = temporary();
      const expected = new Map<string, string>();
      for (let turn = 0; turn < 6; turn += 1) {
        const archive = new Archive(folder, new Archive(folder).lastRun + 1);
        const kept: Packed[] = [];
        const names = new Map<string, string>();
        for (let left = Math.floor(next() * 8); left > 0; left -= 1) {
          const name = `${turn}-${left}`;
          const one = keep(archive, raw(name, '字'.repeat(Math.floor(next() ** 3 * 4000))), kept.length);
          names.set(one.hash, name);
          kept.push(one);
        }
        let stays = kept;
        if (next() < 0.5 || kept.length === 0) archive.seal();
        else stays = die({ part: path.join(folder, 'parts', kept[0]!.pack), kept }, next);
        for (const { hash } of stays) expected.set(hash, names.get(hash)!);
        new Archive(folder).tidy();
        expect(existsSync(path.join(folder, 'parts'))).toBe(false);
        const found = new Archive(folder);
        expect(all(found).map((one) => [one.hash, found.source(one).name])).toEqual([...expected]);
        // Whether the memory saw each run, or has it all to learn.
        if (next() < 0.5)
          withMemory(folder, ({ sources }) => {
            expect(sources.follow(found, () => true)).toEqual([]);
            expect([...sources.unread()].map(({ hash }) => hash)).toEqual([...expected.keys()]);
            for (const hash of expected.keys())
              expect(found.source(sources.placeOf(hash)).name).toBe(expected.get(hash));
          });
      }
    }
  }),
);

test('of what stood in a pack that is gone is known that it was read; the pack may come back, or another one', () => {
  const { archive, packed } = archiveOf(['甲', '乙', '丙']);
  const [first, second, third] = packed;
  // A later run archived one of them again.
  const { packed: later } = archiveOf(['丙', '丁'], archive.folder);
  withMemory(archive.folder, ({ sources }) => {
    sources.follow(archive, () => true);
    expect(sources.placeOf(third!.hash)).toEqual(third);
    sources.note(first!.hash, '甲', ['A00000000001']);
    sources.note(second!.hash, '乙', []);
  });
  const bytes = readFileSync(fileOf(archive, first!.pack));
  fs.rmSync(fileOf(archive, first!.pack));
  withMemory(archive.folder, (memory) => {
    const { sources } = memory;
    expect(sources.follow(archive, () => true)).toEqual([first!.pack]);
    expect([sources.standing(first!.hash), sources.articlesOf(first!.hash)]).toEqual([
      'new',
      ['A00000000001'],
    ]);
    expect(() => sources.placeOf(first!.hash)).toThrow('请重新导入它');
    expect(sources.placeOf(third!.hash)).toMatchObject({ pack: later[0]!.pack, at: later[0]!.at });
    expect(sources.count).toBe(2);
    expect(memory.nextRun).toBe(3);
  });
  write(path.join(archive.folder, 'sources'), { [first!.pack]: bytes });
  withMemory(archive.folder, ({ sources }) => {
    expect(sources.follow(archive, () => true)).toEqual([]);
    expect(sources.placeOf(first!.hash)).toEqual(first);
    expect([...sources.unread()].map(({ hash }) => hash)).toEqual([third!.hash, later[1]!.hash]);
  });
});

test('the number of a run whose pack is gone is given to no other, and no pack takes the place of one', () => {
  const { archive, packed } = archiveOf(['甲']);
  withMemory(archive.folder, ({ sources }) => sources.follow(archive, () => true));
  fs.rmSync(fileOf(archive, packed[0]!.pack));
  withMemory(archive.folder, (memory) => {
    memory.sources.follow(archive, () => true);
    expect(memory.nextRun).toBe(2);
  });
  const again = new Archive(archive.folder, 1);
  keep(again, raw('乙'), 1);
  write(path.join(archive.folder, 'sources'), { [packed[0]!.pack]: 'back' });
  expect(() => again.seal()).toThrow('is there already');
});

test('packs of one run are learnt in the order in which their sources came', () => {
  const folder = temporary();
  const [one, other] = [archiveOf(['甲', '乙', '丙'], folder), temporary()];
  const twin = new Archive(other, 1);
  const early = keep(twin, raw('丙'), 0);
  twin.seal();
  write(path.join(folder, 'sources'), { '000001.1.0.pack': readFileSync(fileOf(twin, early.pack)) });
  withMemory(folder, ({ sources }) => {
    sources.follow(one.archive, () => true);
    expect(sources.placeOf(early.hash)).toMatchObject({ pack: '000001.1.0.pack', turn: 0 });
  });
});

test('sources that an older publisher kept as a file each are packed, in the order of their times', () => {
  const folder = temporary();
  const given = ['乙', '甲', '丙'].map((name) => raw(name, `${name}\n`));
  for (const [at, one] of given.entries()) {
    const name = `${at}b/${at}b00000000${at}a.json.gz`;
    write(path.join(folder, 'sources'), { [name]: gzipSync(JSON.stringify(one)) });
    fs.utimesSync(path.join(folder, 'sources', name), 0, 1000 - at);
  }
  const archive = new Archive(folder);
  archive.tidy();
  archive.tidy();
  expect(all(archive).map((one) => archive.source(one))).toEqual([...given].reverse());
  expect(readdirSync(path.join(folder, 'sources'))).toHaveLength(1);
  write(path.join(folder, 'sources'), { 'ab/abcdef012345.json.gz': 'x' });
  expect(() => archive.tidy()).toThrow(/abcdef012345.json.gz 损坏，请从备份恢复它/);
});

test.each([
  ['cut', Buffer.from('pict'), true],
  ['of zeros', Buffer.alloc(7), false],
])('a copy of what lay beside a source that is %s is written again', (_, damaged, isKnown) => {
  const archive = new Archive(temporary());
  const data = Buffer.from('picture');
  const hash = contentHash(data);
  archive.keepBeside(new Map([[hash, data]]), false);
  const file = path.join(archive.folder, 'beside', hash.slice(0, 2), hash);
  writeFileSync(file, damaged);
  archive.keepBeside(new Map([[hash, data]]), isKnown);
  expect(archive.beside(hash)).toEqual(data);
  // One that cannot be what its name says is thrown away, so that it is kept anew.
  writeFileSync(file, Buffer.alloc(7));
  expect(archive.beside(hash)).toBeNull();
  archive.keepBeside(new Map([[hash, data]]), true);
  expect(archive.beside(hash)).toEqual(data);
});
