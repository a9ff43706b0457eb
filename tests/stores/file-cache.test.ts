import fc from 'fast-check';
import { type ListItem, type ListPage, paths, SCHEMA } from '../../src/feed';
import { FileCache } from '../../src/stores/file-cache';
import { bytesOf } from '../../src/stores/saved';
import { articleId, contentHash, feedOf, hashOf, head, itemsDown, listItem } from '../support/feed';
import { fuzz } from '../support/fuzz';
import { holding, refusals, storage } from '../support/storage';

type Step = { what: 'write' | 'read' | 'forget' | 'head' | 'restart'; file: number; numbers: number[] };
const FILES = 6;
const pathOf = (file: number) => paths.listFile('all', hashOf(file));
/** Each file tells of two articles, one of them its own. */
const pageOf = (file: number): ListPage => ({
  schema: SCHEMA,
  list: 'all',
  items: [file + 1, file % 3].map((n) => listItem(n, { content_text: '字'.repeat(60 * file) })),
});
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    what: fc.constantFrom('write', 'write', 'write', 'read', 'forget', 'head', 'restart'),
    file: fc.nat(FILES - 1),
    numbers: fc.uniqueArray(fc.nat(FILES), { minLength: 1, maxLength: 3 }),
  }),
  { maxLength: 16 },
);
const BUDGET = 3000;

const headOf = (numbers: readonly number[]) => head(numbers.map((n) => listItem(n)));
const filesIn = (cache: ReturnType<typeof storage>) =>
  [...cache.stored.keys()].filter((key) => key.startsWith('file:'));

/** Takes the steps; tells after each which articles are forgotten. */
function walk(
  cache: ReturnType<typeof storage>,
  all: readonly Step[],
  look: (files: FileCache, step: Step, forgotten: readonly number[]) => void,
): void {
  let files = new FileCache(cache, BUDGET);
  let forgotten: number[] = [];
  for (const step of all) {
    const { what, file, numbers } = step;
    if (what === 'restart') {
      files = new FileCache(cache, BUDGET);
      // What comes from the feed after that is known to it.
      forgotten = [];
    } else if (what === 'forget') {
      files.forget(new Set(numbers.map(articleId)));
      forgotten = [...forgotten, ...numbers];
    } else if (what === 'head') files.keepHead(headOf(numbers.filter((n) => !forgotten.includes(n))));
    else if (what === 'read') files.read(pathOf(file));
    else files.write(pathOf(file), pageOf(file));
    look(files, step, forgotten);
  }
}

describe('when the budget is reached', () => {
  const { files: published, head: newest } = feedOf(itemsDown(110));
  const pages = [...published].filter(([path]) => path.startsWith('lists/all')) as [string, ListPage][];
  const size = Math.max(...pages.map(([, page]) => bytesOf(page)));
  const stray = (n: number): [string, ListPage] => {
    const page: ListPage = { schema: SCHEMA, list: 'all', items: [listItem(n)] };
    return [paths.listFile('all', contentHash(page)), page];
  };

  test('what the newest head does not lead to goes first, then what was used longest ago', () => {
    const cache = storage();
    const room = 3 * bytesOf(stray(900)[1]);
    const files = new FileCache(cache, pages.reduce((sum, [, page]) => sum + bytesOf(page), 0) + room);
    files.keepHead(newest);
    const [path, page] = stray(900);
    for (const [one, file] of pages) files.write(one, file);
    files.write(path, page);
    for (let n = 901; n < 901 + 20; n += 1) files.write(...stray(n));
    // The strays of before have made room, and all that the head leads to is there.
    for (const [one] of pages) expect(files.read(one)).toBeDefined();
    expect(files.read(path)).toBeUndefined();
    expect(files.read(stray(920)[0])).toBeDefined();
  });

  test('of files that the head leads to the one that was used longest ago goes', () => {
    const files = new FileCache(storage(), 3 * size);
    files.keepHead(newest);
    const [first, second, third, fourth] = pages;
    for (const [path, page] of [first!, second!, third!]) files.write(path, page);
    files.read(first![0]);
    files.write(...fourth!);
    expect(files.read(second![0])).toBeUndefined();
    for (const [path] of [first!, third!, fourth!]) expect(files.read(path)).toBeDefined();
  });

  test('a new head leaves the files of the old one to be replaced', () => {
    const cache = storage();
    const files = new FileCache(cache, 6 * size);
    files.keepHead(newest);
    for (const [one, file] of pages.slice(0, 5)) files.write(one, file);
    const later = feedOf(itemsDown(111));
    files.keepHead(later.head);
    const fresh = [...later.files].filter(([path]) => path.startsWith('lists/all') && !published.has(path));
    for (const [one, file] of fresh) files.write(one, file as ListPage);
    for (const [one] of fresh) expect(files.read(one)).toBeDefined();
  });
});

test('a file that was on its way when one of its articles was withdrawn is not kept', () => {
  const cache = storage();
  const files = new FileCache(cache);
  files.forget(new Set([articleId(2)]));
  files.write(pathOf(1), pageOf(1));
  expect(filesIn(cache)).toEqual([]);
});

test('blocks of rows are forgotten with their articles, null or not', () => {
  const cache = storage();
  const files = new FileCache(cache);
  const items: (ListItem | null)[] = [null, listItem(4), null];
  files.write(paths.rows(hashOf(1)), { schema: SCHEMA, items });
  files.forget(new Set([articleId(5)]));
  expect(files.read(paths.rows(hashOf(1)))).toBeDefined();
  files.forget(new Set([articleId(4)]));
  expect(filesIn(cache)).toEqual([]);
  expect(files.isEmpty).toBe(true);
});

test('a head that finds no room has files give way for it', () => {
  const cache = storage();
  const files = new FileCache(cache);
  const many = itemsDown(20);
  for (let n = 0; n < 6; n += 1)
    files.write(pathOf(n), {
      ...pageOf(n),
      items: many.map((item) => ({ ...item, content_text: '字'.repeat(200) })),
    });
  cache.limits.all = cache.usage().used;
  files.keepHead(head(many));
  expect(files.head()?.items).toHaveLength(20);
  const left = filesIn(cache).length;
  expect(left).toBeGreaterThan(3);
  expect(left).toBeLessThan(6);
});

test.each(['large', 'full', 'broken'] as const)(
  'where a head is refused as %s the one before stays',
  (why) => {
    const cache = storage();
    const files = new FileCache(cache);
    files.keepHead(headOf([1]));
    files.write(pathOf(1), pageOf(1));
    cache.refuse.write = why;
    files.keepHead(headOf([1, 2]));
    expect(files.head()?.items).toHaveLength(1);
    expect(files.read(pathOf(1))).toEqual(pageOf(1));
  },
);

test('a head that cannot be cleaned of a withdrawn article goes', () => {
  const cache = storage();
  const files = new FileCache(cache);
  files.keepHead(headOf([1, 2]));
  cache.refuse.write = 'broken';
  files.forget(new Set([articleId(1)]));
  expect(files.owes).toBe(false);
  expect(files.head()).toBeUndefined();
});

describe('law: kept files', () => {
  test('are what was written under their path, or nothing, whatever storage refuses, and within the budget', () => {
    fc.assert(
      fc.property(steps, refusals, (all, refused) => {
        const cache = storage({}, refused);
        walk(cache, all, (files) => {
          for (let file = 0; file < FILES; file += 1) {
            const found = files.read(pathOf(file));
            if (found !== undefined) expect(found).toEqual(pageOf(file));
          }
          const sizes = filesIn(cache).map((key) => bytesOf(cache.read(key)));
          expect(sizes.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(BUDGET);
        });
      }),
      fuzz(80),
    );
  });

  test('are there when nothing was refused and nothing was withdrawn', () => {
    fc.assert(
      fc.property(steps, (all) => {
        walk(storage(), all, (files, { what, file }, forgotten) => {
          const isGone = pageOf(file).items.some(({ id }) => forgotten.map(articleId).includes(id));
          if (what === 'write' && !isGone) expect(files.read(pathOf(file))).toEqual(pageOf(file));
        });
      }),
      fuzz(80),
    );
  });

  test('and the head leave no trace of an article that is forgotten, whatever was refused before', () => {
    fc.assert(
      fc.property(steps, refusals, (all, refused) => {
        const cache = storage({}, refused);
        walk(cache, all, (_, { what }, forgotten) => {
          if (what === 'restart') return;
          for (const key of ['head', ...filesIn(cache)])
            for (const n of forgotten)
              expect(JSON.stringify(cache.read(key)) ?? '').not.toContain(articleId(n));
        });
      }),
      fuzz(120),
    );
  });

  test('of any storage whatever are files or nothing, and no other key is touched', () => {
    const holds = holding({
      files: fc.array(
        fc.record({
          key: fc.constantFrom(pathOf(0), pathOf(1), 'history', '__proto__'),
          size: fc.nat(2000),
          ids: fc.constant([articleId(1)]),
          leads: fc.constant([hashOf(1)]),
        }),
        { maxLength: 5 },
      ),
      head: fc.constant(headOf([1, 2])),
      [`file:${pathOf(0)}`]: fc.constant(pageOf(0)),
      history: fc.constant({ kept: true }),
    });
    fc.assert(
      fc.property(holds, steps, refusals, (held, all, refused) => {
        const cache = storage(held, refused);
        expect(new FileCache(cache, BUDGET).head()?.items ?? []).toBeInstanceOf(Array);
        walk(cache, all, () => {});
        expect(cache.stored.get('history')).toEqual(storage(held).stored.get('history'));
      }),
      fuzz(100),
    );
  });
});
