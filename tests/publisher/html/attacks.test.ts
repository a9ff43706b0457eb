import fc from 'fast-check';
import { parseFragment, serialize } from 'parse5';
import { allBlocks, filesIn } from '../../../src/domain/blocks';
import type { Block } from '../../../src/feed';
import { convertBody } from '../../../src/publisher/convert';
import { loadFormulas } from '../../../src/publisher/convert/mathjax';
import { PublisherError } from '../../../src/publisher/errors';
import { loadParser } from '../../../src/publisher/html/parser';
import { blocksToHtml } from '../../../src/publisher/html/serialise';
import type { RawSource } from '../../../src/publisher/memory/raw-source';
import { newsSource } from '../../../src/publisher/source/news';
import { readSource, reducePage } from '../../../src/publisher/source/raw';
import { parseBody } from '../../../src/publisher/work/body';
import { articleText } from '../../../src/publisher/work/text';
import { ATTACK_ADDRESSES, ATTACKS, carrying } from '../../fixtures/publisher/attacks';
import { notePage, olderPage, ordinaryPage, picturesPage, repostPage } from '../../fixtures/publisher/pages';
import { anyText, mangled } from '../../support/arbitraries';
import { faultsOf, markupIn, rendered } from '../../support/drawn';
import { fuzz } from '../../support/fuzz';
import { wildHtml } from '../../support/html';
import { markupFaults } from '../../support/markup';

/*
 * Attacks in every place of every source, read and converted as a run does it. What comes out is judged by what the
 * contract and HTML are, not by how the conversion works.
 */

beforeAll(loadParser);
beforeAll(loadFormulas);

const quoted = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
const PICTURE = 'https://a.cn/x.png';

/** An attack as the value of every attribute that ends up as words. */
const attributes = (value: string): string => {
  const attribute = quoted(value);
  const all = (...names: string[]) => names.map((name) => ` ${name}="${attribute}"`).join('');
  return [
    `<img src="${PICTURE}"${all('alt', 'title', 'class', 'width', 'data-w', 'data-ratio')}>`,
    `<img class="wx_emoji" src="${PICTURE}"${all('data-emoji', 'alt')}>`,
    `<figure><img src="${PICTURE}"><figcaption>${attribute}</figcaption></figure>`,
    `<mp-common-profile${all('data-nickname', 'data-signature')}></mp-common-profile>`,
    `<mp-common-poi${all('data-name', 'data-address')}></mp-common-poi>`,
    `<mp-weapp${all('data-appid', 'data-path', 'data-title', 'data-nickname')}></mp-weapp>`,
    `<mp-common-link data-url="https://a.cn/"${all('data-title')}></mp-common-link>`,
    `<mpvoice${all('name', 'singer', 'voice_encode_fileid')}></mpvoice>`,
    `<iframe class="video_iframe" data-src="https://v.qq.com/?vid=abcdef1234"${all('title', 'data-cover')}></iframe>`,
    `<mp-common-product${all('data-title', 'data-desc')}></mp-common-product>`,
    `<span${all('data-formula', 'style', 'id', 'align', 'data-role')}>字</span>`,
    `<pre${all('data-lang')}>字</pre>`,
    `<ol${all('start')}><li>字</li></ol>`,
    `<table><caption>${attribute}</caption><tr><td${all('colspan', 'rowspan')}>${attribute}<td>字</table>`,
    `<svg${all('viewBox', 'style')}><text>${attribute}</text></svg>`,
  ].join('\n');
};

const page = (html: string): RawSource => ({
  form: 'page',
  name: 'a.html',
  text: reducePage(html),
  files: { 'b.png': 'AAAAAAAA' },
});
const news = (markup: string, body = markup): RawSource =>
  newsSource('x', {
    article_id: 'x',
    position: 1,
    published: 1734351000,
    updated: 1734351060,
    item: {
      title: markup,
      author: markup,
      digest: markup,
      content: body,
      content_source_url: markup,
      thumb_url: markup,
      url: markup,
      is_deleted: false,
    },
  });
/** A captured text is lines: an attack of several takes up several. */
const captured = (markup: string): RawSource => ({
  form: 'text',
  name: 'a.txt',
  text: `${markup}\n摘要: ${markup}\n作者: ${markup}\n标签: ${markup}\n${markup} · ${markup} · 3 天前\n标题 ${markup}\n${markup} · ${markup} · 山东 · 2024-12-16 20:10\n正文\n${markup}\n段${markup}`,
  files: {},
});

/** Every source with an attack in every place that it has. */
const sourcesOf = (markup: string): RawSource[] => [
  page(ordinaryPage({ title: markup, digest: markup, account: markup, body: markup })),
  page(ordinaryPage({ body: `<p>${markup}</p>${attributes(markup)}` })),
  page(
    ordinaryPage({
      body: `<figure><img src="${PICTURE}"><figcaption>${markup}</figcaption></figure><table><caption>${markup}</caption><tr><td>${markup}</td><td>字</td></tr></table><ul><li>${markup}</li></ul><a href="https://a.cn/">${markup}</a><pre>${markup}</pre>`,
    }),
  ),
  page(olderPage({ title: markup, account: quoted(markup), body: markup })),
  page(picturesPage({ title: markup, text: markup, pictures: [markup, PICTURE] })),
  page(notePage({ title: markup, text: markup })),
  page(repostPage({ source: markup, words: markup, body: markup })),
  news(markup),
  news('标题', attributes(markup)),
  captured(markup),
];

interface Made {
  text: string;
  blocks: Block[];
  html: string;
  strings: [string, string][];
}

/** What a run makes of the articles of a source. What is refused must be refused in words. */
function made(raw: RawSource): Made[] {
  let readings: ReturnType<typeof readSource>;
  try {
    readings = readSource(raw);
  } catch (error) {
    if (!(error instanceof PublisherError)) throw error;
    return [];
  }
  return readings.flatMap((reading) => {
    if (reading.what !== 'article') return [];
    const { body, ...rest } = reading.article;
    const converted = convertBody(body, { url: rest.url, picture: reading.resolve, drop: () => {} });
    const text = articleText(rest, converted);
    const { blocks: drafts } = parseBody(text.body);
    for (const src of allBlocks(drafts).flatMap(filesIn)) {
      const drawn = markupIn(src);
      if (drawn !== null) expect(faultsOf(drawn)).toEqual([]);
    }
    const blocks = rendered(drafts);
    const { url, cover, origin, readMore } = rest;
    const front = { url, src: cover?.src, href: origin?.url, cover: readMore };
    return [
      {
        text: JSON.stringify(blocks),
        blocks,
        html: blocksToHtml(blocks, { original: rest.url }),
        strings: [...stringsOf(blocks), ...stringsOf(front)],
      },
    ];
  });
}

/** Every string of a value, and the name that it goes by. */
function stringsOf(value: unknown, name = ''): [string, string][] {
  if (typeof value === 'string') return [[name, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => stringsOf(one, Array.isArray(value) ? name : key));
}

const PROPERTIES: Record<string, readonly string[]> = {
  heading: ['id', 'level', 'inlines'],
  paragraph: ['id', 'inlines', 'align', 'lead'],
  quote: ['id', 'blocks'],
  list: ['id', 'ordered', 'start', 'marks', 'items'],
  table: ['id', 'caption', 'head', 'rows'],
  code: ['id', 'text', 'lang'],
  image: ['id', 'src', 'w', 'h', 'color', 'alt', 'caption', 'href', 'variants'],
  gallery: ['id', 'images'],
  video: ['id', 'title', 'cover', 'url'],
  audio: ['id', 'title', 'url'],
  card: ['id', 'kind', 'title', 'text', 'url', 'appId', 'path'],
  divider: ['id'],
  unsupported: ['id', 'what', 'text'],
};
const MARKS = new Set(['strong', 'em', 'underline', 'strike', 'sup', 'sub', 'accent']);

/** What no document may hold. */
function blockFaults(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(blockFaults);
  if (typeof value !== 'object' || value === null) return [];
  const faults: string[] = [];
  const { type, marks = [] } = value as { type?: string; marks?: string[] };
  if (type !== undefined) {
    const own = Object.hasOwn(PROPERTIES, type) ? PROPERTIES[type]! : null;
    if (!own) faults.push(`a block of type ${type}`);
    for (const key of Object.keys(value))
      if (key !== 'type' && !own?.includes(key)) faults.push(`${type} has ${key}`);
  }
  // Those of a list are text.
  for (const mark of type === 'list' ? [] : marks) if (!MARKS.has(mark)) faults.push(`mark ${mark}`);
  return [...faults, ...Object.values(value).flatMap(blockFaults)];
}

const ADDRESSES = new Set(['href', 'src', 'url', 'cover']);

/** Why a string is no address that may be opened, asked for or copied; null for one that may. */
function addressFault(address: string): string | null {
  if (/^archive:[\w-]{8}$/.test(address)) return null;
  // One character more than ASCII would be another one in some reader: what is not ASCII is escaped.
  if (!/^https?:\/\/[\x21-\x7e]+$/.test(address)) return 'is not plain http(s)';
  if (/["'<>`\\]/.test(address.replace(/^[^?#]*[?#]/, ''))) return 'could end an attribute';
  const url = new URL(address);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return url.protocol;
  return url.username || url.password ? 'has a user' : null;
}

/** HTML that a browser, having read it, writes and reads as the same. */
function isStable(html: string): boolean {
  const once = serialize(parseFragment(html));
  return once === serialize(parseFragment(once)) && markupFaults(once).length === 0;
}

function expectSafe(raw: RawSource): Made[] {
  const all = made(raw);
  for (const { blocks, html, strings } of all) {
    expect(blockFaults(blocks)).toEqual([]);
    const wrong = strings.filter(([name, value]) => ADDRESSES.has(name) && addressFault(value) !== null);
    expect(wrong).toEqual([]);
    expect(markupFaults(html)).toEqual([]);
    expect(isStable(html)).toBe(true);
  }
  return all;
}

describe('attacks', () => {
  test('are enough, and no two the same', () => {
    const all = [...ATTACKS.map(({ markup }) => markup), ...ATTACK_ADDRESSES];
    expect(new Set(all).size).toBe(all.length);
    expect(ATTACKS.length).toBeGreaterThanOrEqual(300);
  });

  test.each(ATTACKS.map(({ name, markup }) => [name, markup]))('%s: %j', (_, markup) => {
    for (const raw of sourcesOf(markup)) expectSafe(raw);
    // As a body alone: what was to run is not to be read either.
    const [body] = made(news('标题', `${markup}<p>字`));
    expect(body?.text).not.toContain('QqQ');
  });

  test.each(ATTACK_ADDRESSES.map((address) => [address]))('address %j', (address) => {
    for (const written of [address, quoted(address)])
      for (const raw of [
        page(ordinaryPage({ body: carrying(written), cover: written })),
        news(address, carrying(written)),
      ])
        expectSafe(raw);
    const text = `标题\n原文链接: ${address}\n示例 · 公众号 · 山东 · 2024-12-16 20:10\n正文\n一段。`;
    expectSafe({ form: 'text', name: 'a.txt', text, files: {} });
  });
});

describe('law: whatever attacks are made into', () => {
  const attack = fc.constantFrom(...ATTACKS.map(({ markup }) => markup));
  const several = fc
    .array(fc.oneof(attack, attack, wildHtml, anyText(3)), { minLength: 1, maxLength: 5 })
    .map((all) => all.join(''));

  test('only what is allowed comes out of a body', () => {
    fc.assert(
      fc.property(fc.oneof(several, mangled(several, attack)), (markup) => {
        expectSafe(page(ordinaryPage({ body: markup })));
        expectSafe(news('标题', markup));
      }),
      fuzz(250),
    );
  });

  test('only what is allowed comes out of a whole page, wherever it was broken', () => {
    const whole = attack.map((markup) => ordinaryPage({ title: markup, body: markup + attributes(markup) }));
    fc.assert(
      fc.property(mangled(whole, attack), (html) => void expectSafe(page(html))),
      fuzz(150),
    );
  });
});
