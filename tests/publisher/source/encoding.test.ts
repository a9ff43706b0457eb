import fc from 'fast-check';
import iconv from 'iconv-lite';
import { SourceError } from '../../../src/publisher/errors';
import { loadParser } from '../../../src/publisher/html/parser';
import { declaredIn, decode, isBroken } from '../../../src/publisher/source/encoding';
import { sourceFiles } from '../../../src/publisher/source/files';
import { loadSource } from '../../../src/publisher/source/load';
import { readSource } from '../../../src/publisher/source/raw';
import { ordinaryPage } from '../../fixtures/publisher/pages';
import { fuzz } from '../../support/fuzz';
import { cleanUp, temporary, write } from '../support';

beforeAll(loadParser);
afterEach(cleanUp);

const WORDS = '交通运输厅今天发布消息，全省高速公路“一张网”运行平稳。';
const BODY = `<p>${WORDS.repeat(8)}</p>`;
const page = (charset: string | null, title = '青岛 | 示例大桥', body = BODY) =>
  ordinaryPage({ title, body }).replace(
    '<meta charset="utf-8">',
    charset === null ? '' : `<meta charset="${charset}">`,
  );
const captured = (title: string, body: string) =>
  `专栏名称: 示例交通\n\n${title}\n\n示例交通 · 公众号 · 山东 · 2024-12-16 20:10\n\n正文\n\n${WORDS.repeat(3)}\n${body}\n`;

/** What browsers, editors and old servers write. */
const ENCODINGS = ['utf8', 'gb18030', 'utf-16le', 'utf-16be'] as const;
const DECLARED = [null, 'utf-8', 'gbk', 'gb2312', 'GB18030', 'utf-16', 'iso-8859-1', 'nonsense'] as const;

/** Han, rare ones too, and what stands among them. Its private use is nobody's. */
const han = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0x4e00, max: 0x9fa5 }) },
  { weight: 1, arbitrary: fc.integer({ min: 0x3400, max: 0x4db5 }) },
  { weight: 1, arbitrary: fc.integer({ min: 0x20000, max: 0x2a6d6 }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      ...Array.from('一，。“”《》·　—…ＡＢ１２3 4abc').map((one) => one.codePointAt(0)!),
    ),
  },
);
const chinese = fc
  .array(han, { minLength: 1, maxLength: 60 })
  .map((codes) => String.fromCodePoint(...codes).trim())
  .filter((one) => one !== '');

describe('law: Chinese reads the same', () => {
  test('whatever encoding a page is in, with or without a mark, whatever it declares', () => {
    fc.assert(
      fc.property(
        chinese,
        fc.constantFrom(...ENCODINGS),
        fc.boolean(),
        fc.constantFrom(...DECLARED),
        (text, encoding, addBOM, charset) => {
          const html = page(charset, '示例标题', `<p>${text}</p>${BODY}`);
          expect(decode(iconv.encode(html, encoding, { addBOM }))).toBe(html);
        },
      ),
      fuzz(400),
    );
  });

  test('whatever encoding a captured text is in, with or without a mark', () => {
    fc.assert(
      fc.property(
        chinese,
        chinese,
        fc.constantFrom(...ENCODINGS),
        fc.boolean(),
        (title, body, encoding, addBOM) => {
          const text = captured(title, body);
          expect(decode(iconv.encode(text, encoding, { addBOM }))).toBe(text);
        },
      ),
      fuzz(400),
    );
  });

  test('wherever a page of UTF-8 was cut off: one character is lost, and no other', () => {
    fc.assert(
      fc.property(chinese, fc.nat(), fc.constantFrom(...DECLARED), (text, at, charset) => {
        const bytes = Buffer.from(page(charset, '示例标题', `${BODY}<p>${text}`));
        const cut = bytes.subarray(0, bytes.length - (at % Math.floor(bytes.length / 4)));
        const read = decode(cut);
        const whole = bytes.toString();
        expect(whole.startsWith(read.replace(/�$/, ''))).toBe(true);
        expect(isBroken(read)).toBe(false);
      }),
      fuzz(200),
    );
  });
});

test('law: bytes of any kind have some text, without a mark, and the same as they stand in a larger buffer', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), fc.constantFrom(...DECLARED), (noise, charset) => {
      const bytes = Buffer.concat([Buffer.from(`<meta charset=${charset}>`), noise]);
      const text = decode(bytes);
      expect(text.startsWith('\uFEFF')).toBe(false);
      const larger = Buffer.concat([Buffer.from('交通'), bytes, Buffer.from('运输')]);
      expect(decode(larger.subarray(6, 6 + bytes.length))).toBe(text);
    }),
    fuzz(300),
  );
});

test.each(['big5', 'Big5', 'x-x-big5'])('Big5 is read where a page declares it: %s', (charset) => {
  const html = page(charset, '臺北 | 示例', `<p>${'高速公路運行平穩，請放心出行。'.repeat(9)}</p>`)
    .replaceAll('输', '運')
    .replaceAll('标题', '標題')
    .replaceAll('题', '題')
    .replaceAll('标', '標')
    .replaceAll('岛', '島')
    .replaceAll('桥', '橋');
  expect(decode(iconv.encode(html, 'big5'))).toBe(html);
});

test.each([
  ['Latin letters with accents', 'iso-8859-1', 'Le café est ouvert. '.repeat(9)],
  ['Japanese', 'shift_jis', 'これは日本語の記事です。カタカナも。'.repeat(9)],
])('what is not Chinese is read as it is declared: %s', (_, charset, words) => {
  const html = `<!DOCTYPE html><meta charset="${charset}"><p>${words}</p>`;
  expect(decode(iconv.encode(html, charset))).toBe(html);
});

test.each([
  ['ASCII', Buffer.from('<p>plain\0</p>'), '<p>plain\0</p>'],
  ['Chinese', Buffer.from(`${WORDS}\0\0\0${WORDS}`), `${WORDS}\0\0\0${WORDS}`],
  ['Chinese of GBK', iconv.encode(`${WORDS}\0<p>${WORDS}`, 'gbk'), `${WORDS}\0<p>${WORDS}`],
])('a stray NUL makes no UTF-16 of %s', (_, bytes, text) => {
  expect(decode(bytes)).toBe(text);
});

test.each([
  ['<meta charset="gbk">', 'gb18030'],
  ['<META CHARSET=GB2312>', 'gb18030'],
  ["<meta name='x' charset = ' utf8 '>", 'utf-8'],
  ['<meta http-equiv="Content-Type" content="text/html; charset=gb2312">', 'gb18030'],
  ['<meta content=\'text/html;charset="big5"\' http-equiv=content-type>', 'big5'],
  ['<?xml version="1.0" encoding="GBK"?><html>', 'gb18030'],
  ['<?xml version="1.0"?><meta charset=gbk>', 'gb18030'],
  ['<!-- <meta charset="big5"> --><meta charset="gbk">', 'gb18030'],
  ['<meta charset="unheard-of"><meta charset="gbk">', 'gb18030'],
  ['<meta charset="utf-16le">', 'utf-8'],
  ['<p title="<meta charset=big5>"><meta charset=gbk>', 'gb18030'],
  ['<meta name="charset" content="gbk">', null],
  ['<meta content="text/html; charset=gbk">', null],
  ['<metal charset="gbk">', null],
  ['<!-- <meta charset="big5">', null],
  [`${' '.repeat(1024)}<meta charset="gbk">`, null],
  [`${'<meta "'.repeat(200)}`, null],
  ['', null],
])('%s declares %s', (html, encoding) => {
  expect(declaredIn(Buffer.from(html))).toBe(encoding);
});

test.each([
  ['nothing', '', false],
  ['no Chinese', 'plain', false],
  ['two of three', '中��', false],
  ['three of many', `${'中'.repeat(400)}���`, false],
  ['three of few', `${'中'.repeat(200)}���`, true],
  ['twenty of many', `${'中'.repeat(9000)}${'�'.repeat(20)}`, false],
  ['more of many', `${'中'.repeat(9000)}${'�'.repeat(21)}`, true],
])('replacement characters: %s', (_, text, broken) => {
  expect(isBroken(text)).toBe(broken);
});

async function read(files: Record<string, Uint8Array | string>, name: string) {
  const folder = write(temporary(), files);
  for await (const source of sourceFiles([`${folder}/${name}`])) return (await loadSource(source)).raw;
  throw new Error('no source');
}

/** A page of UTF-8 with other bytes in its text. */
const mixed = (bytes: Uint8Array) => {
  const [before, after] = page('utf-8', '示例', `${BODY}@@`).split('@@');
  return Buffer.concat([Buffer.from(before!), bytes, Buffer.from(after!)]);
};

test.each([
  ['a part of it in GBK', mixed(iconv.encode(BODY, 'gbk'))],
  ['decoded wrongly before it was saved', mixed(Buffer.from(iconv.encode(BODY, 'gbk').toString()))],
  [
    'damaged on its way',
    mixed(Buffer.from(BODY).map((byte) => (byte > 0x7f && byte % 5 === 0 ? 0xff : byte))),
  ],
])('a page that is full of replacement characters is refused, with what to do: %s', async (_, bytes) => {
  const raw = await read({ 'a.html': bytes }, 'a.html');
  expect(() => readSource(raw)).toThrow(SourceError);
  expect(() => readSource(raw)).toThrow(/^a\.html：里面有许多无法辨认的字.*请重新保存为 UTF-8 再发布/);
});

test('replacement characters in the program of a page are none of its article', async () => {
  const html = page('utf-8').replace('</head>', `<script>var odd = "${'�'.repeat(90)}"</script></head>`);
  expect(readSource(await read({ 'a.html': html }, 'a.html'))).toMatchObject([
    { article: { title: '青岛 | 示例大桥' } },
  ]);
});

test.each([
  ['as it stands', '图片_files/a.png', '图片_files/a.png'],
  ['escaped in UTF-8', encodeURI('图片_files/a.png'), '图片_files/a.png'],
  ['escaped in GBK', '%CD%BC%C6%AC_files/a.png', '图片_files/a.png'],
  ['escaped in GBK, letters left', '%8Aa_files/a.png', '奱_files/a.png'],
])('a picture beside a page of GBK is found, its name %s', async (_, src, file) => {
  const html = page('gbk', '示例', `${BODY}<img src="${src}">`);
  const raw = await read({ 'a.html': iconv.encode(html, 'gbk'), [file]: 'picture' }, 'a.html');
  expect(Object.keys(raw.files)).toEqual([file]);
  const [reading] = readSource(raw);
  expect(reading?.what === 'article' && reading.resolve(src)).toMatch(/^archive:/);
});
