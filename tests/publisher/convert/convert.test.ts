import fc from 'fast-check';
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';
import postcss from 'postcss';
import { picturesOf } from '../../../src/domain/pictures';
import { blockTexts, plain } from '../../../src/domain/text';
import { type Block, parseArticle, SCHEMA } from '../../../src/feed';
import { type ConvertContext, convertBody } from '../../../src/publisher/convert';
import { pixels, readLength } from '../../../src/publisher/convert/length';
import { loadFormulas } from '../../../src/publisher/convert/mathjax';
import { styleOf } from '../../../src/publisher/convert/style';
import { loadParser } from '../../../src/publisher/html/parser';
import { webUrl } from '../../../src/publisher/html/url';
import { anyText, mangled, text, words } from '../../support/arbitraries';
import { faultsOf, markupIn, rendered } from '../../support/drawn';
import { document } from '../../support/feed';
import { fuzz } from '../../support/fuzz';
import { orderedHtml, wholeHtml, wildHtml } from '../../support/html';

beforeAll(loadParser);
beforeAll(loadFormulas);

let dropped: Record<string, number>;
const context: ConvertContext = {
  url: 'https://mp.weixin.qq.com/s/AbCdEfGhIjKl',
  picture: (src) => webUrl(src),
  drop: (kind) => {
    dropped[kind] = (dropped[kind] ?? 0) + 1;
  },
};
beforeEach(() => {
  dropped = {};
});
const convert = (html: string): Block[] => convertBody({ form: 'html', html }, context).blocks;
const only = (html: string): Block => {
  const blocks = convert(html);
  expect(blocks).toHaveLength(1);
  return blocks[0]!;
};
const texts = (html: string) => blockTexts(convert(html));
const PICTURE = 'https://pictures.example.com/a.png';

describe('paragraphs', () => {
  test('come from blocks, whatever the editor nested', () => {
    expect(texts('<section><section><p>一</p></section>二<p><span>三</span>还是三</p></section>四')).toEqual([
      '一',
      '二',
      '三还是三',
      '四',
    ]);
  });

  test('collapse white space and keep line breaks', () => {
    expect(texts('<p>  一　 行\n 话<br/> 下一行 </p><p><br></p><p>&nbsp;</p>')).toEqual(['一 行 话\n下一行']);
  });

  test('end at two line breaks', () => {
    expect(texts('<p>一<br><br>二<strong><br></strong><br>三</p>')).toEqual(['一', '二', '三']);
  });

  test('keep alignment', () => {
    expect(convert('<p style="text-align:center">一</p><div align="right">二</div>')).toEqual([
      { type: 'paragraph', inlines: [{ text: '一' }], align: 'center' },
      { type: 'paragraph', inlines: [{ text: '二' }], align: 'right' },
    ]);
  });

  test('keep half-width punctuation as it came', () => {
    expect(texts('<p>抓养护,保畅通!</p>')).toEqual(['抓养护,保畅通!']);
  });
});

describe('marks and links', () => {
  test('from elements and from styles', () => {
    const html =
      '<p><b>粗</b><span style="font-weight:700">粗</span><i>斜</i><u>线</u><del>删</del><sup>2</sup><sub>n</sub>' +
      '<span style="color:rgb(255, 0, 0)">红</span><b>粗<span style="font-weight:normal">不粗</span></b>平平平平平平平平平</p>';
    const block = only(html);
    expect(block.type === 'paragraph' && block.inlines).toEqual([
      { text: '粗粗', marks: ['strong'] },
      { text: '斜', marks: ['em'] },
      { text: '线', marks: ['underline'] },
      { text: '删', marks: ['strike'] },
      { text: '2', marks: ['sup'] },
      { text: 'n', marks: ['sub'] },
      { text: '红', marks: ['accent'] },
      { text: '粗', marks: ['strong'] },
      { text: '不粗平平平平平平平平平' },
    ]);
  });

  test('colour that is everywhere is no accent', () => {
    const block = only('<p style="color:#0b6e4f">整篇都是绿的</p>'.replace('#0b6e4f', '#00aa44'));
    expect(block).toEqual({ type: 'paragraph', inlines: [{ text: '整篇都是绿的' }] });
  });

  test('links to the web', () => {
    const block = only(
      '<p>见<a href="//example.com/a?b=1&amp;c=2">这里</a>和<a href="javascript:alert(1)">那里</a></p>',
    );
    expect(block.type === 'paragraph' && block.inlines).toEqual([
      { text: '见' },
      { text: '这里', href: 'https://example.com/a?b=1&c=2' },
      { text: '和那里' },
    ]);
  });
});

describe('headings', () => {
  test('from tags, with levels closed up', () => {
    const body = `<p>${'正文'.repeat(20)}。</p>`;
    const html = `<h2>看路</h2>${body}<h4><b>看桥</b></h4>${body}<h4><b>看车</b></h4>${body}<h2>看天</h2>${body}`;
    const { contents } = convertBody({ form: 'html', html }, context);
    expect(contents.map((one) => [one.level, one.text])).toEqual([
      [1, '看路'],
      [2, '看桥'],
      [2, '看车'],
      [1, '看天'],
    ]);
  });

  test('from lines that are only larger than the body', () => {
    const body = `<p style="font-size:15px">${'正文'.repeat(60)}</p>`;
    const large = (text: string) =>
      `<section style="font-size:15px"><p><span style="font-size:18px">${text}</span></p></section>`;
    const html = `${large('车从哪里来')}${body}${large('车往哪里去')}${body}`;
    const { contents } = convertBody({ form: 'html', html }, context);
    expect(contents.map((one) => one.text)).toEqual(['车从哪里来', '车往哪里去']);
  });
});

describe('structures', () => {
  test('lists keep nesting and start', () => {
    const block = only('<ol start="3"><li>一<ul><li>甲</li></ul></li><li><p>二</p><p>还有</p></li></ol>');
    expect(block).toMatchObject({ type: 'list', ordered: true, start: 3 });
    expect(block.type === 'list' && block.items.map((item) => item.map((one) => one.type))).toEqual([
      ['paragraph', 'list'],
      ['paragraph', 'paragraph'],
    ]);
  });

  test('a list directly inside a list belongs to the item before it', () => {
    const block = only('<ul><li>一</li><ul><li>甲</li></ul><li>二</li></ul>');
    expect(block.type === 'list' && block.items.map((item) => item.length)).toEqual([2, 1]);
  });

  test('quotes nest', () => {
    expect(only('<blockquote><p>外</p><blockquote>内</blockquote></blockquote>')).toMatchObject({
      type: 'quote',
      blocks: [{ type: 'paragraph' }, { type: 'quote', blocks: [{ inlines: [{ text: '内' }] }] }],
    });
  });

  test('tables keep spans and know their head', () => {
    const block = only(
      '<table><tr><th>路</th><th>长</th></tr><tr><td colspan="2"><p>一</p><p>二</p></td></tr><tr><td rowspan="999">三</td><td></td></tr></table>',
    );
    expect(block).toEqual({
      type: 'table',
      head: true,
      rows: [
        [{ inlines: [{ text: '路' }] }, { inlines: [{ text: '长' }] }],
        [{ inlines: [{ text: '一' }, { text: '\n' }, { text: '二' }], colspan: 2 }],
        [{ inlines: [{ text: '三' }], rowspan: 100 }, { inlines: [] }],
      ],
    });
  });

  test('a table that only lays out is unwrapped, pictures in cells stand below', () => {
    expect(texts('<table><tr><td><p>一</p><p>二</p></td></tr></table>')).toEqual(['一', '二']);
    const kinds = convert(
      `<table><tr><th>名</th><th>图</th></tr><tr><td>图</td><td><img src="${PICTURE}"></td></tr></table>`,
    ).map((one) => one.type);
    expect(kinds).toEqual(['table', 'image']);
  });

  test('code keeps its lines', () => {
    const code = { type: 'code', text: 'let a = 1;\n  a += 1;' };
    expect(only('<pre><code>let a = 1;<br>  a += 1;</code></pre>')).toEqual(code);
    expect(
      only(
        '<section class="code-snippet__fix"><ul class="code-snippet__line-index"><li></li><li></li></ul>' +
          '<pre class="code-snippet__js" data-lang="js"><code><span>let a = 1;</span></code><code>  a += 1;</code></pre></section>',
      ),
    ).toEqual({ ...code, lang: 'js' });
  });
});

describe('pictures', () => {
  test('are lazy, sized by their data, and captioned by their figure', () => {
    const html = `<figure><img data-src="${PICTURE}" src="data:image/gif;base64,R0" data-w="1000" data-ratio="0.5" alt="图片" style="opacity:0"><figcaption>说明</figcaption></figure>`;
    expect(only(html)).toMatchObject({
      type: 'image',
      src: PICTURE,
      w: 1000,
      h: 500,
      alt: '',
      caption: '说明',
    });
  });

  test('spacers and decoration go, and are counted', () => {
    expect(
      convert(`<img src="${PICTURE}" width="1" height="1"><svg viewBox="0 0 10 10"><path d="M0 0"/></svg>`),
    ).toEqual([]);
    expect(dropped).toEqual({ 'image-spacer': 1, svg: 1 });
  });

  test('as wide as the page are pictures', () => {
    expect(only(`<img src="${PICTURE}" style="width:100%">`).type).toBe('image');
  });

  test('the size of a character are emoji', () => {
    expect(texts(`<p>好<img src="${PICTURE}" style="width:20px" alt="[赞]">的</p>`)).toEqual(['好[赞]的']);
  });

  test('what an SVG shows survives: its background and its text', () => {
    const html = `<svg style="background-image:url(&quot;${PICTURE}&quot;)" viewBox="0 0 800 600"><text>字</text><foreignObject><p>段</p></foreignObject></svg>`;
    expect(convert(html)[0]).toMatchObject({ type: 'image', src: PICTURE, w: 800, h: 600 });
    expect(texts(html).join('')).toBe('字段');
  });

  test('a strip that scrolls sideways is a gallery', () => {
    const html = `<section style="overflow-x:scroll"><section><img src="${PICTURE}"></section><img src="${PICTURE}?2"></section>`;
    expect(only(html)).toMatchObject({
      type: 'gallery',
      images: [{ src: PICTURE }, { src: `${PICTURE}?2` }],
    });
  });
});

describe('what WeChat draws itself', () => {
  test.each([
    [
      '<iframe class="video_iframe" data-src="https://v.qq.com/iframe/preview.html?vid=a0123456789&amp;width=500"></iframe>',
      { type: 'video', url: 'https://v.qq.com/x/page/a0123456789.html' },
    ],
    [
      '<iframe class="video_iframe" data-mpvid="wxv_1" data-title="一路"></iframe>',
      { type: 'video', title: '一路', url: context.url },
    ],
    [
      '<mpvoice name="播报" voice_encode_fileid="MzA1"></mpvoice>',
      { type: 'audio', title: '播报', url: 'https://res.wx.qq.com/voice/getvoice?mediaid=MzA1' },
    ],
    [
      '<mp-miniprogram data-miniprogram-title="查路况" data-miniprogram-appid="wx1" data-miniprogram-path="a"></mp-miniprogram>',
      { type: 'card', kind: 'miniprogram', title: '查路况', appId: 'wx1', path: 'a' },
    ],
    [
      '<mp-common-profile data-nickname="示例交通" data-signature="每天一条"></mp-common-profile>',
      { type: 'card', kind: 'account', title: '示例交通', text: '每天一条' },
    ],
    [
      '<mp-common-poi data-name="示例互通" data-address="示例路 1 号"></mp-common-poi>',
      { type: 'card', kind: 'location', title: '示例互通', text: '示例路 1 号' },
    ],
    [
      '<mp-common-videosnap data-nickname="示例" data-desc="一段"></mp-common-videosnap>',
      { type: 'video', title: '视频号“示例”：一段', url: context.url },
    ],
    [
      '<iframe class="vote_iframe" data-votesubject="您怎么来"></iframe>',
      { type: 'unsupported', what: 'poll', text: '投票：您怎么来' },
    ],
    [
      '<mp-something-new data-title="新东西"></mp-something-new>',
      { type: 'unsupported', what: 'mp-something-new', text: '新东西' },
    ],
  ])('%s', (html, block) => {
    expect(only(html)).toEqual(block);
  });
});

describe('nothing is lost, nothing hidden appears', () => {
  test('elements that nobody knows keep their text', () => {
    expect(texts('<p>一<made-up>二</made-up><font>三</font><ruby>四</ruby></p><custom>五</custom>')).toEqual([
      '一二三四',
      '五',
    ]);
  });

  test('hidden text stays hidden', () => {
    const hidden = ['display:none', 'visibility:hidden', 'opacity:0', 'font-size:0px'];
    expect(
      texts(`${hidden.map((style) => `<p style="${style}">藏</p>`).join('')}<p hidden>藏</p><p>见</p>`),
    ).toEqual(['见']);
    expect(
      texts('<section style="visibility:hidden">藏<b style="visibility:visible">见</b></section>'),
    ).toEqual(['见']);
    expect(texts('<section style="font-size:0">藏<span style="font-size:14px">见</span></section>')).toEqual([
      '见',
    ]);
  });

  test('strips marked as asking to follow the account go, and are counted; words alone stay', () => {
    const strips = '<div class="follow-guide">扫一扫</div><section data-role="follow">关注</section>';
    expect(texts(`${strips}<p>点击上方蓝字关注我们</p><p>正文</p>`)).toEqual([
      '点击上方蓝字关注我们',
      '正文',
    ]);
    expect(dropped).toEqual({ 'follow-strip': 2 });
  });

  test('nesting without end costs no stack', () => {
    const deep = 50_000;
    expect(
      texts(`${'<b>'.repeat(10)}${'<section>'.repeat(deep)}底${'</section>'.repeat(deep)}`).join(''),
    ).toBe('底');
  });

  test.each(['blockquote', 'ul', 'ol'])('the deepest nesting of <%s> is within the contract', (tag) => {
    const blocks = convert(`${`<${tag}>一`.repeat(600)}${`</${tag}>`.repeat(600)}`);
    expect(parseArticle(document(1, { blocks }))).toEqual(document(1, { blocks }));
  });
});

describe('hostile HTML', () => {
  const hostile = [
    '<script>alert(1)</script><style>p{}</style><p onclick="alert(1)">文</p>',
    '<a href="javascript:alert(1)">甲</a><a href=" java\nscript:alert(1)">乙</a><a href="data:text/html,x">丙</a>',
    '<a href="https://user:password@example.com/">丁</a><a href="https://example.com/&quot;onx=&quot;">戊</a>',
    '<img src="javascript:alert(1)"><img src="data:image/svg+xml,<svg onload=alert(1)>"><img src="file:///etc/passwd">',
    '<iframe src="https://evil.example/"></iframe><object data="x"></object><embed src="x">',
    '<svg><script>alert(1)</script><a xlink:href="javascript:alert(1)"><text>己</text></a></svg>',
    '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>',
    '<table><td><table><td>庚',
    `<p style="${'a:b;'.repeat(5000)}">辛</p>`,
    '<mp-common-profile data-nickname="<img src=x>" data-signature="javascript:"></mp-common-profile>',
    '<p>\u0000\ud800\u202e</p>',
  ];

  test.each(hostile.map((html) => [html.slice(0, 60), html]))(
    '%s gives a document of the contract',
    (_, html) => {
      const { blocks: drafts, contents } = convertBody({ form: 'html', html }, context);
      const blocks = rendered(drafts);
      const json = JSON.stringify(blocks);
      expect(json).not.toMatch(/"(?:href|src|url)":"(?!https?:)/);
      expect(json).not.toMatch(/password/);
      const byline = { column: '', channel: '', place: '', published: '2024-12-16T20:10:00+08:00' };
      const rest = {
        schema: SCHEMA,
        v: '012345',
        title: '',
        headline: '',
        region: null,
        kind: 'article',
        digest: '',
        minutes: 1,
        related: [],
      };
      expect(() =>
        parseArticle(JSON.parse(JSON.stringify({ id: 'A00000000000', ...rest, byline, blocks, contents }))),
      ).not.toThrow();
    },
  );

  test('text that looks like markup stays text', () => {
    const block = only('<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>');
    expect(block.type === 'paragraph' && plain(block.inlines)).toBe('<script>alert(1)</script>');
  });
});

describe('found by the laws', () => {
  const accepted = (html: string) => {
    const blocks = convert(html);
    expect(parseArticle({ ...document(1), blocks })).toMatchObject({ blocks });
    return blocks;
  };

  test('a heading in a list or a quotation is a bold line: contents lead to none there', () => {
    const line = { type: 'paragraph', inlines: [{ text: '标题', marks: ['strong'] }] };
    expect(accepted('<ul><li><h2>标题</h2></li></ul>')).toMatchObject([{ items: [[line]] }]);
    expect(accepted('<blockquote><h2>标题</h2></blockquote>')).toEqual([{ type: 'quote', blocks: [line] }]);
  });

  test('captions keep their text, whatever it is made of', () => {
    const image = `<img data-src="${PICTURE}">`;
    const inner = `<figure>${image}<figcaption>内</figcaption></figure>`;
    expect(
      only(`<figure>${image}<figcaption><h4>图</h4><ul><li>注</li></ul></figcaption></figure>`),
    ).toMatchObject({
      caption: '图 注',
    });
    expect(only(`<figure>${inner}<figcaption>外</figcaption></figure>`)).toMatchObject({ caption: '内 外' });
    expect(only('<table><caption><h4>表</h4></caption><tr><td>a<td>b</table>')).toMatchObject({
      caption: '表',
    });
    expect(texts('<table><caption>空表</caption><tr><td></td><td></td></tr></table>')).toEqual(['空表']);
  });

  test('code has all of its text and nothing of a script', () => {
    const deep = `${'<b>'.repeat(300)}深${'</b>'.repeat(300)}`;
    expect(only(`<pre>a<script>alert(1)</script>${deep}</pre>`)).toEqual({ type: 'code', text: 'a深' });
  });

  test('a voice is one of WeChat’s own addresses, whatever it is called', () => {
    expect(accepted(`<mpvoice voice_encode_fileid="a'b\ud800">`)).toMatchObject([
      { url: 'https://res.wx.qq.com/voice/getvoice?mediaid=a%27b%EF%BF%BD' },
    ]);
  });

  test('sizes and numbers that cannot be are none', () => {
    const svg = (box: string) => `<svg viewBox="${box}" style="background-image:url(${PICTURE})"></svg>`;
    for (const box of ['0 0 -5 10', '0 0 1e999 1e999'])
      expect(accepted(svg(box))).toMatchObject([{ type: 'image' }]);
    accepted(`<img data-src="${PICTURE}" data-w="1e300" data-ratio="1e300">`);
    accepted(`<img data-src="${PICTURE}" style="width:${'9'.repeat(400)}px">`);
    expect(only(`<ol start="${'9'.repeat(400)}"><li>一</li></ol>`)).not.toHaveProperty('start');
  });
});

describe('law: conversion', () => {
  // What a browser shows: no text of these, no character without a width.
  const SILENT = ['script', 'style', 'template', 'noscript', 'title', 'iframe'];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: controls are not seen.
  const UNSEEN = /[\s\u0000-\u001f\u200b\u200c\u200e\u200f\u2060\ufeff]/g;
  const seen = (nodes: readonly DefaultTreeAdapterTypes.ChildNode[]): string =>
    nodes
      .map((node) => {
        if ('value' in node) return node.value;
        return 'childNodes' in node && !SILENT.includes(node.nodeName) ? seen(node.childNodes) : '';
      })
      .join('')
      .replace(UNSEEN, '');
  const visible = (html: string) => seen(parseFragment(html).childNodes);
  const converted = (html: string) => blockTexts(convert(html)).join('').replace(UNSEEN, '');
  /** The same with every mark that was taken off the text of an item, where it stood. */
  const accounted = (html: string) => {
    let kept = '';
    let all = '';
    let marks = '';
    const note: ConvertContext['note'] = (thing, fate, value) => {
      if (thing !== 'text') return;
      all += value;
      if (fate === 'list-mark') marks += value;
      else kept += value;
    };
    const { blocks } = convertBody({ form: 'html', html }, { ...context, note });
    const seenOf = (text: string) => text.replace(UNSEEN, '');
    return { text: seenOf(blockTexts(blocks).join('')), kept: seenOf(kept), all: seenOf(all), marks };
  };

  test('loses no character of an article and keeps their order', () => {
    fc.assert(
      fc.property(orderedHtml, (html) => {
        const { text, kept, all } = accounted(html);
        expect(all).toBe(visible(html));
        expect(text).toBe(kept);
      }),
      fuzz(400),
    );
  });

  test('loses no character where it takes apart figures, captions, code and cells', () => {
    const sorted = (text: string) => Array.from(text).sort().join('');
    fc.assert(
      fc.property(wholeHtml, (html) => {
        const { text, marks } = accounted(html);
        expect(sorted(text + marks)).toBe(sorted(visible(html)));
      }),
      fuzz(400),
    );
  });

  test('gives of anything blocks that clients take as they are, and contents that lead to them', () => {
    fc.assert(
      fc.property(wildHtml, (html) => {
        const { blocks: drafts, contents } = convertBody({ form: 'html', html }, context);
        const blocks = rendered(drafts);
        const made = { ...document(1), blocks, contents };
        expect(parseArticle(made)).toStrictEqual(made);
        for (const { id } of contents) expect(blocks.filter((block) => block.id === id)).toHaveLength(1);
      }),
      fuzz(500),
    );
  });

  test('gives no address but http and https, and none of the page’s own code', () => {
    const safe = ['href', 'src', 'url', 'cover'];
    const check = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      for (const [key, below] of Object.entries(value)) {
        const drawn = key === 'src' ? markupIn(String(below)) : null;
        if (drawn !== null) expect(faultsOf(drawn)).toEqual([]);
        else if (safe.includes(key)) expect(['http:', 'https:']).toContain(new URL(String(below)).protocol);
        else check(below);
      }
    };
    fc.assert(
      fc.property(wildHtml, (html) => check(convert(html))),
      fuzz(300),
    );
  });

  test('gives the same again, and no more blocks and text than it was given', () => {
    const size = (blocks: readonly Block[]) => JSON.stringify(blocks).match(/"type":/g)?.length ?? 0;
    fc.assert(
      fc.property(wildHtml, (html) => {
        const blocks = convert(html);
        expect(convert(html)).toEqual(blocks);
        expect(size(blocks)).toBeLessThanOrEqual(html.length + 1);
        // An entity may stand for two characters, the shortest of those has five.
        expect(blockTexts(blocks).join('').length).toBeLessThanOrEqual(html.length + 10);
      }),
      fuzz(200),
    );
  });

  test('follows no page deeper than clients can', () => {
    const NEST = [
      '<div>',
      '<ul><li>',
      '<ol>',
      '<blockquote>',
      '<b>',
      '<table><tr><td>',
      '<table><caption>',
      '<figure>',
      '<figure><figcaption>',
      '<pre>',
      '<svg><foreignObject>',
      '<li>',
      '<a href=x>',
      '<p>',
    ];
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...NEST), { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 1, max: 900 }),
        (open, times) => {
          const html = `${open.join('').repeat(times)}字`;
          const blocks = convert(html);
          expect(() => parseArticle({ ...document(1), blocks })).not.toThrow();
          expect(converted(html)).toBe('字');
        },
      ),
      fuzz(40),
    );
  });
});

describe('law: other bodies', () => {
  test('captured lines come out as they are, in order', () => {
    fc.assert(
      fc.property(
        fc.array(
          text(8).filter((line) => line.trim() !== ''),
          { maxLength: 8 },
        ),
        (lines) => {
          const { blocks } = convertBody({ form: 'text', lines }, context);
          expect(blockTexts(blocks)).toEqual(lines);
          expect(() => parseArticle({ ...document(1), blocks })).not.toThrow();
        },
      ),
      fuzz(200),
    );
  });

  test('a post has its pictures and every line of its text', () => {
    const picture = fc.record({ src: fc.constant(PICTURE), w: fc.nat(4000), h: fc.nat(4000) });
    const plainText = words(12).map((one) => one.replace(/[<&]/g, ''));
    fc.assert(
      fc.property(fc.array(picture, { maxLength: 4 }), plainText, (pictures, post) => {
        const { blocks } = convertBody({ form: 'pictures', pictures, text: post }, context);
        expect(picturesOf({ blocks }).map(({ src, w, h }) => ({ src, w, h }))).toEqual(pictures);
        const shown = (value: string) => value.replace(/\s/g, '');
        expect(shown(blockTexts(blocks).join(''))).toBe(shown(post));
      }),
      fuzz(200),
    );
  });
});

describe('law: a style', () => {
  const property = fc.constantFrom(
    'color',
    'font-size',
    'FONT-weight',
    'text-align',
    '--x',
    'background-image',
  );
  const value = fc.oneof(
    fc.constantFrom(
      'red',
      '#d33',
      '12px',
      'center',
      '0 auto',
      'rgb(1, 2, 3)',
      'bold !important',
      'bold ! IMPORTANT',
    ),
    fc.constantFrom(
      'url(data:image/png;base64,AA==)',
      'url("a;b:c.png")',
      "url('x)y;.png')",
      '"a;b"',
      'calc((1px + 2px))',
    ),
    fc.stringMatching(/^[a-z0-9 .%-]{1,12}$/).filter((one) => one.trim() !== ''),
  );
  const declarations = fc.array(fc.tuple(property, value, fc.constantFrom(';', ' ; ', ';\n', ';;')), {
    maxLength: 6,
  });
  const styled = (style: string) => styleOf({ attrs: [{ name: 'style', value: style }] } as never);

  test('is read as postcss reads it where it bears on meaning, the last of a property winning', () => {
    fc.assert(
      fc.property(declarations, (all) => {
        const css = all.map(([name, one, end]) => `${name}: ${one}${end}`).join('');
        const style = styled(css);
        const expected = new Map<string, string>();
        const important = new Set<string>();
        postcss.parse(`a{${css}}`).walkDecls(({ prop, value: found, important: isImportant }) => {
          const name = prop.toLowerCase();
          if (isImportant) important.add(name);
          if (isImportant || !important.has(name)) expected.set(name, found);
        });
        for (const [name, found] of expected)
          expect([name, style.get(name)]).toEqual([name, name === '--x' ? undefined : found.trim()]);
      }),
      fuzz(300),
    );
  });

  test('of any kind has marks and lengths that are numbers, or none', () => {
    const any = fc.oneof(
      anyText(),
      mangled(declarations.map((all) => all.flat().join(':'))),
      fc.string({ unit: fc.constantFrom('(', '"', ';', ':', "'", ')', 'a') }),
    );
    fc.assert(
      fc.property(
        any,
        fc.oneof(
          anyText(3),
          fc.stringMatching(/^-?\d{0,9}\.?\d{0,3}(px|em|pt|rem|%)?$/),
          fc.constantFrom(`${'9'.repeat(400)}px`),
        ),
        (css, length) => {
          const { on, off } = styled(css);
          expect([on & off, (on | off) >> 7]).toEqual([0, 0]);
          const size = readLength(length);
          if (size) expect(Number.isFinite(pixels(size, 16)) && size.amount >= 0).toBe(true);
        },
      ),
      fuzz(300),
    );
  });

  test.each(['(', '"', '1', 'url(', ';', ';:', 'a:('])('takes no time for 40,000 times %s', (unit) => {
    const long = unit.repeat(40_000);
    const start = performance.now();
    styled(`color:${long}`);
    styled(`${long}:`);
    readLength(`${long}x`);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
