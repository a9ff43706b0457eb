import fc from 'fast-check';
import { addressOf, blockAt, sectionsOf } from '../../src/domain/sections';
import { blockTexts } from '../../src/domain/text';
import type { Block } from '../../src/feed';
import { anyText } from '../support/arbitraries';
import { blocks } from '../support/documents';
import { fuzz } from '../support/fuzz';
import { endlessArticle, heavyArticle } from '../support/long-article';

const texts = (sections: ReturnType<typeof sectionsOf>) =>
  sections.flatMap(({ parts }) => blockTexts(parts.map(({ block }) => block)));

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
        const ids = parts.flatMap(({ block }) => (block.id && block.id !== 'h' ? [block.id] : []));
        expect(new Set(ids).size).toBe(ids.length);
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
