import type { ArticleDocument, Block, ListItem } from '../../src/feed';
import type { Issued } from '../../src/publisher/run/full';

/** The feed's and the column's addresses in what is issued here. */
export const COLUMN = {
  name: '山东省交通运输厅',
  slogan: '解读交通 服务出行',
  url: 'https://feed.cn/column/',
  web: 'https://www.feed.cn/',
};

/** An article as the head lists it, and its document; a test changes what it is about. */
export function issued(
  n: number,
  { item = {}, ...change }: { item?: Partial<ListItem>; blocks?: Block[] } & Partial<ArticleDocument> = {},
): Issued {
  const id = `art${String(n).padStart(9, '0')}`;
  const time = `${new Date(Date.UTC(2026, 0, 1) + n * 3600_000).toISOString().slice(0, 19)}+08:00`;
  const title = `济南 | 第 ${n} 篇`;
  const headline = `第 ${n} 篇`;
  const name = n.toString(36).padStart(8, '0');
  const v = name.slice(2);
  const url = `https://mp.weixin.qq.com/s?__biz=MzA3==&mid=${n}&idx=1#rd`;
  return {
    item: {
      id,
      url: `https://www.feed.cn/${id}.html`,
      external_url: url,
      title,
      content_text: `摘要 ${n}`,
      image: `https://feed.cn/column/images/${name}.webp`,
      date_published: time,
      authors: [{ name: COLUMN.name }],
      _column: { v, kind: 'article', region: 'jinan', minutes: 1 },
      ...item,
    },
    document: {
      id,
      schema: 2,
      v,
      title,
      headline,
      region: 'jinan',
      kind: 'article',
      byline: { column: COLUMN.name, channel: '公众号', place: '山东', published: time },
      url,
      digest: `摘要 ${n}`,
      minutes: 1,
      contents: [],
      blocks: [{ type: 'paragraph', inlines: [{ text: `正文 ${n}` }] }],
      related: [],
      ...change,
    },
  };
}
