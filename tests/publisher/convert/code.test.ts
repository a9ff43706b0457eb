import { blockTexts } from '../../../src/domain/text';
import type { Block } from '../../../src/feed';
import { type ConvertContext, convertBody } from '../../../src/publisher/convert';
import { loadParser } from '../../../src/publisher/html/parser';
import { webUrl } from '../../../src/publisher/html/url';
import { rounds, seeded } from '../../support/random';

beforeAll(loadParser);

const PICTURE = 'https://pictures.example.com/a.png';
const quiet: ConvertContext = { picture: webUrl, drop: () => {} };
const convert = (html: string, context = quiet): Block[] =>
  convertBody({ form: 'html', html }, context).blocks;

/** Blocks in short: `code: a⏎b`, `paragraph: 甲`, `image`. */
const shown = (html: string): string =>
  convert(html)
    .map((block) => [block.type, ...blockTexts([block])].join(': ').replaceAll('\n', '⏎'))
    .join(' | ');

describe('what is code', () => {
  test.each([
    ['code: ls', '<pre>ls</pre>'],
    ['code: 查询结果：<br>', '<xmp>查询结果：<br></xmp>'],
    ['code: 各位旅客：今日停运。', '<pre><code>各位旅客：今日停运。</code></pre>'],
    ['code: 今日停运。', '<pre class="language-text">今日停运。</pre>'],
    ['code: 今日停运。', '<pre data-lang="text">今日停运。</pre>'],
    ['code: 今日停运。', '<pre><span class="hljs-comment">今日停运。</span></pre>'],
    ['code: # 进入文件夹。⏎cd /data', '<pre># 进入文件夹。\ncd /data</pre>'],
    ['code: {"站名": "长途汽车总站"}', '<pre>{"站名": "长途汽车总站"}</pre>'],
    ['code: a;⏎b;', '<pre style="font-family: Menlo, monospace"><p>a;</p><p>b;</p></pre>'],
    ['code: a⏎  b', '<code style="display:block; white-space:pre">a\n  b</code>'],
    ['code: a b⏎c', '<code style="display:block">a\n  b<br>\nc</code>'],
    ['code: ls', '<kbd style="display:block">ls</kbd>'],
  ])('%s', (expected, html) => {
    expect(shown(html)).toBe(expected);
  });

  test.each([
    ['paragraph: 用 ls 命令', '<p>用 <code>ls</code> 命令</p>'],
    ['paragraph: 各位旅客：⏎今日停运。', '<pre>各位旅客：\n今日停运。</pre>'],
    ['paragraph: 欢迎乘坐⏎一路平安', '<pre>欢迎乘坐\n一路平安</pre>'],
    ['paragraph: 输入 12345，回车。', '<pre style="font-family: PingFang SC">输入 12345，回车。</pre>'],
    ['paragraph: 一 二', '<pre style="white-space: normal">一\n二</pre>'],
    ['paragraph: 一 | paragraph: 二', '<pre><p>一</p><p>二</p></pre>'],
    ['paragraph: 标题 | paragraph: 正文', '<pre><h2>标题</h2>正文</pre>'],
    ['paragraph: 见官网', '<pre>见<a href="https://example.com/">官网</a></pre>'],
    ['paragraph: run it | image', `<pre>run it<img src="${PICTURE}"></pre>`],
    ['list: 一: 二', '<pre><ul><li>一<li>二</ul></pre>'],
    ['paragraph: 今日停运。', '<code style="display:block">今日停运。</code>'],
    ['paragraph: 前 | paragraph: 一 | paragraph: 后', '前<pre style="white-space:normal">一</pre>后'],
  ])('and what is text in a box: %s', (expected, html) => {
    expect(shown(html)).toBe(expected);
  });

  test('its pictures and links come out below it, links without an address or text are counted', () => {
    const dropped: string[] = [];
    const told: string[] = [];
    const html = `<pre class="hljs">a<a href="https://example.com/b">b</a><img src="${PICTURE}"><a href="#c">c</a><a href="https://example.com/d"></a></pre>`;
    const blocks = convert(html, {
      picture: webUrl,
      drop: (kind) => dropped.push(kind),
      note: (thing, fate, value) => {
        if (thing === 'link') told.push(`${fate}:${value}`);
      },
    });
    expect(blocks).toMatchObject([
      { type: 'code', text: 'abc' },
      { type: 'image', src: PICTURE },
      { type: 'paragraph', inlines: [{ text: 'https://example.com/b', href: 'https://example.com/b' }] },
    ]);
    expect(dropped).toEqual(['link-unsafe', 'link-empty']);
    expect(told).toEqual([
      'kept:https://example.com/b',
      'link-unsafe:#c',
      'link-empty:https://example.com/d',
    ]);
  });
});

describe('what stands in code besides its text', () => {
  const DOTS =
    '<svg width="45px" height="13px" viewBox="0 0 450 130"><ellipse cx="50" cy="65" rx="50" ry="52"/><ellipse cx="225" cy="65" rx="50" ry="52"/><ellipse cx="400" cy="65" rx="50" ry="52"/></svg>';
  const SMALL = `<img src="${PICTURE}" width="12" height="12">`;

  test.each([
    [
      'code: ls',
      `<pre class="hljs code__pre"><span class="mac-sign" style="padding:10px 14px 0">${DOTS}</span><code>ls</code></pre>`,
    ],
    ['code: ls', `<pre class="hljs">${DOTS}ls</pre>`],
    ['code: ls | image', `<pre class="hljs">${SMALL}ls</pre>`],
  ])('a drawing taken out of it stands in no line of words: %s', (expected, html) => {
    expect(shown(html)).toBe(expected);
  });

  test('but one in a sentence stands in its line: 按［图］键', () => {
    expect(shown(`<p>按${DOTS}键</p>`)).toBe('paragraph: 按［图］键');
  });
});

describe('what is hidden in code', () => {
  test.each([
    ['code: ac', 'a<span style="visibility:hidden">b</span>c', ''],
    ['code: ab', '<span style="visibility:hidden">x<b style="visibility:visible">a</b></span>b', ''],
    ['code: a', 'a<span style="opacity:0">b</span>', 'transparent:b'],
    ['code: a', 'a<span style="font-size:0">b</span>', 'zero-size:b'],
    ['code: ab', '<span style="font-size:0">x<b style="font-size:14px">a</b></span>b', 'zero-size:x'],
    ['code: a', `a<span style="visibility:hidden"><svg><path d="M0 0h99v99z"/></svg></span>`, ''],
    ['code: a', 'a<a href="https://example.com/" style="visibility:hidden">b</a>', ''],
    ['code: a', 'a<span role="tooltip">b</span>', 'page:b'],
    ['code: ab', 'a<span style="opacity:0;animation:show 1s forwards">b</span>', ''],
  ])('%s: is left out as it is elsewhere (%s → %s)', (expected, inside, left) => {
    const told: string[] = [];
    const dropped: string[] = [];
    const context: ConvertContext = {
      picture: webUrl,
      drop: (kind) => dropped.push(kind),
      note: (thing, fate, value) => {
        if (thing === 'text' && fate !== 'kept' && fate !== 'revealed') told.push(`${fate}:${value}`);
      },
    };
    const html = `<pre class="hljs">${inside}</pre>`;
    expect(shown(html)).toBe(expected);
    convert(html, context);
    expect(told.join()).toBe(left);
    expect(dropped.join()).toBe(left.split(':')[0]);
  });

  test('a box that is hidden shows what it makes visible: a', () => {
    const html =
      '<pre class="hljs" style="visibility:hidden">x<span style="visibility:visible">a</span></pre>';
    expect(shown(html)).toBe('code: a');
    expect(shown('<pre class="hljs" style="visibility:hidden">x</pre>')).toBe('');
  });
});

const MONO = 'white-space:pre;font-family:Consolas,monospace';

describe('code in an element that is no box for it by its name', () => {
  test.each([
    ['code: if a:⏎    b()', '<section class="hljs">if a:\n    b()</section>'],
    ['code: if a:⏎  b()', '<section class="hljs">if a:<br>&nbsp; b()</section>'],
    ['code: if a:⏎    b()', `<section style="${MONO}">if a:\n    b()</section>`],
    ['code: if a:⏎    b()', `<div style="${MONO}"><div>if a:</div><div>    b()</div></div>`],
    ['code: a⏎  b', '<section style="white-space:pre"><p style="font-family:Menlo">a\n  b</p></section>'],
    [
      'code: a⏎  b',
      '<section style="font-family:Menlo"><p style="white-space:pre-wrap">a\n  b</p></section>',
    ],
    ['code: a⏎  b', '<div class="highlight" style="white-space:pre">a\n  b</div>'],
    ['code: a()⏎b()', `<p style="${MONO}">a()</p>\n<p style="${MONO}">b()</p>`],
    ['code: # 进入文件夹。⏎cd /data', `<section style="${MONO}"># 进入文件夹。\ncd /data</section>`],
    ['code: a⏎  b', `<span style="display:block;${MONO}">a\n  b</span>`],
  ])('%s', (expected, html) => {
    expect(shown(html)).toBe(expected);
  });

  test.each([
    ['paragraph: 各位旅客：今日停运。', '<section class="hljs">各位旅客：今日停运。</section>'],
    ['paragraph: 重点提示 ABC', '<section class="highlight">重点提示 ABC</section>'],
    ['paragraph: SCAN ME', '<section class="qr-code">SCAN ME</section>'],
    ['paragraph: Hello', '<section class="language-en">Hello</section>'],
    ['paragraph: 电话：85551001', `<p style="${MONO}">电话：85551001</p>`],
    ['paragraph: 一⏎二', '<p style="white-space:pre-wrap">一\n二</p>'],
    ['paragraph: ls -l', '<p style="font-family:monospace">ls -l</p>'],
    ['paragraph: ls -l', '<p>ls <span style="white-space:pre;font-family:monospace">-l</span></p>'],
    ['paragraph: run it | image', `<section style="${MONO}"><p>run it</p><img src="${PICTURE}"></section>`],
    ['paragraph: 命令 | code: ls', '<div class="hljs"><p>命令</p><pre>ls</pre></div>'],
  ])('and what is text there: %s', (expected, html) => {
    expect(shown(html)).toBe(expected);
  });
});

describe('lines that are an element of code each', () => {
  const line = (text: string, style = '') => `<code style="display:block;${style}">${text}</code>`;
  test.each([
    ['code: a⏎b', line('a') + line('b')],
    ['code: a⏎b', `${line('a')}\n${line('b')}\n`],
    ['code: a⏎⏎b', line('a') + line('') + line('b')],
    ['code: a⏎⏎b', `${line('a')}<br>${line('b')}`],
    ['code: a⏎  b | paragraph: 后', `${line('a', 'white-space:pre')}${line('  b', 'white-space:pre')}后`],
    ['code: # 说明。⏎ls', `${line('# 说明。')}${line('ls')}`],
    ['code: a⏎b', '<samp style="display:block">a</samp><samp style="display:block">b</samp>'],
  ])('are one block: %s', (expected, html) => {
    expect(shown(html)).toBe(expected);
  });

  test.each([
    ['code: a | paragraph: 说明 | code: b', `${line('a')}<p>说明</p>${line('b')}`],
    ['code: a | code: b', line('a', 'margin:10px 0') + line('b', 'margin:10px 0')],
    ['code: a | code: b', '<pre>a</pre><pre>b</pre>'],
    ['paragraph: 今日停运。 | paragraph: 明日恢复。', line('今日停运。') + line('明日恢复。')],
    ['code: a⏎b | code: c⏎d', '<section class="hljs">a\nb</section><section class="hljs">c\nd</section>'],
  ])('but two blocks stay two: %s', (expected, html) => {
    expect(shown(html)).toBe(expected);
  });

  test('are told of once each: a, b', () => {
    const told: string[] = [];
    convert(line('a') + line('b'), { ...quiet, note: (_, fate, value) => told.push(`${fate}:${value}`) });
    expect(told).toEqual(['kept:a', 'kept:b']);
  });
});

describe('lines of code', () => {
  const code = (inside: string) => shown(`<pre><code>${inside}</code></pre>`);
  test.each([
    ['a⏎  b', 'a<br>&nbsp;&nbsp;b'],
    ['a⏎b', '<span style="display:block">a</span><span style="display:block">b</span>'],
    ['a⏎b', '<span style="display:flex">a</span><span style="display:table-row">b</span>'],
    ['a⏎b⏎c', 'a<div>b</div>c'],
    ['a⏎⏎b', '<div>a</div><div><br></div><div>b</div>'],
    ['a⏎b', '<div>a\n</div><div>b\n</div>'],
    ['a⏎b', '<ol class="linenums">\n<li>a</li>\n<li>b</li>\n</ol>'],
    ['a⏎⏎b', '<ol><li>a</li><li></li><li>b</li></ol>'],
    ['a⏎b', '<span class="line">a</span>\n<span class="line">b</span>'],
    ['a⏎⏎⏎b', 'a\n\n\nb'],
    ['a\tb⏎\tc', 'a\tb\n\tc'],
    ['a', '\n\na  \n \n'],
    ['a', 'a<span style="display:none">x</span><button>复制</button>'],
  ])('are %s', (expected, inside) => {
    expect(code(inside)).toBe(`code: ${expected}`);
  });

  test('are those of WeChat’s snippet, an empty one among them: let a⏎⏎  b', () => {
    const html = `<section class="code-snippet__fix"><ul class="code-snippet__line-index"><li>1</li><li>2</li><li>3</li></ul>
      <pre class="code-snippet__js" data-lang="js"><code>let a</code><code><br></code><code>  b</code></pre></section>`;
    expect(convert(html)).toEqual([{ type: 'code', text: 'let a\n\n  b', lang: 'js' }]);
  });
});

describe('numbers of lines', () => {
  test.each([
    ['code: a⏎b', '<table><tr><td><pre>1<br>2</pre></td><td><pre>a<br>b</pre></td></tr></table>'],
    [
      'code: a⏎b',
      '<table><tr><td class="gutter"><pre>1\n2</pre></td><td class="code"><pre>a\nb</pre></td></tr></table>',
    ],
    [
      'code: a⏎  b',
      '<table><tr><td class="hljs-ln-numbers" data-line-number="1"></td><td class="hljs-ln-code">a</td></tr><tr><td class="hljs-ln-numbers"></td><td class="hljs-ln-code">  b</td></tr></table>',
    ],
    [
      'code: a⏎⏎b',
      '<table><tr><td>7</td><td><pre>a</pre></td></tr><tr><td>8</td><td><pre></pre></td></tr><tr><td>9</td><td><pre>b</pre></td></tr></table>',
    ],
    ['code: a⏎b', '<div style="display:flex"><pre>1\n2</pre><pre>a\nb</pre></div>'],
    ['code: a⏎b', '<div class="gutter">1<br>2</div><div class="code"><pre>a\nb</pre></div>'],
    [
      'code: a⏎b',
      '<pre class="line-numbers"><code>a\nb</code><span class="line-numbers-rows"><i>1</i><i>2</i></span></pre>',
    ],
    [
      'code: a⏎b',
      '<pre><code>a\nb<div class="hljs-button signin" data-title="登录复制">复制</div></code><ul class="pre-numbering"><li>1</li><li>2</li></ul></pre>',
    ],
    ['code: a⏎b', '<pre><ul><li>1</li><li>2</li></ul><code>a\nb</code></pre>'],
    ['code: a⏎b⏎c', '<p>1<br>2<br>3</p><pre>a\nb\nc</pre>'],
    ['code: a⏎b⏎c', '<section style="display:flex"><span>1<br>2<br>3</span><pre>a\nb\nc</pre></section>'],
    ['code: a⏎b', '<ul><li>1</li><li>2</li></ul><pre>a\nb</pre>'],
    [
      'code: a⏎b',
      '<ol style="list-style:none"><li><span>01</span></li><li><span>02</span></li></ol><pre>a\nb</pre>',
    ],
    [
      'code: a⏎b',
      '<div style="display:flex;flex-direction:column"><span>1.</span><span>2.</span></div><pre>a\nb</pre>',
    ],
    ['code: a⏎b', `<section><p>1</p><p>2</p></section><section style="${MONO}">a\nb</section>`],
    [
      'code: a = 1⏎b',
      '<pre class="hljs"><span class="lineno">1 </span>a = <span class="hljs-number">1</span>\n<span class="lineno">2 </span>b</pre>',
    ],
  ])('are no block and no part of the text: %s', (expected, html) => {
    expect(shown(html)).toBe(expected);
  });

  test.each([
    ['code: 1⏎2', '<pre>1\n2</pre>'],
    ['code: 1⏎2 | code: a', '<pre>1\n2</pre><p></p><pre>a</pre>'],
    ['code: 1⏎2 | code: b', '<pre>1\n2</pre><pre>b</pre>'],
    ['code: 4⏎2 | code: a⏎b', '<pre>4\n2</pre><pre>a\nb</pre>'],
    [
      'table: 1: 济南: 2: 青岛',
      '<table><tr><td>1</td><td>济南</td></tr><tr><td>2</td><td>青岛</td></tr></table>',
    ],
    ['table: 1: 甲: 2: 乙', '<table><tr><td>1</td><td>甲</td></tr><tr><td>2</td><td>乙</td></tr></table>'],
    ['paragraph: 1⏎2⏎3 | code: a', '<p>1<br>2<br>3</p><pre>a</pre>'],
    ['paragraph: 1⏎2 | paragraph: 今日停运。⏎明日恢复。', '<p>1<br>2</p><pre>今日停运。\n明日恢复。</pre>'],
    ['paragraph: 1⏎2 | paragraph: 用 ls⏎看', '<p>1<br>2</p><p>用 <code>ls</code><br>看</p>'],
    ['list: 1: 2 | paragraph: 甲', '<ul><li>1</li><li>2</li></ul><p>甲</p>'],
    ['code: copy⏎复制', '<pre class="hljs"><b class="hljs-built_in">copy</b>\n<i>复制</i></pre>'],
    ['paragraph: 1 | paragraph: 甲', '<p class="gutter">1</p><p>甲</p>'],
  ])('and what only looks like them stays: %s', (expected, html) => {
    expect(shown(html)).toBe(expected);
  });

  test('are told of, and so is the code beside them', () => {
    const told: string[] = [];
    convert('<table><tr><td><pre>1<br>2</pre></td><td><pre>a<br>b</pre></td></tr></table>', {
      ...quiet,
      note: (thing, fate, value) => told.push(`${thing}:${fate}:${value}`),
    });
    expect(told).toEqual(['text:line-number:12', 'text:kept:a', 'text:kept:b']);
  });
});

describe('law: code', () => {
  const OPEN = [
    '<span>',
    '<span style="display:block">',
    '<div>',
    '<code>',
    '<ol><li>',
    '<b class="lineno">',
    '<p>',
  ];
  const TEXTS = [
    'a',
    ' b',
    '1',
    '甲。',
    '\n',
    '<br>',
    '&nbsp;c',
    '<i></i>',
    '<a href="https://example.com/">d</a>',
  ];
  const BOXES = [
    '<pre>',
    '<pre class="hljs">',
    '<pre style="white-space:normal">',
    '<section class="code-snippet__fix"><pre>',
    '<code style="display:block">',
    '<section class="hljs">',
    `<div style="${MONO}">`,
    '<p>1<br>2</p><pre>',
    '<code style="display:block">a</code><code style="display:block">',
  ];

  test(
    'whatever stands in it, each character is kept or told of as a line’s number, in order',
    seeded((next) => {
      const one = (from: readonly string[]) => from[Math.floor(next() * from.length)]!;
      for (let round = 0; round < rounds(500); round += 1) {
        let inside = '';
        for (let piece = Math.floor(next() * 8); piece >= 0; piece -= 1) {
          const open = one(OPEN);
          const close = open.replace(/<(\w+)[^>]*>(?:<li>)?/, '</$1>');
          inside += next() < 0.5 ? one(TEXTS) : `${open}${one(TEXTS)}${one(TEXTS)}${close}`;
        }
        const html = one(BOXES) + inside;
        let all = '';
        let kept = '';
        const blocks = convert(html, {
          ...quiet,
          note: (thing, fate, value) => {
            if (thing !== 'text') return;
            all += value;
            if (fate !== 'line-number') kept += value;
          },
        });
        const dense = (text: string) => text.replace(/<[^>]*>|&nbsp;|\s/g, '');
        expect([html, dense(all)]).toEqual([html, dense(html)]);
        // The address of a link of code stands below it.
        const words = blockTexts(blocks).join('').replaceAll('https://example.com/', '');
        expect([html, dense(words)]).toEqual([html, dense(kept)]);
      }
    }),
  );
});
