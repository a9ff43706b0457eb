import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { blocksToHtml } from '../../../src/publisher/html/serialise';
import type { RawSource } from '../../../src/publisher/memory/raw-source';
import { newsSource } from '../../../src/publisher/source/news';
import { reducePage } from '../../../src/publisher/source/raw';
import { parseBody } from '../../../src/publisher/work/body';
import { Local } from '../../../src/publisher/work/local';
import { ordinaryPage } from '../../fixtures/publisher/pages';

/*
 * Sources that are made to cost: much of something, deep, or so that a pattern or a rule of HTML goes through it again
 * and again. Each is read, converted and written as a run does it; a line of JSON tells what came of it.
 */

const K = 1000;
const M = 1000 * K;

const inside = (tag: string, depth: number, text = '字') =>
  `<${tag}>`.repeat(depth) + text + `</${tag.split(' ')[0]}>`.repeat(depth);
const page = (body: string, script = ''): RawSource => ({
  form: 'page',
  name: 'a.html',
  text: reducePage(
    ordinaryPage({ body }).replace('<body>', () => `<body>${script && `<script>${script}</script>`}`),
  ),
  files: {},
});
/** Something above the body, in the page. */
const around = (markup: string): RawSource => ({
  form: 'page',
  name: 'a.html',
  text: reducePage(ordinaryPage({ body: '<p>字</p>' }).replace('<body>', () => `<body><div>${markup}</div>`)),
  files: {},
});
const news = (change: { title?: string; digest?: string; content?: string }): RawSource =>
  newsSource('x', {
    article_id: 'a.html',
    position: 1,
    published: 1734351000,
    updated: 1734351000,
    item: {
      title: '标题',
      author: '',
      digest: '',
      content: '<p>字</p>',
      content_source_url: '',
      thumb_url: '',
      url: '',
      is_deleted: false,
      ...change,
    },
  });
const captured = (head: string, body: string): RawSource => ({
  form: 'text',
  name: 'a.txt',
  text: `${head}\n标题\n示例 · 公众号 · 山东 · 2024-12-16 20:10\n正文\n${body}`,
  files: {},
});

/** What comes of each: `refused` or `skipped` in words, or a body of at most so many KB. */
export const CASES: Readonly<
  Record<string, { make: () => RawSource; most: number | 'refused' | 'skipped' }>
> = {
  // Depth.
  ...Object.fromEntries(
    ['div', 'blockquote', 'b', 'svg'].map((tag) => [
      `100,000 <${tag}> deep`,
      { make: () => page(inside(tag, 100 * K)), most: 'refused' as const },
    ]),
  ),
  '50,000 <span> deep': { make: () => page(inside('span', 50 * K)), most: 1 },
  '50,000 <ul> deep': { make: () => page(inside('ul', 50 * K)), most: 20 },
  '100,000 tables deep': { make: () => page('<table><tr><td>'.repeat(100 * K)), most: 'refused' },
  '100,000 of several kinds deep': {
    make: () => page('<div><span><blockquote><ul><li><b><svg><foreignObject>'.repeat(12_500)),
    most: 'refused',
  },
  'galleries deep, with all pictures in the last': {
    make: () => page('<section style="overflow-x:scroll">'.repeat(250) + '<img width=3>'.repeat(20 * K)),
    most: 20,
  },
  '20,000 icons in a line': {
    make: () => page(`<p>${'<img width=20 src="https://a.cn/x.png">'.repeat(20 * K)}`),
    most: 1,
  },
  'grounds deep, with all pictures in the last': {
    make: () =>
      page(
        '<section style="background:url(https://a.cn/x.png);height:90px">'.repeat(250) +
          '<img width=3>'.repeat(20 * K),
      ),
    most: 20,
  },
  '10,000 links to mini-programs in a line': {
    make: () =>
      page(
        `<p>${Array.from({ length: 10 * K }, (_, at) => `<a data-miniprogram-appid="wx${at}">字</a>`).join('')}`,
      ),
    most: 2 * K,
  },
  'layout tables of many cells': {
    make: () => page(`<table><tr><td><img src="https://a.cn/x.png"><td>${'<b>字</b>'.repeat(K)}`.repeat(20)),
    most: K,
  },
  'a transform, a background and an address that cost': {
    make: () =>
      page(
        `<p style="transform:scale(${' '.repeat(M)};background:url(a)${')/'.repeat(M)},">字</p>` +
          `<p style="padding:${'1px '.repeat(M)};clip:rect(${'0 '.repeat(M)}">字</p>`,
      ),
    most: 1,
  },
  'pictures of SVG deep': {
    make: () => page('<svg>'.repeat(250) + '<image href="https://a.cn/x.png"/>'.repeat(K)),
    most: 500,
  },
  'paragraphs under 10,000 <div>': {
    make: () => page('<div>'.repeat(10 * K) + '<p>字'.repeat(300 * K)),
    most: 'refused',
  },
  'formats that each paragraph opens again': {
    make: () => page(Array.from({ length: 5 * K }, (_, at) => `<font size=${at}><p>`).join('')),
    most: 'refused',
  },
  // Length.
  'a paragraph of 20 MB': { make: () => page(`<p>${'字'.repeat(7 * M)}</p>`), most: 'refused' },
  'paragraphs of 20 MB': { make: () => page(`<p>${'字'.repeat(300)}</p>`.repeat(22 * K)), most: 'refused' },
  'an attribute of 20 MB': { make: () => page(`<p title="${'x'.repeat(20 * M)}">字</p>`), most: 1 },
  'a style of 20 MB': { make: () => page(`<p style="${'color:red;(('.repeat(1.6 * M)})">字</p>`), most: 1 },
  'a script of 20 MB': { make: () => page('<p>字</p>', 'a=1;'.repeat(5 * M)), most: 1 },
  'a comment of 20 MB': { make: () => page(`<!--${'x'.repeat(20 * M)}--><p>字</p>`), most: 1 },
  'a picture of 20 MB in the page': {
    make: () => page(`<img src="data:image/png;base64,${'A'.repeat(20 * M)}"><p>字</p>`),
    most: 1,
  },
  'a link of 20 MB': { make: () => page(`<a href="https://a.cn/${"'".repeat(20 * M)}">字</a>`), most: 1 },
  'a card of 10 MB': {
    make: () => page(`<mp-weapp data-appid="x" data-title="${'字'.repeat(3 * M)}"></mp-weapp>`),
    most: 'refused',
  },
  'a title and a digest of 1 MB': {
    make: () => news({ title: '题'.repeat(M / 3), digest: `${'摘 '.repeat(M / 4)}` }),
    most: 1,
  },
  'a captured line of 20 MB': { make: () => captured('', '字'.repeat(7 * M)), most: 'refused' },
  'a long paragraph': { make: () => page(`<p>${'一二三四五六七八九。'.repeat(50 * K)}</p>`), most: 2 * K },
  // Number.
  'a million elements': { make: () => page('<p>a</p>'.repeat(M)), most: 'refused' },
  'a million comments': { make: () => page('<!--x-->'.repeat(M)), most: 'refused' },
  'a million entities': { make: () => page('&NotEqualTilde;'.repeat(M)), most: 'refused' },
  '300,000 attributes': {
    make: () => page(`<p ${Array.from({ length: 300 * K }, (_, at) => `a${at}`).join(' ')}>字</p>`),
    most: 1,
  },
  '100,000 items': { make: () => page(`<ul>${'<li>a'.repeat(100 * K)}</ul>`), most: 'refused' },
  '40,000 paragraphs': { make: () => page('<p>字</p>'.repeat(40 * K)), most: 'refused' },
  '10,000 paragraphs': {
    make: () => page(`<section><p><span>${'字'.repeat(40)}<b>句</b></span></p></section>`.repeat(10 * K)),
    most: 4 * K,
  },
  '100,000 runs of text': { make: () => page('a<b>c</b>'.repeat(100 * K)), most: 'refused' },
  '10,000 rows of twenty cells': {
    make: () => page(`<table>${`<tr>${'<td>a'.repeat(20)}</tr>`.repeat(10 * K)}</table>`),
    most: 'refused',
  },
  '4,000 rows': { make: () => page(`<table>${'<tr><td>a<td>b</tr>'.repeat(4 * K)}</table>`), most: 500 },
  'cells that span 1e9 rows and columns': {
    make: () =>
      page(
        `<table>${`<tr>${'<td colspan=1000000000 rowspan=1000000000>a'.repeat(60)}</tr>`.repeat(150)}</table>`,
      ),
    most: 500,
  },
  // Each caption is a line, as browsers show it.
  'a figure of 50,000 captions': {
    make: () => page(`<figure>${'<figcaption>字</figcaption>'.repeat(50 * K)}</figure>`),
    most: 'refused',
  },
  'a figure of 5,000 captions': {
    make: () => page(`<figure>${'<figcaption>字</figcaption>'.repeat(5 * K)}</figure>`),
    most: 400,
  },
  // What might be a heading, and what stands beside it.
  'dashes beside bold lines': {
    make: () => page(`<p>${'—'.repeat(9900)}甲</p><p><strong>出行</strong></p>`.repeat(40)),
    most: 2 * K,
  },
  'headings of stops': { make: () => page(`<h2>${'。'.repeat(9000)}字</h2>`.repeat(40)), most: 2 * K },
  '9,000 looks of headings': {
    make: () =>
      page(
        Array.from(
          { length: 9 * K },
          (_, at) =>
            `<p><strong style="font-size:${17 + (at % 900) / 100}px;color:#${(at % 4096).toString(16).padStart(3, '0')}">标题${at}</strong></p>`,
        ).join(''),
      ),
    most: 2 * K,
  },
  '9,000 titles in quotations': {
    make: () => page('<blockquote><b>一、字</b></blockquote><p>字</p>'.repeat(9 * K)),
    most: 4 * K,
  },
  // What goes through a pattern, or through our own loops.
  'line breaks between marks': { make: () => page('a<b>c</b><br><br>'.repeat(19 * K)), most: 2 * K },
  'backgrounds that do not end': {
    make: () => page(`<svg style="background:${'url('.repeat(M)}"></svg>字`),
    most: 1,
  },
  'a code block of gaps': {
    make: () => page(`<pre>a${' '.repeat(40 * K)}b${'\n'.repeat(40 * K)}c</pre>`),
    most: 200,
  },
  'hashes in the address of a picture': {
    make: () => page(`<img src="${'#'.repeat(M)}\n">字`),
    most: 1,
  },
  'a line of gaps': { make: () => captured(`a${' '.repeat(M)}b · c · 3 天前`, '字'), most: 1 },
  'a list of titles of dots': { make: () => captured(`示例 · ${'.'.repeat(M)}x · 3 天前`, '字'), most: 1 },
  'data that is decoded again and again': {
    make: () =>
      page('<p>字</p>', `window.cgiDataNew = {a:'${'&'.repeat(M)}'${'.html(false)'.repeat(100 * K)}}`),
    most: 1,
  },
  'data behind comments that do not end': {
    make: () => page('<p>字</p>', `var ct="1";${'var ct=[/*'.repeat(100 * K)}`),
    most: 1,
  },
  'data of gaps': { make: () => page('<p>字</p>', `var biz${' '.repeat(M)}var ct = "1"`), most: 1 },
  // What is asked of every element, where it stands in others of its kind.
  ...Object.fromEntries(
    [
      '<span class="rich_media_meta_text">',
      '<span class="weui-msg__desc">',
      '<time>',
      '<span class="pay">',
    ].map((open) => [
      `30,000 ${open} deep around the body`,
      { make: () => around(`${open.repeat(30 * K)}字`), most: 1 },
    ]),
  ),
  'notices deep in others': {
    make: () => around(`${'<i class="a">'.repeat(2 * K)}${'<b>字</b>'.repeat(100 * K)}`),
    most: 1,
  },
  'spaces of many elements': {
    make: () => around(`<div id="js_title"><h1 id="activity-name">${'<i> </i>'.repeat(100 * K)}x</h1></div>`),
    most: 1,
  },
  'a body that ends with dots': { make: () => page(`<p>${'.'.repeat(400 * K)}x</p>`), most: 2 * K },
  'an end with spaces': { make: () => page(`<p>字</p><a>${' .'.repeat(200 * K)}x</a>`), most: 2 * K },
  ...Object.fromEntries(
    [
      '<ul><li>',
      '<ol><li>',
      '<section style="display:flex">',
      '<section style="visibility:hidden">',
      '<details><summary>',
      '<ruby>字<rt>',
      '<pre>',
      '<math><mfrac><mn>1</mn>',
      '<svg><foreignObject>',
      '<select>',
      '<section class="code-snippet">',
      '<a href="https://a.cn/">',
      '<p style="counter-increment:a">',
      '<section style="display:inline-block;width:50%">',
      '<section style="font-family:monospace;white-space:pre">',
    ].map((open) => [
      `10,000 ${open} deep in the body`,
      { make: () => page(`${open.repeat(10 * K)}字`), most: 200 },
    ]),
  ),
  ...Object.fromEntries(
    [
      '<math><mi>x</mi></math>',
      '<table><tr><td>1<td>int a;</table>',
      '<a href="https://a.cn/"><img src="https://mmbiz.qpic.cn/a/0"></a>',
      '<ul><li>1. 字</li></ul>',
      '<select><option>字</select>',
    ].map((one) => [`9,000 ${one}`, { make: () => page(one.repeat(9 * K)), most: 2 * K }]),
  ),
  // All behind the first is its attribute, and nothing of the body is left to publish.
  'tags that do not end': { make: () => page('<a b="'.repeat(M)), most: 'skipped' },
};

/** Milliseconds, and of what came of it the size of the body in bytes, or the words that refuse or skip it. */
export interface Outcome {
  name: string;
  ms: number;
  bytes?: number;
  html?: number;
  refused?: string;
  skipped?: string;
}

async function run(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'scale-'));
  try {
    const local = new Local({ folder, run: 1 });
    for (const [name, { make }] of Object.entries(CASES)) {
      const raw = make();
      const start = performance.now();
      await local.load(1, { raw });
      const { readings, refused } = await local.read(1, false);
      const outcome: Outcome = { name, ms: 0, ...(refused ? { refused } : {}) };
      for (const one of readings ?? []) {
        if (one.what === 'skipped') outcome.skipped = one.reason;
        if (one.what !== 'article') continue;
        outcome.bytes = Math.max(outcome.bytes ?? 0, one.text.body.length);
        const html = blocksToHtml(parseBody(one.text.body).blocks);
        outcome.html = Math.max(outcome.html ?? 0, html.length);
      }
      outcome.ms = performance.now() - start;
      console.log(JSON.stringify(outcome));
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

// The test asks for the names only.
if (process.env.SCALE) void run();
