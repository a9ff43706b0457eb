import { loadParser } from '../../../src/publisher/html/parser';
import { webUrl } from '../../../src/publisher/html/url';
import { readPage } from '../../../src/publisher/source/page/page';
import { reducePage } from '../../../src/publisher/source/raw';
import {
  deletedPage,
  notePage,
  olderPage,
  ordinaryPage,
  picturesPage,
  repostPage,
  unavailablePage,
  violationPage,
} from '../../fixtures/publisher/pages';

beforeAll(loadParser);

const read = (html: string, name = 'page.html') => readPage(html, name, (src) => webUrl(src));
const article = (html: string) => {
  const reading = read(html);
  if (reading.what !== 'article') throw new Error(`read as ${reading.what}`);
  return reading.article;
};

test('an ordinary article with its data', () => {
  const page = ordinaryPage({
    title: '青岛 | “两客一危” & 你',
    author: '小路',
    account: '示例交通',
    digest: '一句话 摘要',
    cover: 'https://pictures.example.com/cover.jpg',
    idx: '3',
  });
  expect(article(page)).toMatchObject({
    identity: 'message:MzA1MDAwMDAwMQ==:2247000001:3',
    kind: 'article',
    title: '青岛 | “两客一危” & 你',
    author: '小路',
    account: '示例交通',
    digest: '一句话 摘要',
    published: 1734351000_000,
    captured: 1734400000_000,
    url: 'https://mp.weixin.qq.com/s/AbCdEfGhIjKlMnOpQrStUv',
    cover: { src: 'https://pictures.example.com/cover.jpg' },
  });
});

test('an older page, of which only loose variables tell', () => {
  expect(article(olderPage({ title: '旧版页面' }))).toMatchObject({
    identity: 'message:MzA1MDAwMDAwMQ==:2247000001:1',
    title: '旧版页面',
    account: '示例交通',
    published: 1734351000_000,
  });
});

test('a picture post: pictures and text are in the data', () => {
  const { kind, body } = article(picturesPage({ text: '第一段。\n第二段。' }));
  expect(kind).toBe('pictures');
  expect(body).toEqual({
    form: 'pictures',
    pictures: [
      { src: 'https://pictures.example.com/1.png', w: 1200, h: 1600 },
      { src: 'https://pictures.example.com/2.png', w: 1200, h: 1600 },
    ],
    text: '第一段。\n第二段。',
  });
});

test('a text post, whose whole text stands in for a title', () => {
  const text = '这是一条没有标题的短文。后面还有很长很长的一段话，一直写到三十个字以外去。';
  expect(article(notePage({ title: text, text }))).toMatchObject({
    kind: 'note',
    title: '这是一条没有标题的短文。',
    body: { form: 'pictures', pictures: [], text },
  });
});

test('a repost names the account it comes from', () => {
  expect(article(repostPage({ source: '示例气象', words: '推荐一读。' }))).toMatchObject({
    kind: 'repost',
    origin: {
      account: '示例气象',
      words: '推荐一读。',
      url: 'http://mp.weixin.qq.com/s?__biz=MzA1MDAwMDAwMg%3D%3D&mid=2247000009&idx=1',
    },
  });
});

test.each([
  ['deleted', deletedPage(), 'withdrawn'],
  ['violating', violationPage(), 'withdrawn'],
  ['unavailable', unavailablePage(), 'skipped'],
  ['foreign', '<p>别的网页</p>', 'skipped'],
])('a %s page is no article', (_, html, what) => {
  expect(read(html).what).toBe(what);
});

test('an article about violations is not taken for a removed one', () => {
  expect(read(ordinaryPage({ title: '此内容因违规无法查看，该怎么办' })).what).toBe('article');
});

test('a page that says nothing of itself is known by its file', () => {
  const html =
    '<div id="js_content"><p>正文</p></div><em id="publish_time">2024-12-16 20:10</em><title>标题</title>';
  const reading = read(html, 'folder/saved.html');
  expect(reading).toMatchObject({ what: 'article', article: { identity: 'file:folder/saved.html' } });
});

test('the archived form of a page is read like the page itself, without its program', () => {
  const page = ordinaryPage({ title: '示例', body: '<p title="<script>">一段 <b>正文</b></p>' });
  const reduced = reducePage(page);
  expect(reduced.length).toBeLessThan(page.length / 2);
  expect({ ...article(reduced), body: null }).toEqual({ ...article(page), body: null });
});

test('the data is read and never run', () => {
  const page = ordinaryPage().replace(
    "idx: '1' * 1,",
    "idx: '1' * 1, evil: (() => { globalThis.ran = true })(),",
  );
  read(page);
  expect((globalThis as { ran?: boolean }).ran).toBeUndefined();
});
