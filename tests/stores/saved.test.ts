import fc from 'fast-check';
import { ArticleCache } from '../../src/stores/article-cache';
import { FileCache } from '../../src/stores/file-cache';
import { bytesOf, isRecord, migrate, readSaved, writeOwn } from '../../src/stores/saved';
import { json } from '../support/arbitraries';
import { articleId, document, head } from '../support/feed';
import { fuzz } from '../support/fuzz';
import { rounds, seeded } from '../support/random';
import { type FakeStorage, holding, refusals, storage } from '../support/storage';

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

describe('a step that storage refuses is taken again without loss', () => {
  const entry = (at: number) => ({ at, progress: 0.5 });

  test('what this run read of 历史 meanwhile is joined with what version 1 had', () => {
    const cache = storage({ reading: { aaaaaaaaaaaa: entry(1), bbbbbbbbbbbb: entry(2) } });
    cache.refuse.write = 'full';
    migrate(cache);
    cache.refuse.write = null;
    cache.write('history', { bbbbbbbbbbbb: entry(9) });
    migrate(cache);
    expect(cache.stored.get('history')).toEqual({ aaaaaaaaaaaa: entry(1), bbbbbbbbbbbb: entry(9) });
    expect(cache.stored.has('reading')).toBe(false);
  });

  test('articles and head that were kept before the version could be written stay at the next start', () => {
    const cache = storage({ 'page:all/1': { hash: 'a', items: [] }, articles: [{ id: 'a', size: 1 }] });
    cache.refuse.write = 'broken';
    migrate(cache);
    cache.refuse.write = null;
    const files = new FileCache(cache);
    new ArticleCache(cache).write(document(1));
    files.keepHead(head([]));
    cache.stored.delete('version');
    migrate(cache);
    expect(cache.stored.get('version')).toBe(3);
    expect(new ArticleCache(cache).read(articleId(1))).toEqual(document(1));
    expect(new FileCache(cache).head()).toEqual(head([]));
  });

  test('a full storage of the first edition is emptied of it, so that 历史 finds room', () => {
    const cache = storage({ reading: { aaaaaaaaaaaa: entry(1) }, 'page:all/1': 'x'.repeat(900) });
    cache.limits.all = cache.usage().used;
    migrate(cache);
    expect(cache.stored.has('page:all/1')).toBe(false);
    migrate(cache);
    expect(Object.fromEntries(cache.stored)).toEqual({ history: { aaaaaaaaaaaa: entry(1) }, version: 3 });
  });

  test.each(['read', 'remove', 'keys'] as const)('so is one where %s fails', (what) => {
    const cache = storage({ reading: { aaaaaaaaaaaa: entry(1) }, lists: {} });
    cache.refuse[what] = true;
    migrate(cache);
    expect(cache.stored.has('version')).toBe(false);
    cache.refuse[what] = false;
    migrate(cache);
    expect(Object.fromEntries(cache.stored)).toEqual({ history: { aaaaaaaaaaaa: entry(1) }, version: 3 });
  });
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
        const [history, reading] = [before.get('history'), before.get('reading')];
        if (isRecord(history) && isRecord(reading))
          // Both are there where an earlier start was refused this step: then they are joined.
          expect([
            [history, reading],
            [{ ...reading, ...history }, undefined],
          ]).toContainEqual(kept);
        else if (history !== undefined) expect(kept).toContainEqual(history);
        else if (typeof reading === 'object' && reading !== null) expect(kept).toContainEqual(reading);
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

describe('what was set aside, where the reader’s own finds no room', () => {
  const ASIDE = { 'damaged:a': 'a'.repeat(3000), 'damaged:b': 'b'.repeat(3000) };
  const asideIn = (cache: FakeStorage) => [...cache.stored.keys()].filter((key) => key in ASIDE);
  /** A storage that is full but for so many bytes. */
  const full = (room: number) => {
    const cache = storage(ASIDE);
    cache.limits.all = cache.usage().used + room;
    return cache;
  };

  test('gives way no more than is needed: one of two copies of 3 KB for 2 KB', () => {
    const cache = full(0);
    expect(writeOwn(cache, 'own', 'x'.repeat(2000))).toBe('kept');
    expect(asideIn(cache)).toEqual(['damaged:b']);
  });

  test('stays where all of it would not make room enough: 6 KB for 9', () => {
    const cache = full(0);
    expect(writeOwn(cache, 'own', 'x'.repeat(9000))).toBe('full');
    expect(asideIn(cache)).toEqual(Object.keys(ASIDE));
  });

  test('stays where storage calls itself full and by its count has room', () => {
    const cache = full(1_000_000);
    cache.refuse.write = 'full';
    expect(writeOwn(cache, 'own', 'x'.repeat(2000))).toBe('full');
    expect(asideIn(cache)).toEqual(Object.keys(ASIDE));
  });

  test('is put back where the write is refused all the same', () => {
    const cache = full(0);
    const { write } = cache;
    cache.write = (key, value) => (key === 'own' ? 'full' : write(key, value));
    expect(writeOwn(cache, 'own', 'x'.repeat(2000))).toBe('full');
    expect(Object.fromEntries(cache.stored)).toEqual(ASIDE);
  });

  test('what is replaced counts as room: 3.5 KB in the place of 3 KB cost one copy, not none', () => {
    const cache = full(4000);
    expect(writeOwn(cache, 'own', 'x'.repeat(3000))).toBe('kept');
    cache.limits.all = cache.usage().used;
    expect(writeOwn(cache, 'own', 'x'.repeat(3500))).toBe('kept');
    expect(asideIn(cache)).toEqual(['damaged:b']);
  });

  test(
    'law: goes only for a write that is kept then',
    seeded((next) => {
      const came = { kept: 0, full: 0 };
      for (let round = 0; round < rounds(300); round += 1) {
        const cache = full(Math.floor(next() * 2000));
        const isStubborn = next() < 0.3;
        const { write } = cache;
        cache.write = (key, value) => (isStubborn && key === 'own' ? 'full' : write(key, value));
        const outcome = writeOwn(cache, 'own', 'x'.repeat(Math.floor(next() * 9000)));
        const lost = Object.keys(ASIDE).length - asideIn(cache).length;
        if (lost > 0) expect(outcome).toBe('kept');
        if (lost > 0) came.kept += 1;
        else if (outcome === 'full') came.full += 1;
      }
      expect(Math.min(came.kept, came.full)).toBeGreaterThan(20);
    }),
  );
});
