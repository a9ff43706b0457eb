import fc from 'fast-check';
import type { Cache } from '../../src/stores/ports';
import { damaged, json, numbers } from './arbitraries';

/** A device's storage made of a map: it holds JSON and nothing else, and may refuse. */
export interface FakeStorage extends Cache {
  stored: Map<string, unknown>;
}

/** Storage that holds this already and refuses the writes that `refusals` says, in turn, over and over. */
export function storage(holds: object = {}, refusals: readonly boolean[] = []): FakeStorage {
  const copy = (value: unknown) => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));
  const stored = new Map<string, unknown>(Object.entries(copy(holds) as object));
  let writes = 0;
  return {
    stored,
    read: (key) => copy(stored.get(key)),
    write(key, value) {
      const refused = refusals[writes % refusals.length] ?? false;
      writes += 1;
      if (!refused) stored.set(key, copy(value));
      return !refused;
    },
    remove: (key) => void stored.delete(key),
    keys: () => [...stored.keys()],
    usage: () => ({ used: JSON.stringify([...stored]).length, limit: 10 * 1024 * 1024 }),
  };
}

/** Which writes are refused: none, all, or any. */
export const refusals = fc.oneof(
  fc.constant([]),
  fc.constant([true]),
  fc.array(fc.boolean(), { maxLength: 12 }),
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
