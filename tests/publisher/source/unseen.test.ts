import { readFileSync } from 'node:fs';
import path from 'node:path';
import { unseenIn } from '../../../src/publisher/clean';
import { publish } from '../../../src/publisher/commands/publish';
import { convertBody } from '../../../src/publisher/convert';
import { articleId } from '../../../src/publisher/hash';
import { loadParser } from '../../../src/publisher/html/parser';
import { columnOf, DEFAULT_COLUMN } from '../../../src/publisher/run/column';
import { bounded } from '../../../src/publisher/source/bounds';
import { readNews } from '../../../src/publisher/source/news';
import { ordinaryPage } from '../../fixtures/publisher/pages';
import { cleanUp, documentOf, headOf, itemOf, plain, snapshot, temporary, write } from '../support';

afterEach(cleanUp);
beforeAll(loadParser);

/** One of each kind: zero-width, direction, soft hyphen, filler, control, loose joiner and selector. */
const DIRT = '\u200b\u202e\u00ad\u3164\u0007\u200d\ufe0f';
const dirty = (text: string) => Array.from(text).join(DIRT) + DIRT;

const TEXT = `${dirty('济南 | 公交开通')}
${dirty('示例交通')} · ${dirty('公众号')} · ${dirty('山东')} · 2024-12-16 20:10
作者: ${dirty('李明')}
摘要: ${dirty('新开一条线')}
标签: ${dirty('公交')}，${dirty('出行')}
原文链接: https://mp.weixin.qq.com/s/AbCdEfGhIjKl\u200b
正文\u200b
一、${dirty('白天')}
${dirty('新线从今天起开通。')}
二、${dirty('夜里')}
夜里也有车。
`;

const PAGE = ordinaryPage({
  title: dirty('青岛 | 地铁延时'),
  account: dirty('示例交通'),
  author: dirty('王芳'),
  digest: dirty('延到零点'),
  body: `<h2>${dirty('一、时间')}</h2><p>${dirty('延到')}&#8238;<b>${dirty('零点')}</b>，<a href="https://a.example/">${dirty('细则')}</a></p>
<figure><img data-src="https://a.example/p.png" data-w="900" alt="${dirty('站台')}"><figcaption>${dirty('图为站台')}</figcaption></figure>
<table><caption>${dirty('时刻')}</caption><tr><th>${dirty('线')}</th><th>末班</th></tr><tr><td>${dirty('一号')}</td><td>零点</td></tr></table>
<pre><code>${dirty('代码')}</code></pre><ul><li>${dirty('条目')}</li></ul><blockquote><p>${dirty('引文')}</p></blockquote>
<mp-miniprogram data-miniprogram-title="${dirty('查末班')}" data-miniprogram-appid="wx1" data-miniprogram-nickname="${dirty('出行')}"></mp-miniprogram>
<mp-common-profile data-nickname="${dirty('示例号')}" data-signature="${dirty('简介')}"></mp-common-profile>
<mpvoice name="${dirty('播报')}" voice_encode_fileid="abc"></mpvoice><qqvote data-title="${dirty('投票')}"></qqvote>`,
});

const published = async (files: Record<string, string>) => {
  const folder = temporary();
  const feed = path.join(folder, 'feed');
  const report = await publish({ from: [write(path.join(folder, 'in'), files)], to: feed, ...plain });
  return { feed, report };
};

test('nothing unseen is in any file of the feed, whatever field and form of source it came from', async () => {
  const { feed } = await published({ 'a.txt': TEXT, 'b.html': PAGE });
  for (const name of snapshot(feed).keys())
    if (name.endsWith('.json')) {
      const strings: string[] = [];
      JSON.parse(readFileSync(path.join(feed, name), 'utf8'), (_, value) => {
        if (typeof value === 'string') strings.push(value);
        return value;
      });
      expect(strings.flatMap(unseenIn)).toEqual([]);
    }
});

test('the fields of a text say 济南 | 公交开通, 示例交通, 李明, 新开一条线, 公交 and 出行', async () => {
  const { feed } = await published({ 'a.txt': TEXT });
  const item = itemOf(feed, '济南 | 公交开通');
  expect(item).toMatchObject({
    content_text: '新开一条线',
    authors: [{ name: '示例交通' }, { name: '李明' }],
    tags: ['公交', '出行'],
    _column: { region: 'jinan' },
  });
  expect(documentOf(feed, item.title)).toMatchObject({
    headline: '公交开通',
    byline: { column: '示例交通', channel: '公众号', place: '山东', author: '李明' },
    url: 'https://mp.weixin.qq.com/s/AbCdEfGhIjKl',
    contents: [{ text: '一、白天' }, { text: '二、夜里' }],
  });
});

test('the blocks of a page say what is seen of them', async () => {
  const { feed } = await published({ 'b.html': PAGE });
  const { blocks, byline, digest } = documentOf(feed, '青岛 | 地铁延时');
  expect([byline.column, byline.author, digest]).toEqual(['示例交通', '王芳', '延到零点']);
  const words = JSON.stringify(blocks);
  for (const one of [
    '一、时间',
    '延到',
    '零点',
    '细则',
    '站台',
    '图为站台',
    '时刻',
    '一号',
    '代码',
    '条目',
    '引文',
    '查末班',
    '出行',
    '示例号',
    '简介',
    '播报',
    '投票',
  ])
    expect(words).toContain(`"${one}"`);
});

test('the report names file, field and code points; of what editors leave in any body it says nothing', async () => {
  const { report } = await published({ 'a.txt': TEXT });
  const told = report.warnings.map(({ message }) => message);
  for (const field of ['标题', '公众号', '地点', '栏目', '作者', '摘要', '标签'])
    expect(told).toContainEqual(
      `a.txt 的${field}里有看不见的字符 U+200B、U+202E、U+00AD、U+3164、U+0007、U+200D、U+FE0F，已去掉`,
    );
  expect(told).toContainEqual('a.txt 的正文里有看不见的字符 U+202E、U+3164、U+0007，已去掉');
  const usual = await published({ 'c.html': ordinaryPage({ body: '<p>正\u200b文\ufeff。</p>' }) });
  expect(usual.report.warnings).toEqual([]);
  const page = await published({ 'c.html': ordinaryPage({ body: '<p>正&#8238;文。</p>' }) });
  expect(page.report.warnings.map(({ message }) => message)).toEqual([
    'c.html 的正文里有看不见的字符 U+202E，已去掉',
  ]);
});

test('an item of the account is cleaned as well, and a title of nothing that is seen is none', async () => {
  const news = (title: string) =>
    bounded(
      [
        readNews(
          {
            identity: 'x',
            article_id: 'a',
            position: 1,
            published: 1,
            updated: 1,
            item: {
              title,
              author: dirty('李明'),
              digest: dirty('摘要'),
              content: `<p>${dirty('正文')}</p>`,
              content_source_url: '',
              thumb_url: '',
              url: '',
              is_deleted: false,
            },
          },
          () => null,
        ),
      ],
      'api:a:1',
    )[0];
  const reading = news(dirty('标题'));
  expect(reading).toMatchObject({ article: { title: '标题', author: '李明', digest: '摘要' } });
  if (reading?.what !== 'article') throw new Error('no article');
  const { blocks } = convertBody(reading.article.body, { picture: () => null, drop: () => {} });
  expect(blocks).toEqual([{ type: 'paragraph', inlines: [{ text: '正文' }] }]);
  expect(news('\u200b')).toMatchObject({ article: { title: '' } });
});

test('an emoji and a name keep what belongs to them, in a title and in a text', async () => {
  const kept = '葛\u{e0100}城👨‍👩‍👧‍👦❤️1️⃣🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}';
  const { feed, report } = await published({
    'd.html': ordinaryPage({ title: kept, body: `<p>${kept}</p>` }),
  });
  expect(headOf(feed).items[0]!.title).toBe(kept);
  expect(documentOf(feed, kept).blocks).toEqual([{ type: 'paragraph', inlines: [{ text: kept }] }]);
  expect(report.warnings).toEqual([]);
});

test('the names of the column are cleaned, and are no others for it', () => {
  const known = { name: '示例\u200b交通', place: '山东', channel: '公众号' };
  expect(columnOf(known, undefined, false).name).toBe('示例交通');
  expect(columnOf(known, { name: '示例交通\u202e', slogan: '出\u00ad行' }, false)).toEqual({
    ...DEFAULT_COLUMN,
    name: '示例交通',
    slogan: '出行',
  });
});

test('an article keeps its address: that is of the account as it was written', async () => {
  const { feed } = await published({
    'a.txt': '标题\n示例\u200b交通 · 公众号 · 山东 · 2024-12-16 20:10\n正文\n一段。\n',
  });
  expect(itemOf(feed, '标题').id).toBe(articleId('text:示例\u200b交通:2024-12-16T12:10'));
  expect(itemOf(feed, '标题').authors).toEqual([{ name: '示例交通' }]);
});
