import { statSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { characters, clipped } from '../../../src/domain/characters';
import { paths } from '../../../src/feed';
import { checkFeed } from '../../../src/publisher/commands/check';
import { publish } from '../../../src/publisher/commands/publish';
import { Run } from '../../../src/publisher/run/run';
import { bounded, TEXT_LIMIT } from '../../../src/publisher/source/bounds';
import { type NewsSource, newsIdentity } from '../../../src/publisher/source/news';
import { RANK, type SourceArticle } from '../../../src/publisher/source/types';
import { ordinaryPage, picturesPage, repostPage } from '../../fixtures/publisher/pages';
import { text as anyWords } from '../../support/arbitraries';
import { fuzz } from '../../support/fuzz';
import { cleanUp, headOf, plain, snapshot, temporary, write } from '../support';

afterEach(cleanUp);

const MB = 1024 * 1024;
const long = (char: string) => char.repeat(MB);

const article = (more: Partial<SourceArticle> = {}): SourceArticle => ({
  identity: 'file:a',
  rank: RANK.whole,
  kind: 'article',
  title: '标题',
  published: 0,
  tags: [],
  body: { form: 'text', lines: [] },
  ...more,
});
const through = (more: Partial<SourceArticle>) => {
  const [reading] = bounded(
    [
      {
        what: 'article',
        article: article(more),
        resolve: () => null,
        aliases: [],
        rivals: { are: 'versions' },
      },
    ],
    'a.txt',
  );
  if (reading?.what !== 'article') throw new Error('no article');
  return reading;
};

test('law: a text is cut between characters, and only where it is too long', () => {
  fc.assert(
    fc.property(anyWords(12), fc.integer({ min: 1, max: 20 }), (text, limit) => {
      const short = clipped(text, limit);
      const [all, some] = [characters(text), characters(short)];
      expect(some.length).toBeLessThanOrEqual(limit);
      if (all.length <= limit) expect(short).toBe(text);
      else expect(some).toEqual([...all.slice(0, limit - 1), '…']);
    }),
    fuzz(300),
  );
});

test('what WeChat takes goes through as it is, without a word', () => {
  const given = article({
    title: '题'.repeat(64),
    author: '作'.repeat(16),
    digest: '摘'.repeat(120),
    tags: ['标签'],
    url: `https://mp.weixin.qq.com/s?${'a'.repeat(2000)}`,
    origin: { account: '号', words: '荐'.repeat(200) },
    body: { form: 'html', html: `<p>${'字'.repeat(300_000)}</p>` },
  });
  const { article: made, warnings } = through(given);
  expect(made).toEqual(given);
  expect(warnings).toBeUndefined();
});

test('what is longer is cut, and each cut is told', () => {
  const { article: made, warnings } = through({
    title: long('题'),
    tags: [long('签'), '短'],
    url: `https://example.com/${long('a')}`,
    cover: { src: 'archive:0123456789ab', w: 0, h: 0, alt: long('图') },
  });
  expect(made).toMatchObject({
    title: `${'题'.repeat(199)}…`,
    tags: [`${'签'.repeat(59)}…`, '短'],
    url: undefined,
  });
  expect(made.cover!.alt).toHaveLength(200);
  expect(warnings).toEqual([
    '标题有 1048576 字，只留前 200 字',
    '标签有 1048576 字，只留前 60 字',
    '原文链接有 1048596 字，不像网址，没有采用',
  ]);
});

test.each([
  ['lines', { form: 'text', lines: Array(TEXT_LIMIT / 100 + 1).fill('字'.repeat(100)) }],
  ['markup', { form: 'html', html: `<p>${'字'.repeat(TEXT_LIMIT + 1)}</p>` }],
  ['a post', { form: 'pictures', pictures: [], text: '字'.repeat(TEXT_LIMIT + 1) }],
] as const)('a text that is too long is refused, with what to do: %s', (_, body) => {
  expect(() => through({ body: body as SourceArticle['body'] })).toThrow(
    /^a\.txt：正文有 \d+ 字，最多 500000 字，请检查它/,
  );
});

test('tags, addresses and white space are no text', () => {
  const html = `<p title="${long('字')}">${' \n'.repeat(MB)}</p><img src="data:image/png;base64,${long('A')}">`;
  expect(through({ body: { form: 'html', html } }).warnings).toBeUndefined();
});

test('a source that lists more titles than a page has is refused', () => {
  const one = through({});
  expect(bounded(Array(200).fill(one), 'a.txt')).toHaveLength(200);
  expect(() => bounded(Array(201).fill(one), 'a.txt')).toThrow('a.txt：它列出了 200 篇别的文章');
});

/** A captured text whose fields are all as given. */
const captured = (value: string) => `专栏名称: ${value}
示例 · ${value} · 3 天前
${value}
标签: ${value}
摘要: ${value}
作者: ${value}

${value}

${value} · ${value} · ${value} · 2024-12-16 20:10

正文

${'正文的第一段话，说一件事。'.repeat(3)}
`;

test('a megabyte in every field of every source: head, lists and search stay small, and each is told', async () => {
  const root = temporary();
  const value = long('长');
  const from = write(path.join(root, 'from'), {
    'a.html': ordinaryPage({
      title: value,
      account: value,
      author: value,
      digest: value,
      mid: '1',
      key: 'k'.repeat(MB),
    }),
    'b.html': repostPage({
      title: `${value}2`,
      account: value,
      author: value,
      digest: value,
      mid: '2',
      words: value,
    }),
    'c.html': picturesPage({ title: `${value}3`, account: value, author: value, mid: '3' }),
    'd.txt': captured(value),
    'e.txt': captured(long(' ')).replaceAll('\n \n', '\n'),
    'f.txt': captured(`${long('.')}x`),
  });
  const to = path.join(root, 'to');
  const report = await publish({ from: [from], to, ...plain });
  expect(report.read).toBe(6);
  expect(report.total).toBeGreaterThan(3);
  for (const { article: name = '', message } of report.warnings)
    expect(name.length + message.length).toBeLessThan(500);
  const told = report.warnings.map(({ message }) => message).join('\n');
  for (const what of ['标题', '公众号', '作者', '摘要', '标签', '地点', '栏目', '编者荐语'])
    expect(told).toContain(`${what}有 10`);
  for (const item of headOf(to).items) expect(Buffer.byteLength(JSON.stringify(item))).toBeLessThan(4000);
  expect(statSync(path.join(to, paths.head)).size).toBeLessThan(40_000);
  for (const name of snapshot(to).keys())
    if (!name.startsWith('articles/'))
      expect([name, statSync(path.join(to, name)).size < 80_000]).toEqual([name, true]);
    else expect([name, statSync(path.join(to, name)).size < 200_000]).toEqual([name, true]);
  expect((await checkFeed(to)).findings.filter((one) => one.kind === 'fault')).toEqual([]);
  // The memory of it stays small, too.
  expect(statSync(`${to}.archive/memory.db`).size).toBeLessThan(MB);
}, 120_000);

test('a megabyte in every field of an item of the account, too', async () => {
  const root = temporary();
  const to = path.join(root, 'to');
  const value = long('长');
  const item = {
    title: value,
    author: value,
    digest: value,
    content: '<p>正文。</p>',
    content_source_url: `https://example.com/${value}`,
    thumb_url: `https://example.com/${'a'.repeat(5000)}`,
    url: `http://mp.weixin.qq.com/s?__biz=${value}&mid=${value}&idx=1`,
    is_deleted: false,
  };
  const news = { article_id: 'a', position: 1, published: 1_734_000_000, updated: 1_734_000_000, item };
  const source: NewsSource = { identity: newsIdentity(news), ...news };
  expect(source.identity.length).toBeLessThan(100);
  const run = await Run.open({ to, ...plain });
  await run.take({ raw: { form: 'news', name: 'api:a:1', text: JSON.stringify(source), files: {} } });
  const { warnings } = await run.finish();
  expect(warnings.map(({ message }) => message.split('有')[0])).toEqual(
    expect.arrayContaining(['标题', '作者', '摘要', '原文链接', '“阅读原文”的链接', '封面的地址']),
  );
  expect(statSync(path.join(to, paths.head)).size).toBeLessThan(5000);
  for (const name of snapshot(to).keys()) expect(statSync(path.join(to, name)).size).toBeLessThan(20_000);
  expect(statSync(`${to}.archive/memory.db`).size).toBeLessThan(MB);
});

test.each([
  [
    'a captured text',
    'a.txt',
    captured('短').replace(/正文\n[\s\S]*/, `正文\n\n${'二十兆字的正文。'.repeat(900_000)}\n`),
  ],
  ['a page', 'a.html', ordinaryPage({ body: `<p>${'二十兆字的正文。'.repeat(900_000)}</p>` })],
  [
    'a page whose body is no words',
    'a.html',
    ordinaryPage({ body: `<table>${'<tr><td><b>1</b></td></tr>'.repeat(240_000)}</table>` }),
  ],
])(
  '20 MB of text are refused with a word, and the rest is published: %s',
  async (_, name, source) => {
    const root = temporary();
    const from = write(path.join(root, 'from'), { [name]: source, 'b.html': ordinaryPage({ mid: '9' }) });
    const report = await publish({ from: [from], to: path.join(root, 'to'), ...plain });
    expect(report).toMatchObject({ total: 1, new: 1 });
    expect(report.warnings).toEqual([
      {
        article: name,
        message: expect.stringMatching(/^已跳过：(?:正文有 \d+ 字|网页里的标签超过 40 万个)/),
      },
    ]);
  },
  120_000,
);
