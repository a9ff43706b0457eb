import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { blockTexts } from '../../../src/domain/text';
import { toFeedTime } from '../../../src/domain/time';
import { parseArticle } from '../../../src/feed';
import { convertBody } from '../../../src/publisher/convert';
import { PublisherError } from '../../../src/publisher/errors';
import { readText, stampTime } from '../../../src/publisher/source/text';
import type { SourceArticle } from '../../../src/publisher/source/types';
import { address, anyText, mangled, words } from '../../support/arbitraries';
import { document } from '../../support/feed';
import { fuzz } from '../../support/fuzz';

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

  test.each([
    ['示例 · 公众号 · 山东 · 2024-12-16 20:10', { account: '示例', channel: '公众号', place: '山东' }],
    ['示例 · 公众号 · 2024-12-16 20:10', { account: '示例', channel: '公众号', place: undefined }],
    ['示例 · 2024-12-16 20:10', { account: '示例', channel: undefined, place: undefined }],
    [' · 公众号 · 山东 · 2024-12-16 20:10', { account: undefined, channel: '公众号', place: '山东' }],
    ['示例 ·  · 山东 · 2024-12-16 20:10', { account: '示例', channel: undefined, place: '山东' }],
    [
      '示例 · 公众号 · 2024-12-16 20:10 · 约 3 分钟',
      { account: '示例', channel: '公众号', place: undefined },
    ],
  ])('has of “%s” what stands between the dots before the time', (byline, said) => {
    const { account, channel, place } = read(`标题\n${byline}\n正文\n字。`)[0]!;
    expect({ account, channel, place }).toEqual(said);
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
      // A 一是 without a 二是 is a sentence of the text.
      [1, '二、夜里,看不见的交给传感器'],
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

test('a title that is older than any article is no entry', () => {
  const [article, ...entries] = read(CAPTURED.replace('5 天前', '99999999999 年前'));
  expect(article!.title).toContain('示例大桥');
  expect(entries.map((one) => one.title)).toEqual(['济南 | 公交多停三站']);
});

test.each(['2024-02-31 20:10', '0024-12-16 20:10', '2024-00-16 20:10'])('%s is no time', (stamp) => {
  expect(stampTime(stamp)).toBeNull();
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

describe('law: a captured text', () => {
  /** What reading gives; undefined where it is refused with the name of its file. */
  function articles(text: string): SourceArticle[] | undefined {
    try {
      return read(text);
    } catch (error) {
      if (error instanceof PublisherError && error.message.startsWith('示例.txt：')) return undefined;
      throw error;
    }
  }
  const clean = words(8)
    .map((one) => one.replace(/[\s·]+/g, ''))
    .filter((one) => one !== '' && one !== '正文');
  const amount = fc.oneof(fc.nat(30), fc.stringMatching(/^\d{1,25}$/));
  const ago = fc
    .tuple(amount, fc.constantFrom('分钟', '小时', '天', '周', '个月', '月', '年'))
    .map(([n, unit]) => `${n} ${unit}前`);
  const stamp = fc
    .tuple(fc.integer({ min: 0, max: 9999 }), fc.nat(19), fc.nat(39), fc.nat(29), fc.nat(69))
    .map(([y, ...rest]) => [String(y).padStart(4, '0'), ...rest.map((one) => String(one).padStart(2, '0'))])
    .map(([y, mo, d, h, mi]) => `${y}-${mo}-${d} ${h}:${mi}`);
  const entry = fc
    .tuple(clean, clean, fc.oneof(ago, fc.constantFrom('刚刚', '昨天')))
    .map((all) => all.join('  ·  '));
  const field = fc
    .tuple(
      fc.constantFrom('专栏名称', '收录时间', '原文链接', '摘要', '标签', '作者', '序号'),
      fc.oneof(clean, stamp, address, fc.constantFrom('1', '3', '9')),
    )
    .map(([key, value]) => `${key}: ${value}`);
  const captured = fc
    .record({
      header: fc.array(fc.oneof(entry, field, clean), { maxLength: 6 }),
      title: clean,
      byline: fc.tuple(clean, stamp).map(([account, when]) => `${account} · 公众号 · 山东 · ${when}`),
      body: fc.array(anyText(10), { maxLength: 8 }),
    })
    .map(({ header, title, byline, body }) => [...header, title, byline, '正文', ...body].join('\n'));
  const any = fc.oneof(captured, mangled(captured), mangled(fc.constant(CAPTURED)), anyText());

  test('is read or refused with what to mend in which file, and nothing else is thrown', () => {
    fc.assert(
      fc.property(any, (text) => {
        const found = articles(text);
        if (found) expect(found[0]!.body.form).toBe('text');
      }),
      fuzz(400),
    );
  });

  test('gives every visible line below 正文, in order', () => {
    fc.assert(
      fc.property(any, (text) => {
        const [article] = articles(text) ?? [];
        if (!article) return;
        const lines = text.split(/\r\n|[\n\r]/).map((line) => line.replace(/\s/g, ''));
        const body = lines.slice(lines.indexOf('正文') + 1).filter((line) => line !== '');
        const given = article.body.form === 'text' ? article.body.lines : [];
        expect(given.map((line) => line.replace(/\s/g, ''))).toEqual(body);
      }),
      fuzz(300),
    );
  });

  test('gives articles with a name, and times, addresses and titles that the feed can say', () => {
    fc.assert(
      fc.property(any, (text) => {
        for (const { identity, title, published, captured: seen = published, url } of articles(text) ?? []) {
          expect(identity.length).toBeGreaterThan(0);
          for (const time of [published, seen])
            expect(() =>
              parseArticle({
                ...document(1),
                title,
                url,
                byline: { ...document(1).byline, published: toFeedTime(time) },
              }),
            ).not.toThrow();
        }
      }),
      fuzz(400),
    );
  });

  test('says the moment that a calendar has, or none', () => {
    fc.assert(
      fc.property(stamp, (text) => {
        const [, year, month, day, hour, minute] = /(\d+)-(\d+)-(\d+) (\d+):(\d+)/
          .exec(text)!
          .map(Number) as number[];
        const date = new Date(0);
        date.setUTCFullYear(year!, month! - 1, day!);
        date.setUTCHours(hour!, minute!);
        const exists = year! >= 1970 && date.toISOString().slice(0, 16).replace('T', ' ') === text;
        expect(stampTime(text)).toBe(exists ? date.getTime() - 8 * 3_600_000 : null);
      }),
      fuzz(500),
    );
  });
});
