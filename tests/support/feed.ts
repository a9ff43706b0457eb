import { createHash } from 'node:crypto';
import { listOf } from '../../src/domain/regions';
import { type Row, rowOf } from '../../src/domain/row';
import {
  type ArticleDocument,
  type BlockOf,
  type ContentHash,
  HEAD_SIZE,
  type Head,
  type IndexEntry,
  type ListIndex,
  type ListItem,
  type ListPage,
  type ListStart,
  PAGE_SIZES,
  paths,
  SCHEMA,
} from '../../src/feed';

/** Small valid pieces of a feed, and whole feeds of them; a test changes what it is about. */

export const articleId = (n: number) => `art${String(n).padStart(9, '0')}`;

/** A name that a file might have, where no file is asked for by it. */
export const hashOf = (n: number): ContentHash => n.toString(36).padStart(8, '0');

/** An edition of a document. */
export const editionOf = (n: number): string => n.toString(36).padStart(6, '0');

/** What names a file: of the bytes that the publisher would write. */
export const contentHash = (file: unknown): ContentHash =>
  createHash('sha256').update(JSON.stringify(file)).digest().subarray(0, 6).toString('base64url');

export function listItem(n: number, change: Partial<ListItem> & { region?: string | null } = {}): ListItem {
  const { region = null, ...rest } = change;
  const day = new Date(Date.UTC(2026, 0, 1) + n * 6 * 3600_000).toISOString().slice(0, 19);
  return {
    id: articleId(n),
    title: `第 ${n} 篇`,
    content_text: '',
    date_published: `${day}+08:00`,
    _column: { v: editionOf(n), kind: 'article', region, minutes: 2 },
    ...rest,
  };
}

/** The row of the same article. */
export const row = (...change: Parameters<typeof listItem>): Row => rowOf(listItem(...change));

export function head(items: ListItem[], change: Partial<Head['_column']> = {}): Head {
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title: '山东省交通运输厅',
    items,
    _column: {
      schema: SCHEMA,
      slogan: '解读交通 服务出行',
      region: '山东',
      lists: [{ slug: 'all', count: items.length }],
      total: items.length,
      withdrawn: [],
      ...change,
    },
  };
}

/** A picture in `count` slices, all alike but for the last, one px shorter than they. */
export const tall = ({ w, h, count }: { w: number; h: number; count: number }): BlockOf<'image'> => ({
  type: 'image',
  src: paths.image(hashOf(999)),
  w,
  h,
  color: '#d0d7d2',
  alt: '一图读懂',
  caption: '图源：示例',
  variants: [{ src: paths.image(hashOf(998)), w: Math.min(w, 360) }],
  slices: Array.from({ length: count }, (_, at) => ({
    src: paths.image(hashOf(at)),
    h: at < count - 1 ? 2048 : 2047,
  })),
});

export function document(n: number, change: Partial<ArticleDocument> = {}): ArticleDocument {
  const { title, date_published, _column } = listItem(n);
  return {
    id: articleId(n),
    schema: SCHEMA,
    v: _column.v!,
    title,
    headline: title,
    region: null,
    kind: 'article',
    byline: { column: '山东省交通运输厅', channel: '公众号', place: '山东', published: date_published },
    digest: '',
    minutes: 1,
    contents: [],
    blocks: [{ type: 'paragraph', inlines: [{ text: `正文 ${n}` }] }],
    related: [],
    ...change,
  };
}

/** Articles on the pages beside the newest, as the publisher leaves them when it cuts that one. */
export const CUT = 16;
/** Pages, or nodes of the level below, in a node of an index. */
const FAN = 128;

export interface ListFiles {
  start: ListStart;
  /** By path. */
  files: Map<string, ListPage | ListIndex>;
}

/**
 * The files of a list over these articles, newest first: the newest page takes what is left when the others have `CUT`.
 * @param slug of the list
 * @param fan entries in a node of the index; a small one gives it more levels
 */
export function listFiles(slug: string, items: readonly ListItem[], fan = FAN): ListFiles {
  const files: ListFiles['files'] = new Map();
  const add = (file: ListPage | ListIndex): ContentHash => {
    const hash = contentHash(file);
    files.set(paths.listFile(slug, hash), file);
    return hash;
  };
  const start: ListStart = { slug, count: items.length };
  if (items.length === 0) return { start, files };
  const left = items.length % CUT;
  const first = Math.min(items.length, left < PAGE_SIZES.least ? left + CUT : left);
  let entries: IndexEntry[] = [];
  for (let at = first; at < items.length; at += CUT) {
    const page = items.slice(at, at + CUT);
    const hash = add({ schema: SCHEMA, list: slug, items: page });
    entries.push({ hash, count: page.length, newest: page[0]!.date_published });
  }
  const older = entries[0]?.hash;
  let index: ContentHash | undefined;
  for (let level = 1; entries.length > 0; level += 1) {
    const nodes: IndexEntry[] = [];
    for (let at = 0; at < entries.length; at += fan) {
      const part = entries.slice(at, at + fan);
      const hash = add({ schema: SCHEMA, list: slug, level, entries: part });
      const count = part.reduce((sum, one) => sum + one.count, 0);
      nodes.push({ hash, count, newest: part[0]!.newest });
    }
    index = nodes[0]!.hash;
    if (nodes.length === 1) break;
    entries = nodes;
  }
  start.page = add({
    schema: SCHEMA,
    list: slug,
    items: items.slice(0, first),
    ...(older ? { older } : {}),
    ...(index ? { index } : {}),
  });
  if (slug === 'all' && index) start.index = index;
  return { start, files };
}

export interface FeedFiles {
  head: Head;
  /** The head and the lists, by path. */
  files: Map<string, unknown>;
}

/** A feed of these articles, newest first, with the lists of everything and of each region. */
export function feedOf(
  items: readonly ListItem[],
  change: Partial<Head['_column']> = {},
  fan = FAN,
): FeedFiles {
  const regions = new Map<string, ListItem[]>();
  for (const item of items) {
    const slug = listOf(item._column.region);
    const some = regions.get(slug);
    if (some) some.push(item);
    else regions.set(slug, [item]);
  }
  const all = listFiles('all', items.slice(HEAD_SIZE), fan);
  const lists = [...regions].map(([slug, some]) => listFiles(slug, some, fan));
  const top = head(items.slice(0, HEAD_SIZE), {
    total: items.length,
    lists: [{ ...all.start, count: items.length }, ...lists.map(({ start }) => start)],
    ...change,
  });
  const files = new Map<string, unknown>([[paths.head, top], ...all.files]);
  for (const list of lists) for (const [path, file] of list.files) files.set(path, file);
  return { head: top, files };
}

/** The items of the numbers from `from` down to `to`: newest first. */
export const itemsDown = (from: number, to = 1): ListItem[] =>
  Array.from({ length: Math.max(0, from - to + 1) }, (_, k) => listItem(from - k));
