import fc from 'fast-check';
import {
  FeedError,
  isArticleId,
  isNamedByContent,
  OtherSchemaError,
  parseArticle,
  parseHead,
  parseListIndex,
  parseListPage,
  parseRowBlock,
  parseRowDirectory,
  parseSearchIndex,
  parseSearchShard,
  parseWithdrawnList,
  paths,
  resolveUrl,
  SCHEMA,
} from '../../src/feed';
import { address, damaged, json } from '../support/arbitraries';
import * as valid from '../support/documents';
import { articleId, document, hashOf, head, itemsDown, listFiles, listItem } from '../support/feed';
import { fuzz } from '../support/fuzz';

/** The error that parsing throws; fails when it throws none. */
function fault(parse: (input: unknown) => unknown, input: unknown): FeedError {
  try {
    parse(input);
  } catch (error) {
    return error as FeedError;
  }
  throw new Error('parsing accepted broken data');
}

test('valid files pass and unknown keys are dropped', () => {
  const parsed = parseHead({ ...head([listItem(1)]), future: true });
  expect(parsed.items[0]?.id).toBe(articleId(1));
  expect(parsed).not.toHaveProperty('future');
  for (const file of listFiles('all', itemsDown(45)).files.values())
    expect('entries' in file ? parseListIndex(file) : parseListPage(file)).toEqual(file);
  expect(parseArticle(document(1))).toEqual(document(1));
});

test('an error names the file, the path of the first fault and what was expected', () => {
  const broken = head([listItem(1), listItem(2, { date_published: 'yesterday' })]);
  const error = fault(parseHead, broken);
  expect(error).toBeInstanceOf(FeedError);
  expect(error.path).toBe('items.1.date_published');
  expect(error.message).toContain('feed.json');
  expect(error.message).toContain('expected an RFC 3339 time');
});

test.each([[null], [42], ['<html>'], [[]], [{}]])('%j is no feed', (input) => {
  expect(fault(parseHead, input)).toBeInstanceOf(FeedError);
  expect(fault(parseArticle, input)).toBeInstanceOf(FeedError);
});

test.each([SCHEMA - 1, SCHEMA + 1, 99])('the schema %d is told apart from broken data', (schema) => {
  expect(fault(parseHead, head([], { schema }))).toBeInstanceOf(OtherSchemaError);
  expect(fault(parseArticle, { ...document(1), schema })).toBeInstanceOf(OtherSchemaError);
});

test('a block type of a newer publisher becomes a pointer to the original, text kept', () => {
  const doc = parseArticle({ ...document(1), blocks: [{ type: 'hologram', text: '立体路网', beams: 3 }] });
  expect(doc).toMatchObject({ blocks: [{ type: 'unsupported', what: 'hologram', text: '立体路网' }] });
});

test.each(['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', ' https://a.cn', 'weixin://dl'])(
  'the address %s is refused in links and pictures',
  (address) => {
    const link = { type: 'paragraph', inlines: [{ text: 'x', href: address }] };
    expect(fault(parseArticle, { ...document(1), blocks: [link] }).path).toBe('blocks.0.inlines.0.href');
    const picture = { type: 'image', src: address, w: 1, h: 1, color: '#ffffff', alt: '', variants: [] };
    expect(fault(parseArticle, { ...document(1), blocks: [picture] }).path).toBe('blocks.0.src');
  },
);

test('a picture never climbs out of the feed', () => {
  const picture = {
    type: 'image',
    src: 'images/../../x.png',
    w: 1,
    h: 1,
    color: '#ffffff',
    alt: '',
    variants: [],
  };
  expect(fault(parseArticle, { ...document(1), blocks: [picture] }).path).toBe('blocks.0.src');
});

describe('the slices of a picture', () => {
  const picture = (slices: unknown) => ({
    ...document(1),
    blocks: [
      { type: 'image', src: 'images/a.webp', w: 9, h: 99, color: '#ffffff', alt: '', variants: [], slices },
    ],
  });
  const slice = { src: 'images/b.webp', h: 50 };

  test('are taken with nothing but what the contract has', () => {
    expect(parseArticle(picture([slice, { ...slice, w: 3 }]))).toEqual(picture([slice, slice]));
  });
  test('may be missing: a picture of an older publisher is as it was', () => {
    const { slices: _, ...block } = picture([]).blocks[0]!;
    const parsed = parseArticle({ ...document(1), blocks: [block] });
    expect(parsed).toEqual({ ...document(1), blocks: [block] });
  });
  test.each([
    [[{ ...slice, src: 'javascript:alert(1)' }], 'blocks.0.slices.0.src'],
    [[{ ...slice, src: '../x.webp' }], 'blocks.0.slices.0.src'],
    [[slice, { ...slice, src: 'images/../../x.webp' }], 'blocks.0.slices.1.src'],
    [[{ ...slice, src: 'data:image/webp;base64,AA' }], 'blocks.0.slices.0.src'],
    [[{ ...slice, h: -1 }], 'blocks.0.slices.0.h'],
    [[{ ...slice, h: 0 }], 'blocks.0.slices.0.h'],
    [[{ ...slice, h: 1.5 }], 'blocks.0.slices.0.h'],
    [[{ ...slice, h: '50' }], 'blocks.0.slices.0.h'],
    [[{ src: 'images/b.webp' }], 'blocks.0.slices.0.h'],
    [[null], 'blocks.0.slices.0'],
    [null, 'blocks.0.slices'],
    ['images/b.webp', 'blocks.0.slices'],
  ])('%j are refused at %s', (slices, path) => {
    expect(fault(parseArticle, picture(slices)).path).toBe(path);
  });
});

test('withdrawn articles parse as such', () => {
  const gone = { id: articleId(1), schema: SCHEMA, withdrawn: '2026-11-20T08:00:00+08:00' };
  expect(parseArticle(gone)).toEqual(gone);
});

test('ids and paths', () => {
  expect(isArticleId('aB3dE5gH7jK9')).toBe(true);
  expect(['', 'short', '../aB3dE5gH7', 'aB3dE5gH7jK9x', 7].some(isArticleId)).toBe(false);
  expect(resolveUrl('https://a.cn/feed/', 'images/x.webp')).toBe('https://a.cn/feed/images/x.webp');
  expect(resolveUrl('https://a.cn', '/bundled/x.webp')).toBe('/bundled/x.webp');
});

test('every name but those that stay is the name of a content', () => {
  const hash = hashOf(7);
  const { head: top, full, article, list: _, listFile, ...named } = paths;
  for (const path of [top, full, article(articleId(1))]) expect(isNamedByContent(path)).toBe(false);
  const contents = [listFile('all', hash), ...Object.values(named).map((path) => path(hash))];
  for (const path of contents) {
    expect(path).toContain(hash);
    expect(isNamedByContent(path)).toBe(true);
  }
});

type Parse = (input: unknown) => unknown;
const files: readonly [string, Parse, fc.Arbitrary<unknown>][] = [
  ['feed.json', parseHead, valid.head],
  ['a list page', parseListPage, valid.listPage],
  ['a node of a list index', parseListIndex, valid.listIndex],
  ['a withdrawn list', parseWithdrawnList, valid.withdrawnList],
  ['a block of rows', parseRowBlock, valid.rowBlock],
  ['a directory of rows', parseRowDirectory, valid.rowDirectory],
  ['an article', parseArticle, valid.article],
  ['the search index', parseSearchIndex, valid.searchIndex],
  ['a search shard', parseSearchShard, valid.searchShard],
];

const overTheWire = (whole: fc.Arbitrary<unknown>) =>
  whole.map((value) => JSON.parse(JSON.stringify(value)) as unknown);

/** What parsing gives; undefined where it refuses. Any error that the parsers do not promise comes through. */
function parsed(parse: Parse, input: unknown): unknown {
  try {
    return parse(input);
  } catch (error) {
    if (error instanceof FeedError || error instanceof OtherSchemaError) return undefined;
    throw error;
  }
}

/** Whether all of `part` stands at the same place in `whole`; a block of an unknown type may stand for another. */
function isPartOf(part: unknown, whole: unknown): boolean {
  if (typeof part !== 'object' || part === null) return Object.is(part, whole);
  if (typeof whole !== 'object' || whole === null || Array.isArray(part) !== Array.isArray(whole))
    return false;
  if (Array.isArray(part) && part.length !== (whole as unknown[]).length) return false;
  const inside = whole as Record<string, unknown>;
  const { type, what } = part as { type?: unknown; what?: unknown };
  if (type === 'unsupported' && inside.type === what) return true;
  return Object.entries(part).every(
    ([key, value]) => Object.hasOwn(inside, key) && isPartOf(value, inside[key]),
  );
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(freeze);
  return value;
}

/** Every string that stands under one of these keys, however deep. */
function* under(value: unknown, keys: readonly string[]): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, below] of Object.entries(value)) {
    if (typeof below === 'string' && keys.includes(key)) yield below;
    yield* under(below, keys);
  }
}

describe.each(files)('law: %s', (_, parse, whole) => {
  test('that is valid comes out as it went in', () => {
    fc.assert(
      fc.property(overTheWire(whole), (input) => expect(parse(input)).toStrictEqual(input)),
      fuzz(60),
    );
  });

  test('that is damaged is refused by a FeedError, or parses to what parses to itself', () => {
    fc.assert(
      fc.property(fc.oneof({ weight: 9, arbitrary: damaged(whole) }, json), (input) => {
        const once = parsed(parse, input);
        if (once !== undefined) expect(parse(once)).toStrictEqual(once);
      }),
      fuzz(250),
    );
  });

  test('gives nothing that it does not hold itself, and is not changed', () => {
    fc.assert(
      fc.property(damaged(whole), (input) => {
        const result = parsed(parse, freeze(input));
        if (result !== undefined) expect(isPartOf(result, input)).toBe(true);
      }),
      fuzz(150),
    );
  });

  test('gives no address but of the web and of the feed itself, whatever stands where one belongs', () => {
    const keys = [
      'url',
      'href',
      'src',
      'thumb',
      'image',
      'cover',
      'home_page_url',
      'feed_url',
      'external_url',
      'chat',
      'square',
      'code',
    ];
    fc.assert(
      fc.property(damaged(whole, address), (input) => {
        for (const one of under(parsed(parse, input), keys)) {
          const { protocol, href } = new URL(one, 'https://feed.invalid/base/');
          expect(['http:', 'https:']).toContain(protocol);
          if (!/^https?:/.test(one)) expect(href.startsWith('https://feed.invalid/')).toBe(true);
          if (!/^https?:|^\//.test(one)) expect(href.startsWith('https://feed.invalid/base/')).toBe(true);
        }
      }),
      fuzz(150),
    );
  });
});

test('law: a time that parses is a moment that a clock can show', () => {
  const times = fc.stringMatching(/^20\d\d-[01]\d-[0-3]\dT[0-2]\d:[0-6]\d:[0-6]\d[+-][0-2]\d:\d\d$/);
  fc.assert(
    fc.property(times, (time) => {
      const { byline } = document(1);
      const result = parsed(parseArticle, { ...document(1), byline: { ...byline, published: time } });
      expect(result !== undefined).toBe(!Number.isNaN(Date.parse(time)));
    }),
    fuzz(300),
  );
});

test('law: however deep a document nests, parsing ends in a result or a FeedError', () => {
  const nest = (kinds: readonly ('quote' | 'list')[], times: number) => {
    let blocks: unknown[] = [];
    for (let depth = 0; depth < times; depth += 1)
      blocks =
        kinds[depth % kinds.length] === 'quote'
          ? [{ type: 'quote', blocks }]
          : [{ type: 'list', ordered: true, items: [blocks] }];
    return { ...document(1), blocks };
  };
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom<'quote' | 'list'>('quote', 'list'), { minLength: 1, maxLength: 3 }),
      fc.nat(5000),
      (kinds, times) => void parsed(parseArticle, nest(kinds, times)),
    ),
    fuzz(30),
  );
});
