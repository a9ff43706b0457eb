import fc from 'fast-check';
import type { ArticleDocument } from '../../src/feed';
import { ArticleCache } from '../../src/stores/article-cache';
import { bytesOf } from '../../src/stores/saved';
import { articleId, document, listItem } from '../support/feed';
import { fuzz } from '../support/fuzz';
import { holding, refusals, storage } from '../support/storage';

const NUMBERS = [1, 2, 3, 4, 5];
const number = fc.constantFrom(...NUMBERS);
type Step = { what: 'write' | 'remove' | 'restart'; n: number; digest: string };
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    what: fc.constantFrom('write', 'write', 'write', 'remove', 'restart'),
    n: number,
    digest: fc.nat(900).map((length) => '字'.repeat(length)),
  }),
  { maxLength: 14 },
);
const BUDGET = 6000;

const keysOf = (cache: ReturnType<typeof storage>) =>
  [...cache.stored.keys()].filter((key) => key.startsWith('article:'));

/** Takes the steps; tells after each what storage took last of each article. */
function walk(
  cache: ReturnType<typeof storage>,
  all: readonly Step[],
  look: (kept: ArticleCache, written: ReadonlyMap<string, ArticleDocument>) => void,
): void {
  let kept = new ArticleCache(cache, BUDGET);
  const written = new Map<string, ArticleDocument>();
  for (const { what, n, digest } of all) {
    if (what === 'restart') kept = new ArticleCache(cache, BUDGET);
    else if (what === 'remove') {
      kept.forget(new Set([articleId(n)]));
      written.delete(articleId(n));
    } else {
      const one = document(n, { digest });
      if (kept.write(one) === 'kept') written.set(articleId(n), one);
    }
    look(kept, written);
  }
}

test('a document too large for one key costs no other its place', () => {
  const cache = storage();
  const kept = new ArticleCache(cache);
  kept.write(document(1));
  kept.write(document(2, { digest: '字'.repeat(400_000) }));
  expect(kept.ids).toEqual([articleId(1)]);
});

test('of a document whose new edition storage refuses the old one stays, now and at the next start', () => {
  const cache = storage({}, [null, null, null, 'broken']);
  const kept = new ArticleCache(cache);
  expect(kept.write(document(1, { digest: '旧' }))).toBe('kept');
  expect(kept.write(document(1, { digest: '新' }))).toBe('broken');
  for (const one of [kept, new ArticleCache(cache)])
    expect(one.read(articleId(1))).toEqual(document(1, { digest: '旧' }));
});

test('a document that leads on to a withdrawn article stays, without its title', () => {
  const cache = storage();
  const kept = new ArticleCache(cache);
  kept.write(document(1, { related: [listItem(7), listItem(8)], newer: listItem(7), older: listItem(9) }));
  kept.write(document(2, { related: [listItem(9)] }));
  kept.forget(new Set([articleId(7)]));
  expect(kept.read(articleId(1))).toEqual(
    document(1, { related: [listItem(8)], newer: null, older: listItem(9) }),
  );
  expect(kept.read(articleId(2))).toEqual(document(2, { related: [listItem(9)] }));
  expect(JSON.stringify([...cache.stored])).not.toContain(listItem(7).title);
});

test.each(['large', 'full', 'broken'] as const)(
  'a document whose links could not be shortened (%s) goes whole with what was withdrawn',
  (why) => {
    const cache = storage();
    const kept = new ArticleCache(cache);
    kept.write(document(1, { related: [listItem(7)] }));
    kept.write(document(2));
    cache.refuse.write = why;
    kept.forget(new Set([articleId(7)]));
    expect(JSON.stringify(cache.stored.get(`article:${articleId(1)}`))).toBeUndefined();
    expect(kept.owes).toBe(false);
    cache.refuse.write = null;
    expect(new ArticleCache(cache).ids).toEqual([articleId(2)]);
  },
);

test.each(['read', 'remove'] as const)(
  'where %s fails a withdrawn document is not shown any more, and goes with the next that is forgotten',
  (what) => {
    const cache = storage();
    new ArticleCache(cache).write(document(7));
    cache.refuse[what] = true;
    const kept = new ArticleCache(cache);
    kept.forget(new Set([articleId(7)]));
    expect(kept.owes).toBe(true);
    expect(kept.read(articleId(7))).toBeUndefined();
    cache.refuse[what] = false;
    kept.forget(new Set());
    expect(kept.owes).toBe(false);
    expect(keysOf(cache)).toEqual([]);
  },
);

test('a document that stands under another article’s name is none', () => {
  const cache = storage();
  new ArticleCache(cache).write(document(1));
  cache.stored.set(`article:${articleId(1)}`, document(2));
  expect(new ArticleCache(cache).read(articleId(1))).toBeUndefined();
});

describe('law: kept documents', () => {
  test('are read back as they were written, used last first, within their budget', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const cache = storage();
        walk(cache, all, (kept, written) => {
          for (const id of kept.ids) expect(kept.read(id)).toEqual(written.get(id));
          for (const n of NUMBERS)
            if (!kept.ids.includes(articleId(n))) expect(kept.read(articleId(n))).toBeUndefined();
          const sizes = kept.ids.map((id) => bytesOf(cache.read(`article:${id}`)));
          expect(kept.used).toBe(sizes.reduce((sum, one) => sum + one, 0));
          expect(kept.used).toBeLessThanOrEqual(BUDGET);
        });
        const writes = all.filter((one) => one.what === 'write');
        const last = writes.at(-1);
        if (last && all.at(-1) === last) expect(new ArticleCache(cache).ids[0]).toBe(articleId(last.n));
      }),
      fuzz(80),
    );
  });

  test('where storage refuses are the newest that it took, or none, and nothing takes room unseen', () => {
    fc.assert(
      fc.property(
        steps.map((all) => all.filter((one) => one.what !== 'restart')),
        refusals,
        (all, refused) => {
          const cache = storage({}, refused);
          walk(cache, all, (kept, written) => {
            for (const n of NUMBERS) {
              const found = kept.read(articleId(n));
              if (found) expect(found).toEqual(written.get(articleId(n)));
            }
            expect(new Set(kept.ids).size).toBe(kept.ids.length);
            expect(keysOf(cache).sort()).toEqual(kept.ids.map((id) => `article:${id}`).sort());
          });
        },
      ),
      fuzz(80),
    );
  });

  test('of any storage whatever are documents or nothing, and no other key is touched', () => {
    const index = fc.array(
      fc.record({ key: number.map(articleId), size: fc.nat(3000), ids: fc.constant([]) }),
      { maxLength: 4 },
    );
    const entry = number.map((n) => document(n));
    const holds = holding({
      articles: index,
      ...Object.fromEntries(NUMBERS.map((n) => [`article:${articleId(n)}`, entry])),
      history: fc.constant({ kept: true }),
    });
    fc.assert(
      fc.property(holds, steps, refusals, (held, all, refused) => {
        const cache = storage(held, refused);
        const kept = new ArticleCache(cache, BUDGET);
        for (const n of NUMBERS) expect(kept.read(articleId(n))?.blocks ?? []).toBeInstanceOf(Array);
        walk(cache, all, () => {});
        expect(cache.stored.get('history')).toEqual(storage(held).stored.get('history'));
        expect(Number.isNaN(new ArticleCache(cache).used)).toBe(false);
      }),
      fuzz(100),
    );
  });
});
