import fc from 'fast-check';
import { type Cache, type Refusal, UNREADABLE } from '../../src/stores/ports';
import { damaged, json, numbers } from './arbitraries';

/** A device's storage made of a map: it holds JSON and nothing else, as much as a phone's, and may refuse any call. */
export interface FakeStorage extends Cache {
  stored: Map<string, unknown>;
  /** What is refused from now on. */
  refuse: { write: Refusal | null; read: boolean; remove: boolean; keys: boolean };
  /** Bytes that it takes together, and under one key. */
  limits: { all: number; key: number };
}

export const bytes = (value: unknown): number => Buffer.byteLength(JSON.stringify(value) ?? '');

/** Storage that holds this already and refuses the writes that `refusals` says, in turn, over and over. */
export function storage(holds: object = {}, refusals: readonly (Refusal | null)[] = []): FakeStorage {
  const copy = (value: unknown) => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));
  const stored = new Map<string, unknown>(Object.entries(copy(holds) as object));
  const refuse: FakeStorage['refuse'] = { write: null, read: false, remove: false, keys: false };
  const limits = { all: 10 * 1024 * 1024, key: 1024 * 1024 };
  const known = new Map<string, { value: unknown; size: number }>();
  const sizeOf = (key: string) => {
    const value = stored.get(key);
    if (value === undefined) return 0;
    const last = known.get(key);
    if (last && last.value === value) return last.size;
    const size = bytes(key) + bytes(value);
    known.set(key, { value, size });
    return size;
  };
  const used = () => [...stored.keys()].reduce((sum, key) => sum + sizeOf(key), 0);
  let writes = 0;
  return {
    stored,
    refuse,
    limits,
    read: (key) => (refuse.read ? UNREADABLE : copy(stored.get(key))),
    write(key, value) {
      const refused = refuse.write ?? refusals[writes % refusals.length];
      writes += 1;
      if (refused) return refused;
      const size = bytes(value);
      if (size > limits.key) return 'large';
      if (used() - sizeOf(key) + bytes(key) + size > limits.all) return 'full';
      stored.set(key, copy(value));
      return 'kept';
    },
    remove(key) {
      if (!refuse.remove) stored.delete(key);
      return !refuse.remove;
    },
    keys: () => (refuse.keys ? undefined : [...stored.keys()]),
    usage: () => ({ used: used(), limit: limits.all }),
  };
}

/** Which writes are refused, and why: none, all, or any. */
const refusal = fc.constantFrom<Refusal | null>(null, null, null, 'large', 'full', 'broken');
export const refusals = fc.oneof(
  fc.constant<(Refusal | null)[]>([]),
  fc.constantFrom<Refusal>('large', 'full', 'broken').map((why) => [why]),
  fc.array(refusal, { maxLength: 12 }),
);

/** What storage may hold under some keys: each missing, sound, damaged, or something else altogether. */
export const holding = (
  sound: Record<string, fc.Arbitrary<unknown>>,
): fc.Arbitrary<Record<string, unknown>> =>
  fc.record(
    Object.fromEntries(
      Object.entries(sound).map(([key, valid]) => [
        key,
        fc.oneof(
          { weight: 2, arbitrary: valid },
          { weight: 3, arbitrary: damaged(valid, fc.oneof(numbers, json)) },
          json,
        ),
      ]),
    ),
    { requiredKeys: [], noNullPrototype: true },
  );
