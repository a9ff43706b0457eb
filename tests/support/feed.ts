import { type Row, rowOf } from '../../src/domain/row';
import type { ArticleDocument, Head, ListIndex, ListItem, ListPage } from '../../src/feed';

/** Small valid pieces of a feed; a test changes what it is about. */

export const articleId = (n: number) => `art${String(n).padStart(9, '0')}`;

export function listItem(n: number, change: Partial<ListItem> & { region?: string | null } = {}): ListItem {
  const { region = null, ...rest } = change;
  const day = new Date(Date.UTC(2026, 0, 1) + n * 6 * 3600_000).toISOString().slice(0, 19);
  return {
    id: articleId(n),
    title: `第 ${n} 篇`,
    content_text: '',
    date_published: `${day}+08:00`,
    _column: { v: `v${n}`, kind: 'article', region, minutes: 2, headline: `第 ${n} 篇` },
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
      schema: 1,
      slogan: '解读交通 服务出行',
      region: '山东',
      lists: 'L1',
      total: items.length,
      withdrawn: [],
      ...change,
    },
  };
}

export function document(n: number, change: Partial<ArticleDocument> = {}): ArticleDocument {
  const { title, date_published } = listItem(n);
  return {
    id: articleId(n),
    schema: 1,
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

/** Archive pages and their index for the numbers 1…count, newest first within a page. */
export function archive(count: number, list = 'all', size = 20): { index: ListIndex; pages: ListPage[] } {
  const pages: ListPage[] = [];
  for (let from = 1; from <= count; from += size) {
    const numbers = Array.from({ length: Math.min(size, count - from + 1) }, (_, k) => from + k).reverse();
    pages.push({ schema: 1, list, page: pages.length + 1, items: numbers.map((n) => listItem(n)) });
  }
  const infos = pages.map(({ page, items }) => ({
    page,
    hash: `h${page}`,
    count: items.length,
    newest: items[0]!.date_published,
    oldest: items[items.length - 1]!.date_published,
  }));
  return { index: { schema: 1, lists: [{ slug: list, title: '全部', count, pages: infos }] }, pages };
}
