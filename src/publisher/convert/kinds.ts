import type { Element } from '../html/dom';
import { BLOCKS, HEADINGS, INVISIBLE, MARKS } from './allow';
import type { Builder, Conversion } from './builder';
import { CODES } from './code';
import type { Inherited } from './context';
import { EMBED_PREFIX, EMBEDS } from './embeds';
import { pushFormula } from './formula';
import { pushInput } from './inputs';
import { pushItem, pushList } from './lists';
import { bitOf, type Marks } from './marks';
import { pushFigure, pushImage, pushSvg, pushSvgImage } from './media';
import { pushRuby } from './ruby';
import { pushQuote, pushTable } from './structures';

/** Turns an element that is more than its children into blocks. */
export type Push = (node: Element, builder: Builder, context: Conversion, inherited: Inherited) => void;

const PUSHERS: Readonly<Record<string, Push>> = {
  br: (_, builder) => builder.lineBreak(),
  hr: (_, builder) => builder.push({ type: 'divider' }),
  img: pushImage,
  input: pushInput,
  svg: pushSvg,
  image: pushSvgImage,
  math: pushFormula,
  'mjx-container': pushFormula,
  figure: pushFigure,
  blockquote: pushQuote,
  ul: pushList,
  ol: pushList,
  menu: pushList,
  dir: pushList,
  li: pushItem,
  table: pushTable,
  ruby: pushRuby,
};

/** What there is to know of an element by its name alone. */
export interface Kind {
  invisible: boolean;
  block: boolean;
  /** Of a heading. */
  level: 1 | 2 | 3 | undefined;
  /** The mark that it stands for, if any. */
  mark: Marks;
  push: Push | undefined;
  /** WeChat may draw it itself. */
  embed: boolean;
  /** It may be code. */
  code: boolean;
}

const kindOfName = (tag: string): Kind => ({
  // Of an input there is no text, but a checkbox is seen.
  invisible: INVISIBLE.has(tag) && tag !== 'input',
  block: BLOCKS.has(tag) || Object.hasOwn(HEADINGS, tag),
  level: Object.hasOwn(HEADINGS, tag) ? HEADINGS[tag] : undefined,
  mark: Object.hasOwn(MARKS, tag) ? bitOf(MARKS[tag]!) : 0,
  push: Object.hasOwn(PUSHERS, tag) ? PUSHERS[tag] : undefined,
  embed: EMBEDS.has(tag),
  code: CODES.has(tag),
});

const TABLES = [
  BLOCKS,
  INVISIBLE,
  EMBEDS,
  CODES,
  ...[MARKS, HEADINGS, PUSHERS].map((table) => Object.keys(table)),
];
/** Every element that a table names, so that one question answers all. */
const KINDS: ReadonlyMap<string, Kind> = new Map(
  TABLES.flatMap((names) => [...names]).map((tag) => [tag, kindOfName(tag)]),
);
const TRANSPARENT = kindOfName('span');
const EMBED: Kind = { ...TRANSPARENT, embed: true };

export const kindOf = (tag: string): Kind =>
  KINDS.get(tag) ?? (tag.startsWith(EMBED_PREFIX) ? EMBED : TRANSPARENT);
