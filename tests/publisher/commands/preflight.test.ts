import { type ArticleDocument, SCHEMA } from '../../../src/feed';
import { preflight } from '../../../src/publisher/commands/preflight';

const picture = { src: 'images/a-1080.webp', w: 1080, h: 600, color: '#000000', alt: '', variants: [] };
const good: ArticleDocument = {
  id: 'A00000000000',
  schema: SCHEMA,
  v: '0123456789ab',
  title: '青岛 | 好文章',
  headline: '好文章',
  region: 'qingdao',
  kind: 'article',
  byline: { column: '', channel: '', place: '', published: '2024-12-16T20:10:00+08:00' },
  digest: '一句话',
  cover: picture,
  minutes: 1,
  contents: [],
  blocks: [{ type: 'paragraph', inlines: [{ text: '正文。' }] }],
  related: [],
};
const said = (more: Partial<ArticleDocument>) =>
  preflight({ ...good, ...more })
    .map((one) => one.message)
    .join();

test('a good article is not remarked upon', () => {
  expect(preflight(good)).toEqual([]);
});

test.each<[string, Partial<ArticleDocument>]>([
  ['没有封面', { cover: undefined }],
  ['封面只有 300 像素宽', { cover: { ...picture, w: 300 } }],
  ['没有摘要', { digest: '' }],
  ['用的是正文开头', { digest: '正文…' }],
  ['标题有 70 个字', { headline: '长'.repeat(70) }],
  ['没有找到小标题', { blocks: [{ type: 'paragraph', inlines: [{ text: '字'.repeat(2000) }] }] }],
  ['不足 320 像素宽', { blocks: [{ type: 'image', ...picture, w: 200, h: 200 }] }],
  ['图片没有取到', { blocks: [{ type: 'image', ...picture, src: 'https://example.com/a.png' }] }],
  [
    '链接无处可去：http://localhost/x',
    { blocks: [{ type: 'paragraph', inlines: [{ text: '这', href: 'http://localhost/x' }] }] },
  ],
  ['articles/A00000000000.json 里有看不见的字符：标题 U+200B、U+202E', { title: '济\u200b青\u202e' }],
  [
    '里有看不见的字符：作者 U+FEFF；摘要 U+2066',
    { digest: '一\u2066句', byline: { ...good.byline, author: '李\ufeff' } },
  ],
  ['里有看不见的字符：正文 U+00AD', { blocks: [{ type: 'unsupported', what: 'poll', text: '投\u00ad票' }] }],
  ['里有看不见的字符：标题 U+200B', { title: '\u200b', blocks: [{ type: 'unsupported', what: 'body' }] }],
  ['只收到标题', { blocks: [{ type: 'unsupported', what: 'body' }] }],
])('what will look poor is told: %s', (words, more) => {
  expect(said(more)).toContain(words);
});

describe('contents', () => {
  const BODY = '大桥正在养护，往东的车辆请从国道绕行，早晚高峰各留一条车道，夜里十点以后全幅放行。';
  const body = { type: 'paragraph' as const, inlines: [{ text: BODY }] };
  const bold = (text: string) => ({
    type: 'paragraph' as const,
    inlines: [{ text, marks: ['strong' as const] }],
  });
  const article = (...titles: string[]): Partial<ArticleDocument> => ({
    contents: titles.map((text, at) => ({ id: `s${at + 1}`, level: 1, text })),
    blocks: titles.flatMap((text, at) => [
      { type: 'heading' as const, id: `s${at + 1}`, level: 1 as const, inlines: [{ text }] },
      body,
    ]),
  });

  test('that are whole are not remarked upon', () => {
    expect(said(article('一、看路', '二、看桥', '三、看车'))).toBe('');
  });

  test('whose numbers leave one out', () => {
    expect(said(article('一、看路', '三、看车'))).toContain('目录里的编号不连续：“一、看路”之后是“三、看车”');
  });

  test('that leave out lines which look like headings', () => {
    const { contents, blocks = [] } = article('一、看路', '二、看桥');
    const more = [...blocks, bold('夜里怎样走'), body, bold('雨天怎样走'), body];
    expect(said({ contents, blocks: more })).toContain(
      '这些行像小标题，没有进目录：“夜里怎样走”、“雨天怎样走”',
    );
  });

  test('that have sentences in them', () => {
    expect(said(article('看路', '请从国道绕行。'))).toContain('目录里这些行像正文的句子：“请从国道绕行。”');
  });
});
