import fc from 'fast-check';
import { bytesOf, migrate, readSaved } from '../../src/stores/saved';
import { json } from '../support/arbitraries';
import { fuzz } from '../support/fuzz';
import { holding, refusals, storage } from '../support/storage';

test('law: a value’s bytes are those of its JSON in UTF-8', () => {
  fc.assert(
    fc.property(json, (value) => expect(bytesOf(value)).toBe(Buffer.byteLength(JSON.stringify(value)))),
    fuzz(300),
  );
});

test('what the feed’s first edition left goes without a copy; what is the reader’s stays', () => {
  const own = {
    history: {},
    favourites: {},
    settings: { size: 3 },
    positions: {},
    searches: ['公交'],
    refreshed: 1,
  };
  const left = {
    head: { items: [] },
    lists: { hash: 'L', index: {} },
    pages: [{ key: 'page:all/1', ids: [] }],
    'page:all/1': { hash: 'a', items: [] },
    articles: [{ id: 'a', size: 1 }],
    'article:a': { hash: 'h', document: {} },
  };
  const cache = storage({ version: 2, ...own, ...left });
  migrate(cache);
  expect(Object.fromEntries(cache.stored)).toEqual({ version: 3, ...own });
});

describe('law: moving storage to its newest shape', () => {
  const entries = fc.dictionary(
    fc.stringMatching(/^[0-9A-Za-z]{12}$/),
    fc.record({ at: fc.nat(), progress: fc.double({ min: 0, max: 1 }) }),
  );
  const older = holding({
    version: fc.integer({ min: -1, max: 4 }),
    reading: entries,
    history: entries,
    settings: json,
  });

  test('done twice is done once, and no other key is touched', () => {
    fc.assert(
      fc.property(older, (holds) => {
        const cache = storage(holds);
        migrate(cache);
        const once = [...cache.stored];
        migrate(cache);
        expect([...cache.stored]).toEqual(once);
        expect(cache.stored.get('settings')).toEqual(holds.settings);
      }),
      fuzz(200),
    );
  });

  test('loses nothing that was read, even where storage refuses; the next start ends it', () => {
    fc.assert(
      fc.property(older, refusals, (holds, refused) => {
        const before = storage(holds).stored;
        const cache = storage(holds, refused);
        migrate(cache);
        const kept = [cache.stored.get('history'), cache.stored.get('reading')];
        if (before.has('history')) expect(kept).toContainEqual(before.get('history'));
        else if (typeof before.get('reading') === 'object' && before.get('reading') !== null)
          expect(kept).toContainEqual(before.get('reading'));
        const next = storage(Object.fromEntries(cache.stored));
        migrate(next);
        const at = storage(holds);
        migrate(at);
        expect(Object.fromEntries(next.stored)).toEqual(Object.fromEntries(at.stored));
      }),
      fuzz(200),
    );
  });
});

test('law: what could not be read whole is set aside as it was, and what was read is what its reader says', () => {
  const readers = fc.constantFrom<'all' | 'part' | 'none'>('all', 'part', 'none');
  fc.assert(
    fc.property(json, readers, refusals, (stored, how, refused) => {
      const cache = storage({ key: stored }, refused);
      const value = readSaved(cache, 'key', (found, flawed) => {
        if (how === 'part') flawed();
        return how === 'none' ? undefined : { found };
      });
      expect(value).toEqual(how === 'none' ? undefined : { found: stored });
      if (refused.length === 0)
        expect(cache.stored.get('damaged:key')).toEqual(how === 'all' ? undefined : stored);
    }),
    fuzz(200),
  );
});
