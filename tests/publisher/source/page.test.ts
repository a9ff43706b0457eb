import fc from 'fast-check';
import { toFeedTime } from '../../../src/domain/time';
import { parseArticle } from '../../../src/feed';
import { loadParser } from '../../../src/publisher/html/parser';
import { webUrl } from '../../../src/publisher/html/url';
import { identityOfUrl } from '../../../src/publisher/source/identity';
import { readPage } from '../../../src/publisher/source/page/page';
import { reducePage } from '../../../src/publisher/source/raw';
import type { Reading } from '../../../src/publisher/source/types';
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
import { address, anyText, mangled, text, words } from '../../support/arbitraries';
import { document } from '../../support/feed';
import { fuzz } from '../../support/fuzz';

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

describe('what WeChat says in place of an article', () => {
  const said = (text: string, form = (words: string) => `<h2 class="weui-msg__title warn"> ${words} </h2>`) =>
    read(`<!DOCTYPE html><html><head><title></title></head><body>${form(text)}</body></html>`);

  test.each([
    ['The content has been deleted by the author.', '已被发布者删除'],
    ['THE CONTENT HAS BEEN DELETED BY THE AUTHOR', '已被发布者删除'],
    ['The&nbsp;content has been\n deleted by its publisher', '已被发布者删除'],
    ['This content was removed by the sender.', '已被发布者删除'],
    ['该内容已被发送人删除', '已被发布者删除'],
    ['該內容已被發佈者刪除', '已被发布者删除'],
    ['Unable to view this content because it violates regulation', '因违规或投诉无法查看'],
    ['This content can’t be viewed because it violates regulations', '因违规或投诉无法查看'],
    ['The content has been reported and confirmed to be infringing.', '因违规或投诉无法查看'],
    ['此內容因違規無法查看', '因违规或投诉无法查看'],
    ['此内容被投诉且经审核涉嫌侵权，无法查看。', '因违规或投诉无法查看'],
  ])('takes it away: %s', (text, reason) => {
    const reading = read(`<h2 class="weui-msg__title">${text}</h2>`);
    expect(reading).toMatchObject({
      what: 'withdrawn',
      whose: { otherwise: expect.stringContaining(reason) },
    });
  });

  test.each([
    'The content is temporarily unavailable',
    'This content is temporarily unavailable because it may violate regulations',
    '该内容因涉嫌违规，暂时无法查看',
    '該內容暫時無法查看',
    'This account has been deleted by the owner. Unable to view the content.',
    'This account has been deactivated. The content is unavailable.',
    'This account has been migrated',
    'The account has been blocked for violations. Unable to view content.',
    '此帐号已注销, 内容无法查看,经核实，此帐号涉嫌侵犯他人合法权益',
    '此帳號已被屏蔽，內容無法查看',
    'The link has expired',
    'Parameter error',
    'Too frequent operations, please try again later',
    '内容审核中',
    '此内容发送失败无法查看',
    '根据作者隐私设置，无法查看该内容',
    'Page not found',
    'Something that nobody has seen yet',
  ])('leaves what is published alone: %s', (text) => {
    expect(said(text).what).toBe('skipped');
  });

  test('says it in the older form of its pages, too', () => {
    const older = (words: string) => `<div class="global_error_msg warn">\n  ${words}  </div>`;
    expect(said('该内容已被发布者删除', older).what).toBe('withdrawn');
    expect(said('参数错误', older)).toEqual({ what: 'skipped', reason: '暂时无法查看' });
  });

  test.each(['The content has been deleted by the author', 'Why this content violates regulations'])(
    'is no title of an article: %s',
    (title) => {
      expect(read(ordinaryPage({ title })).what).toBe('article');
    },
  );
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

test('a time that the feed cannot say is none', () => {
  const page = (time: string) =>
    `<meta property="article:published_time" content="${time}"><div id="js_content"><p>正文</p></div><title>标题</title>`;
  expect(read(page('+275760-09-13T00:00:00Z')).what).toBe('skipped');
  expect(article(page('2024-12-16T20:10:00+08:00')).published).toBe(Date.parse('2024-12-16T20:10:00+08:00'));
});

describe('law: a saved page', () => {
  const option = words(6);
  const options = fc.record(
    {
      title: text(8),
      body: words(12).map((one) => `<p>${one}</p>`),
      account: option,
      author: option.map((one) => one.replace(/["&<>]/g, '')),
      mid: fc.oneof(fc.nat().map(String), fc.constant('')),
      idx: fc.constantFrom('1', '8', '', 'x'),
      time: fc.oneof(
        fc.nat(),
        fc.double({ noNaN: true }),
        fc.constantFrom(1e9, 1e11, 99999999999, 253402300800),
      ),
      // A shorter one is none: the page would not say who it is.
      key: fc.stringMatching(/^[\w-]{10,24}$/),
      cover: address.map((one) => one.replace(/["'\\<>\n\r\u2028\u2029]/g, '')),
      digest: option,
    },
    { requiredKeys: [], noNullPrototype: true },
  );
  const pages = options.chain((one) =>
    fc.oneof(
      fc.constantFrom(ordinaryPage(one), olderPage(one), repostPage(one)),
      fc
        .tuple(text(8), fc.array(address, { maxLength: 3 }))
        .map(([post, all]) => picturesPage({ ...one, text: post, pictures: all })),
      text(12).map((post) => notePage({ ...one, text: post })),
    ),
  );
  const meta = fc
    .tuple(fc.constantFrom('og:title', 'og:url', 'article:published_time', 'author'), anyText(4))
    .map(([key, value]) => `<meta property="${key}" content="${value}">`);
  /** Pages of others, which say no more than a time in their head. */
  const moment = fc.oneof(
    fc.date({ noInvalidDate: true }).map((one) => one.toISOString()),
    fc.constantFrom('+275760-09-13T00:00:00Z', '-000001-01-01', '2024-12-16', '1', '0', '99999'),
    anyText(4),
  );
  const foreign = moment.map(
    (time) =>
      `<title>标题</title><meta property="article:published_time" content="${time}"><div id="js_content"><p>正文</p></div>`,
  );
  const spoilt = mangled(
    pages,
    fc.oneof(
      anyText(4),
      meta,
      fc.constantFrom('<div id="js_content">', '+275760-09-12', '<!--', '</script>', "'"),
    ),
  );
  const any = fc.oneof(
    pages,
    spoilt,
    foreign,
    fc
      .constantFrom(deletedPage(), violationPage(), unavailablePage())
      .chain((one) => mangled(fc.constant(one))),
    anyText(),
  );

  test('is an article, a withdrawn one or skipped with a reason, and nothing is thrown', () => {
    fc.assert(
      fc.property(any, (html) => {
        const reading = read(html);
        expect(['article', 'withdrawn', 'skipped']).toContain(reading.what);
        if (reading.what === 'skipped') expect(reading.reason).toMatch(/\p{Script=Han}/u);
        if (reading.what === 'withdrawn' && reading.whose.by === 'alias')
          expect(reading.whose.otherwise).toMatch(/\p{Script=Han}/u);
      }),
      fuzz(200),
    );
  });

  test('gives what the feed can say: times, addresses, one line of title, pictures that can be had', () => {
    fc.assert(
      fc.property(any, (html) => {
        const reading = read(html);
        if (reading.what !== 'article') return;
        const {
          published,
          captured = published,
          title,
          url,
          cover,
          origin,
          body,
          identity,
          tags,
        } = reading.article;
        const byline = (time: number) => ({ ...document(1).byline, published: toFeedTime(time) });
        for (const time of [published, captured])
          expect(() => parseArticle({ ...document(1), title, url, byline: byline(time) })).not.toThrow();
        expect(title).not.toMatch(/[\n\r\t]/);
        expect(identity).not.toBe('');
        expect(tags.every((tag) => typeof tag === 'string' && tag !== '')).toBe(true);
        const pictures = body.form === 'pictures' ? body.pictures : [];
        const sources = [cover?.src, origin?.url, ...pictures.map((one) => one.src)];
        for (const src of sources) if (src !== undefined) expect(src).toMatch(/^https?:\/\//);
        for (const { w, h } of pictures) expect(w >= 0 && h >= 0 && Number.isFinite(w + h)).toBe(true);
      }),
      fuzz(200),
    );
  });

  test('is read alike in its archived form', () => {
    const bodyless = (reading: Reading) =>
      reading.what === 'article' ? { ...reading.article, body: null } : reading;
    fc.assert(
      fc.property(pages, (page) => expect(bodyless(read(reducePage(page)))).toEqual(bodyless(read(page)))),
      fuzz(60),
    );
  });

  test('that says who it is says the same wherever it is saved', () => {
    fc.assert(
      fc.property(pages, (page) => {
        const [here, there] = [read(page, 'a.html'), read(page, 'b/c.html')];
        // The name is kept beside the article, for a later page that says only that it is gone.
        const said = (reading: Reading) => (reading.what === 'article' ? reading.article : reading);
        expect(said(there)).toEqual(said(here));
      }),
      fuzz(40),
    );
  });
});

describe('law: an address of an article', () => {
  const parts = fc.record({
    biz: fc.stringMatching(/^[A-Za-z0-9]{4,12}={0,2}$/),
    mid: fc.nat().map(String),
    idx: fc.integer({ min: 1, max: 8 }).map(String),
  });
  test('names the same article in any order and with anything else in it', () => {
    fc.assert(
      fc.property(
        parts,
        fc.array(fc.tuple(fc.constantFrom('sn', 'chksm', 'scene', 'from'), fc.string()), { maxLength: 3 }),
        fc.infiniteStream(fc.nat(5)),
        ({ biz, mid, idx }, more, order) => {
          const pairs: [string, string][] = [['__biz', biz], ['mid', mid], ['idx', idx], ...more];
          const keyed = pairs.map((pair) => ({ pair, rank: order.next().value }));
          const search = new URLSearchParams(keyed.sort((a, b) => a.rank - b.rank).map(({ pair }) => pair));
          expect(identityOfUrl(`http://mp.weixin.qq.com/s?${search}#rd`)).toBe(
            `message:${biz}:${mid}:${idx}`,
          );
        },
      ),
      fuzz(150),
    );
  });
  test('of any kind is a name, or null, and only WeChat’s own are names', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          address,
          anyText().map((one) => `https://mp.weixin.qq.com/s/${one}`),
        ),
        (url) => {
          const identity = identityOfUrl(url);
          if (identity === null) return;
          expect(identity).toMatch(/^(?:message:|short:[\w-]{10,64}$)/);
          expect(new URL(url).hostname).toBe('mp.weixin.qq.com');
        },
      ),
      fuzz(300),
    );
  });
});
