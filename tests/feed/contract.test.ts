import {
  FeedError,
  parseArticle,
  parseHead,
  parseListIndex,
  parseListPage,
  parseRowBlock,
  parseRowDirectory,
  parseSearchIndex,
  parseSearchShard,
  parseWithdrawnList,
  SCHEMA,
} from '../../src/feed';
import { articleId, document, hashOf, head, itemsDown, listFiles, listItem } from '../support/feed';

/** The error that parsing throws for broken data; fails when it throws none or anything but a FeedError. */
function feedFault(parse: (input: unknown) => unknown, input: unknown): FeedError {
  try {
    parse(input);
  } catch (error) {
    if (error instanceof FeedError) return error;
    throw error;
  }
  throw new Error('parsing accepted broken data');
}

/** As it comes over the wire: a `__proto__` there is a property like any other. */
const wire = (json: string): unknown => JSON.parse(json);
const withBlocks = (blocks: unknown) => ({ ...document(1), blocks });

const lists = [...listFiles('all', itemsDown(45)).files.values()];
const everything = withBlocks([
  { type: 'heading', id: 's1', level: 1, inlines: [{ text: '一、', marks: ['strong'] }] },
  {
    type: 'paragraph',
    id: 'p1',
    inlines: [{ text: 'a', href: 'https://a.cn/b' }],
    align: 'center',
    lead: true,
  },
  { type: 'quote', blocks: [{ type: 'quote', blocks: [{ type: 'divider' }] }] },
  { type: 'list', ordered: true, start: 3, items: [[], [{ type: 'paragraph', inlines: [] }]] },
  {
    type: 'table',
    caption: '表',
    head: true,
    rows: [[{ inlines: [{ text: 'x' }], colspan: 2, rowspan: 1 }], []],
  },
  { type: 'code', text: 'x\n', lang: 'ts' },
  {
    type: 'image',
    src: 'images/a-1.webp',
    w: 1,
    h: 0,
    color: '#00ff7f',
    alt: '',
    caption: '图',
    variants: [],
  },
  {
    type: 'gallery',
    images: [
      {
        src: 'images/b.jpg',
        w: 1080,
        h: 40_000,
        color: '#00ff7f',
        alt: '',
        variants: [],
        slices: [{ src: 'images/c.webp', h: 2000 }],
      },
    ],
  },
  { type: 'video', title: '视频', cover: '/bundled/c.webp', url: 'https://v.qq.com/x' },
  { type: 'audio', url: 'https://a.cn/a.mp3' },
  { type: 'card', kind: 'miniprogram', title: '程序', text: '一行', appId: 'wx1', path: 'pages/a' },
  { type: 'unsupported', what: 'poll', text: '投票' },
]);

test('comes out as it went in', () => {
  const full = {
    ...everything,
    breaks: [2, 4],
    newer: null,
    older: listItem(2),
    footnotes: [{ text: '注', href: 'https://a.cn' }],
  };
  expect(parseArticle(full)).toStrictEqual(full);
  expect(parseHead(head([listItem(1), listItem(2)]))).toStrictEqual(head([listItem(1), listItem(2)]));
  for (const file of lists)
    expect('entries' in file ? parseListIndex(file) : parseListPage(file)).toStrictEqual(file);
  const gone = { schema: SCHEMA, withdrawn: [articleId(1)] };
  expect(parseWithdrawnList(gone)).toStrictEqual(gone);
  const block = { schema: SCHEMA, first: 20, items: [listItem(20), null] };
  expect(parseRowBlock(block)).toStrictEqual(block);
  const directory = { schema: SCHEMA, first: 0, blocks: [hashOf(1), hashOf(2)] };
  expect(parseRowDirectory(directory)).toStrictEqual(directory);
  const parts = [{ end: 2 ** 32, upto: 16, shards: hashOf(3) + hashOf(5), widths: 'A_R' }];
  const search = { schema: SCHEMA, total: 20, rows: [hashOf(4)], parts, from: 16, tail: ['AbC', '_-9', ''] };
  expect(parseSearchIndex(search)).toStrictEqual(search);
  const shard = { schema: SCHEMA, from: 0, grams: { 济青: 'AbC', 青高: '-A' } };
  expect(parseSearchShard(shard)).toStrictEqual(shard);
});

test('drops unknown keys at every level and keeps no reference to the input', () => {
  const grown = wire(
    JSON.stringify(everything, (_key, value) =>
      value && typeof value === 'object' && !Array.isArray(value) ? { ...value, future: [1] } : value,
    ),
  );
  expect(parseArticle(grown)).toStrictEqual(everything);
});

test.each<[string, unknown, string, string]>([
  ['a number for text', { title: 1 }, 'title', 'expected a string, found 1'],
  [
    'a break before a title',
    { breaks: [2, -1] },
    'breaks.1',
    'expected a whole number of 0 or more, found -1',
  ],
  ['an id too short', { id: 'abc' }, 'id', 'expected an id of 12 letters and digits, found "abc"'],
  ['a region in capitals', { region: 'Jinan' }, 'region', 'expected a slug, found "Jinan"'],
  ['an object for a list', { blocks: {} }, 'blocks', 'expected a list, found Object'],
  ['a list for an object', { byline: [] }, 'byline', 'expected an object, found Array'],
  ['text for a block', { blocks: ['x'] }, 'blocks.0', 'expected a block, found "x"'],
  [
    'a level of 4',
    { blocks: [{ type: 'heading', id: 'a', level: 4 }] },
    'blocks.0.level',
    'expected a level of 1 to 3, found 4',
  ],
  [
    'a heading without id',
    { blocks: [{ type: 'heading', level: 1 }] },
    'blocks.0.id',
    'expected a string, found undefined',
  ],
  [
    'an unknown mark',
    { blocks: [{ type: 'paragraph', inlines: [{ text: '', marks: ['blink'] }] }] },
    'blocks.0.inlines.0.marks.0',
    'expected a mark, found "blink"',
  ],
  [
    'a fault deep in lists and quotes',
    {
      blocks: [
        { type: 'list', ordered: false, items: [[], [{ type: 'quote', blocks: [{ type: 'code' }] }]] },
      ],
    },
    'blocks.0.items.1.0.blocks.0.text',
    'expected a string, found undefined',
  ],
  [
    'a broken neighbour',
    { newer: { ...listItem(3), _column: null } },
    'newer._column',
    'expected an object, found null',
  ],
])('%s', (_name, change, path, expected) => {
  const error = feedFault(parseArticle, { ...document(1), ...(change as object) });
  expect([error.what, error.path, error.expected]).toEqual(['article', path, expected]);
  expect(error.message).toBe(`article: ${path}: ${expected}`);
});

test('a fault in the fourth item names it', () => {
  const broken = head([1, 2, 3, 4].map((n) => listItem(n)));
  Object.assign(broken.items[3]!._column, { v: 4 });
  expect(feedFault(parseHead, broken).path).toBe('items.3._column.v');
});

test('a search shard must hold coded numbers in an object', () => {
  expect(feedFault(parseSearchShard, { schema: SCHEMA, from: 0, grams: { 济青: '<b>' } }).path).toBe(
    'grams.济青',
  );
  expect(feedFault(parseSearchShard, { schema: SCHEMA, from: 0, grams: ['A'] }).path).toBe('grams');
});

test.each([[null], [undefined], [0], ['{}'], [true]])('%j is a fault at the root', (input) => {
  const error = feedFault(parseListPage, input);
  expect([error.path, error.what]).toEqual(['(root)', 'list page']);
});

test('a time that no clock shows is refused', () => {
  const item = listItem(1, { date_published: '2026-02-45T08:00:00+08:00' });
  expect(feedFault(parseHead, head([item])).path).toBe('items.0.date_published');
});

test('an article withdrawn is refused when its time is', () => {
  expect(feedFault(parseArticle, { id: articleId(1), schema: SCHEMA, withdrawn: true }).path).toBe(
    'withdrawn',
  );
});

test.each([
  ['quotes', '{"type":"quote","blocks":[', ']}'],
  ['lists', '{"type":"list","ordered":true,"items":[[', ']]}'],
])('%s 10,000 deep are a FeedError, as deep as a page is read they pass', (_name, open, close) => {
  const nest = (depth: number) => withBlocks(wire(`[${open.repeat(depth)}${close.repeat(depth)}]`));
  expect(feedFault(parseArticle, nest(10_000)).expected).toMatch(/^expected less nesting, found /);
  expect(parseArticle(nest(256))).toStrictEqual(nest(256));
});

test('nesting where nothing nests costs nothing', () => {
  const deep = wire(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
  expect(parseHead({ ...head([]), future: deep })).toStrictEqual(head([]));
  expect(feedFault(parseHead, { ...head([]), items: deep }).path).toBe('items.0');
});

test('a property called __proto__ is dropped', () => {
  const smuggled = JSON.stringify(head([listItem(1)])).replace('"title"', '"__proto__":{"title":1},"title"');
  expect(parseHead(wire(smuggled))).toStrictEqual(head([listItem(1)]));
});

test.each(['__proto__', 'constructor', 'toString'])('a block of the type %s is an unknown one', (type) => {
  const blocks = [{ type: 'unsupported', what: type }];
  expect(parseArticle(withBlocks([{ type }]))).toStrictEqual(withBlocks(blocks));
});
