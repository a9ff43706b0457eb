import { type Block, parseFullFeed } from '../../../src/feed';
import { fullFeedOf, type Issued, type Publication, publicationOf } from '../../../src/publisher/run/full';
import { COLUMN, issued } from '../../support/issued';
import { jsonFeedFaults } from '../../support/json-feed';
import { markupFaults } from '../../support/markup';

const only = (one: Issued, column: Publication = COLUMN) => fullFeedOf(column, [one]).items[0]!;
const IMAGE: Block = {
  type: 'image',
  src: 'images/b.webp',
  w: 0,
  h: 0,
  color: '#e9ecef',
  alt: '',
  variants: [{ src: 'images/b.webp', w: 720 }],
};
const NOWHERE = { name: '栏目', slogan: '' };

test('says what the column is, and where', () => {
  expect({ ...fullFeedOf(COLUMN, []) }).toEqual({
    version: 'https://jsonfeed.org/version/1.1',
    title: '山东省交通运输厅',
    description: '解读交通 服务出行',
    home_page_url: 'https://www.feed.cn/',
    feed_url: 'https://feed.cn/column/feed-full.json',
    language: 'zh-CN',
    items: [],
  });
  expect(publicationOf({ ...COLUMN, home: 'https://jtt.cn/' }, 'feed.json')).toMatchObject({
    home_page_url: 'https://jtt.cn/',
    feed_url: 'https://feed.cn/column/feed.json',
  });
});

test('an item says what the head’s says of it, and holds the whole text', () => {
  const item = { tags: ['公交'], date_modified: '2026-02-01T08:00:00+08:00' };
  const one = issued(1, { item });
  const { _column, content_text, ...same } = one.item;
  expect(only(one)).toEqual({ ...same, summary: '摘要 1', content_html: '<p>正文 1</p>' });
});

test('says nothing of what the head’s item lacks', () => {
  const { id, title, date_published, _column } = issued(1).item;
  const item = { id, title, date_published, _column, content_text: '' };
  expect(only({ ...issued(1), item })).toEqual({
    id,
    title,
    date_published,
    content_html: '<p>正文 1</p>',
  });
});

test.each([
  ['https://feed.cn/column/', 'https://feed.cn/column/images/b.webp'],
  ['https://feed.cn/column', 'https://feed.cn/column/images/b.webp'],
  [undefined, 'images/b.webp'],
])('of a feed at %s a picture is %s', (url, src) => {
  const html = only(issued(1, { blocks: [IMAGE] }), { ...NOWHERE, url }).content_html;
  expect(html).toBe(`<figure><img src="${src}" srcset="${src} 720w" alt="" loading="lazy"></figure>`);
});

test('a picture that stayed on the web keeps its address', () => {
  const web = { ...IMAGE, src: 'https://p.cn/1.jpg', variants: [] };
  expect(only(issued(1, { blocks: [web] })).content_html).toContain('src="https://p.cn/1.jpg"');
});

test('what cannot be shown leads to the original', () => {
  const blocks: Block[] = [{ type: 'unsupported', what: 'body' }];
  const href = 'href="https://mp.weixin.qq.com/s?__biz=MzA3==&amp;mid=1&amp;idx=1#rd"';
  expect(only(issued(1, { blocks })).content_html).toContain(href);
  const known = issued(1, { blocks, url: undefined });
  expect(only(known).content_html).toContain(href);
  expect(only({ ...known, item: { ...known.item, external_url: undefined } }).content_html).not.toContain(
    'href',
  );
});

test('footnotes stand at the end', () => {
  const footnotes = [
    { text: '[1] <通告>', href: 'https://a.cn/1' },
    { text: '[2]', href: 'https://a.cn/2' },
  ];
  expect(only(issued(1, { footnotes })).content_html).toBe(
    '<p>正文 1</p>\n<hr>\n' +
      '<ol><li><a href="https://a.cn/1" rel="noopener">[1] &lt;通告&gt;</a></li>\n' +
      '<li><a href="https://a.cn/2" rel="noopener">[2]</a></li></ol>',
  );
});

test('twenty articles, in the head’s order', () => {
  const many = Array.from({ length: 25 }, (_, at) => issued(25 - at));
  const feed = fullFeedOf(COLUMN, many);
  expect(feed.items.map(({ title }) => title)).toEqual(many.slice(0, 20).map(({ item }) => item.title));
});

test('keeps the contract and the rules of JSON Feed, with addresses and without', () => {
  const some = [
    issued(3, { blocks: [IMAGE] }),
    issued(2, { item: { tags: ['<b>'] } }),
    issued(1, { blocks: [] }),
  ];
  for (const column of [COLUMN, NOWHERE]) {
    const feed = fullFeedOf(column, some);
    expect(parseFullFeed(JSON.parse(JSON.stringify(feed)))).toStrictEqual(feed);
    expect(jsonFeedFaults(JSON.stringify(feed))).toEqual([]);
    expect(feed.items.flatMap(({ content_html }) => markupFaults(content_html))).toEqual([]);
  }
});

test('without an address of the feed a picture is a path, which is all that the rules have against it', () => {
  const json = JSON.stringify(fullFeedOf(NOWHERE, [issued(1, { item: { image: 'images/a.webp' } })]));
  expect(jsonFeedFaults(json)).toEqual(['items.0.image: "images/a.webp"']);
  expect(jsonFeedFaults(json, { pathsAllowed: true })).toEqual([]);
});
