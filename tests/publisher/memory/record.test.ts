import fs, { appendFileSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { PublisherError } from '../../../src/publisher/errors';
import {
  NOTHING,
  type RecordEvent,
  type Recorded,
  RunRecord,
  type Told,
  type Withdrawn,
} from '../../../src/publisher/memory/record';
import { anyText } from '../../support/arbitraries';
import { fuzz } from '../../support/fuzz';
import { cleanUp, temporary } from '../support';

afterEach(cleanUp);

const id = fc.constantFrom('A00000000001', 'A00000000002', 'A00000000003');
const hash = fc.constantFrom('aaaaaaaaaaaa', 'bbbbbbbbbbbb');
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: null });
const withdrawn: fc.Arbitrary<Withdrawn> = fc.record({
  id,
  identity: anyText(),
  time: maybe(fc.nat()),
  shown: fc.nat(1),
  vanished: fc.nat(1),
  account: maybe(anyText()),
  title: maybe(anyText()),
  source: maybe(hash),
  index: maybe(fc.nat(3)),
  modified: maybe(fc.nat()),
  url: maybe(anyText()),
});
const event: fc.Arbitrary<RecordEvent> = fc.oneof(
  fc.record({ what: fc.constant('made' as const), id, source: hash, index: fc.nat(3) }),
  withdrawn.map((row) => ({ what: 'withdrawn' as const, ...row })),
  fc.record({ what: fc.constant('back' as const), id }),
  fc.record({ what: fc.constant('restored' as const), id, run: fc.nat(9), unlisted: fc.nat(1) }),
  fc.record({ what: fc.constantFrom('read' as const, 'refused' as const), source: hash }),
  fc.record({ what: fc.constant('column' as const), column: fc.record({ name: anyText() }) }),
);

/** What a record says, to be compared. */
const plainOf = ({ made, withdrawn: gone, restored, refused, column, lastRun, recorded }: Told) => ({
  made: [...made],
  gone: [...gone],
  restored: [...restored],
  refused: [...refused],
  column,
  lastRun,
  recorded,
});

test('law: cut anywhere, it says what the runs said that were written to their end, and nothing of the others', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(event, { maxLength: 5 }), { minLength: 1, maxLength: 4 }),
      fc.nat(),
      (runs, at) => {
        const record = new RunRecord(temporary());
        const ends = [0];
        let known: Recorded = NOTHING;
        const tolds: (Told | null)[] = [null];
        for (const [run, events] of runs.entries()) {
          known = record.append(run + 1, events, known);
          expect(record.isKnown(known)).toBe(true);
          ends.push(known.size);
          tolds.push(record.told());
        }
        const cut = at % (ends.at(-1)! + 1);
        record.cut(cut);
        record.cutTail(0);
        const whole = ends.filter((end) => end <= cut).length - 1;
        expect(record.size).toBe(ends[whole]);
        const told = record.told();
        if (whole > 0) expect(plainOf(told!)).toEqual(plainOf(tolds[whole]!));
        cleanUp();
      },
    ),
    fuzz(150),
  );
});

test('of an article the last word counts, and withdrawals stand in their order', () => {
  const record = new RunRecord(temporary());
  const row = (one: string, more: Partial<Withdrawn> = {}): RecordEvent => ({
    what: 'withdrawn',
    id: one,
    identity: one,
    time: 1,
    shown: 1,
    vanished: 0,
    account: null,
    title: null,
    source: null,
    index: null,
    modified: null,
    url: null,
    ...more,
  });
  record.append(1, [row('B'), row('A'), { what: 'made', id: 'C', source: 's', index: 0 }], NOTHING);
  record.append(
    2,
    [row('B', { title: '题' }), { what: 'made', id: 'C', source: 't', index: 1, modified: 9 }],
    NOTHING,
  );
  record.append(
    4,
    [
      { what: 'restored', id: 'A', run: 4, unlisted: 1 },
      { what: 'read', source: 'old' },
    ],
    NOTHING,
  );
  const told = record.told()!;
  expect([...told.withdrawn.keys()]).toEqual(['B']);
  expect(told.withdrawn.get('B')!.title).toBe('题');
  expect(told.made.get('C')).toEqual({ source: 't', index: 1, modified: 9 });
  expect(told.restored.get('A')).toEqual({ id: 'A', run: 4, unlisted: 1 });
  expect(told.lastRun).toBe(4);
  const packed = (pack: string, one = 'x') => ({ hash: one, pack, at: 0, length: 1, turn: 0 });
  expect(told.wasRead(packed('000002.0.0.pack'))).toBe(true);
  expect(told.wasRead(packed('000003.0.0.pack'))).toBe(false);
  expect(told.wasRead(packed('000003.0.0.pack', 'old'))).toBe(true);
  record.append(5, [row('A')], NOTHING);
  expect([...record.told()!.withdrawn.keys()]).toEqual(['B', 'A']);
  expect(record.told()!.restored.size).toBe(0);
});

test('a damaged line is named, and nothing is told', () => {
  const record = new RunRecord(temporary());
  record.append(1, [{ what: 'made', id: 'A', source: 's', index: 0 }], NOTHING);
  const text = readFileSync(record.file, 'utf8');
  writeFileSync(record.file, text.replace('"id":"A"', '"id":"B"'));
  expect(() => record.told()).toThrow(PublisherError);
  expect(() => record.told()).toThrow(`${record.file} 的第 2 行损坏`);
});

test('a disk that is full leaves what stood there, and only its owner may read it', () => {
  const record = new RunRecord(temporary());
  record.append(1, [], NOTHING);
  const before = readFileSync(record.file, 'utf8');
  expect(statSync(record.file).mode & 0o777).toBe(0o600);
  const write = fs.writeSync as (...args: unknown[]) => number;
  let left = 10;
  const spy = jest.spyOn(fs, 'writeSync').mockImplementation(((file: number, bytes: Buffer, at: number) => {
    if (left === 0) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
    const some = Math.min(left, bytes.length - at);
    left -= some;
    return write(file, bytes, at, some);
  }) as never);
  expect(() => record.append(2, [{ what: 'read', source: 's' }], NOTHING)).toThrow(
    /record\.log：磁盘已满（ENOSPC）/,
  );
  spy.mockRestore();
  expect(readFileSync(record.file, 'utf8')).toBe(before);
  appendFileSync(record.file, '{"half');
  record.cutTail(before.length);
  expect(readFileSync(record.file, 'utf8')).toBe(before);
  rmSync(record.file);
  expect([record.size, record.told()]).toEqual([0, null]);
  expect(path.basename(record.file)).toBe('record.log');
});
