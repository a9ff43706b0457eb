import fc from 'fast-check';
import { sliceHeight, slicesOf } from '../../src/domain/pictures';
import { addressOf, blockAt, isRigid, sectionsOf } from '../../src/domain/sections';
import { blockTexts } from '../../src/domain/text';
import { type Block, MOST_SLICES } from '../../src/feed';
import { anyText } from '../support/arbitraries';
import { blocks } from '../support/documents';
import { tall } from '../support/feed';
import { fuzz } from '../support/fuzz';
import { endlessArticle, heavyArticle } from '../support/long-article';

/** Every slice of a picture has its block; the first one stands for it here. */
const begun = (sections: ReturnType<typeof sectionsOf>) =>
  sections.flatMap(({ parts }) => parts.filter(({ slice = 0 }) => slice === 0));
const texts = (sections: ReturnType<typeof sectionsOf>) =>
  blockTexts(begun(sections).map(({ block }) => block));

test.each([
  ['heavy', heavyArticle(1).blocks],
  ['endless', endlessArticle(1).blocks],
  ['twenty thousand blocks', endlessArticle(1, 20_000).blocks],
])('%s: every text once and in order, in some 120 sections or one for each 60 blocks', (_, blocks) => {
  const sections = sectionsOf(blocks, 350);
  expect(texts(sections)).toEqual(blockTexts(blocks));
  expect(sections.length).toBeLessThan(Math.max(180, blocks.length / 59));
  for (const { parts } of sections) expect(parts.length).toBeLessThanOrEqual(60);
  const indexes = sections.flatMap(({ parts }) => parts.map(({ index }) => index));
  expect(indexes).toEqual(blocks.map((_block, index) => index));
});

test('an empty document has no sections', () => {
  expect(sectionsOf([], 350)).toEqual([]);
});

test('a long list goes on counting in its next part, and only the first has its id', () => {
  const item = (n: number): Block[] => [{ type: 'paragraph', inlines: [{ text: `${n}` }] }];
  const list: Block = {
    type: 'list',
    id: 'l1',
    ordered: true,
    start: 3,
    items: Array.from({ length: 70 }, (_, n) => item(n)),
  };
  const parts = sectionsOf([list], 350).flatMap((section) => section.parts);
  expect(parts.map(({ block }) => block.type === 'list' && [block.start, block.items.length])).toEqual([
    [3, 30],
    [33, 30],
    [63, 10],
  ]);
  const ids = parts.map(({ block }) => block.id);
  expect(ids[0]).toBe('l1');
  expect(new Set(ids).size).toBe(3);
});

describe('a tall picture', () => {
  const heights = (picture: ReturnType<typeof tall>, column: number) =>
    sectionsOf([picture], column).map(({ height }) => Math.round(height));

  test('is as many sections as it has slices, as high as they are drawn, on every screen', () => {
    const picture = tall({ w: 1080, h: 16_500, count: 9 });
    for (const column of [335, 350, 640]) {
      const all = heights(picture, column);
      expect(all).toHaveLength(9);
      // Nine px above it and twenty-six below.
      expect(all.reduce((sum, one) => sum + one, 0)).toBe(35 + Math.round((column * 16_500) / 1080));
      expect(Math.max(...all.slice(1, 8)) - Math.min(...all.slice(1, 8))).toBeLessThanOrEqual(1);
    }
    expect(sectionsOf([picture], 350).every(({ parts }) => isRigid(parts))).toBe(true);
  });

  test('that is narrower than the column keeps its size', () => {
    expect(heights(tall({ w: 200, h: 6000, count: 3 }), 350)).toEqual([2009, 2001, 2025]);
  });

  test('parts no section of text, and of a hundred pictures some hundred sections are made', () => {
    const words: Block = { type: 'paragraph', inlines: [{ text: '一' }] };
    const kinds = (input: Block[]) => sectionsOf(input, 350).map(({ parts }) => isRigid(parts));
    expect(kinds([words, words, tall({ w: 1080, h: 5000, count: 3 }), words])).toEqual([
      false,
      true,
      true,
      true,
      false,
    ]);
    const many = Array.from({ length: 100 }, () => tall({ w: 1080, h: 16_500, count: 9 }));
    expect(sectionsOf(many, 350).length).toBeLessThan(180);
  });

  test('without a size, or of more slices than the contract has, is one whole', () => {
    for (const one of [
      { w: 0, h: 9000, count: 5 },
      { w: 1080, h: 0, count: 5 },
      { w: 1080, h: 9000, count: MOST_SLICES + 1 },
      { w: 1080, h: 9000, count: 0 },
    ])
      expect(sectionsOf([tall(one)], 350)[0]!.parts).toEqual([{ block: tall(one), index: 0 }]);
  });

  test('weighs so much in a quotation that it stands alone there, too', () => {
    const quote: Block = { type: 'quote', blocks: [tall({ w: 1080, h: 16_500, count: 9 })] };
    const [first, second] = sectionsOf([quote, { type: 'divider' }], 350);
    expect(first!.nodes).toBeGreaterThan(500);
    expect(second!.parts[0]!.block.type).toBe('divider');
  });
});

test('an address is a block’s id or its place; any other is none', () => {
  const { blocks } = heavyArticle(1);
  expect(blockAt(blocks, 's2')).toBeGreaterThan(0);
  expect(blockAt(blocks, 'b12')).toBe(12);
  for (const wrong of [undefined, '', 'b', 'b-1', 'b1.5', 'b99999', 'b999999999', 'toString', 's99'])
    expect(blockAt(blocks, wrong)).toBeNull();
  blocks.forEach((_, index) => {
    expect(blockAt(blocks, addressOf(blocks, index))).toBe(index);
  });
});

describe('law: sections', () => {
  const long = fc.tuple(blocks, fc.nat(70), fc.nat(70)).map(([some, items, quotes]): Block[] => [
    ...some,
    { type: 'list', ordered: true, start: 4, items: Array.from({ length: items }, () => some.slice(0, 1)) },
    {
      type: 'quote',
      blocks: Array.from({ length: quotes }, (_, k) => some[k % some.length] ?? { type: 'divider' }),
    },
  ]);
  const withTall = fc
    .tuple(blocks, fc.integer({ min: 1, max: 3000 }), fc.nat(64_000), fc.nat(MOST_SLICES + 2))
    .map(([some, w, h, count]): Block[] => [...some, tall({ w, h, count }), ...some]);
  const width = fc.integer({ min: 120, max: 1200 });

  test('hold every block in order, and a long one in parts of at most 30', () => {
    fc.assert(
      fc.property(fc.oneof(blocks, long), width, (input, column) => {
        const sections = sectionsOf(input, column);
        const parts = sections.flatMap((section) => section.parts);
        expect(texts(sections)).toEqual(blockTexts(input));
        expect([...new Set(parts.map(({ index }) => index))]).toEqual(input.map((_, index) => index));
        for (const { block } of parts) {
          if (block.type === 'list') expect(block.items.length).toBeLessThanOrEqual(30);
          if (block.type === 'quote') expect(block.blocks.length).toBeLessThanOrEqual(30);
        }
        const ids = begun(sections).flatMap(({ block }) => (block.id && block.id !== 'h' ? [block.id] : []));
        expect(new Set(ids).size).toBe(ids.length);
      }),
      fuzz(80),
    );
  });

  test('hold every slice of a picture in order, apart from all else, and no px more than the picture is high', () => {
    fc.assert(
      fc.property(fc.oneof(blocks, withTall), width, (input, column) => {
        const sections = sectionsOf(input, column);
        for (const { parts } of sections)
          expect(new Set(parts.map(({ slice }) => slice === undefined)).size).toBe(1);
        for (const [index, block] of input.entries()) {
          if (block.type !== 'image') continue;
          const mine = sections.flatMap(({ parts }) => parts.filter((part) => part.index === index));
          const slices = slicesOf(block);
          expect(mine.map(({ slice }) => slice)).toEqual(
            slices.length > 0 ? slices.map((_, at) => at) : [undefined],
          );
          const heights = slices.map((one) => sliceHeight(block, one, column));
          expect(heights.every(Number.isInteger)).toBe(true);
          if (slices.length > 0)
            expect(heights.reduce((sum, one) => sum + one, 0)).toBe(
              Math.round((Math.min(column, block.w) * block.h) / block.w),
            );
        }
      }),
      fuzz(80),
    );
  });

  test('number the items of a list that was parted as if it were whole', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.integer({ min: 1, max: 99 }), (length, start) => {
        const items = Array.from({ length }, (): Block[] => []);
        const parts = sectionsOf([{ type: 'list', ordered: true, start, items }], 350).flatMap(
          (one) => one.parts,
        );
        let next = start;
        for (const { block } of parts) {
          if (block.type !== 'list') throw new Error('no list');
          expect(block.start).toBe(next);
          next += block.items.length;
        }
        expect(next).toBe(start + length);
      }),
      fuzz(50),
    );
  });

  test('have sizes that can be laid out', () => {
    fc.assert(
      fc.property(blocks, width, (input, column) => {
        for (const { nodes, bytes, height, parts } of sectionsOf(input, column)) {
          expect(Number.isFinite(nodes + bytes + height) && height > 0).toBe(true);
          expect(parts.length).toBeGreaterThan(0);
        }
      }),
      fuzz(80),
    );
  });
});

describe('law: the address of a block', () => {
  const named = blocks.map((all) =>
    all.map((block, at): Block => (block.type === 'heading' ? { ...block, id: `s${at}` } : block)),
  );
  test('leads to it', () => {
    fc.assert(
      fc.property(named, (input) => {
        for (const index of input.keys()) expect(blockAt(input, addressOf(input, index))).toBe(index);
      }),
      fuzz(100),
    );
  });
  test('that somebody made up leads to a block of the document or nowhere', () => {
    const made = fc.oneof(anyText(6), fc.stringMatching(/^[bsp]\d{0,6}$/), fc.constant(undefined));
    fc.assert(
      fc.property(named, made, (input, at) => {
        const index = blockAt(input, at);
        if (index !== null) expect(input[index]).toBeDefined();
      }),
      fuzz(200),
    );
  });
});

describe('what a section is planned to cost', () => {
  const one = (block: Block) => {
    const [{ nodes, bytes, height }] = sectionsOf([block], 350) as [ReturnType<typeof sectionsOf>[number]];
    return { nodes, bytes, height };
  };
  const more = (block: Block, than: Block) => {
    const [a, b] = [one(block), one(than)];
    return { nodes: a.nodes - b.nodes, height: Math.round(a.height - b.height) };
  };
  const text = '设车速为';
  const drawn = (w: number, h: number): Block => ({
    type: 'paragraph',
    inlines: [{ text }, { text: 'v', drawing: { src: 'a', w, h } }],
  });

  test('a drawing of 2.4 em makes its line 17 px higher, one of a letter’s height none', () => {
    const plain: Block = { type: 'paragraph', inlines: [{ text }] };
    expect(more(drawn(200, 240), plain)).toEqual({ nodes: 2, height: 17 });
    expect(more(drawn(100, 100), plain)).toEqual({ nodes: 2, height: 0 });
  });

  test('a drawing as wide as the column is a line of its own', () => {
    expect(more(drawn(2000, 100), drawn(100, 100))).toEqual({ nodes: 0, height: 30 });
  });

  test('what says where a picture leads is one element of 44 px, in a gallery one for each', () => {
    const picture = { ...tall({ w: 100, h: 100, count: 0 }), slices: undefined };
    const leads = { ...picture, href: 'https://a.example/' };
    expect(more(leads, picture)).toEqual({ nodes: 1, height: 44 });
    const gallery = (images: (typeof picture)[]): Block => ({ type: 'gallery', images });
    expect(more(gallery([leads, leads]), gallery([picture, picture]))).toEqual({ nodes: 2, height: 44 });
    const sliced = tall({ w: 350, h: 6000, count: 3 });
    const last = (block: Block) => sectionsOf([block], 350).at(-1)!.height;
    expect(last({ ...sliced, href: 'https://a.example/' }) - last(sliced)).toBe(44);
  });

  test('a mark of the source’s own is two elements more', () => {
    const list = (marks?: string[]): Block => ({
      type: 'list',
      ordered: true,
      items: [[drawn(1, 1)], [drawn(1, 1)]],
      ...(marks ? { marks } : {}),
    });
    expect(more(list(['A.', 'B.']), list())).toEqual({ nodes: 4, height: 0 });
  });
});

test('a long list’s marks go with their items: the 31st item of 40 has the 31st mark', () => {
  const marks = Array.from({ length: 40 }, (_, n) => `${n})`);
  const items = marks.map((text): Block[] => [{ type: 'paragraph', inlines: [{ text }] }]);
  const parts = sectionsOf([{ type: 'list', ordered: true, marks, items }], 350).flatMap((one) => one.parts);
  expect(parts.map(({ block }) => block.type === 'list' && block.marks)).toEqual([
    marks.slice(0, 30),
    marks.slice(30),
  ]);
});
