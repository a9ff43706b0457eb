import { type Check, flag, list, match, nullable, oneOf, optional, shape, text, union, whole } from './check';
import type {
  ArticleDocument,
  Block,
  Byline,
  Cards,
  Cell,
  ContentsEntry,
  Drawing,
  FullFeed,
  FullItem,
  Head,
  IndexEntry,
  Inline,
  Kind,
  ListIndex,
  ListItem,
  ListPage,
  ListStart,
  Mark,
  Picture,
  Slice,
  Variant,
  WithdrawnDocument,
  WithdrawnList,
} from './types';

/*
 * The contract in code. The types in types.ts say the same: a property that one of the two lacks, or that is
 * optional in only one, does not compile.
 */

const count = whole(0);
const schema = whole(1);
/** What a file is named by; a name that leads elsewhere than to a file beside it is none. */
export const hash = match(/^[\w-]{8}$/, 'a content hash of 8 characters');
const optionalHash = optional(hash);
const edition = match(/^[\w-]{6}$/, 'an edition of 6 characters');
const id = match(/^[0-9A-Za-z]{12}$/, 'an id of 12 letters and digits');
const RFC3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/;
/** The form alone lets the 45th of a month through, which is shown as NaN and sorts anywhere. */
const time = match(
  { test: (value) => RFC3339.test(value) && !Number.isNaN(Date.parse(value)) },
  'an RFC 3339 time',
);
const color = match(/^#[0-9a-f]{6}$/, 'a colour as #rrggbb');
/** http and https only: nothing else is ever opened, copied or loaded. */
const webUrl = match(/^https?:\/\/[^\s"'<>]+$/, 'an http(s) URL');
/** A picture's address: inside the feed or on the web; never data:, never a climb out of the feed. */
const src = match(
  /^(?:https?:\/\/[^\s"'<>]+|\/?(?!.*\.\.)[\w.-]+(?:\/[\w.-]+)*)$/,
  'a path in the feed or an http(s) URL',
);
const slug = match(/^[a-z]{2,20}$/, 'a slug');
const region = nullable(slug);
const blockId = match(/^[\w-]{1,32}$/, 'a block id');
const kind = oneOf<Kind>(['article', 'pictures', 'note', 'repost'], 'a kind of article');
const level = oneOf([1, 2, 3], 'a level of 1 to 3');
const optionalText = optional(text);
const optionalTime = optional(time);
const optionalCount = optional(count);
const optionalUrl = optional(webUrl);
const optionalId = optional(blockId);

const isTrue = oneOf([true], 'true');

const inlines = list(
  shape<Inline>({
    text,
    marks: optional(
      list(oneOf<Mark>(['strong', 'em', 'underline', 'strike', 'sup', 'sub', 'accent'], 'a mark')),
    ),
    href: optionalUrl,
    drawing: optional(
      shape<Drawing>({
        src,
        w: whole(1),
        h: whole(1),
        drop: optionalCount,
        ink: optional(isTrue),
      }),
    ),
  }),
);

const pictureChecks = {
  src,
  w: count,
  h: count,
  color,
  alt: text,
  caption: optionalText,
  href: optionalUrl,
  variants: list(shape<Variant>({ src, w: count })),
  slices: optional(list(shape<Slice>({ src, h: whole(1) }))),
};
const picture = shape<Picture>(pictureChecks);

/** Blocks hold blocks, so this names what stands below. */
const blocks: Check<Block[]> = (input, depth) => blockList(input, depth);

const blockList = list(
  union<Block>(
    {
      heading: { id: blockId, level, inlines },
      paragraph: {
        id: optionalId,
        inlines,
        align: optional(oneOf(['center', 'right'], 'an alignment')),
        lead: optional(flag),
      },
      quote: { id: optionalId, blocks },
      list: {
        id: optionalId,
        ordered: flag,
        start: optionalCount,
        marks: optional(list(text)),
        items: list(blocks),
      },
      table: {
        id: optionalId,
        caption: optionalText,
        head: flag,
        rows: list(list(shape<Cell>({ inlines, colspan: optionalCount, rowspan: optionalCount }))),
      },
      code: { id: optionalId, text, lang: optionalText },
      image: { id: optionalId, ...pictureChecks },
      gallery: { id: optionalId, images: list(picture) },
      video: { id: optionalId, title: optionalText, cover: optional(src), url: webUrl },
      audio: { id: optionalId, title: optionalText, url: webUrl },
      card: {
        id: optionalId,
        kind: oneOf(['miniprogram', 'account', 'link', 'location'], 'a kind of card'),
        title: text,
        text: optionalText,
        url: optionalUrl,
        appId: optionalText,
        path: optionalText,
      },
      divider: { id: optionalId },
      unsupported: { id: optionalId, what: text, text: optionalText },
    },
    'a block',
    // A newer publisher's block: kept as a pointer to the original, with its text if it has one.
    (what, { text }) => ({ type: 'unsupported', what, ...(typeof text === 'string' ? { text } : {}) }),
  ),
);

const authors = optional(list(shape<{ name: string }>({ name: text })));
const tags = optional(list(text));
const cards = optional(shape<Cards>({ chat: src, square: src }));

export const listItem = shape<ListItem>({
  id,
  url: optionalUrl,
  external_url: optionalUrl,
  title: text,
  content_text: text,
  image: optional(src),
  date_published: time,
  date_modified: optionalTime,
  authors,
  tags,
  _column: shape<ListItem['_column']>({
    v: optional(edition),
    kind,
    region,
    minutes: count,
    thumb: optional(src),
    cards,
  }),
});
const items = list(listItem);
const neighbour = optional(nullable(listItem));

/** What both JSON Feeds say of themselves. */
const feedChecks = {
  version: oneOf(['https://jsonfeed.org/version/1.1'] as const, 'the version of JSON Feed 1.1'),
  title: text,
  description: optionalText,
  home_page_url: optionalUrl,
  feed_url: optionalUrl,
  language: optionalText,
};

export const headSchema = shape<Head>({
  ...feedChecks,
  items,
  _column: shape<Head['_column']>({
    schema,
    slogan: text,
    region: text,
    total: count,
    lists: list(shape<ListStart>({ slug, count, page: optionalHash, index: optionalHash })),
    search: optionalHash,
    withdrawn: list(id),
    recalled: optionalHash,
    codes: optional(isTrue),
  }),
});

export const fullFeedSchema = shape<FullFeed>({
  ...feedChecks,
  items: list(
    shape<FullItem>({
      id,
      url: optionalUrl,
      external_url: optionalUrl,
      title: text,
      content_html: text,
      summary: optionalText,
      image: optional(src),
      date_published: time,
      date_modified: optionalTime,
      authors,
      tags,
    }),
  ),
});

export const withdrawnListSchema = shape<WithdrawnList>({ schema, withdrawn: list(id) });

export const listPageSchema = shape<ListPage>({
  schema,
  list: slug,
  items,
  older: optionalHash,
  index: optionalHash,
});

export const listIndexSchema = shape<ListIndex>({
  schema,
  list: slug,
  level: whole(1),
  entries: list(shape<IndexEntry>({ hash, count, newest: time })),
});

export const withdrawnSchema = shape<WithdrawnDocument>({ id, schema, withdrawn: time });

export const documentSchema = shape<ArticleDocument>({
  id,
  schema,
  v: edition,
  title: text,
  headline: text,
  breaks: optional(list(count)),
  region,
  kind,
  byline: shape<Byline>({
    column: text,
    channel: text,
    place: text,
    author: optionalText,
    origin: optionalText,
    published: time,
    modified: optionalTime,
    captured: optionalTime,
  }),
  url: optionalUrl,
  digest: text,
  cover: optional(picture),
  cards,
  code: optional(src),
  minutes: count,
  contents: list(shape<ContentsEntry>({ id: blockId, level, text })),
  blocks,
  footnotes: optional(list(shape<{ text: string; href: string }>({ text, href: webUrl }))),
  related: items,
  newer: neighbour,
  older: neighbour,
});
