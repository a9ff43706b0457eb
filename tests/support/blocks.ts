import fc, { type Arbitrary } from 'fast-check';
import type {
  Block,
  BlockOf,
  BlockType,
  Cell,
  Drawing,
  Inline,
  Picture,
  Slice,
  Variant,
} from '../../src/feed';

/*
 * The blocks of any document, for laws that hold for all of them: every type, nested a few levels, and what
 * may be missing missing at times.
 */

type Model<T> = { [K in keyof T]-?: Arbitrary<T[K]> };

/** An object with these properties, without those that come out undefined. */
const record = <T extends object>(model: Model<T>): Arbitrary<T> =>
  fc
    .record<T>(model)
    .map((made) => Object.fromEntries(Object.entries(made).filter(([, value]) => value !== undefined)) as T);

const maybe = <T>(value: Arbitrary<T>) => fc.option(value, { nil: undefined });
const few = <T>(one: Arbitrary<T>) => fc.array(one, { maxLength: 3 });

const text = fc.constantFrom('', '济青高速', '二', '\n', ' a ');
const url = fc.constantFrom('https://a.cn/', 'http://b.cn/c?d=1');
const src = fc.constantFrom(
  'https://p.cn/1.jpg',
  'images/x-360.webp',
  'images/x-720.webp',
  '/bundled/y.webp',
);
const id = fc.constantFrom('s1', 'p2');

const drawing = record<Drawing>({
  src,
  w: fc.integer({ min: 1, max: 2000 }),
  h: fc.integer({ min: 1, max: 400 }),
  drop: maybe(fc.nat(100)),
  ink: maybe(fc.constant(true)),
});
const inlines = few(
  record<Inline>({
    text,
    marks: maybe(fc.subarray(['strong', 'accent', 'em'])),
    href: maybe(url),
    drawing: maybe(drawing),
  }),
);
const cell = record<Cell>({ inlines, colspan: maybe(fc.constant(2)), rowspan: maybe(fc.constant(3)) });
const pictureModel: Model<Picture> = {
  src,
  w: fc.nat(2000),
  h: fc.nat(2000),
  color: fc.constant('#e9ecef'),
  alt: text,
  caption: maybe(text),
  href: maybe(url),
  variants: few(record<Variant>({ src, w: fc.nat(1080) })),
  slices: maybe(few(record<Slice>({ src, h: fc.integer({ min: 1, max: 2048 }) }))),
};

/** Blocks of each type; `inside` makes what stands in another. */
const models = (inside: Arbitrary<Block[]>): { [T in BlockType]: Model<Omit<BlockOf<T>, 'type'>> } => ({
  heading: { id, level: fc.constantFrom(1, 2, 3), inlines },
  paragraph: {
    id: maybe(id),
    inlines,
    align: maybe(fc.constantFrom('center', 'right')),
    lead: maybe(fc.boolean()),
  },
  quote: { id: maybe(id), blocks: inside },
  list: {
    id: maybe(id),
    ordered: fc.boolean(),
    start: maybe(fc.nat(9)),
    marks: maybe(few(text)),
    items: few(inside),
  },
  table: { id: maybe(id), caption: maybe(text), head: fc.boolean(), rows: few(few(cell)) },
  code: { id: maybe(id), text, lang: maybe(fc.constant('ts')) },
  image: { id: maybe(id), ...pictureModel },
  gallery: { id: maybe(id), images: few(record(pictureModel)) },
  video: { id: maybe(id), title: maybe(text), cover: maybe(src), url },
  audio: { id: maybe(id), title: maybe(text), url },
  card: {
    id: maybe(id),
    kind: fc.constantFrom('miniprogram', 'account', 'link', 'location'),
    title: text,
    text: maybe(text),
    url: maybe(url),
    appId: maybe(fc.constant('wx1')),
    path: maybe(fc.constant('pages/a')),
  },
  divider: { id: maybe(id) },
  unsupported: { id: maybe(id), what: fc.constant('poll'), text: maybe(text) },
});

/** Blocks as a document holds them, at most four levels deep, and deep more often than a document's are. */
export const anyBlocks: Arbitrary<Block[]> = fc.letrec<{ blocks: Block[] }>((tie) => ({
  blocks: fc.array(
    // At its greatest depth it takes the first one, a heading, so that nesting ends.
    fc.oneof(
      { maxDepth: 3 },
      ...Object.entries(models(tie('blocks'))).map(([type, model]) => ({
        arbitrary: record<Block>({ type: fc.constant(type), ...model } as Model<Block>),
        weight: type === 'quote' || type === 'list' ? 4 : 1,
      })),
    ),
    { maxLength: 4 },
  ),
})).blocks;
