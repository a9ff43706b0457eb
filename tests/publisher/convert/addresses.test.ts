import fc from 'fast-check';
import type { Block, Inline } from '../../../src/feed';
import { convertBody } from '../../../src/publisher/convert';
import { withAddresses } from '../../../src/publisher/convert/addresses';
import { loadParser } from '../../../src/publisher/html/parser';
import { isWebUrl } from '../../../src/publisher/html/url';
import type { Body } from '../../../src/publisher/source/types';
import { fuzz } from '../../support/fuzz';
import { outline } from './account/outline';

/* Addresses in the words of posts can be tapped. */

beforeAll(loadParser);

const shown = (body: Body): string[] =>
  outline(convertBody(body, { picture: (src) => src, drop: () => {} }).blocks);
const post = (text: string): string[] => shown({ form: 'pictures', pictures: [], text });

test.each([
  ['before a full stop', '见 https://example.com/a.', '见 [https://example.com/a](https://example.com/a).'],
  [
    'before Chinese signs',
    '（https://example.com/a），见',
    '（[https://example.com/a](https://example.com/a)），见',
  ],
  [
    'between Chinese letters',
    '打开https://example.com查看',
    '打开[https://example.com](https://example.com/)查看',
  ],
  ['in brackets', '(https://example.com/a)', '([https://example.com/a](https://example.com/a))'],
  [
    'with brackets of its own',
    'https://example.com/a_(b).',
    '[https://example.com/a_(b)](https://example.com/a_(b)).',
  ],
  [
    'with a query',
    'http://example.com/?a=1&amp;b=2#c！',
    '[http://example.com/?a=1&b=2#c](http://example.com/?a=1&b=2#c)！',
  ],
  ['in capitals', 'HTTPS://EXAMPLE.com/A', '[HTTPS://EXAMPLE.com/A](https://example.com/A)'],
  [
    'with another behind a comma',
    'https://a.example.com/1,https://b.example.com/2',
    '[https://a.example.com/1](https://a.example.com/1),[https://b.example.com/2](https://b.example.com/2)',
  ],
])('one %s', (_, text, expected) => {
  expect(post(text)).toEqual([`paragraph: ${expected}`]);
});

test.each([
  ['of another scheme', 'javascript://example.com/%0aalert(1) ftp://example.com'],
  ['without one', 'www.example.com'],
  ['with a password in it', 'https://mp.weixin.qq.com@evil.example/'],
  ['of no host', 'https:// https://. http://localhost'],
  ['inside of a word', 'xhttps://example.com'],
])('one %s is text', (_, text) => {
  expect(post(text)).toEqual([`paragraph: ${text}`]);
});

test('a link of the page stays what it is', () => {
  expect(post('<a href="https://example.com/b">https://example.com/a</a>')).toEqual([
    'paragraph: [https://example.com/a](https://example.com/b)',
  ]);
});

test('one that goes on in other letters is not cut short', () => {
  expect(post('https://example.com/a<b>bc</b>。')).toEqual(['paragraph: https://example.com/a{strong|bc}。']);
});

test('in what is said of a video, in captured text, in quotations and items; not in an article', () => {
  const LINK = '[https://example.com/a](https://example.com/a)';
  const text = 'https://example.com/a';
  expect(shown({ form: 'post', media: [], text })).toEqual([`paragraph: ${LINK}`]);
  expect(shown({ form: 'text', lines: [text] })).toEqual([`paragraph: ${LINK}`]);
  expect(post(`<blockquote>${text}</blockquote><ul><li>${text}</li></ul>`)).toEqual([
    'quote',
    `  paragraph: ${LINK}`,
    'list',
    `  • ${LINK}`,
  ]);
  expect(shown({ form: 'html', html: `<p>${text}</p>` })).toEqual([`paragraph: ${text}`]);
});

test('law: no letter changes, and every link is one that the contract takes', () => {
  const piece = fc.constantFrom(
    'https://',
    'http://',
    'example.com',
    '/a',
    '。',
    '看',
    '(',
    ')',
    '.',
    ',',
    '@',
    '?',
    '&',
    ' ',
    '[',
    ']',
    '\u200b',
  );
  const run = fc.array(piece, { maxLength: 12 }).map((parts) => parts.join(''));
  const inline = fc
    .record({ text: run, bold: fc.boolean() })
    .map(({ text, bold }): Inline => ({ text, ...(bold ? { marks: ['strong'] } : {}) }));
  fc.assert(
    fc.property(fc.array(inline, { maxLength: 4 }), (inlines) => {
      const blocks: Block[] = [{ type: 'paragraph', inlines }];
      const [made] = withAddresses(blocks);
      if (made?.type !== 'paragraph') throw new Error('no paragraph');
      expect(made.inlines.map(({ text }) => text).join('')).toBe(inlines.map(({ text }) => text).join(''));
      for (const { text, href } of made.inlines)
        if (href !== undefined) {
          expect(isWebUrl(href)).toBe(true);
          expect(text).toMatch(/^https?:\/\/[\x21-\x7e]*[^.,;:!?]$/);
        }
      expect(made.inlines.every(({ text }) => text !== '') || inlines.some(({ text }) => text === '')).toBe(
        true,
      );
    }),
    fuzz(300),
  );
});
