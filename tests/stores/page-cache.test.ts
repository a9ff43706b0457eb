import fc from 'fast-check';
import type { ListItem } from '../../src/feed';
import { PageCache } from '../../src/stores/page-cache';
import { archive, articleId, listItem } from '../support/feed';
import { fuzz } from '../support/fuzz';
import { holding, refusals, storage } from '../support/storage';

const PAGES = [1, 2, 3, 4, 5];
const LIMIT = 3;
type Step = { what: 'write' | 'forget' | 'restart'; page: number; hash: string; numbers: number[] };
const numbers = fc.uniqueArray(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 });
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    what: fc.constantFrom('write', 'write', 'write', 'forget', 'restart'),
    page: fc.constantFrom(...PAGES),
    hash: fc.constantFrom('a', 'b'),
    numbers,
  }),
  { maxLength: 14 },
);

/** Takes the steps; tells after each what was written last of each page, and which articles are forgotten. */
function walk(
  cache: ReturnType<typeof storage>,
  all: readonly Step[],
  look: (pages: PageCache, written: ReadonlyMap<string, ListItem[]>, step: Step) => void,
): void {
  let pages = new PageCache(cache, LIMIT);
  const written = new Map<string, ListItem[]>();
  for (const step of all) {
    const { what, page, hash } = step;
    if (what === 'restart') pages = new PageCache(cache, LIMIT);
    else if (what === 'forget') pages.forget(step.numbers.map(articleId));
    else {
      const items = step.numbers.map((n) => listItem(n));
      pages.write('all', page, hash, items);
      for (const other of ['a', 'b']) written.delete(`${page}${other}`);
      written.set(`${page}${hash}`, items);
    }
    look(pages, written, step);
  }
}

const pagesIn = (cache: ReturnType<typeof storage>) => cache.keys().filter((key) => key.startsWith('page:'));

test('a page that storage refused to replace is forgotten with its withdrawn article', () => {
  const cache = storage({}, [false, false, false, true]);
  const pages = new PageCache(cache);
  pages.write('all', 1, 'a', [listItem(6)]);
  pages.write('all', 1, 'b', [listItem(1)]);
  pages.forget([articleId(6)]);
  expect(pagesIn(cache)).toEqual([]);
});

test('a damaged index takes its pages with it, and nothing else', () => {
  const page = { hash: 'a', items: [listItem(1)] };
  const cache = storage({
    pages: [{ key: 'history', ids: [] }],
    'page:all/1': page,
    history: { kept: true },
  });
  new PageCache(cache).write('all', 2, 'a', [listItem(2)]);
  expect(pagesIn(cache)).toEqual(['page:all/2']);
  expect(cache.stored.get('history')).toEqual({ kept: true });
});

describe('law: kept pages', () => {
  test('are what was written under their hash, or nothing, whatever storage refuses', () => {
    fc.assert(
      fc.property(steps, refusals, (all, refused) => {
        walk(storage({}, refused), all, (pages, written) => {
          for (const page of PAGES)
            for (const hash of ['a', 'b']) {
              const found = pages.read('all', page, hash);
              if (found) expect(found).toEqual(written.get(`${page}${hash}`));
            }
        });
      }),
      fuzz(80),
    );
  });

  test('are there when nothing was refused and none has taken their room', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const cache = storage();
        walk(cache, all, (pages, _, { what, page, hash, numbers: items }) => {
          if (what === 'write') expect(pages.read('all', page, hash)).toEqual(items.map((n) => listItem(n)));
          expect(pagesIn(cache).length).toBeLessThanOrEqual(LIMIT);
        });
      }),
      fuzz(80),
    );
  });

  test('leave no trace of an article that is forgotten, whatever was refused before', () => {
    fc.assert(
      fc.property(steps, refusals, (all, refused) => {
        const cache = storage({}, refused);
        walk(cache, all, (_, __, { what, numbers: forgotten }) => {
          if (what !== 'forget') return;
          for (const key of pagesIn(cache))
            for (const n of forgotten) expect(JSON.stringify(cache.read(key))).not.toContain(articleId(n));
        });
      }),
      fuzz(120),
    );
  });

  test('of any storage whatever are pages or nothing, and no other key is touched', () => {
    const { index, pages: some } = archive(25);
    const holds = holding({
      pages: fc.array(
        fc.record({
          key: fc.constantFrom('page:all/1', 'page:all/2', 'history', '__proto__'),
          ids: fc.constant([articleId(1)]),
        }),
        { maxLength: 5 },
      ),
      lists: fc.constant({ hash: 'L', index }),
      'page:all/1': fc.constant({ hash: 'a', items: some[0]!.items }),
      history: fc.constant({ kept: true }),
    });
    fc.assert(
      fc.property(holds, steps, refusals, (held, all, refused) => {
        const cache = storage(held, refused);
        const list = new PageCache(cache, LIMIT).readIndex('L');
        if (list) expect(Array.isArray(list.lists)).toBe(true);
        walk(cache, all, (pages) => expect(pages.read('all', 1, 'a') ?? []).toBeInstanceOf(Array));
        expect(cache.stored.get('history')).toEqual(storage(held).stored.get('history'));
      }),
      fuzz(100),
    );
  });
});
