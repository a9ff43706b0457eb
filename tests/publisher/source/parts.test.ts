import { convertBody } from '../../../src/publisher/convert';
import { loadParser } from '../../../src/publisher/html/parser';
import { webUrl } from '../../../src/publisher/html/url';
import { readPage } from '../../../src/publisher/source/page/page';
import { reducePage } from '../../../src/publisher/source/raw';
import { articleText } from '../../../src/publisher/work/text';

beforeAll(loadParser);

interface Given {
  /** What stands in the body, before its end. */
  end?: string;
  /** What stands behind it. */
  after?: string;
  data?: string;
  address?: string;
  close?: string;
  style?: string;
}
const page = ({
  end = '',
  after = '',
  data = '',
  address = '',
  style = '',
  close = '</body></html>',
}: Given) =>
  `<!DOCTYPE html><html><head><meta property="og:url" content="https://mp.weixin.qq.com/s${address || '/PartOfArticle2026'}">
<script>window.cgiDataNew = { nick_name: JsDecode('示例交通'), title: JsDecode('码头二十年'), ori_create_time: '1774362480' * 1, mid: '1' * 1, bizuin: 'MzA1', ${data} };</script>
</head><body><div id="img-content"><div id="js_content" style="${style}"><p>二十年前，这里是一片滩涂，没有码头，也没有路。</p><p>第一批建设者住在芦席棚里。</p>${end}</div>${after}</div>${close}`;

function read(html: string) {
  const reading = readPage(reducePage(html), 'page.html', (src) => webUrl(src));
  if (reading.what !== 'article') throw new Error(JSON.stringify(reading));
  const { body, ...rest } = reading.article;
  const converted = convertBody(body, { url: rest.url, picture: (src) => webUrl(src), drop: () => {} });
  const text = articleText(rest, converted);
  const { blocks } = JSON.parse(`{${Buffer.from(text.body).toString()}}`) as { blocks: { type: string }[] };
  return {
    rank: rest.rank,
    minutes: text.minutes,
    last: blocks.at(-1),
    warnings: reading.warnings ?? [],
    blocks,
  };
}

const UNPAID = "is_pay_subscribe: '1' * 1, pay_subscribe_info: { preview_percent: '20' * 1 },";
const whole = page({});

test.each<[string, string, string, RegExp]>([
  [
    'paid, and saved unpaid',
    page({
      data: UNPAID,
      after: '<div id="js_pay_wall" class="pay__wall"><div>剩余80%内容需付费阅读</div></div>',
    }),
    '后面的内容需要付费阅读',
    /付费文章.*付过费的微信/,
  ],
  ['paid, its wall not yet drawn', page({ data: UNPAID }), '后面的内容需要付费阅读', /付费文章/],
  [
    'paid, its data gone',
    page({ after: '<div class="pay__wall"><p>剩余80%内容需付费阅读</p></div>' }),
    '后面的内容需要付费阅读',
    /付费文章/,
  ],
  ['cut in a word', whole.slice(0, whole.indexOf('者住在')), '这里只收录了文章的前一部分', /没有保存完整/],
  [
    'cut in a tag',
    `${whole.slice(0, whole.indexOf('<p>第一批'))}<p style="color: r`,
    '这里只收录了文章的前一部分',
    /没有保存完整/,
  ],
  [
    'cut in a comment',
    `${whole.slice(0, whole.indexOf('<p>第一批'))}<!-- 未完`,
    '这里只收录了文章的前一部分',
    /没有保存完整/,
  ],
  [
    'folded, its control in the body',
    page({ end: '<p>……</p><a href="javascript:;" class="js_fold">展开全文</a>' }),
    '后面的内容没有收录',
    /展开全文/,
  ],
  [
    'folded, its control below the body',
    page({ after: '<div class="content_expand_btn">展开全文</div>' }),
    '后面的内容没有收录',
    /展开全文/,
  ],
  ['folded in English', page({ end: '<button>Read more</button>' }), '后面的内容没有收录', /展开全文/],
  [
    'in preview, by its address',
    page({ address: '?__biz=MzA1&amp;mid=1&amp;idx=1&amp;tempkey=MTIzNA%3D%3D' }),
    '这是文章发布之前的预览，内容可能有改动',
    /预览/,
  ],
  [
    'in preview, by its notice',
    page({ after: '<div class="preview_tips">此为预览链接，12 小时后失效</div>' }),
    '这是文章发布之前的预览，内容可能有改动',
    /预览/,
  ],
  [
    'in preview, by its data',
    page({ data: "is_temp_url: '1' * 1," }),
    '这是文章发布之前的预览，内容可能有改动',
    /预览/,
  ],
  [
    'awaiting review',
    page({ after: '<div class="tips">内容审核中，暂时只有你能看到</div>' }),
    '保存时这篇文章还在审核，内容可能有改动',
    /审核/,
  ],
  [
    'awaiting review, in a message',
    page({ after: '<h2 class="weui-msg__title">内容审核中</h2>' }),
    '保存时这篇文章还在审核，内容可能有改动',
    /审核/,
  ],
])(
  'an article %s ends with a notice, has no reading time, and its editor is told what to do',
  (_, html, rest, warning) => {
    const { rank, minutes, last, warnings, blocks } = read(html);
    expect({ rank, minutes, last }).toEqual({
      rank: 0.5,
      minutes: 0,
      last: { type: 'unsupported', what: 'rest', text: rest },
    });
    expect(warnings).toEqual([expect.stringMatching(warning)]);
    expect(blocks[0]).toMatchObject({ type: 'paragraph' });
  },
);

test.each<[string, string]>([
  ['as it is', whole],
  [
    'paid for',
    page({
      data: "is_pay_subscribe: '1' * 1, is_paid: '1' * 1, pay_subscribe_info: { preview_percent: '20' * 1 },",
    }),
  ],
  [
    'of an account that sells others',
    page({ data: "is_pay_subscribe: '0' * 1, pay_subscribe_info: { preview_percent: '0' * 1 }," }),
  ],
  [
    'with a wall that is not shown',
    page({
      after: '<div id="js_pay_wall" class="pay__wall" style="display: none;">剩余内容需付费阅读</div>',
    }),
  ],
  ['that talks of paid reading', page({ end: '<p>剩余80%内容需付费阅读，这样的说法读者怎么看？</p>' })],
  ['that talks of folds', page({ end: '<p>点“展开全文”就能看到其余部分。</p><p>展开全文</p>' })],
  [
    'whose fold is there behind its edge',
    page({ style: 'max-height: 400px; overflow: hidden', end: '<a class="fold_btn">展开全文</a>' }),
  ],
  [
    'whose fold is there below its control',
    page({ end: '<a class="fold_btn">展开全文</a><div style="display:none">其余部分。</div>' }),
  ],
  [
    'with a link that leads to another',
    page({ end: '<p><a href="https://example.com/more">阅读全文</a></p>' }),
  ],
  ['that talks of reviews and previews', page({ end: '<p>方案正在审核中，预览链接见下。</p>' })],
  [
    'with a toast of WeChat’s that is not shown',
    page({ after: '<div id="js_tags_preview_toast" style="display: none;">预览时标签不可点</div>' }),
  ],
  ['whose page lacks its last end tags', page({ close: '' })],
  ['whose page was cut behind it', page({ after: '<div id="js_pc_qr_code"><div class="qr', close: '' })],
  ['that lacks an end tag within', page({ end: '<div><p>路基填筑用了三年。</p>' })],
  [
    'that lacks an end tag within, in a page that lacks its own',
    page({ end: '<div><p>路基填筑用了三年。</p>', after: '<div id="js_pc_qr_code"></div>', close: '' }),
  ],
  [
    'with a previous key of a preview that is empty',
    page({ address: '?__biz=MzA1&amp;mid=1&amp;idx=1&amp;tempkey=' }),
  ],
])('a whole article %s is whole', (_, html) => {
  const { rank, minutes, last, warnings } = read(html);
  expect({ rank, minutes, warnings }).toEqual({ rank: 1, minutes: 1, warnings: [] });
  expect(last).not.toMatchObject({ what: 'rest' });
});

/** A list, a card or comments around an article, as a page has them: what stands in them is not about the article. */
const comment = (text: string) =>
  `<div class="discuss_container"><div class="discuss_message_content">${text}</div></div>`;
const titled = (title: string) =>
  page({}).replace(
    '<div id="img-content">',
    `<title>${title}</title><div id="img-content"><h1 class="rich_media_title" id="activity-name">${title}</h1>`,
  );

test.each<[string, string]>([
  ['called 收费方案正在审核中，下月公布', titled('收费方案正在审核中，下月公布')],
  ['called 23个项目待审核', titled('23个项目待审核')],
  ['called 新版App预览页面曝光', titled('新版App预览页面曝光')],
  ['called 审核中', titled('审核中')],
  [
    'of an account that is about 待审核企业',
    page({ after: '<span class="profile_meta_value">专注IPO待审核企业研究</span>' }),
  ],
  ['of an account called 内容审核中', page({ after: '<a id="js_name">内容审核中</a>' })],
  ['with a comment about 审核中', page({ after: comment('我的材料还在审核中呢') })],
  ['with a comment that is 审核中', page({ after: comment('正在审核中') })],
  [
    'beside another one about 审核中',
    page({ after: '<div class="tips"><a href="https://mp.weixin.qq.com/s/Other">方案审核中</a></div>' }),
  ],
  ['with a line around it about 待审核', page({ after: '<p>专注待审核企业</p>' })],
  [
    'with a comment that can be unfolded',
    page({ after: `${comment('很长的留言')}<a class="js_comment_more">展开</a>` }),
  ],
  [
    'with an account whose words can be unfolded',
    page({ after: '<div class="profile_desc">简介</div><span class="profile_more_btn">展开</span>' }),
  ],
  ['directly before 展开 of an account', page({ after: '<span class="profile_more_btn">展开</span>' })],
  [
    'with a list of others to read in full',
    page({ after: '<div class="related"><p>另一篇文章</p><a class="open_btn">阅读全文</a></div>' }),
  ],
  [
    'with a list of others without a name',
    page({ after: '<ul><li>另一篇文章 <a class="open_btn">阅读全文</a></li></ul>' }),
  ],
  [
    'with something behind it that can be unfolded',
    page({ after: '<p>往期回顾</p><button>显示更多</button>' }),
  ],
  ['with comments of which all can be seen', page({ after: '<a class="more">View all</a>' })],
  ['followed by another one to read', page({ after: '<a href="https://example.com/a">阅读全文</a>' })],
  ['followed by another one to read on its own site', page({ after: '<a href="/s/Other">阅读全文</a>' })],
  [
    'in a page whose names are of comments',
    page({}).replace('<body>', '<body class="comment_feature discuss_tab">'),
  ],
  ['that ends with 付费阅读', page({ end: '<p>付费阅读</p>' })],
  ['that ends with 欢迎订阅', page({ end: '<p>订阅后查看更多精彩内容</p>' })],
  ['followed by what is displayed', page({ after: '<div class="display_pay_none">支付方式</div>' })],
  [
    'with a comment about paying',
    page({ after: comment('<span class="pay_tag">剩余80%内容需付费阅读</span>') }),
  ],
  ['paid for, as its data say of its reader', page({ data: `${UNPAID} user_info: { is_paid: '1' * 1 },` })],
  ['paid for, as its data say in one word', page({ data: `${UNPAID} user_info: { is_paid: true },` })],
  [
    'paid for, as its data say of its price',
    page({ data: UNPAID.replace("'20' * 1 }", "'20' * 1, is_paid: '1' * 1 }") }),
  ],
])('a whole article %s has no notice, and nobody is warned', (_, html) => {
  const { rank, warnings, last } = read(html);
  expect({ rank, warnings }).toEqual({ rank: 1, warnings: [] });
  expect(last).not.toMatchObject({ what: 'rest' });
});

test.each<[string, Given]>([
  [
    '剩余80%内容，付费后继续阅读, within a wall',
    { after: '<div class="js_pay_preview"><p>剩余80%内容，付费后继续阅读</p></div>' },
  ],
  [
    '试读已结束，购买后阅读全文',
    { after: '<div class="wx_pay_preview__end">试读已结束，购买后阅读全文</div>' },
  ],
  ['支付¥3阅读全文', { after: '<div class="pay-area"><a>支付¥3阅读全文</a></div>' }],
  ['订阅后阅读全文', { after: '<div class="pay_tips"><span>订阅后阅读全文</span></div>' }],
  ['开通会员，阅读剩余内容', { after: '<p>往期</p><div class="js_pay_area">开通会员后可阅读剩余内容</div>' }],
  ['剩餘80%內容需付費閱讀', { after: '<div class="js_pay_area">剩餘80%內容需付費閱讀</div>' }],
  ['剩余80%内容需付费阅读, last in its body', { end: '<p>剩余80%内容需付费阅读</p>' }],
  [
    '（剩余80%内容需付费阅读）▼, last in its body',
    { end: '<p><span>（剩余80%内容需付费阅读）</span><i>▼</i></p>' },
  ],
  ['剩余80%内容需付费阅读, directly behind its body', { after: '<p>剩余80%内容需付费阅读</p>' }],
  [
    'is_pay_subscribe: true',
    { data: 'is_pay_subscribe: true, pay_subscribe_info: { preview_percent: 20 },' },
  ],
  ["is_paid: '0'", { data: `${UNPAID} user_info: { is_paid: '0' * 1 },` }],
])('a part whose page says %s is one that was not paid for', (_, given) => {
  expect(read(page(given))).toMatchObject({ rank: 0.5, last: { text: '后面的内容需要付费阅读' } });
});

test.each<[string, Given]>([
  ['展开剩余80%', { after: '<div class="fold_btn">展开剩余80%</div>' }],
  ['[展开全文]', { end: '<a href="javascript:;">[展开全文]</a>' }],
  ['[展开全文], directly behind its body', { after: '<a href="javascript:;">[展开全文]</a>' }],
  ['…全文', { end: '<p>第二批建设者…<a href="javascript:;">全文</a></p>' }],
  ['显示更多', { end: '<button>显示更多</button>' }],
  ['显示更多, directly behind its body', { after: '<button>显示更多</button>' }],
  ['展开, on a fold', { after: '<span class="js_expand">展开</span>' }],
  ['打开微信阅读全文', { after: '<div class="open_btn">打开微信阅读全文</div>' }],
  ['还有 80% and 展开全文', { after: '<div class="fold"><p>剩余80%</p><a class="btn">展开全文</a></div>' }],
  ['展開全文 ▼', { end: '<a href="javascript:;">展開全文</a><i>▼</i>' }],
  [
    '展开全文, with its own address',
    { end: '<a href="https://mp.weixin.qq.com/s/PartOfArticle2026#">展开全文</a>' },
  ],
])('a part whose page says %s was folded', (_, given) => {
  expect(read(page(given))).toMatchObject({ rank: 0.5, last: { text: '后面的内容没有收录' } });
});

test.each<[string, string, string]>([
  [
    '<div class="weui-toptips">…审核中',
    '<div class="weui-tips">该文章审核中，仅作者可见</div>',
    '保存时这篇文章还在审核，内容可能有改动',
  ],
  ['内容正在审核, wherever', '<p>内容正在审核中</p>', '保存时这篇文章还在审核，内容可能有改动'],
  ['內容審核中', '<p>內容審核中</p>', '保存时这篇文章还在审核，内容可能有改动'],
  ['此为预览链接, wherever', '<p>此为预览链接，12 小时后失效</p>', '这是文章发布之前的预览，内容可能有改动'],
  ['临时链接', '<div class="msg">临时链接将于明天失效</div>', '这是文章发布之前的预览，内容可能有改动'],
])('a page that says %s is not yet what is published', (_, after, text) => {
  expect(read(page({ after }))).toMatchObject({ rank: 0.5, last: { text } });
});

test('the notice stands where the text stops, before the link to what the article names as its source', () => {
  const article = {
    ...({
      identity: 'x',
      rank: 0.5,
      kind: 'article',
      title: '标题',
      published: 0,
      tags: [],
      rest: '后面的内容没有收录',
    } as const),
    tags: [],
    readMore: 'https://example.com/',
  };
  const { body } = articleText(article, { blocks: [], contents: [] });
  expect(Buffer.from(body).toString()).toMatch(/"what":"rest".*阅读原文/);
});

test.each<[string, string]>([
  ['</body> in a pre', '<pre>&lt;body&gt;</body></html></pre><p>第三批'],
  ['</body> in a code', '<p><code></body></code>第三批'],
  ['</body> in a comment', '<!-- </body></html> --><p>第三批'],
  ['</body> in an attribute', '<p title="</body>">第三批'],
])('a page cut behind %s is cut', (_, end) => {
  expect(read(page({ end: `${end}<!--`, close: '' }).replace(/<!--<\/div>.*$/, ''))).toMatchObject({
    rank: 0.5,
    last: { text: '这里只收录了文章的前一部分' },
  });
});

test.each<[string, string, number]>([
  ['cut within its body', '', 0.5],
  ['whole', '</div></div></body></html>', 1],
  ['whole, and followed by what a tool added', '</div></div></body></html><div id="tool">剪藏</div>', 1],
])('a page whose body has a class and no id, %s, is so', (_, close, rank) => {
  const html = `${whole.slice(0, whole.indexOf('</div>'))}${close}`;
  expect(read(html.replace('id="js_content"', 'class="rich_media_content js_x"')).rank).toBe(rank);
});

test('a page that was cut before its time is left out, and why is said', () => {
  const html = '<title>码头</title><meta property="og:title" content="码头"><div id="js_content"><p>二十年前';
  expect(readPage(html, 'a.html', () => null)).toEqual({
    what: 'skipped',
    reason: expect.stringMatching(/没有保存完整，发布时间不在留下的部分里.*再保存一次/),
  });
});

test('a part is read alike in its archived form, wherever it was cut', () => {
  for (let at = whole.indexOf('id="img-content"'); at < whole.length; at += 1) {
    const html = whole.slice(0, at);
    const [sent, archived] = [html, reducePage(html)].map((one) =>
      readPage(one, 'a.html', (src) => webUrl(src)),
    );
    const said = (reading: typeof sent) =>
      reading?.what === 'article' ? [reading.article.rank, reading.article.title, reading.warnings] : reading;
    expect(said(archived)).toEqual(said(sent));
  }
});
