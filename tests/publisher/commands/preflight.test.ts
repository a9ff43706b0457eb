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
