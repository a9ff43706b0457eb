import { allBlocks, inlinesOf, picturesIn } from '../../domain/blocks';
import type { Block, CardBlock, Drawing, Inline } from '../../feed';
import type { Element, Parent } from '../html/dom';
import type { ConvertContext, Draft, Inherited, Ink } from './context';
import { append, appendDrawing, collapse, shortened, splitParagraphs } from './inlines';

/** Signs that end what stands before them. */
const SIGN = /^\s*[，。、；：！？）】》〉”’」』…％,.;:!?)\]}%]/;

/**
 * Collects blocks in reading order. Inline text gathers in a run, which a block boundary closes into a
 * paragraph. Containers (quotes, list items, cells) are builders of their own.
 */
export class Builder {
  readonly drafts: Draft[] = [];
  private run: Inline[] = [];
  private ink: Ink[] = [];
  private align: 'center' | 'right' | undefined;
  private size = Number.POSITIVE_INFINITY;
  /** Cards of links in the line that is open, by where they lead. */
  private readonly below = new Map<string, CardBlock>();
  /** What comes next in the line stands apart from what is there. */
  private isApart = false;

  /** Returns whether anything of it is seen. */
  text(text: string, inherited: Inherited): boolean {
    if (inherited.hidden || text === '') return false;
    this.widen(text);
    append(this.run, text, inherited.marks, inherited.href);
    if (!/\S/.test(text)) return false;
    this.ink.push({ text, set: inherited });
    this.align = inherited.align;
    this.size = Math.min(this.size, inherited.size);
    return true;
  }

  /** Keeps what stands in the line so far apart from what follows, as boxes side by side are. */
  gap(): void {
    this.isApart = this.run.length > 0;
  }

  /** No sign stands apart from what it ends. */
  private widen(text: string): void {
    if (!this.isApart || text.trim() === '') return;
    this.isApart = false;
    if (!SIGN.test(text)) append(this.run, ' ', 0, null);
  }

  /** Goes on with a line that was made elsewhere. */
  join({ block, size, ink }: Draft): void {
    if (block.type !== 'paragraph') return;
    this.widen(block.inlines[0]?.text ?? '');
    for (const one of block.inlines) this.run.push(one);
    for (const one of ink) this.ink.push(one);
    this.align = block.align;
    if (size > 0) this.size = Math.min(this.size, size);
  }

  /**
   * A drawing in the line. How large its text is set is not told by it: it makes no line a heading.
   * @param text what it says: not empty, of one line
   */
  draw(text: string, drawing: Drawing, inherited: Inherited): void {
    if (inherited.hidden) return;
    this.widen(text);
    appendDrawing(this.run, text, drawing, inherited.marks, inherited.href);
    this.ink.push({ text, set: inherited });
    this.align = inherited.align;
  }

  lineBreak(): void {
    append(this.run, '\n', 0, null);
  }

  /** Whether a run is open that holds more than white space. */
  get open(): boolean {
    return this.run.some((one) => one.text.trim() !== '');
  }

  /** Whether the line that is open, or anything from a draft on, leads to an address. */
  leadsTo(href: string, from: number): boolean {
    if (this.run.some((one) => one.href === href)) return true;
    return allBlocks(this.drafts.slice(from).map(({ block }) => block)).some(
      (block) =>
        inlinesOf(block).some((one) => one.href === href) ||
        picturesIn(block).some((one) => one.href === href) ||
        ('url' in block && block.url === href),
    );
  }

  /** Ends the paragraph that is open, if any. */
  close(): void {
    this.isApart = false;
    // Most boundaries follow another one.
    if (this.run.length > 0) this.endRun();
    if (this.below.size === 0) return;
    for (const block of this.below.values()) this.drafts.push({ block, size: 0, ink: [] });
    this.below.clear();
  }

  private endRun(): void {
    const parts = splitParagraphs(collapse(this.run)).flatMap(shortened);
    const size = Number.isFinite(this.size) ? this.size : 0;
    const inks = parts.length === 1 ? [this.ink] : inksOf(parts, this.ink);
    parts.forEach((inlines, at) => {
      const block: Block = { type: 'paragraph', inlines };
      if (this.align) block.align = this.align;
      this.drafts.push({ block, size, ink: inks[at]! });
    });
    this.run = [];
    this.ink = [];
    this.align = undefined;
    this.size = Number.POSITIVE_INFINITY;
  }

  /** @param inner what stands in it, where that may be a title in its frame */
  push(block: Block, inner?: readonly Draft[]): void {
    this.close();
    this.drafts.push({ block, size: 0, ink: [], ...(inner ? { inner } : {}) });
  }

  /** A card of what is in the line: below it, and once. */
  pushBelow(card: CardBlock): void {
    if (!this.open) {
      this.push(card);
      return;
    }
    const target = `${card.appId} ${card.path ?? ''}`;
    const same = this.below.get(target);
    if (!same) this.below.set(target, card);
    // Words of one of several places are not those of all.
    else if (same.text !== card.text) delete same.text;
  }

  /** Takes over what another one made. */
  take(drafts: readonly Draft[]): void {
    this.close();
    for (const one of drafts) this.drafts.push(one);
  }

  /** The blocks so far, the open paragraph closed. */
  blocks(): Block[] {
    this.close();
    return this.drafts.map((one) => one.block);
  }
}

const lengthOf = (text: string): number => text.replace(/\s+/g, '').length;

/** How each part of a run is set: white space was collapsed in the parts, so what is counted is all but that. */
function inksOf(parts: readonly Inline[][], ink: readonly Ink[]): Ink[][] {
  let at = 0;
  let left = ink[0] ? lengthOf(ink[0].text) : 0;
  return parts.map((part) => {
    const own: Ink[] = [];
    for (let open = part.reduce((sum, one) => sum + lengthOf(one.text), 0); open > 0 && at < ink.length; ) {
      own.push(ink[at]!);
      if (left > open) {
        left -= open;
        break;
      }
      open -= left;
      at += 1;
      left = ink[at] ? lengthOf(ink[at]!.text) : 0;
    }
    return own;
  });
}

/** The context of a running conversion: containers and figures walk their children by it. */
export interface Conversion extends ConvertContext {
  children(parent: Parent, builder: Builder, inherited: Inherited): void;
  /** The same of an element, as its own style lays them out: in a row, one below the other. */
  content(node: Element, builder: Builder, inherited: Inherited): void;
  /** Items of lists and lines of code: `own` to the list that walks them, or `done` with one that stood before them. */
  readonly items: Map<Element, 'own' | 'done'>;
  /** Whether what is walked becomes mere text, as in a cell: lists have no marks of their own there. */
  isFlat: boolean;
  /** Whether there is an element in it that code stands in. */
  readonly hasCode: boolean;
  /** Boxes that stand side by side: in work, or done with the first of them. */
  boxes: Map<Element, 'own' | 'done'>;
  /** How many elements the walk is in. */
  depth: number;
  /** How many texts and other things were kept so far: whether there were any in a part is their difference. */
  made: number;
  /** How many drawings were drawn so far, and the characters of their markup. */
  readonly drawn: { times: number; length: number };
}
