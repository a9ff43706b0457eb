import path from 'node:path';
import type { Block } from '../../../src/feed';
import { withdraw } from '../../../src/publisher/commands/edit';
import { publish } from '../../../src/publisher/commands/publish';
import { convertBody } from '../../../src/publisher/convert';
import { articleId } from '../../../src/publisher/hash';
import { loadParser } from '../../../src/publisher/html/parser';
import { readSource } from '../../../src/publisher/source/raw';
import type { ArticleReading } from '../../../src/publisher/source/types';
import { repostPage } from '../../fixtures/publisher/pages';
import { cleanUp, headOf, plain, temporary, write } from '../support';

/* Addresses of WeChat's own, wherever a source has them, are published without what tracks readers. */

beforeAll(loadParser);
afterEach(cleanUp);

const ARTICLE = 'https://mp.weixin.qq.com/s?__biz=MzA1MDAwMDAwMQ==&mid=2247000088&idx=1&sn=ab';
const TRACKED = `${ARTICLE}&chksm=fa80&scene=27&sharer_shareinfo=9f#wechat_redirect`;
const SITE = 'https://www.example.gov.cn/q?from=home&key=%BD%BB&lang=zh_CN';

const articleOf = (form: string, text: string) => {
  const [reading] = readSource({ form, name: 'a', text, files: {} });
  if (reading?.what !== 'article') throw new Error(JSON.stringify(reading));
  return reading.article;
};
const attribute = (url: string) => url.replaceAll('&', '&amp;');
const page = (address: string) =>
  `<html><head><meta property="og:title" content="T"><meta property="og:url" content="${attribute(address)}"></head><body><p id="publish_time">2026-03-24 22:38</p><div id="js_content"><p>渡口今天开航。</p></div></body></html>`;
const captured = (address: string) =>
  `渡口开航\n示例交通 · 公众号 · 山东 · 2026-03-24 20:10\n原文链接: ${address}\n正文\n渡口今天开航。\n`;
const listed = (address: string, more = '') =>
  JSON.stringify({
    identity: 'message:MzA1MDAwMDAwMQ==:2247000088:1',
    article_id: 'a',
    position: 1,
    published: 1774362480,
    updated: 1774362480,
    item: {
      ...{ title: 'T', author: '', digest: '', content: '<p>字。</p>', thumb_url: '', is_deleted: false },
      ...{ content_source_url: more, url: attribute(address) },
    },
  });

describe('the address of an article', () => {
  test.each([
    ['page', page],
    ['text', captured],
    ['news', listed],
  ])('from a source of the form %s is the one that names it, and its id stays', (form, source) => {
    const [plain, tracked] = [ARTICLE, TRACKED].map((one) => articleOf(form, source(one)));
    expect({ ...tracked, body: null }).toEqual({ ...plain, body: null });
    expect(tracked!.url).toBe(ARTICLE);
    expect(articleId(tracked!.identity)).toBe(articleId('message:MzA1MDAwMDAwMQ==:2247000088:1'));
  });

  test('of 阅读原文 and of a repost’s original too', () => {
    expect(articleOf('news', listed(ARTICLE, TRACKED)).readMore).toBe(ARTICLE);
    expect(articleOf('news', listed(ARTICLE, `${SITE}&utm_source=wechat`)).readMore).toBe(SITE);
    const repost = repostPage().replace('\\x26amp;idx=1', '\\x26amp;idx=1\\x26amp;chksm=ab#rd');
    expect(repost).toContain('chksm');
    expect(articleOf('page', repost).origin?.url).toBe(
      'http://mp.weixin.qq.com/s?__biz=MzA1MDAwMDAwMg%3D%3D&mid=2247000009&idx=1',
    );
  });
});

describe('a link of a text', () => {
  const blocksOf = (html: string): Block[] =>
    convertBody({ form: 'html', html }, { url: TRACKED, picture: (src) => src, drop: () => {} }).blocks;

  test.each([
    ['words', `<p><a href="${attribute(TRACKED)}">上一篇</a></p>`],
    ['a picture', `<p><a href="${attribute(TRACKED)}"><img src="https://p.cn/1.png" data-w="600"></a></p>`],
    ['a card', `<mp-common-link data-title="上一篇" data-url="${attribute(TRACKED)}"></mp-common-link>`],
    [
      'an escaped card',
      `<mp-common-link data-title="上一篇" data-url="${encodeURIComponent(TRACKED)}"></mp-common-link>`,
    ],
    ['a video', '<iframe class="video_iframe" data-mpvid="wxv_1"></iframe>'],
  ])('on %s leads to the article', (_, html) => {
    const said = JSON.stringify(blocksOf(html));
    expect(said).toContain(`"${ARTICLE}"`);
    expect(said).not.toContain('chksm');
  });

  test.each([
    ['words', `<p><a href="${attribute(SITE)}">办法</a></p>`],
    ['a card', `<mp-common-link data-title="办法" data-url="${attribute(SITE)}"></mp-common-link>`],
  ])('on %s to another site is the one of the page, byte for byte', (_, html) => {
    expect(JSON.stringify(blocksOf(html))).toContain(`"${SITE}"`);
  });
});

test('a saved page whose own address stands in a link of it leads nowhere else', () => {
  const reading = readSource({
    form: 'page',
    name: 'a',
    text: page(ARTICLE).replace(
      '</div></body>',
      `</div><p class="tips"><a href="${attribute(TRACKED)}#">展开全文</a></p></body>`,
    ),
    files: {},
  })[0] as ArticleReading;
  expect(reading.article.rest).toBe('后面的内容没有收录');
});

test('an editor may name an article by the address that was shared', async () => {
  const root = temporary();
  const to = path.join(root, 'to');
  const shared = 'https://www.example.gov.cn/notice?n=7&utm_source=wechat';
  await publish({ from: [write(path.join(root, 'from'), { 'a.txt': captured(shared) })], to, ...plain });
  expect(headOf(to)._column.total).toBe(1);
  await withdraw({ to, which: [shared], ...plain });
  expect(headOf(to)._column.total).toBe(0);
});
