import fc from 'fast-check';
import type { Block, Picture } from '../../../src/feed';
import { blocksToHtml } from '../../../src/publisher/html/serialise';
import { address, anyText } from '../../support/arbitraries';
import { HOSTILE_ADDRESSES, HOSTILE_WORDS, ODD_ADDRESSES } from '../../support/attacks';
import { anyBlocks } from '../../support/blocks';
import { blocks as documentBlocks } from '../../support/documents';
import { fuzz } from '../../support/fuzz';
import { legibleTexts, markupFaults, markupTexts } from '../../support/markup';

/*
 * Whatever stands in blocks, their HTML is read by a browser as the elements that are allowed, around the texts
 * of the blocks.
 */

const paragraph = (text: string): Block => ({ type: 'paragraph', inlines: [{ text }] });
const picture = (change: Partial<Picture> = {}): Picture => ({
  src: 'images/a.webp',
  w: 1600,
  h: 900,
  color: '#e9ecef',
  alt: '',
  variants: [],
  ...change,
});

/** Every place of every block in which a text stands, with that text. */
const everywhere = (text: string): Block[] => {
  const inlines = [
    { text, marks: ['strong' as const], href: 'https://a.cn/' },
    { text: 'z' },
    { text: `y${text}`, drawing: { src: 'images/d.webp', w: 9, h: 9 } },
  ];
  const images = [picture({ alt: text, caption: text })];
  return [
    { type: 'heading', id: text, level: 2, inlines },
    { type: 'paragraph', id: text, inlines },
    { type: 'quote', id: text, blocks: [{ type: 'paragraph', inlines }] },
    {
      type: 'list',
      id: text,
      ordered: true,
      marks: [text],
      items: [[{ type: 'paragraph', id: text, inlines }], [paragraph(text), paragraph('z')]],
    },
    { type: 'table', id: text, caption: text, head: true, rows: [[{ inlines }], [{ inlines }]] },
    { type: 'code', id: text, text, lang: text },
    { type: 'image', id: text, ...images[0]!, color: text },
    { type: 'gallery', id: text, images },
    { type: 'video', id: text, title: text, cover: 'images/c.webp', url: 'https://a.cn/' },
    { type: 'audio', id: text, title: text, url: 'https://a.cn/' },
    {
      type: 'card',
      id: text,
      kind: 'link',
      title: text,
      text,
      url: 'https://a.cn/',
      appId: text,
      path: text,
    },
    { type: 'divider', id: text },
    { type: 'unsupported', id: text, what: text, text },
  ];
};

/** Every place of every block in which an address stands, with that address. */
const leadingTo = (url: string): Block[] => [
  {
    type: 'paragraph',
    inlines: [
      { text: '一', href: url },
      { text: '二', href: url, marks: ['em'] },
    ],
  },
  { type: 'table', head: true, rows: [[{ inlines: [{ text: '三', href: url }] }]] },
  { type: 'paragraph', inlines: [{ text: '十', drawing: { src: url, w: 9, h: 9 } }] },
  { type: 'image', ...picture({ src: url, href: url, caption: '四', variants: [{ src: url, w: 9 }] }) },
  { type: 'gallery', images: [picture({ src: url, caption: '五' })] },
  { type: 'video', title: '六', cover: url, url },
  { type: 'video', cover: url, url },
  { type: 'audio', title: '七', url },
  { type: 'card', kind: 'location', title: '八', url },
  { type: 'unsupported', what: 'poll', text: '九' },
];

describe('hostile', () => {
  test('enough of it is tried', () => {
    expect(new Set([...HOSTILE_WORDS, ...HOSTILE_ADDRESSES]).size).toBeGreaterThan(120);
  });

  test.each(HOSTILE_WORDS.map((text) => [text]))('words %j stay words', (text) => {
    const blocks = everywhere(text);
    const html = blocksToHtml(blocks, { original: text });
    expect(markupFaults(html)).toEqual([]);
    expect(markupTexts(html)).toEqual(legibleTexts(blocks));
  });

  test.each(HOSTILE_ADDRESSES.map((url) => [url]))('address %j leads nowhere', (url) => {
    const blocks = leadingTo(url);
    for (const html of [
      blocksToHtml(blocks, { original: url }),
      blocksToHtml(leadingTo('images/a.webp'), { resolve: () => url }),
    ]) {
      expect(html).not.toMatch(/<(?:a|img)[ >]/);
      expect(markupFaults(html)).toEqual([]);
      expect(markupTexts(html)).toEqual(legibleTexts(blocks));
    }
  });

  test.each(ODD_ADDRESSES.map((url) => [url]))('address %j comes through as it is', (url) => {
    const html = blocksToHtml(leadingTo(url), { original: url });
    expect(markupFaults(html)).toEqual([]);
    expect(html.match(/<a /g)).toHaveLength(10);
    expect(html.match(/<img /g)).toHaveLength(5);
    expect(html).toContain(`href="${url.replaceAll('&', '&amp;')}"`);
  });
});

describe('law: the HTML of blocks', () => {
  /** The same blocks with other strings in all places that hold free text or an address. */
  function poisoned(blocks: Block[], pool: readonly string[]): Block[] {
    let at = 0;
    const kept = new Set(['type', 'kind', 'align', 'marks']);
    const visit = (value: unknown, key: string): unknown => {
      if (kept.has(key)) return value;
      if (typeof value === 'string') return pool[at++ % pool.length];
      if (Array.isArray(value)) return value.map((one) => visit(one, ''));
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, visit(one, name)]));
    };
    return visit(blocks, '') as Block[];
  }
  const pool = fc.array(
    fc.oneof(anyText(6), address, fc.constantFrom(...HOSTILE_WORDS, ...HOSTILE_ADDRESSES, ...ODD_ADDRESSES)),
    { minLength: 1, maxLength: 12 },
  );
  const any = fc.oneof(anyBlocks, documentBlocks);

  const holds = (blocks: Block[], original?: string) => {
    const html = blocksToHtml(blocks, { original });
    expect(markupFaults(html)).toEqual([]);
    expect(markupTexts(html)).toEqual(legibleTexts(blocks));
  };

  test('holds their texts in order, and nothing that is not allowed', () => {
    fc.assert(
      fc.property(any, (blocks) => holds(blocks)),
      fuzz(300),
    );
  });

  test('does so whatever stands in their texts and addresses', () => {
    fc.assert(
      fc.property(any, pool, (blocks, all) => holds(poisoned(blocks, all), all[0])),
      fuzz(300),
    );
  });
});
