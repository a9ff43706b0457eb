import * as v from 'valibot';
import type {
  ArticleDocument,
  Block,
  Head,
  Inline,
  ListIndex,
  ListItem,
  ListPage,
  Picture,
  WithdrawnDocument,
} from './types';

/*
 * valibot: 5.6 KB in the client's package, no code compiled at run time (WeChat forbids eval).
 * Objects drop keys that they do not know, so a feed may grow without breaking older clients.
 */

const text = v.string('expected a string');
const count = v.pipe(
  v.number('expected a number'),
  v.integer('expected a whole number'),
  v.minValue(0, 'expected 0 or more'),
);
const id = v.pipe(text, v.regex(/^[0-9A-Za-z]{12}$/, 'expected an id of 12 letters and digits'));
const time = v.pipe(
  text,
  v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/, 'expected an RFC 3339 time'),
);
const color = v.pipe(text, v.regex(/^#[0-9a-f]{6}$/, 'expected a colour as #rrggbb'));
/** http and https only: nothing else is ever opened, copied or loaded. */
const webUrl = v.pipe(text, v.regex(/^https?:\/\/[^\s"'<>]+$/, 'expected an http(s) URL'));
/** A picture's address: inside the feed or on the web; never data:, never a climb out of the feed. */
const src = v.pipe(
  text,
  v.regex(
    /^(?:https?:\/\/[^\s"'<>]+|\/?(?!.*\.\.)[\w.-]+(?:\/[\w.-]+)*)$/,
    'expected a path in the feed or an http(s) URL',
  ),
);
const region = v.nullable(v.pipe(text, v.regex(/^[a-z]{2,20}$/, 'expected a region slug')));
const blockId = v.pipe(text, v.regex(/^[\w-]{1,32}$/, 'expected a block id'));
const kind = v.picklist(['article', 'pictures', 'note', 'repost'], 'expected a kind of article');
const schema = v.pipe(count, v.minValue(1, 'expected a schema number'));

const inline: v.GenericSchema<unknown, Inline> = v.object({
  text,
  marks: v.optional(
    v.array(v.picklist(['strong', 'em', 'underline', 'strike', 'sup', 'sub', 'accent'], 'expected a mark')),
  ),
  href: v.optional(webUrl),
}) as v.GenericSchema<unknown, Inline>;
const inlines = v.array(inline, 'expected a list of inlines');

const pictureEntries = {
  src,
  w: count,
  h: count,
  color,
  alt: text,
  caption: v.optional(text),
  variants: v.array(v.object({ src, w: count })),
};
const picture = v.object(pictureEntries) as v.GenericSchema<unknown, Picture>;

const anyBlock: v.GenericSchema<unknown, Block> = v.lazy((input) => {
  const type = (input as { type?: unknown } | null)?.type;
  if (typeof type === 'string' && !KNOWN.has(type)) return unknownBlock;
  return knownBlock;
});
const optionalId = v.optional(blockId);
const blocks = v.array(anyBlock, 'expected a list of blocks');

const variants = [
  v.object({
    type: v.literal('heading'),
    id: blockId,
    level: v.picklist([1, 2, 3], 'expected a level of 1 to 3'),
    inlines,
  }),
  v.object({
    type: v.literal('paragraph'),
    id: optionalId,
    inlines,
    align: v.optional(v.picklist(['center', 'right'], 'expected an alignment')),
    lead: v.optional(v.boolean()),
  }),
  v.object({ type: v.literal('quote'), id: optionalId, blocks }),
  v.object({
    type: v.literal('list'),
    id: optionalId,
    ordered: v.boolean('expected true or false'),
    start: v.optional(count),
    items: v.array(blocks),
  }),
  v.object({
    type: v.literal('table'),
    id: optionalId,
    caption: v.optional(text),
    head: v.boolean('expected true or false'),
    rows: v.array(
      v.array(v.object({ inlines, colspan: v.optional(count), rowspan: v.optional(count) })),
      'expected a list of rows',
    ),
  }),
  v.object({ type: v.literal('code'), id: optionalId, text, lang: v.optional(text) }),
  v.object({ type: v.literal('image'), id: optionalId, ...pictureEntries }),
  v.object({ type: v.literal('gallery'), id: optionalId, images: v.array(picture) }),
  v.object({
    type: v.literal('video'),
    id: optionalId,
    title: v.optional(text),
    cover: v.optional(src),
    url: webUrl,
  }),
  v.object({ type: v.literal('audio'), id: optionalId, title: v.optional(text), url: webUrl }),
  v.object({
    type: v.literal('card'),
    id: optionalId,
    kind: v.picklist(['miniprogram', 'account', 'link', 'location'], 'expected a kind of card'),
    title: text,
    text: v.optional(text),
    url: v.optional(webUrl),
    appId: v.optional(text),
    path: v.optional(text),
  }),
  v.object({ type: v.literal('divider'), id: optionalId }),
  v.object({ type: v.literal('unsupported'), id: optionalId, what: text, text: v.optional(text) }),
] as const;
const KNOWN: Set<string> = new Set(variants.map((one) => one.entries.type.literal));
const knownBlock = v.variant('type', variants as never, 'expected a block') as v.GenericSchema<
  unknown,
  Block
>;
/** A block type of a newer publisher: kept as a pointer to the original, with its text if it has one. */
const unknownBlock: v.GenericSchema<unknown, Block> = v.pipe(
  v.looseObject({ type: text }),
  v.transform(
    (block): Block => ({
      type: 'unsupported',
      what: block.type,
      ...(typeof block.text === 'string' ? { text: block.text } : {}),
    }),
  ),
);

const listItem = v.object({
  id,
  url: v.optional(webUrl),
  title: text,
  content_text: text,
  image: v.optional(src),
  date_published: time,
  date_modified: v.optional(time),
  authors: v.optional(v.array(v.object({ name: text }))),
  tags: v.optional(v.array(text)),
  _column: v.object({
    v: text,
    kind,
    region,
    minutes: count,
    cover: v.optional(v.object({ w: count, h: count, color, thumb: src })),
    headline: text,
  }),
}) as v.GenericSchema<unknown, ListItem>;
const items = v.array(listItem, 'expected a list of items');

export const headSchema = v.object({
  version: v.literal('https://jsonfeed.org/version/1.1', 'expected the version of JSON Feed 1.1'),
  title: text,
  description: v.optional(text),
  home_page_url: v.optional(webUrl),
  feed_url: v.optional(webUrl),
  language: v.optional(text),
  items,
  _column: v.object({
    schema,
    slogan: text,
    region: text,
    lists: text,
    search: v.optional(text),
    total: count,
    withdrawn: v.array(id),
  }),
}) as v.GenericSchema<unknown, Head>;

export const listPageSchema = v.object({ schema, list: text, page: count, items }) as v.GenericSchema<
  unknown,
  ListPage
>;

export const listIndexSchema = v.object({
  schema,
  lists: v.array(
    v.object({
      slug: text,
      title: text,
      count,
      pages: v.array(v.object({ page: count, hash: text, count, newest: time, oldest: time })),
    }),
  ),
}) as v.GenericSchema<unknown, ListIndex>;

export const withdrawnSchema = v.object({ id, schema, withdrawn: time }) as v.GenericSchema<
  unknown,
  WithdrawnDocument
>;

export const documentSchema = v.object({
  id,
  schema,
  title: text,
  headline: text,
  region,
  kind,
  byline: v.object({
    column: text,
    channel: text,
    place: text,
    author: v.optional(text),
    published: time,
    modified: v.optional(time),
    captured: v.optional(time),
  }),
  url: v.optional(webUrl),
  digest: text,
  cover: v.optional(picture),
  minutes: count,
  contents: v.array(
    v.object({ id: blockId, level: v.picklist([1, 2, 3], 'expected a level of 1 to 3'), text }),
  ),
  blocks,
  related: items,
  newer: v.optional(v.nullable(listItem)),
  older: v.optional(v.nullable(listItem)),
  footnotes: v.optional(v.array(v.object({ text, href: webUrl }))),
}) as v.GenericSchema<unknown, ArticleDocument>;
