import path from 'node:path';
import { SourceError } from '../../../src/publisher/errors';
import { loadParser } from '../../../src/publisher/html/parser';
import { takeEmbedded } from '../../../src/publisher/source/embedded';
import { sourceFiles } from '../../../src/publisher/source/files';
import { isPlaceholder, pictureKind } from '../../../src/publisher/source/kind';
import { loadSource } from '../../../src/publisher/source/load';
import { readMhtml } from '../../../src/publisher/source/mhtml';
import { savedAs, savedNotes } from '../../../src/publisher/source/page/saved';
import { readSource } from '../../../src/publisher/source/raw';
import { randomNumbers, rounds, seed } from '../../support/random';
import { cleanUp, temporary, write } from '../support';

beforeAll(loadParser);
afterAll(cleanUp);

/** A GIF of a size, as far as its head tells. */
const gif = (w: number, h: number) => Buffer.from([...Buffer.from('GIF89a'), w, 0, h, 0, 0, 0, 0, 0x3b]);
const PICTURE = gif(64, 48);
const uri = (data: Buffer) => `data:image/gif;base64,${data.toString('base64')}`;

describe('MHTML', () => {
  const made = (html: string, encoding = 'quoted-printable', more = '') =>
    Buffer.from(
      [
        'From: <Saved by Blink>',
        'Snapshot-Content-Location: https://mp.weixin.qq.com/s/SavedAsMhtml2026',
        'Subject: =?utf-8?Q?=E6=B8=A1?=',
        'Date: Fri, 27 Mar 2026 02:00:00 -0000',
        'MIME-Version: 1.0',
        'Content-Type: multipart/related;',
        '\ttype="text/html";',
        '\tboundary="----Boundary--x----"',
        '',
        '',
        '------Boundary--x----',
        'Content-Type: text/html',
        `Content-Transfer-Encoding: ${encoding}`,
        'Content-Location: https://mp.weixin.qq.com/s/SavedAsMhtml2026',
        '',
        html,
        more,
      ].join('\r\n'),
      'latin1',
    );
  const end = '------Boundary--x------\r\n';
  const image = (name: string, data = PICTURE) =>
    [
      '------Boundary--x----',
      'Content-Type: image/gif',
      'Content-Transfer-Encoding: base64',
      name,
      '',
      data.toString('base64'),
      '',
    ].join('\r\n');
  const quoted = (text: string) =>
    [...Buffer.from(text)]
      .map(
        (byte, at) => `${at % 20 === 19 ? '=\r\n' : ''}=${byte.toString(16).toUpperCase().padStart(2, '0')}`,
      )
      .join('');

  test('is its page, with where and when it was saved, and its parts by their addresses and ids', () => {
    const more =
      image('Content-Location: https://mmbiz.qpic.cn/a/640?wx_fmt=gif&x=1') +
      image('Content-ID: <frame-1@mhtml.blink>') +
      image('Content-Location: images/b.gif') +
      end;
    const { page, parts } = readMhtml(
      made(quoted('<p>渡口恢复开航。</p>'), 'quoted-printable', more),
      'a.mhtml',
    );
    expect(page).toContain('<p>渡口恢复开航。</p>');
    expect(savedAs(page)).toEqual({
      address: 'https://mp.weixin.qq.com/s/SavedAsMhtml2026',
      time: Date.parse('2026-03-27T10:00:00+08:00'),
    });
    expect([...parts.keys()]).toEqual([
      'https://mmbiz.qpic.cn/a/640?wx_fmt=gif&x=1',
      'cid:frame-1@mhtml.blink',
      'images/b.gif',
      'https://mp.weixin.qq.com/s/images/b.gif',
    ]);
    expect([...parts.values()].every((one) => one.equals(PICTURE))).toBe(true);
  });

  test.each([
    [
      'base64',
      Buffer.from('<p>渡口。</p>')
        .toString('base64')
        .replace(/(.{20})/g, '$1\r\n'),
    ],
    ['8bit', Buffer.from('<p>渡口。</p>').toString('latin1')],
    ['binary', Buffer.from('<p>渡口。</p>').toString('latin1')],
    ['Quoted-Printable', quoted('<p>渡口。</p>')],
  ])('in %s is the same page', (encoding, html) => {
    expect(readMhtml(made(html, encoding, end), 'a.mht').page).toContain('<p>渡口。</p>');
  });

  test('in GBK, as older browsers save it, is decoded', () => {
    const html = Buffer.from([
      ...Buffer.from('<meta charset="gb2312"><p>'),
      0xc7,
      0xc5,
      0xc1,
      0xba,
      0xcd,
      0xa8,
      0xb3,
      0xb5,
    ]).toString('latin1');
    expect(readMhtml(made(html, '8bit', end), 'a.mht').page).toContain('桥梁通车');
  });

  test('without a page is refused with its name and what to do', () => {
    const refused = () => readMhtml(Buffer.from('From: x\r\nContent-Type: image/gif\r\n\r\nabc'), '图.mhtml');
    expect(refused).toThrow(SourceError);
    expect(refused).toThrow('图.mhtml：里面没有网页');
  });

  test('that was cut in its page is a part', async () => {
    const body =
      '<meta property="og:title" content="T"><meta property="og:url" content="https://mp.weixin.qq.com/s/SavedAsMhtml2026"><div id="js_content"><p>abc def</p><p>gh';
    const root = write(temporary(), { 'a.mhtml': made(body, '7bit') });
    for await (const source of sourceFiles([path.join(root, 'a.mhtml')]))
      expect(readSource((await loadSource(source)).raw)).toMatchObject([
        {
          what: 'article',
          article: { rank: 0.5, title: 'T', identity: 'short:SavedAsMhtml2026' },
          warnings: [expect.anything(), expect.stringContaining('没有保存完整')],
        },
      ]);
    expect.hasAssertions();
  });

  test('law: whatever stands in it, it is read or refused with its name', () => {
    const random = randomNumbers(seed);
    const pieces = [
      end,
      '------Boundary--x----\r\n',
      'Content-Type: multipart/related; boundary=b\r\n\r\n',
      '--b\r\n',
      '--b--',
      '=\r\n',
      '=C3',
      '\r\n\r\n',
      image('Content-Location: a'),
      '<p>x</p>',
    ];
    for (let round = 0; round < rounds(200); round += 1) {
      const some = Array.from({ length: 6 }, () => pieces[Math.floor(random() * pieces.length)]).join('');
      const bytes = made(some, random() < 0.5 ? 'quoted-printable' : 'base64', some);
      const cut = bytes.subarray(Math.floor(random() * 200), bytes.length - Math.floor(random() * 200));
      try {
        expect(typeof readMhtml(cut, 'a.mht').page).toBe('string');
      } catch (error) {
        expect(error).toBeInstanceOf(SourceError);
        expect(String(error)).toContain('a.mht');
      }
    }
  });
});

test.each([
  [
    'Chrome',
    '<!-- saved from url=(0042)https://mp.weixin.qq.com/s/abc -->\n<html>',
    { address: 'https://mp.weixin.qq.com/s/abc' },
  ],
  [
    'SingleFile',
    '<html><!--\n Page saved with SingleFile \n url: https://mp.weixin.qq.com/s/abc \n saved date: Fri Mar 27 2026 10:00:00 GMT+0800 (China Standard Time)\n-->',
    { address: 'https://mp.weixin.qq.com/s/abc', time: 1774576800_000 },
  ],
  ['nobody', '<html><p>saved date: Fri Mar 27 2026', {}],
  [
    'somebody who does not know when',
    '<!-- url: https://a.example/ saved date: yesterday or so -->',
    { address: 'https://a.example/' },
  ],
])('%s notes at the top of a page where and when it was saved', (_, html, noted) => {
  expect(savedAs(html)).toEqual(noted);
});

test('what is noted is read back, and ends no comment', () => {
  const noted = { address: 'https://mp.weixin.qq.com/s?a=--%3E', time: 1774576800_000 };
  expect(savedAs(savedNotes(noted))).toEqual(noted);
  expect(savedNotes({ address: 'https://a.example/-->x' }).match(/-->/g)).toHaveLength(1);
});

describe('a picture that SingleFile keeps in a stylesheet, for it is used twice', () => {
  const style = `<style>:root{--sf-img-3: url("${uri(PICTURE)}");--sf-img-4:url(${uri(gif(1, 1))})}</style>`;
  const place = `data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" width="64"><rect fill-opacity="0"/></svg>`;
  const loaded = async (body: string) => {
    const root = write(temporary(), {
      'a.html': `<html><head><meta property="og:title" content="T"><meta property="og:url" content="https://mp.weixin.qq.com/s/SavedAsGrouped26">${style}</head><body><p>2026-03-24 22:38</p><div id="js_content"><p>字。</p>${body}</div></body></html>`,
    });
    for await (const source of sourceFiles([path.join(root, 'a.html')]))
      return (await loadSource(source)).raw;
    throw new Error('no source');
  };

  test.each([
    [
      'an img, its place kept by a drawing',
      `<img src='${place}' style="background-image:var(--sf-img-3)!important">`,
    ],
    [
      'an img that names its address too',
      `<img data-src="https://a.cn/1.png" src="${uri(gif(1, 1))}" style="width:1px;background-image: var( --sf-img-3 )">`,
    ],
  ])('is the source of %s', async (_, html) => {
    const { text, files } = await loaded(html);
    const [name] = Object.keys(files);
    expect(Object.keys(files)).toEqual([expect.stringMatching(/^embedded\//)]);
    expect(text).toContain(`<img src="${name}"`);
  });

  test('is the background of another element', async () => {
    const { text, files } = await loaded('<section style="background-image:var(--sf-img-3)"></section>');
    expect(text).toContain(`<section style="background-image:url(${Object.keys(files)[0]})">`);
  });

  test.each([
    ['keeps the place of one', '<img src="a.png" style="background-image:var(--sf-img-4)">'],
    ['is not there', '<img src="a.png" style="background-image:var(--sf-img-9)">'],
  ])('stays what it is where it %s', async (_, html) => {
    expect((await loaded(html)).text).toContain(html);
  });
});

describe('a picture in a data: address', () => {
  const taken = (html: string) => takeEmbedded(html, 1000);
  const name = (html: string) => /embedded\/[\w-]+/.exec(html)?.[0];

  test.each([
    ['in quotation marks', `<img src="${uri(PICTURE)}" alt="a">`, (n: string) => `<img src="${n}" alt="a">`],
    ['in single ones', `<img src='${uri(PICTURE)}'>`, (n: string) => `<img src='${n}'>`],
    ['in none', `<img src=${uri(PICTURE)}>`, (n: string) => `<img src=${n}>`],
    [
      'in a style',
      `<p style="background:url(${uri(PICTURE)})">`,
      (n: string) => `<p style="background:url(${n})">`,
    ],
    [
      'in a style with escapes',
      `<p style="background:url(&quot;${uri(PICTURE)}&quot;)">`,
      (n: string) => `<p style="background:url(&quot;${n}&quot;)">`,
    ],
    [
      'with its letters escaped',
      `<img src="${uri(PICTURE).replaceAll('=', '%3D').replaceAll('/8', '%2F8')}">`,
      (n: string) => `<img src="${n}">`,
    ],
  ])('%s is taken out', (_, html, made) => {
    const { page, files } = taken(html);
    expect(page).toBe(made(name(page) ?? ''));
    expect([...files]).toEqual([[name(page), PICTURE]]);
  });

  test('twice is one file', () => {
    expect(taken(`<img src="${uri(PICTURE)}"><img src="${uri(PICTURE)}">`).files.size).toBe(1);
  });

  test.each([
    ['a point', `<img src="${uri(gif(1, 1))}">`],
    [
      'a place that is held',
      `<img src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='677' height='300'><rect fill-opacity='0'/></svg>">`,
    ],
    ['too large', `<img src="${uri(Buffer.concat([PICTURE, Buffer.alloc(2000)]))}">`],
    [
      'no picture',
      `<img src="data:image/png;base64,${Buffer.from('<script>alert(1)</script>').toString('base64')}">`,
    ],
    ['what the text says', `<p>写作 ${uri(PICTURE)} 的地址</p>`],
    ['cut', `<img src="${uri(PICTURE)}`],
  ])('that is %s stays where it is', (_, html) => {
    expect(taken(html)).toEqual({ page: html, files: new Map() });
  });
});

describe('what lies beside a page', () => {
  const load = async (files: Record<string, string | Uint8Array>) => {
    const root = write(temporary(), files);
    for await (const source of sourceFiles([path.join(root, '页.html')]))
      return (await loadSource(source)).raw.files;
    throw new Error('no source');
  };
  test.each([
    ['640', './%E9%A1%B5_files/640'],
    ['640(1)', '页_files/640(1)'],
    ['0', './页_files/0'],
    ['640 (2)', '页_files/640%20(2)'],
    ['640.webp', './页_files/640.webp'],
  ])('called %s is a picture where its bytes say so', async (name, src) => {
    const html = `<img data-src="https://mmbiz.qpic.cn/x/640?wx_fmt=gif" src="${src}">`;
    expect(Object.keys(await load({ '页.html': html, [`页_files/${name}`]: PICTURE }))).toEqual([
      `页_files/${name}`,
    ]);
  });
  test.each([
    ['a page', '640', '<html></html>'],
    ['a program', 'a.js', PICTURE],
    ['a place that is held', 'pic_blank.gif', gif(1, 1)],
  ])('that is %s is none', async (_, name, data) => {
    expect(await load({ '页.html': `<img src="页_files/${name}">`, [`页_files/${name}`]: data })).toEqual({});
  });
});

test.each([
  ['png', Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1')],
  ['jpeg', Buffer.from('\xff\xd8\xff\xe0\0\x10JFIF\0\0', 'latin1')],
  ['gif', PICTURE],
  ['webp', Buffer.from('RIFF\0\0\0\0WEBPVP8 ', 'latin1')],
  ['avif', Buffer.from('\0\0\0\x20ftypavif\0\0\0\0', 'latin1')],
  [
    'svg',
    Buffer.from(
      '<?xml version="1.0"?>\n<!-- a -->\n<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>',
    ),
  ],
  [null, Buffer.from('<html><svg></svg></html>')],
  [null, Buffer.from('%PDF-1.7 ........')],
  [null, Buffer.alloc(0)],
])('bytes of the kind %s are known by their beginning', (kind, bytes) => {
  expect(pictureKind(bytes)).toBe(kind);
  expect(isPlaceholder(bytes)).toBe(false);
});
