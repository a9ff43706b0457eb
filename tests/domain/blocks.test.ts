import fc from 'fast-check';
import {
  allBlocks,
  childrenOf,
  drawingsIn,
  filesIn,
  inlinesOf,
  mapBlocks,
  mapInlines,
  mapPictures,
  picturesIn,
} from '../../src/domain/blocks';
import type { Block, Drawing, Inline, Picture } from '../../src/feed';
import { anyBlocks } from '../support/blocks';
import { tall } from '../support/feed';

/** Holds for the blocks of any document: seeded, so that a failure comes again. `FUZZ` says how many. */
const law = (name: string, holds: (blocks: Block[]) => void) =>
  test(name, () => {
    fc.assert(fc.property(anyBlocks, holds), { seed: 22, numRuns: Number(process.env.FUZZ ?? 300) });
  });

/** Every value that passes, wherever it stands: JSON knows no types of blocks, so it forgets none. */
function found<T>(value: unknown, is: (value: object, key: string) => boolean, key = ''): T[] {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.entries(value).flatMap(([name, one]) => found<T>(one, is, name));
  return is(value, key) ? [value as T, ...inside] : inside;
}

const naive = {
  blocks: (blocks: Block[]) => found<Block>(blocks, (value) => 'type' in value),
  pictures: (blocks: Block[]) => found<Picture>(blocks, (value) => 'variants' in value),
  runs: (blocks: Block[]) => found<Inline[]>(blocks, (_, key) => key === 'inlines'),
  drawings: (blocks: Block[]) => found<Drawing>(blocks, (_, key) => key === 'drawing'),
  covers: (blocks: Block[]) =>
    found<{ cover: string }>(blocks, (value) => 'cover' in value).map(({ cover }) => cover),
};

const same = (some: readonly unknown[], others: readonly unknown[]) =>
  some.length === others.length && some.every((one, at) => one === others[at]);

describe('walking', () => {
  law('meets every block once, in document order', (blocks) => {
    expect(same(allBlocks(blocks), naive.blocks(blocks))).toBe(true);
  });

  law('a block’s children are those below it that are below no other', (blocks) => {
    for (const block of allBlocks(blocks)) {
      const inside = naive.blocks([block]).slice(1);
      const deeper = inside.flatMap((one) => naive.blocks([one]).slice(1));
      expect(
        same(
          childrenOf(block),
          inside.filter((one) => !deeper.includes(one)),
        ),
      ).toBe(true);
    }
  });

  law('meets every inline and every picture once, in document order', (blocks) => {
    const all = allBlocks(blocks);
    expect(same(all.flatMap(inlinesOf), naive.runs(blocks).flat())).toBe(true);
    expect(same(all.flatMap(picturesIn), naive.pictures(blocks))).toBe(true);
  });

  law('meets every drawing in a line once', (blocks) => {
    expect(same(allBlocks(blocks).flatMap(drawingsIn), naive.drawings(blocks))).toBe(true);
  });

  law('meets the files of every picture, variant, slice, cover and drawing', (blocks) => {
    const files = naive
      .pictures(blocks)
      .flatMap((one) => [one.src, ...[...one.variants, ...(one.slices ?? [])].map(({ src }) => src)]);
    const sorted = (all: readonly string[]) => [...all].sort();
    expect(sorted(allBlocks(blocks).flatMap(filesIn))).toEqual(
      sorted([...files, ...naive.covers(blocks), ...naive.drawings(blocks).map(({ src }) => src)]),
    );
  });
});

describe('mapping', () => {
  law('that changes nothing returns the very object', (blocks) => {
    expect(mapBlocks(blocks, (block) => block)).toBe(blocks);
    expect(mapInlines(blocks, (inlines) => inlines)).toBe(blocks);
    expect(
      mapPictures(blocks, { picture: (picture) => picture, cover: (src) => src, drawing: (src) => src }),
    ).toBe(blocks);
  });

  law('changes every block once, those inside before itself, and never its input', (blocks) => {
    const before = JSON.stringify(blocks);
    const order: Block[] = [];
    const made = mapBlocks(blocks, (block) => {
      order.push(block);
      return { ...block, id: 'x' };
    });
    expect(allBlocks(made).map(({ type, id }) => [type, id])).toEqual(
      allBlocks(blocks).map(({ type }) => [type, 'x']),
    );
    expect(order).toHaveLength(allBlocks(blocks).length);
    for (const block of order) for (const child of childrenOf(block)) expect(child.id).toBe('x');
    expect(JSON.stringify(blocks)).toBe(before);
  });

  law('of one block keeps the very objects that do not hold it', (blocks) => {
    const all = allBlocks(blocks);
    const one = all[Math.floor(all.length / 2)];
    const made = new Set(allBlocks(mapBlocks(blocks, (block) => (block === one ? { ...block } : block))));
    const holds = (block: Block) => one !== undefined && allBlocks([block]).includes(one);
    expect(all.filter((block) => !made.has(block))).toEqual(all.filter(holds));
  });

  law('puts several in the place of one, and nothing in the place of another', (blocks) => {
    const made = mapBlocks(blocks, (block) =>
      block.type === 'divider' ? [] : block.type === 'code' ? [block, block] : block,
    );
    const types = (all: Block[]) => allBlocks(all).map(({ type }) => type);
    expect(types(made)).toEqual(
      types(blocks).flatMap((type) => (type === 'divider' ? [] : type === 'code' ? [type, type] : type)),
    );
  });

  law('touches exactly the pictures', (blocks) => {
    const met: Picture[] = [];
    const covers: string[] = [];
    const drawings: Drawing[] = [];
    const made = mapPictures(blocks, {
      picture: (picture) => {
        met.push(picture);
        return { ...picture, src: `new/${picture.src}` };
      },
      cover: (src) => {
        covers.push(src);
        return `new/${src}`;
      },
      drawing: (one) => {
        drawings.push(one);
        return { ...one, src: `new/${one.src}` };
      },
    });
    expect(same(met, naive.pictures(blocks))).toBe(true);
    expect(covers).toEqual(naive.covers(blocks));
    expect(same(drawings, naive.drawings(blocks))).toBe(true);
    const expected = structuredClone(blocks);
    for (const one of naive.drawings(expected)) one.src = `new/${one.src}`;
    for (const one of found<{ src?: string; cover?: string }>(
      expected,
      (value) => 'type' in value || 'variants' in value,
    )) {
      if ('variants' in one) one.src = `new/${one.src}`;
      if (one.cover !== undefined) one.cover = `new/${one.cover}`;
    }
    expect(made).toStrictEqual(expected);
  });

  law('touches exactly the inlines', (blocks) => {
    const met: Inline[][] = [];
    const made = mapInlines(blocks, (inlines) => {
      met.push(inlines);
      return [...inlines, { text: '新' }];
    });
    expect(same(met, naive.runs(blocks))).toBe(true);
    const expected = structuredClone(blocks);
    for (const run of naive.runs(expected)) run.push({ text: '新' });
    expect(made).toStrictEqual(expected);
  });
});

test('a picture that loses its slices has none', () => {
  const { slices, ...whole } = tall({ w: 9, h: 90, count: 2 });
  const made = mapPictures([{ ...whole, id: 'i1', slices: slices! }], {
    picture: ({ slices: _, ...one }) => one,
    cover: () => null,
    drawing: () => null,
  });
  expect(made).toStrictEqual([{ ...whole, id: 'i1' }]);
});

test('a picture that cannot be shown leaves its caption, in a gallery below it; a cover leaves nothing, a drawing its text', () => {
  const picture = (src: string, caption?: string): Picture => ({
    src,
    w: 4,
    h: 3,
    color: '#e9ecef',
    alt: '',
    variants: [],
    ...(caption ? { caption } : {}),
  });
  const gone = (text?: string): Block => ({
    type: 'unsupported',
    what: 'picture',
    ...(text ? { text } : {}),
  });
  const video: Block = { type: 'video', url: 'https://v.cn/' };
  const made = mapPictures(
    [
      {
        type: 'quote',
        blocks: [
          { type: 'image', ...picture('gone', '桥') },
          { ...video, cover: 'gone' },
        ],
      },
      { type: 'gallery', images: [picture('gone'), picture('here'), picture('gone', '路')] },
      { type: 'list', ordered: false, items: [[{ type: 'gallery', images: [picture('gone', '雪')] }]] },
      { type: 'image', ...picture('gone', '桥'), href: 'https://a.cn/' },
      {
        type: 'paragraph',
        inlines: [{ text: '速度为' }, { text: 'v=60', drawing: { src: 'images/v.webp', w: 90, h: 120 } }],
      },
    ],
    { picture: (one) => (one.src === 'gone' ? null : one), cover: () => null, drawing: () => null },
  );
  expect(made).toStrictEqual([
    { type: 'quote', blocks: [gone('桥'), video] },
    { type: 'gallery', images: [picture('here')] },
    gone(),
    gone('路'),
    { type: 'list', ordered: false, items: [[gone('雪')]] },
    { type: 'card', kind: 'link', title: '桥', url: 'https://a.cn/' },
    { type: 'paragraph', inlines: [{ text: '速度为' }, { text: 'v=60' }] },
  ]);
});
