import { readFileSync } from 'node:fs';
import path from 'node:path';
import { blockTexts } from '../../../src/domain/text';
import { convertBody } from '../../../src/publisher/convert';
import { readText } from '../../../src/publisher/source/text';

const CAPTURED = readFileSync(path.join(__dirname, '../../fixtures/publisher/captured.txt'), 'utf8');
const context = { picture: () => null, drop: () => {} };
const read = (text: string) => readText(text, '示例.txt');
const china = (text: string) => Date.parse(`${text}+08:00`);

describe('a captured text', () => {
  const [article, ...entries] = read(CAPTURED);

  test('gives the article with its byline', () => {
    expect(article).toMatchObject({
      title: '青岛 | 示例大桥——把一座桥交给下一代',
      account: '示例交通运输局',
      channel: '公众号',
      place: '山东',
      published: china('2024-12-16T20:10:00'),
    });
  });

  test('keeps every character of the body, in order', () => {
    const body = CAPTURED.slice(CAPTURED.indexOf('正文') + 2);
    const { blocks } = convertBody(article!.body, context);
    expect(blockTexts(blocks).join('').replace(/\s/g, '')).toBe(body.replace(/\s/g, ''));
  });

  test('finds headings, points and the epigraph', () => {
    const { blocks, contents } = convertBody(article!.body, context);
    expect(contents.map((one) => [one.level, one.text])).toEqual([
      [1, '一、白天,看得见的都要看'],
      [3, '看伸缩缝'],
      [3, '看水迹'],
      [1, '二、夜里,看不见的交给传感器'],
      [3, '看数字'],
    ]);
    expect(blocks.map((block) => block.type === 'paragraph' && block.lead === true)).toEqual([
      true,
      true,
      ...blocks.slice(2).map(() => false),
    ]);
  });

  test('dates the other titles by the moment of capture, which its own truncated title tells', () => {
    const captured = china('2024-12-17T09:10:00');
    expect(article!.captured).toBe(captured);
    expect(entries.map(({ title, published, body }) => [title, published, body.form])).toEqual([
      ['济南 | 公交多停三站', captured - 3 * 86_400_000, 'title'],
      ['烟台 | ...', captured - 5 * 86_400_000, 'title'],
    ]);
  });

  test('takes the moment of capture from its own line where there is one', () => {
    const text = CAPTURED.replace('目录\n', '收录时间: 2024-12-18 08:00\n目录\n');
    expect(read(text)[0]!.captured).toBe(china('2024-12-18T08:00:00'));
  });

  test('reads the optional lines', () => {
    const more = '原文链接: https://mp.weixin.qq.com/s/AbCdEfGhIjKl\n摘要: 一句话\n标签: 示例内容 桥\n';
    const [whole] = read(CAPTURED.replace('目录\n', `${more}目录\n`));
    expect(whole).toMatchObject({
      identity: 'short:AbCdEfGhIjKl',
      digest: '一句话',
      tags: ['示例内容', '桥'],
      url: 'https://mp.weixin.qq.com/s/AbCdEfGhIjKl',
    });
  });
});

test('a link whose scheme is in capitals is one that clients take', () => {
  const [article] = read(
    CAPTURED.replace('目录\n', '原文链接: HTTPS://mp.weixin.qq.com/s/AbCdEfGhIjKl\n目录\n'),
  );
  expect(article!.url).toBe('https://mp.weixin.qq.com/s/AbCdEfGhIjKl');
});

test('the parts of one message differ by their position', () => {
  const second = CAPTURED.replace('目录\n', '序号: 2\n目录\n');
  expect(read(second)[0]!.identity).not.toBe(read(CAPTURED)[0]!.identity);
  expect(read(CAPTURED.replace(/示例大桥——.*\n/, '改过的标题\n'))[0]!.identity).toBe(
    read(CAPTURED)[0]!.identity,
  );
});

test.each([
  ['没有单独一行的“正文”', CAPTURED.replace('\n正文\n', '\n')],
  ['没有署名行', CAPTURED.replace(' 20:10', '')],
  ['收录时间“昨天晚上”', CAPTURED.replace('目录\n', '收录时间: 昨天晚上\n目录\n')],
  ['原文链接“javascript:alert(1)”', CAPTURED.replace('目录\n', '原文链接: javascript:alert(1)\n目录\n')],
  ['序号应为', CAPTURED.replace('目录\n', '序号: 九\n目录\n')],
])('a malformed text is refused with its file and what to mend: %s', (message, text) => {
  expect(() => read(text)).toThrow(message);
  expect(() => read(text)).toThrow('示例.txt');
});
