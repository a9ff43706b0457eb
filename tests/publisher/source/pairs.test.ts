import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import sharp from 'sharp';
import { convertBody } from '../../../src/publisher/convert';
import { contentHash } from '../../../src/publisher/hash';
import { loadParser } from '../../../src/publisher/html/parser';
import { sourceFiles } from '../../../src/publisher/source/files';
import { loadSource } from '../../../src/publisher/source/load';
import { readSource } from '../../../src/publisher/source/raw';
import { articleText } from '../../../src/publisher/work/text';
import { cleanUp, temporary, write } from '../support';

/*
 * One article in every form in which it is saved. The page is served on loopback, opened in Chromium, and saved: as it was
 * sent; as MHTML by Chromium itself; printed from the live DOM; and, since browsers save “complete” only by hand and
 * SingleFile is an extension, in the documented forms of these two.
 */

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const here = existsSync(executablePath) ? test : test.skip;

const LONG =
  'https://mp.weixin.qq.com/s?__biz=MzA1MDAwMDAwMQ==&amp;mid=2247000077&amp;idx=2&amp;sn=0123456789abcdef&amp;chksm=ab#rd';
const KINDS = ['png', 'jpeg', 'webp'] as const;

/** As WeChat sends it: pictures are named in data-src, and its program loads them. */
const pageAt = (host: string) => `<!DOCTYPE html>
<html><head><meta charset="utf-8"><title></title>
<meta property="og:title" content="桥面铺装今日完工"><meta property="og:url" content="${LONG}">
<meta property="og:description" content="铺装比计划提前五天。"><meta name="author" content="路小桥">
</head><body><div id="js_article"><div id="img-content">
<h1 class="rich_media_title" id="activity-name">桥面铺装今日完工</h1>
<div id="meta_content"><span class="rich_media_meta rich_media_meta_nickname" id="profileBt"><a id="js_name">示例交通</a></span>
<em id="publish_time" class="rich_media_meta rich_media_meta_text"></em></div>
<div class="rich_media_content" id="js_content" style="visibility: hidden; opacity: 0;"><p>大桥主跨的沥青铺装今天上午完工。</p>
${KINDS.map((kind, at) => `<p><img class="rich_pages wxw-img" data-ratio="0.75" data-w="640" data-type="${kind}" data-src="${host}/p${at}/640?wx_fmt=${kind}&amp;from=appmsg" src="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='1px' height='1px' viewBox='0 0 1 1'%3E%3C/svg%3E"></p>`).join('\n')}
<p>绕行办法见<a href="https://www.example.com/detour?a=1&amp;b=2" target="_blank">绕行通告</a>。</p>
<p><iframe class="video_iframe" data-src="https://v.qq.com/iframe/preview.html?vid=a0123456789" data-cover="${host}/p0/640?wx_fmt=png&amp;from=appmsg"></iframe></p>
<p>通车时间另行公布。</p></div></div></div>
<script>window.cgiDataNew = { nick_name: JsDecode('示例交通'), title: JsDecode('桥面铺装今日完工'), desc: JsDecode('铺装比计划提前五天。'), author: JsDecode('路小桥'), ori_create_time: '1774362480' * 1, svr_time: '1774400000' * 1, bizuin: JsDecode('MzA1MDAwMDAwMQ=='), mid: '2247000077' * 1, idx: '2' * 1, item_show_type: '0' * 1 };</script>
<script>
document.getElementById('publish_time').textContent = '2026年3月24日 22:28';
document.getElementById('js_content').style.cssText = '';
for (const one of document.querySelectorAll('#js_content img')) one.src = one.dataset.src;
</script></body></html>`;

let server: Server;
let browser: Browser;
let host = '';
const pictures: Buffer[] = [];
/** The pages as they were saved, by form. */
const forms = new Map<string, { name: string; files: Record<string, string | Uint8Array> }>();

beforeAll(async () => {
  await loadParser();
  if (!existsSync(executablePath)) return;
  for (const [at, kind] of KINDS.entries())
    pictures.push(
      await sharp({
        create: { width: 64, height: 48, channels: 3, background: { r: 60 * at, g: 90, b: 140 } },
      })
        .toFormat(kind)
        .toBuffer(),
    );
  server = createServer(({ url = '' }, response) => {
    const at = /^\/p(\d)\//.exec(url)?.[1];
    if (at === undefined) response.setHeader('content-type', 'text/html; charset=utf-8').end(pageAt(host));
    else response.setHeader('content-type', `image/${KINDS[Number(at)]}`).end(pictures[Number(at)]);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  const context = await browser.newContext();
  await context.route(
    (url) => !url.href.startsWith(host),
    (route) => route.abort(),
  );
  const page = await context.newPage();
  await page.goto(`${host}/s`);
  await page.waitForFunction(
    'Array.from(document.querySelectorAll("#js_content img")).every((one) => one.complete && one.naturalWidth === 64)',
  );
  const live = await page.content();
  const session = await context.newCDPSession(page);
  const { data } = (await session.send('Page.captureSnapshot', { format: 'mhtml' })) as { data: string };
  const sent = pageAt(host);
  const rendered = (image: (at: number) => string) =>
    KINDS.reduce(
      (html, _, at) =>
        html.replace(
          new RegExp(`(<img [^>]*data-src="${host}/p${at}/[^>]*) src="[^"]*"`),
          `$1 src="${image(at)}"`,
        ),
      live,
    );
  const bare = (html: string) => html.replace(/<script[\s\S]*?<\/script>/g, '');
  const from = `<!-- saved from url=(0101)${LONG.replaceAll('&amp;', '&')} -->\n`;
  const complete = (names: string[]) => ({
    '桥.html': from + rendered((at) => `./${encodeURIComponent('桥')}_files/${names[at]}`),
    ...Object.fromEntries(names.map((name, at) => [`桥_files/${decodeURIComponent(name)}`, pictures[at]!])),
  });
  forms.set('source, as it was sent', { name: 'a.html', files: { 'a.html': sent } });
  forms.set('source without its end tags', {
    name: 'a.html',
    files: { 'a.html': sent.replace('</body></html>', '') },
  });
  forms.set('live DOM', { name: 'b.html', files: { 'b.html': live } });
  forms.set('MHTML', { name: 'c.mhtml', files: { 'c.mhtml': data } });
  forms.set('MHTML with bare line feeds', {
    name: 'c.mht',
    files: { 'c.mht': data.replaceAll('\r\n', '\n') },
  });
  forms.set('complete, as Chrome and Edge name pictures', {
    name: '桥.html',
    files: complete(['640', '640(1)', '640(2)']),
  });
  forms.set('complete, as Firefox names pictures', {
    name: '桥.html',
    files: complete(['640.png', '640.jpeg', '640%282%29.webp']),
  });
  const uri = (at: number) => `data:image/${KINDS[at]};base64,${pictures[at]!.toString('base64')}`;
  forms.set('SingleFile', {
    name: 'e.html',
    files: {
      'e.html': bare(rendered(uri)).replace(
        '<head>',
        `<!--\n Page saved with SingleFile \n url: ${LONG.replaceAll('&amp;', '&')} \n saved date: Wed Mar 25 2026 09:00:00 GMT+0800 (中国标准时间)\n--><head>`,
      ),
    },
  });
  forms.set('SingleFile without quotation marks and end tags', {
    name: 'e.html',
    files: {
      'e.html': bare(rendered(uri))
        .replace(/src="(data:[^"]*)"/g, 'src=$1')
        .replace('</body></html>', ''),
    },
  });
}, 120_000);

afterAll(async () => {
  await browser?.close();
  server?.close();
  cleanUp();
});

async function documentOf(form: { name: string; files: Record<string, string | Uint8Array> }) {
  const root = write(temporary(), form.files);
  for await (const source of sourceFiles([path.join(root, form.name)])) {
    const { raw, beside } = await loadSource(source);
    const [reading] = readSource(raw);
    if (reading?.what !== 'article') throw new Error(JSON.stringify(reading));
    const dropped: string[] = [];
    const { article, resolve, warnings = [] } = reading;
    const { body, ...rest } = article;
    const converted = convertBody(body, {
      url: rest.url,
      picture: resolve,
      drop: (kind) => dropped.push(kind),
    });
    const text = articleText(rest, converted);
    // Pictures are what is in them, wherever they lie.
    const bytes = (src: string) => {
      const at = /\/p(\d)\//.exec(src)?.[1];
      return at === undefined ? src.replace('archive:', '') : contentHash(pictures[Number(at)]!);
    };
    const local = converted.blocks.flatMap((one) => (one.type === 'image' ? [one.src] : []));
    return {
      said: {
        identity: article.identity,
        title: article.title,
        account: article.account,
        author: article.author,
        published: Math.floor(article.published / 60_000),
        digest: text.digest,
        minutes: text.minutes,
        blocks: converted.blocks.map((one) =>
          one.type === 'image'
            ? { ...one, src: bytes(one.src) }
            : one.type === 'video'
              ? { ...one, cover: bytes(one.cover ?? '') }
              : one,
        ),
        warnings,
        dropped,
      },
      local: local.filter((src) => src.startsWith('archive:')).length,
      beside: [...beside.keys()],
      size: raw.text.length,
    };
  }
  throw new Error('no source');
}

here('the article, as it was sent, is its text, three pictures, a link and a video', async () => {
  const { said } = await documentOf(forms.get('source, as it was sent')!);
  expect(said).toMatchObject({
    identity: 'message:MzA1MDAwMDAwMQ==:2247000077:2',
    title: '桥面铺装今日完工',
    account: '示例交通',
    author: '路小桥',
    digest: '铺装比计划提前五天。',
    warnings: [],
  });
  expect(said.blocks.map((one) => one.type)).toEqual([
    ...['paragraph', 'image', 'image', 'image', 'paragraph', 'video', 'paragraph'],
  ]);
});

here.each([
  ['source without its end tags', 0],
  ['live DOM', 0],
  ['MHTML', 3],
  ['MHTML with bare line feeds', 3],
  ['complete, as Chrome and Edge name pictures', 3],
  ['complete, as Firefox names pictures', 3],
  ['SingleFile', 3],
  ['SingleFile without quotation marks and end tags', 3],
])(
  'saved as %s it is the same document, with %i of its 3 pictures from beside it',
  async (form, pictures) => {
    const [sent, saved] = await Promise.all([
      documentOf(forms.get('source, as it was sent')!),
      documentOf(forms.get(form)!),
    ]);
    expect(saved.said).toEqual(sent.said);
    expect(saved.local).toBe(pictures);
    expect(saved.size).toBeLessThan(8000);
  },
);
