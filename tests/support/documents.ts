import fc from 'fast-check';
import { CITIES } from '../../src/domain/regions';
import {
  type ArticleDocument,
  type Block,
  type Drawing,
  type Head,
  type Inline,
  type ListIndex,
  type ListItem,
  type ListPage,
  type Mark,
  type Picture,
  type RowBlock,
  type RowDirectory,
  SCHEMA,
  type SearchIndex,
  type SearchShard,
  type WithdrawnList,
} from '../../src/feed';
import { text } from './arbitraries';

/*
 * Valid files of a feed, every property and block type of the contract in them, with texts of any kind.
 */

const optional = <T extends object>(required: { [K in keyof T]: fc.Arbitrary<T[K]> }, ...keys: (keyof T)[]) =>
  fc.record(required, {
    requiredKeys: Object.keys(required).filter((key) => !keys.includes(key as keyof T)) as never,
  });

const hash = fc.stringMatching(/^[0-9A-Za-z_-]{8}$/);
const edition = fc.stringMatching(/^[0-9A-Za-z_-]{6}$/);
const schema = fc.constant(SCHEMA);
const id = fc.stringMatching(/^[0-9A-Za-z]{12}$/);
const slug = fc.constantFrom(...CITIES.map((one) => one.slug));
const region = fc.option(slug, { nil: null });
const two = (n: number) => String(n).padStart(2, '0');
/** Any moment of the years 1970 to 2100, as the feed writes it. */
const time = fc
  .integer({ min: 0, max: 4_102_444_800 })
  .map((seconds) => `${new Date(seconds * 1000).toISOString().slice(0, 19)}+${two(seconds % 15)}:00`);
const count = fc.nat(5000);
const level = fc.constantFrom<1 | 2 | 3>(1, 2, 3);
const color = fc.nat(0xffffff).map((value) => `#${value.toString(16).padStart(6, '0')}`);
const web = fc.webUrl({ validSchemes: ['http', 'https'] }).map((url) => url.replace(/['<>"]/g, ''));
const local = hash.map((one) => `images/${one}.webp`);
const src = fc.oneof(local, web);
const short = text(6);

export const MARKS: readonly Mark[] = ['strong', 'em', 'underline', 'strike', 'sup', 'sub', 'accent'];

const drawing = optional<Drawing>(
  {
    src,
    w: fc.integer({ min: 1, max: 5000 }),
    h: fc.integer({ min: 1, max: 5000 }),
    drop: count,
    ink: fc.constant(true),
  },
  'drop',
  'ink',
);

export const inlines: fc.Arbitrary<Inline[]> = fc.array(
  optional<Required<Inline>>(
    { text: short, marks: fc.subarray([...MARKS]), href: web, drawing },
    'marks',
    'href',
    'drawing',
  ) as fc.Arbitrary<Inline>,
  { maxLength: 4 },
);

export const picture = optional<Picture>(
  {
    src,
    w: count,
    h: count,
    color,
    alt: short,
    caption: short,
    href: web,
    variants: fc.array(fc.record({ src, w: count }), { maxLength: 3 }),
    slices: fc.array(fc.record({ src, h: fc.integer({ min: 1, max: 4096 }) }), { maxLength: 70 }),
  } as never,
  'caption',
  'href',
  'slices',
) as fc.Arbitrary<Picture>;

const cell = optional<{ inlines: Inline[]; colspan: number; rowspan: number }>(
  { inlines, colspan: fc.nat(70), rowspan: fc.nat(5) },
  'colspan',
  'rowspan',
);

type Loose = Record<string, fc.Arbitrary<unknown>>;
const block = (type: Block['type'], required: Loose, more: Loose = {}): fc.Arbitrary<Block> =>
  fc.record(
    { type: fc.constant(type), ...required, ...more },
    { requiredKeys: ['type', ...Object.keys(required)] as never },
  ) as never;

/** Blocks without ids but those that a heading must have. */
export const blocks: fc.Arbitrary<Block[]> = fc.letrec<{
  blocks: Block[];
  block: Block;
  flat: Block;
  deep: Block;
}>((tie) => ({
  blocks: fc.array(tie('block'), { maxLength: 5, depthIdentifier: 'blocks' }),
  block: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'blocks' },
    { weight: 4, arbitrary: tie('flat') },
    { weight: 1, arbitrary: tie('deep') },
  ),
  flat: fc.oneof(
    block('heading', { id: fc.constant(''), level, inlines }).map((one) => ({ ...one, id: 'h' })),
    block('paragraph', { inlines }, { align: fc.constantFrom('center', 'right'), lead: fc.boolean() }),
    block('code', { text: short }, { lang: short }),
    block(
      'table',
      { head: fc.boolean(), rows: fc.array(fc.array(cell, { maxLength: 4 }), { maxLength: 4 }) },
      { caption: short },
    ),
    picture.map((one): Block => ({ type: 'image', ...one })),
    block('gallery', { images: fc.array(picture, { maxLength: 3 }) }),
    block('video', { url: web }, { title: short, cover: src }),
    block('audio', { url: web }, { title: short }),
    block(
      'card',
      { kind: fc.constantFrom('miniprogram', 'account', 'link', 'location'), title: short },
      { text: short, url: web, appId: short, path: short },
    ),
    block('divider', {}),
    block('unsupported', { what: short }, { text: short }),
  ),
  deep: fc.oneof(
    block('quote', { blocks: tie('blocks') }),
    block(
      'list',
      { ordered: fc.boolean(), items: fc.array(tie('blocks'), { maxLength: 4 }) },
      { start: count, marks: fc.array(short, { maxLength: 4 }) },
    ),
  ),
})).blocks;

const cards = fc.record({ chat: src, square: src });

export const item: fc.Arbitrary<ListItem> = optional<ListItem>(
  {
    id,
    url: web,
    external_url: web,
    title: short,
    content_text: short,
    image: src,
    date_published: time,
    date_modified: time,
    authors: fc.array(fc.record({ name: short }), { maxLength: 2 }),
    tags: fc.array(short, { maxLength: 2 }),
    _column: fc.record(
      {
        v: edition,
        kind: fc.constantFrom('article', 'pictures', 'note', 'repost'),
        region,
        minutes: count,
        thumb: src,
        cards,
      },
      { requiredKeys: ['kind', 'region', 'minutes'] },
    ),
  } as never,
  'url',
  'external_url',
  'image',
  'date_modified',
  'authors',
  'tags',
) as fc.Arbitrary<ListItem>;
const items = fc.array(item, { maxLength: 3 });

const start = fc.record({ slug, count, page: hash, index: hash }, { requiredKeys: ['slug', 'count'] });
const ids = fc.array(id, { maxLength: 3 });

export const head: fc.Arbitrary<Head> = fc.record({
  version: fc.constant('https://jsonfeed.org/version/1.1' as const),
  title: short,
  items,
  _column: fc.record(
    {
      schema,
      slogan: short,
      region: short,
      total: count,
      lists: fc.array(start, { maxLength: 3 }),
      search: hash,
      withdrawn: ids,
      recalled: hash,
    },
    { requiredKeys: ['schema', 'slogan', 'region', 'total', 'lists', 'withdrawn'] },
  ),
});

export const withdrawnList: fc.Arbitrary<WithdrawnList> = fc.record({ schema, withdrawn: ids });

export const listPage: fc.Arbitrary<ListPage> = fc.record(
  { schema, list: slug, items, older: hash, index: hash },
  { requiredKeys: ['schema', 'list', 'items'] },
);

export const listIndex: fc.Arbitrary<ListIndex> = fc.record({
  schema,
  list: slug,
  level: fc.integer({ min: 1, max: 3 }),
  entries: fc.array(fc.record({ hash, count, newest: time }), { maxLength: 3 }),
});

const hashes = fc.array(hash, { maxLength: 3 });
const letters = fc.stringMatching(/^[A-Za-z0-9_-]{0,6}$/);

export const rowBlock: fc.Arbitrary<RowBlock> = fc.record({
  schema,
  first: count,
  items: fc.array(fc.option(item, { nil: null }), { maxLength: 3 }),
});

export const rowDirectory: fc.Arbitrary<RowDirectory> = fc.record({ schema, first: count, blocks: hashes });

export const searchIndex: fc.Arbitrary<SearchIndex> = fc.record({
  schema,
  total: count,
  rows: hashes,
  parts: fc.array(
    fc.record({ end: count, upto: count, shards: hashes.map((all) => all.join('')), widths: letters }),
    {
      maxLength: 3,
    },
  ),
  from: count,
  tail: fc.array(letters, { maxLength: 4 }),
});

export const searchShard: fc.Arbitrary<SearchShard> = fc.record({
  schema,
  from: fc.nat(2 ** 31),
  grams: fc.dictionary(fc.string({ minLength: 1, maxLength: 3 }), letters),
});

export const article: fc.Arbitrary<ArticleDocument> = fc.record(
  {
    id,
    schema,
    v: edition,
    title: short,
    headline: short,
    region,
    kind: fc.constantFrom('article', 'pictures', 'note', 'repost'),
    byline: fc.record(
      {
        column: short,
        channel: short,
        place: short,
        author: short,
        origin: short,
        published: time,
        modified: time,
        captured: time,
      },
      { requiredKeys: ['column', 'channel', 'place', 'published'] },
    ),
    url: web,
    digest: short,
    cover: picture,
    cards,
    code: src,
    minutes: count,
    contents: fc.array(fc.record({ id: fc.stringMatching(/^[sp]\d{1,3}$/), level, text: short }), {
      maxLength: 3,
    }),
    blocks,
    related: items,
    newer: fc.option(item, { nil: null }),
    older: fc.option(item, { nil: null }),
    footnotes: fc.array(fc.record({ text: short, href: web }), { maxLength: 2 }),
  },
  {
    requiredKeys: [
      ...[
        'id',
        'schema',
        'v',
        'title',
        'headline',
        'region',
        'kind',
        'byline',
        'digest',
        'minutes',
        'contents',
      ],
      ...['blocks', 'related'],
    ] as never,
  },
) as fc.Arbitrary<ArticleDocument>;
