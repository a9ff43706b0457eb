import type { Block, Picture } from '../../feed';
import { type Fate, RULES, type Thing } from '../fates';
import type { PictureRef } from '../source/types';
import type { Color } from './color';
import type { Frame } from './frame';
import type { Marks } from './marks';
import type { Style } from './style';

/** What conversion needs from outside. It does no input or output of its own. */
export interface ConvertContext {
  /** Address of the article, for embedded media that only play there. */
  url?: string | undefined;
  /** Title of the article: a line that repeats it is no heading. */
  title?: string | undefined;
  /** Turns an image address of the source into one that can be had, or null. */
  picture(src: string): string | null;
  /** Counts what was dropped or could not be shown: by the name of its rule (fates.ts), or of its kind. */
  drop(kind: string): void;
  /** Is told of every visible thing in document order, and what became of it: tests add it up. */
  note?(thing: Thing, fate: Fate, value: string): void;
}

/** What an element's descendants inherit: the very object of its parent where it changes nothing, as most do. */
export interface Inherited {
  readonly marks: Marks;
  readonly href: string | null;
  readonly align: 'center' | 'right' | undefined;
  /** Font size in pixels. */
  readonly size: number;
  readonly hidden: boolean;
  readonly pre: boolean;
  readonly letters: Style['letters'];
  readonly color: Color | undefined;
  /** The innermost frame that it stands in. */
  readonly frame: Frame | undefined;
  /** What becomes of the text: `revealed` where it is hidden until it is tapped, or moves into sight. */
  readonly fate: 'kept' | 'revealed';
}

/** What is told of one thing. */
export type Told = Parameters<NonNullable<ConvertContext['note']>>;

/** Does something whose words come later, as what is told of them depends on it: gives what would have been told, in order. */
export function heldBack(context: ConvertContext, work: () => void): Told[] {
  const told: Told[] = [];
  const { note } = context;
  if (note) context.note = (...one) => void told.push(one);
  work();
  if (note) context.note = note;
  return told;
}

/** Tells of something that is not kept, and counts it where nothing says it. What has no value is no visible thing. */
export function leave(
  context: ConvertContext,
  thing: Thing,
  rule: Exclude<Fate, 'kept' | 'revealed'>,
  value: string | undefined,
): void {
  if (value !== undefined) context.note?.(thing, rule, value);
  if (RULES[rule].how === 'left') context.drop(rule);
}

/** A block during conversion: paragraphs remember how large they were set. */
export interface Draft {
  block: Block;
  /** Smallest font size of a paragraph's text; 0 when unknown. */
  size: number;
  /** Of a quotation, or of a list of one item: what stands in it. */
  inner?: readonly Draft[];
  /** Of a heading element, and of lines in one. */
  tag?: 1 | 2 | 3;
  /** How a paragraph's text is set, piece by piece; empty for what the page does not set. */
  ink: readonly Ink[];
}

/** A piece of text, and how it is set. */
export interface Ink {
  readonly text: string;
  readonly set: Inherited;
}

/** The picture block of a reference that is still to be mirrored. */
export function draftPicture(ref: PictureRef): Picture {
  return {
    src: ref.src,
    w: ref.w,
    h: ref.h,
    color: '#e9ecef',
    alt: ref.alt ?? '',
    ...(ref.caption ? { caption: ref.caption } : {}),
    variants: [],
  };
}
