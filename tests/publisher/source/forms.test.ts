import { convertBody } from '../../../src/publisher/convert';
import { loadParser } from '../../../src/publisher/html/parser';
import { webUrl } from '../../../src/publisher/html/url';
import { readPage } from '../../../src/publisher/source/page/page';
import { reducePage } from '../../../src/publisher/source/raw';
import { ordinaryPage } from '../../fixtures/publisher/pages';

beforeAll(loadParser);

const URL_OF = 'https://mp.weixin.qq.com/s/PostOfAnyForm2026';
interface Given {
  head?: string;
  body?: string;
  data?: string;
  type?: string;
}
const page = ({ head = '', body = '<div id="js_article"></div>', data = '', type = '' }: Given) =>
  `<!DOCTYPE html><html><head><title></title><meta property="og:url" content="${URL_OF}">${head}</head><body>${body}
<script>window.cgiDataNew = { nick_name: JsDecode('示例交通'), title: JsDecode('渡口恢复开航'), ori_create_time: '1774362480' * 1, ${type && `item_show_type: '${type}' * 1,`} ${data} };</script></body></html>`;

/** A page as it is read from the archive, and its blocks. */
function read(html: string) {
  const reading = readPage(reducePage(html), 'page.html', (src) => webUrl(src));
  if (reading.what !== 'article') return { reading, article: null, blocks: [], warnings: [] };
  const { article, warnings = [] } = reading;
  const dropped: string[] = [];
  const context = {
    url: article.url,
    picture: (src: string) => webUrl(src),
    drop: (kind: string) => dropped.push(kind),
  };
  return { reading, article, blocks: convertBody(article.body, context).blocks, warnings };
}

const TEXT = String.raw`JsDecode('渡口今天恢复开航。\x0a首班六点。')`;
const paragraph = { type: 'paragraph', inlines: [{ text: '渡口今天恢复开航。\n首班六点。' }] };
const COVER = 'https://mmbiz.qpic.cn/mmbiz_jpg/FERRY/0?wx_fmt=jpeg';
const VIDEO = `{ video_id: JsDecode('wxv_3900000000000000077'), cover_url: JsDecode('${COVER}'), duration: '90' * 1 }`;
const video = { type: 'video', cover: COVER, url: URL_OF };
const audio = { type: 'audio', url: 'https://res.wx.qq.com/voice/getvoice?mediaid=MzA1MDAwMDAwMV8y' };
const picture = { type: 'image', src: 'https://pictures.example.com/1.png', w: 1200, h: 900 };
const PICTURE =
  "picture_page_info_list: [ { cdn_url: JsDecode('https://pictures.example.com/1.png'), width: '1200' * 1, height: '900' * 1 } ]";

test.each<[string, Given, unknown[]]>([
  [
    '5, a video post with a list',
    { type: '5', data: `content_noencode: JsDecode(''), desc: ${TEXT}, video_page_infos: [ ${VIDEO} ]` },
    [video, paragraph],
  ],
  [
    '5, a video post with one video',
    { type: '5', data: `video_page_info: ${VIDEO}, content_noencode: ${TEXT}` },
    [video, paragraph],
  ],
  [
    '5, a video post of Tencent Video',
    { type: '5', data: `desc: ${TEXT}, video_page_infos: [ { video_id: JsDecode('a0123456789') } ]` },
    [{ type: 'video', url: 'https://v.qq.com/x/page/a0123456789.html' }, paragraph],
  ],
  [
    '5, rendered, its data gone',
    {
      head: '<meta property="og:title" content="渡口恢复开航">',
      body: `<div id="js_video_page"><video poster="${COVER}" src="blob:1"></video></div><p id="js_common_share_desc">渡口今天恢复开航。<br>首班六点。</p>`,
    },
    [video, paragraph],
  ],
  [
    '7, an audio post',
    { type: '7', data: `desc: ${TEXT}, voice_in_appmsg: [ { voice_id: JsDecode('MzA1MDAwMDAwMV8y') } ]` },
    [audio, paragraph],
  ],
  ['8, a picture post', { type: '8', data: `content_noencode: ${TEXT}, ${PICTURE}` }, [picture, paragraph]],
  [
    '8, rendered, its data gone',
    {
      body: '<div class="share_media_swiper_content"><img src="https://pictures.example.com/1.png"><img src="https://pictures.example.com/1.png"></div><p id="js_image_desc">渡口今天恢复开航。<br>首班六点。</p>',
    },
    [{ ...picture, w: 0, h: 0 }, paragraph],
  ],
  ['10, a text post', { type: '10', data: `text_page_info: { content_noencode: ${TEXT} }` }, [paragraph]],
  [
    '10, its text in its description',
    {
      type: '10',
      head: String.raw`<meta property="og:description" content="渡口今天恢复开航。\x0a首班六点。">`,
    },
    [paragraph],
  ],
  [
    '11, an article passed on',
    { type: '11', body: '<div id="js_content"><p>渡口今天恢复开航。<br>首班六点。</p></div>' },
    [paragraph],
  ],
  [
    '0, its body in the data',
    { type: '0', data: "content_noencode: JsDecode('<p>渡口今天恢复开航。<br>首班六点。</p>')" },
    [paragraph],
  ],
])('item_show_type %s, is published with its text in lines and without a warning', (_, given, blocks) => {
  const { article, blocks: made, warnings } = read(page(given));
  expect(article).toMatchObject({
    title: '渡口恢复开航',
    account: '示例交通',
    published: 1774362480_000,
    url: URL_OF,
    rank: 1,
  });
  expect(made).toMatchObject(blocks);
  expect(made).toHaveLength(blocks.length);
  expect(warnings).toEqual([]);
});

test.each<[string, Given, RegExp, unknown[]?]>([
  [
    'of a type that nobody knows with a body',
    { type: '42', body: '<div id="js_content"><p>渡口今天恢复开航。<br>首班六点。</p></div>' },
    /没有见过的文章类型 42，按图文/,
  ],
  [
    'of a type that nobody knows with a text in its data',
    { type: '42', data: `content_noencode: ${TEXT}` },
    /没有见过的文章类型 42，按文字消息/,
  ],
  [
    'of a type that nobody knows that shows a text',
    {
      type: '42',
      body: '<div id="js_article"><div><h1 class="rich_media_title">渡口恢复开航</h1><em id="publish_time">昨天</em><div class="some_new_post">渡口今天恢复开航。<br>首班六点。</div><button>关注</button></div></div>',
    },
    /文章类型 42：没有找到正文所在的 #js_content/,
  ],
  [
    'that calls itself a video post and has none',
    { type: '5', data: `content_noencode: ${TEXT}` },
    /视频消息（类型 5）里没有找到/,
    [{ type: 'video', url: URL_OF }, paragraph],
  ],
])(
  'a page %s is published as what it has, with a warning that says so',
  (_, given, warning, made = [paragraph]) => {
    const { article, blocks, warnings } = read(page(given));
    expect(article).toMatchObject({ title: '渡口恢复开航', rank: 1 });
    expect(blocks).toEqual(made);
    expect(warnings).toEqual([expect.stringMatching(warning)]);
  },
);

test('a page with its summary alone is a part, and says so', () => {
  const { article, blocks, warnings } = read(
    page({ type: '42', head: '<meta property="og:description" content="渡口今天恢复开航。">' }),
  );
  expect(article).toMatchObject({ rank: 0.5, rest: '这里只收录了文章的摘要' });
  expect(blocks).toEqual([{ type: 'paragraph', inlines: [{ text: '渡口今天恢复开航。' }] }]);
  expect(warnings).toEqual([
    expect.stringContaining('没有见过的文章类型 42'),
    expect.stringContaining('只有摘要'),
  ]);
});

test.each<[string, string, RegExp]>([
  [
    'a video post that says nothing',
    page({ type: '5' }),
    /这是视频消息（类型 5），但页面里没有正文.*找过：正文 #js_content.*cgiDataNew.*og:description/,
  ],
  ['a type that nobody knows and nothing', page({ type: '42' }), /文章类型 42 没有见过，页面里没有正文/],
  [
    'a page of somebody else',
    '<title>天气</title><article><p>晴。</p></article>',
    /页面里没有正文.*cgiDataNew 没有/,
  ],
  [
    'a message that nobody knows',
    '<h2 class="weui-msg__title">请在客户端打开</h2>',
    /页面只显示“请在客户端打开”/,
  ],
])('%s is skipped, and the reason names what was looked for', (_, html, reason) => {
  expect(read(html).reading).toEqual({ what: 'skipped', reason: expect.stringMatching(reason) });
});

test('a page without scripts is read from what it shows: account, title, author, and a date in words', () => {
  const html = `<!DOCTYPE html><html><!--
 Page saved with SingleFile
 url: https://mp.weixin.qq.com/s?__biz=MzA1MDAwMDAwMQ==&mid=2247000078&idx=1
 saved date: Fri Mar 27 2026 10:00:00 GMT+0800 (中国标准时间)
--><head><title>渡口恢复开航</title></head><body><h1 class="rich_media_title">渡口恢复开航</h1>
<span class="rich_media_meta_nickname">示例交通</span><span id="js_author_name">岸边</span><em id="publish_time">昨天 22:38</em>
<div id="js_content"><p>渡口今天恢复开航。</p></div></body></html>`;
  const { article, warnings } = read(html);
  expect(article).toMatchObject({
    identity: 'message:MzA1MDAwMDAwMQ==:2247000078:1',
    title: '渡口恢复开航',
    account: '示例交通',
    author: '岸边',
    published: Date.parse('2026-03-26T22:38:00+08:00'),
    captured: Date.parse('2026-03-27T10:00:00+08:00'),
  });
  expect(warnings).toEqual([]);
});

test('a page without a date is of the moment it was saved, and the editor is told', () => {
  const html = page({ body: '<div id="js_content"><p>正文。</p></div>' }).replace(
    "ori_create_time: '1774362480'",
    "svr_time: '1774400000'",
  );
  const { article, warnings } = read(html);
  expect(article?.published).toBe(1774400000_000);
  expect(warnings).toEqual(['页面里没有发布时间，用了保存页面的时间，请对照原文检查']);
});

test('an article without a title is called by its first sentence', () => {
  const html = ordinaryPage({
    body: '<p>渡口今天恢复开航。首班六点，末班二十点，逢雾停航，请留意码头公告。</p>',
  })
    .replace(/<meta property="og:title"[^>]*>/, '')
    .replace(/<h1.*?<\/h1>/, '')
    .replace(/title: JsDecode\('[^']*'\)/, "title: JsDecode('')");
  expect(read(html).article?.title).toBe('渡口今天恢复开航。');
});

test('a text post that WeChat titles with all its lines in one is called by the first', () => {
  const html = page({
    type: '10',
    head: String.raw`<meta property="og:title" content="渡口今天恢复开航\n首班六点">`,
    data: `content_noencode: ${TEXT}`,
  });
  expect(read(html.replace("title: JsDecode('渡口恢复开航')", "title: JsDecode('')")).article?.title).toBe(
    '渡口今天恢复开航',
  );
});

test('what is written as text in a post is no markup', () => {
  const html = page({ type: '10', data: "content_noencode: JsDecode('限速 \\x26lt;60\\x26gt; 公里')" });
  expect(read(html).blocks).toEqual([{ type: 'paragraph', inlines: [{ text: '限速 <60> 公里' }] }]);
});

test.each([
  [
    'an entry that is an expression',
    "make: (function (a) { return { b: '}' } })(1), item_show_type: '10' * 1,",
  ],
  ['an entry that calls', "lang: getLang('zh', [1, 2]) ? 1 : 0, item_show_type: '10' * 1,"],
])('of data with %s the others are read', (_, entries) => {
  const { article } = read(page({ data: `${entries} content_noencode: ${TEXT}` }));
  expect(article).toMatchObject({ kind: 'note', title: '渡口恢复开航' });
});

test('of data that were cut the entries before the cut are read', () => {
  const html = page({ type: '10', data: `content_noencode: ${TEXT}, more: [ { a: JsDecode('x` }).split(
    'x };',
  )[0]!;
  expect(read(html).article).toMatchObject({ kind: 'note', title: '渡口恢复开航', account: '示例交通' });
});

test('a page that says that it is deleted is withdrawn, whatever else its data say', () => {
  const html = page({
    type: '0',
    body: '<h2 class="weui-msg__title">该内容已被发布者删除</h2>',
    data: `desc: ${TEXT}`,
  });
  expect(read(html).reading.what).toBe('withdrawn');
});

test.each(['h2', 'ul', 'blockquote', 'table', 'span', 'strong'])(
  'an article (type 0) whose data have its body as <%s> alone is an article, and nobody is warned',
  (name) => {
    const inner = { ul: '<li>首班六点。</li>', table: '<tr><td>首班六点。</td></tr>' }[name] ?? '首班六点。';
    const html = page({ type: '0', data: `content_noencode: JsDecode('<${name}>${inner}</${name}>')` });
    const { article, warnings, blocks } = read(html);
    expect({ kind: article?.kind, form: article?.body.form, warnings }).toEqual({
      kind: 'article',
      form: 'html',
      warnings: [],
    });
    expect(JSON.stringify(blocks)).toContain('首班六点。');
  },
);

test('a text post with a link in its text is a note all the same', () => {
  const html = page({ type: '10', data: `content_noencode: JsDecode('<a href="x">#渡口</a> 首班六点。')` });
  expect(read(html)).toMatchObject({ article: { kind: 'note' }, warnings: [] });
});

test.each([
  ['window.cgiDataNew =', 'var cgiDataNew ='],
  ['window.cgiDataNew =', 'const cgiDataNew='],
  ['window.cgiDataNew =', "window['cgiDataNew'] ="],
])('data after %s are read after %s too', (from, to) => {
  const html = page({ type: '10', data: `content_noencode: ${TEXT}` }).replace(from, to);
  expect(read(html).article).toMatchObject({ kind: 'note', title: '渡口恢复开航', account: '示例交通' });
});

test('data in template literals are read, their lines kept', () => {
  const html = page({ type: '10', data: 'content_noencode: `渡口今天恢复开航。\n首班六点。`' });
  expect(read(html).blocks).toEqual([paragraph]);
});
