import type { Block, BlockOf, Cell, Drawing, Inline, Picture } from '../feed';

/*
 * The one place that knows where blocks, pictures and inlines stand inside a block. A function here names the
 * types that it concerns and, as a type, all others: a type of block that the feed gains does not compile
 * before each of them has been told of it. Who decides by type elsewhere does so in the same way
 * (tests/domain/new-block.test.ts lists the places).
 *
 * What maps keeps the very object, and the very array, in which nothing changed.
 */

type Childless = BlockOf<
  | 'heading'
  | 'paragraph'
  | 'table'
  | 'code'
  | 'image'
  | 'gallery'
  | 'video'
  | 'audio'
  | 'card'
  | 'divider'
  | 'unsupported'
>;
type Pictureless = Wordy | BlockOf<'quote' | 'list' | 'code' | 'audio' | 'card' | 'divider' | 'unsupported'>;
/** Drawings stand among the words of these. */
type Wordy = BlockOf<'heading' | 'paragraph' | 'table'>;
type Wordless = BlockOf<
  'quote' | 'list' | 'code' | 'image' | 'gallery' | 'video' | 'audio' | 'card' | 'divider' | 'unsupported'
>;

/** The blocks that stand directly in a block, in reading order; of a list, those of all its items. */
export function childrenOf(block: Block): readonly Block[] {
  switch (block.type) {
    case 'quote':
      return block.blocks;
    case 'list':
      return block.items.flat();
    default:
      block satisfies Childless;
      return [];
  }
}

/** What stands before an item of a list: its own mark, or the number or bullet that follows from the list. */
export const markOf = ({ marks, ordered, start = 1 }: BlockOf<'list'>, place: number): string =>
  marks?.[place] ?? (ordered ? `${start + place}.` : '•');

/** Every block at every depth in document order: each before those inside of it. */
export function allBlocks(blocks: readonly Block[]): Block[] {
  const found: Block[] = [];
  const visit = (block: Block): void => {
    found.push(block);
    childrenOf(block).forEach(visit);
  };
  blocks.forEach(visit);
  return found;
}

/**
 * Changes every block at every depth, those inside of a block before itself. What becomes several stands as
 * several in its place, what becomes `[]` is gone.
 */
export function mapBlocks(blocks: Block[], change: (block: Block) => Block | Block[]): Block[] {
  const made = blocks.map((block) => change(mapChildren(block, (inside) => mapBlocks(inside, change))));
  return same(made, blocks) ? blocks : made.flat();
}

function mapChildren(block: Block, change: (blocks: Block[]) => Block[]): Block {
  switch (block.type) {
    case 'quote':
      return put(block, 'blocks', change(block.blocks));
    case 'list':
      return put(block, 'items', mapKept(block.items, change));
    default:
      return block satisfies Childless;
  }
}

/** The runs of text of a block itself one after the other, not of those inside of it; of a table, cell by cell. */
export function inlinesOf(block: Block): readonly Inline[] {
  switch (block.type) {
    case 'heading':
    case 'paragraph':
      return block.inlines;
    case 'table':
      return block.rows.flatMap((row) => row.flatMap((cell) => cell.inlines));
    default:
      block satisfies Wordless;
      return [];
  }
}

/** Changes the inlines of every heading, paragraph and cell at every depth. */
export const mapInlines = (blocks: Block[], change: (inlines: Inline[]) => Inline[]): Block[] =>
  mapBlocks(blocks, (block) => {
    switch (block.type) {
      case 'heading':
      case 'paragraph':
      case 'table':
        return mapWords(block, change);
      default:
        return block satisfies Wordless;
    }
  });

function mapWords(block: Wordy, change: (inlines: Inline[]) => Inline[]): Block {
  if (block.type !== 'table') return put(block, 'inlines', change(block.inlines));
  const row = (cells: Cell[]) => mapKept(cells, (cell) => put(cell, 'inlines', change(cell.inlines)));
  return put(block, 'rows', mapKept(block.rows, row));
}

/** The pictures that a block itself shows, not those inside of it. A video's cover is none: no reader sees it. */
export function picturesIn(block: Block): readonly Picture[] {
  switch (block.type) {
    case 'image':
      return [block];
    case 'gallery':
      return block.images;
    default:
      block satisfies Pictureless | BlockOf<'video'>;
      return [];
  }
}

/** The drawings among the words of a block itself. */
export const drawingsIn = (block: Block): readonly Drawing[] =>
  inlinesOf(block).flatMap(({ drawing }) => drawing ?? []);

/** The addresses of a picture, of its variants and of its slices. */
export const filesOf = ({ src, variants, slices = [] }: Picture): string[] => [
  src,
  ...[...variants, ...slices].map((one) => one.src),
];

/** The addresses of the pictures, covers and drawings that a block itself names, of their variants and slices. */
export function filesIn(block: Block): string[] {
  switch (block.type) {
    case 'image':
    case 'gallery':
      return picturesIn(block).flatMap(filesOf);
    case 'video':
      return block.cover ? [block.cover] : [];
    default:
      block satisfies Pictureless;
      return drawingsIn(block).map(({ src }) => src);
  }
}

/** What becomes of pictures; null: it cannot be shown. */
export interface PictureChange {
  picture(picture: Picture): Picture | null;
  /** Of a video: the address of its cover. */
  cover(src: string): string | null;
  drawing(drawing: Drawing): Drawing | null;
}

/**
 * Changes every picture at every depth. One that cannot be shown leaves its caption as `unsupported`, or where it led as
 * a card, those of a gallery below it; a cover leaves nothing, a drawing its text.
 */
export const mapPictures = (blocks: Block[], change: PictureChange): Block[] =>
  mapBlocks(blocks, (block) => {
    switch (block.type) {
      case 'image': {
        const made = change.picture(block);
        if (made === block) return block;
        // They are of the picture that it was.
        const { slices: _, ...rest } = block;
        return made ? { ...rest, ...made } : missing(block);
      }
      case 'gallery': {
        const made = block.images.map((one) => change.picture(one));
        if (same(made, block.images)) return block;
        const images = made.filter((one) => one !== null);
        const gone = block.images.filter((_, at) => made[at] === null).map(missing);
        return images.length > 0 ? [{ ...block, images }, ...gone] : gone;
      }
      case 'video': {
        const { cover, ...rest } = block;
        const made = cover && change.cover(cover);
        return cover === made ? block : made ? { ...block, cover: made } : rest;
      }
      case 'heading':
      case 'paragraph':
      case 'table':
        return mapWords(block, (inlines) => mapKept(inlines, (one) => redrawn(one, change)));
      default:
        return block satisfies Pictureless;
    }
  });

function redrawn(inline: Inline, change: PictureChange): Inline {
  const { drawing, ...words } = inline;
  if (!drawing) return inline;
  const made = change.drawing(drawing);
  return made ? put(inline, 'drawing', made) : words;
}

/** Where a picture led stays, as its words do. */
const missing = ({ caption, alt, href }: Picture): Block =>
  href
    ? { type: 'card', kind: 'link', title: caption || alt || '图片里的链接', url: href }
    : { type: 'unsupported', what: 'picture', ...(caption ? { text: caption } : {}) };

const same = (some: readonly unknown[], others: readonly unknown[]): boolean =>
  some.every((one, at) => one === others[at]);

function mapKept<T>(items: T[], change: (item: T) => T): T[] {
  const made = items.map(change);
  return same(made, items) ? items : made;
}

const put = <T, K extends keyof T>(whole: T, key: K, part: T[K]): T =>
  whole[key] === part ? whole : { ...whole, [key]: part };
