import type { Block, BlockOf, Inline, Picture } from '../feed';
import { childrenOf } from './blocks';
import { sliceHeight, slicesOf } from './pictures';
import { plain } from './text';

/*
 * A long article is mounted in sections: a few blocks each, near the window as elements, far from it as
 * one empty box of their height. This is the plan; which sections are mounted is the store's business.
 */

/** A block with its place in the document; a long list or a tall picture becomes several parts with one index. */
export interface Part {
  block: Block;
  index: number;
  /** Of a tall picture: which of its slices. Each part has the block as it is. */
  slice?: number;
}

export interface Section {
  /** Slices of pictures stand in sections without anything else. */
  parts: Part[];
  /** Elements that the section mounts, roughly; of slices what they weigh beside elements. */
  nodes: number;
  /** Bytes of setData that mounting it costs, roughly. */
  bytes: number;
  /** Height in px at standard size (17 px), before it has been measured. */
  height: number;
}

const MOST_NODES = 24;
const MOST_BYTES = 5000;
/** Boxes are elements too: a document has about so many sections at most, one of 7,200 blocks and more as many as it needs. */
const MOST_SECTIONS = 120;
/** An element has at most 60 children (WeChat's audit). */
const MOST_PARTS = 60;
/**
 * A slice is one element, and some 9 MB of pixels in a phone's memory: it counts as so many elements that
 * those near the window are mounted and few more, however tall a picture is.
 */
const SLICE_NODES = 60;
/** A longer list stands in parts. */
const MOST_ITEMS = 30;

interface Weight {
  nodes: number;
  bytes: number;
  height: number;
}

const NONE: Weight = { nodes: 0, bytes: 0, height: 0 };
const sum = (weights: readonly Weight[]): Weight =>
  weights.reduce(
    (a, b) => ({ nodes: a.nodes + b.nodes, bytes: a.bytes + b.bytes, height: a.height + b.height }),
    NONE,
  );

/** So many hundredths of an em of a line are free for a drawing; what is higher makes the line higher. */
const FREE = 140;

/** What the drawings among the words come to beside them, over so many lines; `letters`: how wide they are together. */
function drawingsWeight(inlines: readonly Inline[], lines = 1): Weight & { letters: number } {
  const drawings = inlines.flatMap(({ drawing }) => drawing ?? []);
  const highest = Math.max(FREE, ...drawings.map(({ h }) => h));
  return {
    nodes: drawings.length,
    bytes: drawings.length * 240,
    height: Math.min(lines, drawings.length) * (highest - FREE) * 0.17,
    letters: drawings.reduce((all, { w }) => all + w / 100, 0),
  };
}

function textWeight(inlines: readonly Inline[], width: number, runs: number): Weight {
  const words = plain(inlines.filter((one) => !one.drawing)).length + drawingsWeight(inlines).letters;
  const lines = Math.max(1, Math.ceil((words * 17) / width));
  const { bytes, height } = drawingsWeight(inlines, lines);
  return {
    nodes: 1,
    bytes: 70 + plain(inlines).length * 3 + runs * 12 + bytes,
    height: lines * 30 + 17 + height,
  };
}

/** What says where pictures lead: an element for each, as high as a finger. */
const waysWeight = (pictures: readonly Picture[]): Weight => {
  const { length } = pictures.filter((one) => one.href);
  return { nodes: length, bytes: length * 200, height: length > 0 ? 44 : 0 };
};

/** What a block costs in a column of `width` px. */
function weigh(block: Block, width: number): Weight {
  switch (block.type) {
    case 'heading':
      return sum([
        { nodes: 1, bytes: 100 + block.inlines.length * 30, height: 71 },
        drawingsWeight(block.inlines),
      ]);
    case 'paragraph': {
      // Of text with links or drawings each run is an element.
      const pieces = block.inlines.some((one) => one.href || one.drawing) ? block.inlines.length : 0;
      const weight = textWeight(block.inlines, width, block.inlines.length);
      return { ...weight, nodes: 1 + pieces, bytes: weight.bytes + pieces * 60 };
    }
    case 'quote':
      return sum([
        { nodes: 1, bytes: 60, height: 95 },
        ...childrenOf(block).map((one) => weigh(one, width - 38)),
      ]);
    case 'list':
      return sum([
        { nodes: 1, bytes: 60, height: 17 },
        // The mark of an item that has its own, and what holds its text beside it.
        ...(block.marks ?? []).map(() => ({ nodes: 2, bytes: 120, height: 0 })),
        ...childrenOf(block).map((one) => weigh(one, width - 27)),
      ]);
    case 'table': {
      const cells = sum(block.rows.flatMap((row) => row.map((cell) => textWeight(cell.inlines, 160, 1))));
      const higher = block.rows.map((row) =>
        Math.max(0, ...row.map((cell) => drawingsWeight(cell.inlines).height)),
      );
      return {
        nodes: 4,
        bytes: 200 + cells.bytes / 2,
        height: higher.reduce((all, one) => all + one, 60 + block.rows.length * 45),
      };
    }
    case 'code':
      return { nodes: 2, bytes: 150 + block.text.length, height: 55 + block.text.split('\n').length * 22 };
    case 'image':
      return sum([
        {
          nodes: 2 + slicesOf(block).length * SLICE_NODES,
          bytes: 260 + slicesOf(block).length * 200,
          height: 35 + (block.w > 0 ? (Math.min(width, block.w) * block.h) / block.w : 200),
        },
        waysWeight([block]),
      ]);
    case 'gallery':
      return sum([
        { nodes: 2 + block.images.length * 2, bytes: 100 + block.images.length * 300, height: 290 },
        waysWeight(block.images),
      ]);
    case 'divider':
      return { nodes: 1, bytes: 70, height: 41 };
    case 'video':
    case 'audio':
    case 'card':
    case 'unsupported':
      return { nodes: 5, bytes: 400, height: 100 };
  }
}

/** What a part costs in a column of `width` px. */
function weighPart({ block, slice }: Part, width: number): Weight {
  if (block.type !== 'image' || slice === undefined) return weigh(block, width);
  const slices = slicesOf(block);
  // Distances, and the caption under the last one, as weigh() has them.
  const around = (slice === 0 ? 9 : 0) + (slice === slices.length - 1 ? 26 + waysWeight([block]).height : 0);
  return {
    nodes: SLICE_NODES,
    bytes: 300,
    height: around + Math.max(1, sliceHeight(block, slices[slice]!, width)),
  };
}

/** What stands in one section, however large it is. */
type Whole = BlockOf<
  'heading' | 'paragraph' | 'table' | 'code' | 'video' | 'audio' | 'card' | 'divider' | 'unsupported'
>;

/** A long list, quotation, gallery or tall picture as several, a list's each beginning with its own number or mark; anything else as it is. */
function partsOf(block: Block, index: number): Part[] {
  switch (block.type) {
    case 'list':
      return slices(block.items).map(({ some, from }) => ({
        block: {
          ...block,
          items: some,
          start: (block.start ?? 1) + from,
          ...(block.marks ? { marks: block.marks.slice(from, from + MOST_ITEMS) } : {}),
          ...idOf(block, from),
        },
        index,
      }));
    case 'quote':
      return slices(block.blocks).map(({ some, from }) => ({
        block: { ...block, blocks: some, ...idOf(block, from) },
        index,
      }));
    case 'gallery':
      return slices(block.images).map(({ some, from }) => ({
        block: { ...block, images: some, ...idOf(block, from) },
        index,
      }));
    case 'image': {
      const slices = slicesOf(block);
      return slices.length > 0 ? slices.map((_, slice) => ({ block, index, slice })) : [{ block, index }];
    }
    default:
      return [{ block: block satisfies Whole, index }];
  }
}

function slices<T>(items: readonly T[]): { some: T[]; from: number }[] {
  const count = Math.max(1, Math.ceil(items.length / MOST_ITEMS));
  return Array.from({ length: count }, (_, k) => k * MOST_ITEMS).map((from) => ({
    some: items.slice(from, from + MOST_ITEMS),
    from,
  }));
}

/** Only the first slice keeps the block's id: ids are unique. */
const idOf = ({ id }: Block, from: number) => (id && from > 0 ? { id: `${id}-${from}` } : {});

const isSlice = ({ slice }: Part): boolean => slice !== undefined;

/** Whether a section's height is the same at every size of the text. */
export const isRigid = ([first]: readonly Part[]): boolean => isSlice(first!);

/** Divides a document into sections for a text column of `width` px. */
export function sectionsOf(blocks: readonly Block[], width: number): Section[] {
  const parts = blocks.flatMap(partsOf).map((part) => ({ part, weight: weighPart(part, width) }));
  const all = sum(parts.map((one) => one.weight));
  const mostNodes = Math.max(MOST_NODES, all.nodes / MOST_SECTIONS);
  const mostBytes = Math.max(MOST_BYTES, all.bytes / MOST_SECTIONS);
  const sections: Section[] = [];
  for (const { part, weight } of parts) {
    const last = sections[sections.length - 1];
    const fits =
      last &&
      last.parts.length < MOST_PARTS &&
      last.nodes + weight.nodes <= mostNodes &&
      last.bytes + weight.bytes <= mostBytes &&
      isSlice(last.parts[0]!) === isSlice(part);
    if (fits) {
      last.parts.push(part);
      Object.assign(last, sum([last, weight]));
    } else sections.push({ parts: [part], ...weight });
  }
  return sections;
}

/**
 * The block that an address means: the id of a block (`s2`), or `b12` for the thirteenth. Any block can be
 * addressed so; what is no address of this document is null.
 */
export function blockAt(blocks: readonly Block[], at: string | undefined): number | null {
  if (!at) return null;
  const named = blocks.findIndex((block) => block.id === at);
  if (named >= 0) return named;
  const index = /^b\d{1,5}$/.test(at) ? Number(at.slice(1)) : -1;
  return index >= 0 && index < blocks.length ? index : null;
}

/** The address of a block for a deep link. */
export const addressOf = (blocks: readonly Block[], index: number): string =>
  blocks[index]?.id || `b${index}`;
