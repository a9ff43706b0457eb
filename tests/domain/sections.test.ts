import { addressOf, blockAt, sectionsOf } from '../../src/domain/sections';
import { blockTexts } from '../../src/domain/text';
import type { Block } from '../../src/feed';
import { endlessArticle, heavyArticle } from '../support/long-article';

const texts = (sections: ReturnType<typeof sectionsOf>) =>
  sections.flatMap(({ parts }) => blockTexts(parts.map(({ block }) => block)));

test.each([
  ['heavy', heavyArticle(1).blocks],
  ['endless', endlessArticle(1).blocks],
  ['twenty thousand blocks', endlessArticle(1, 20_000).blocks],
])('%s: every text once and in order, in at most some 120 sections', (_, blocks) => {
  const sections = sectionsOf(blocks, 350);
  expect(texts(sections)).toEqual(blockTexts(blocks));
  expect(sections.length).toBeLessThan(180);
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
