import { runInAction } from 'mobx';
import type { SizeStep } from '../../domain/comfort';
import { heightUnit } from '../../domain/measure';
import { isRigid, type Section } from '../../domain/sections';
import { passed } from '../feed-clock';
import { observe } from '../observed';
import type { Clock, Viewport } from '../ports';
import type { Position } from './positions';
import { SectionPlan } from './section-plan';

/** Between the bar and what is jumped to, in px. */
export const GAP = 8;
/** Looks at most this often, in ms, while the article moves. */
const PACE = 160;
/** Screens above and below the window in which sections are mounted before the reader gets there. */
const ABOVE = 1.5;
const BELOW = 2.5;
/** Between two steps of mounting, in ms. */
const PAUSE = 60;
/** What is above the window is mounted only while the reader's finger rests for so long. */
const REST = 400;

/** Where the article stood still last; `unmoved` until the reader has moved it. */
export type Standing =
  | { status: 'unmoved' }
  | { status: 'beginning' }
  | { status: 'inside'; position: Position };

interface Options {
  /** Height of the window and of what covers its top. */
  screen: number;
  bar: number;
  sections: readonly Section[];
  /** Block that is shown first: the target of a deep link. */
  from: number | null;
}

/**
 * The window over an article's sections: sees which are near it and has the plan mount them. What the first screens
 * show is mounted with the document; the rest follows in small steps while the reader reads, nearest first, as long
 * as the elements stay within a budget that WeChat bears. Only the articles that exceed it lose what is far away: a
 * box of the very height that it had stands there, so that nothing jumps.
 *
 * Section elements have the id `x<number>` and the class `sec`, or `box` while they are not mounted.
 */
export class SectionWindow {
  readonly sections: readonly Section[];
  private readonly plan: SectionPlan;
  /** Heights in units of the standard size, of rigid sections in px: measured, or as planned. */
  private readonly heights: number[];
  private unit = 1;
  /** Block that is marked: the target of a quotation or of the contents. */
  marked: number | null;
  private y = 0;
  private movedAt = 0;
  private lookedAt = 0;
  private waiting = false;
  private closed = false;
  private stopFilling = () => {};
  private stopResting = () => {};
  /** Where reading goes on when the text's size changes. */
  private anchored: Position | null = null;
  here: Standing = { status: 'unmoved' };
  /** How far the page was scrolled there. */
  private hereY = 0;
  private isReplaced = false;
  /** The first screens are drawn; what follows the text may follow. */
  started = false;

  constructor(
    private readonly viewport: Viewport,
    private readonly clock: Clock,
    private readonly options: Options,
  ) {
    this.sections = options.sections;
    this.plan = new SectionPlan(options.sections);
    this.heights = options.sections.map((section) => section.height);
    this.marked = options.from;
    this.mountAround(options.from ?? 0);
    observe<SectionWindow>(this).except(
      'viewport',
      'clock',
      'options',
      'sections',
      'plan',
      'heights',
      'unit',
      'y',
      'movedAt',
      'lookedAt',
      'waiting',
      'closed',
      'stopFilling',
      'stopResting',
      'anchored',
      'here',
      'hereY',
      'isReplaced',
    );
  }

  /** The reader is not where the text begins. */
  get isMoved(): boolean {
    return this.y > 0;
  }

  /** The first screens are drawn: the rest follows. */
  start(): void {
    this.fillSoon();
  }

  close(): void {
    this.closed = true;
    this.stopFilling();
    this.stopResting();
  }

  /**
   * Another edition of the text takes the place of the one that was read: the reader stays at the same words. What is the
   * same keeps its height and stays mounted.
   * @param at where a block of the former edition stands by now
   */
  replace(before: SectionWindow, at: (block: number) => number): void {
    this.y = before.y;
    this.started = before.started;
    this.marked = before.marked === null ? null : at(before.marked);
    const numbers = new Map(this.sections.map(({ parts }, number) => [parts[0]?.block, number]));
    before.sections.forEach(({ parts }, number) => {
      const same = numbers.get(parts[0]?.block) ?? this.sectionOf(at(parts[0]!.index));
      if (this.sections[same]?.parts.length === parts.length) this.heights[same] = before.heights[number]!;
      if (before.plan.has(number)) this.plan.mount([same]);
    });
    if (before.here.status !== 'inside') return;
    const { block, part } = before.here.position;
    const position = { block: at(block), part };
    this.here = { status: 'inside', position };
    this.hereY = before.hereY;
    this.mountAround(position.block);
    this.isReplaced = true;
  }

  /** Its page is seen, with another edition on it: the same words come to where they stood, also if the finger goes on. */
  async resume(): Promise<void> {
    if (!this.isReplaced || this.here.status !== 'inside') return;
    this.isReplaced = false;
    await this.viewport.settled();
    if (!this.closed) await this.go(this.here.position, this.y - this.hereY);
  }

  /** Height of the box that stands for a section, in units of `--u`, of a rigid one in px; null while it is mounted. */
  box(section: number): number | null {
    return this.plan.has(section) ? null : Math.round(this.heights[section] ?? 0);
  }

  /** From the page's scroll event. */
  scrolled(y: number): void {
    this.y = y;
    this.movedAt = this.clock.now();
    this.stopResting();
    this.stopResting = this.clock.after(REST, async () => {
      const position = await this.position();
      this.here = position ? { status: 'inside', position } : { status: 'beginning' };
      this.hereY = y;
    });
    if (this.waiting || this.plan.isWhole) return;
    this.waiting = true;
    this.clock.after(Math.max(0, PACE - passed(this.clock, this.lookedAt)), () => {
      this.waiting = false;
      this.lookedAt = this.clock.now();
      void this.look();
    });
  }

  /** Puts a block under the bar, exactly; it is mounted first when it is not there. */
  async jump(block: number): Promise<void> {
    this.marked = block;
    this.mountAround(block);
    await this.viewport.settled();
    if (!this.closed) this.viewport.scrollTo(this.idOf(block), this.options.bar + GAP);
  }

  /** Where the reader is; null before anything was drawn. */
  async position(): Promise<Position | null> {
    const line = this.y + this.options.bar;
    const boxes = await this.viewport.measure('.sec,.box');
    const at = boxes.filter(({ top }) => top <= line).pop();
    const first = at && this.sections[numberOf(at.id)]?.parts[0];
    if (!first) return null;
    // The sections of one long block are one place: a picture of many screens begins in the first of them.
    const run = boxes.filter(({ id }) => this.sections[numberOf(id)]?.parts[0]?.index === first.index);
    const { top } = run[0]!;
    const part = (line - top) / Math.max(1, run[run.length - 1]!.bottom - top);
    return { block: first.index, part: Math.min(1, part) };
  }

  /** The block that an id of the contents means. */
  blockOf(id: string): number {
    for (const { parts } of this.sections) {
      const found = parts.find(({ block }) => block.id === id);
      if (found) return found.index;
    }
    return 0;
  }

  /** Where blocks begin: measured, or for those of boxes by their share of the box. */
  async tops(blocks: readonly number[]): Promise<number[]> {
    const ids = blocks.map((block) => `#${this.idOf(block)}`);
    const boxes = await this.viewport.measure(['.box', ...ids].join(','));
    return blocks.map((block) => {
      const found = boxes.find(({ id }) => id === this.idOf(block));
      if (found) return found.top;
      const section = this.sectionOf(block);
      const box = boxes.find(({ id }) => id === `x${section}`);
      const { parts } = this.sections[section]!;
      const share = parts.findIndex(({ index }) => index === block) / parts.length;
      return box ? box.top + share * (box.bottom - box.top) : Infinity;
    });
  }

  /** A marked block has an id, whether its document gave it one or not (components/blocks). */
  private idOf(block: number): string {
    const { parts } = this.sections[this.sectionOf(block)]!;
    return parts.find(({ index }) => index === block)?.block.id ?? `b${block}`;
  }

  /** Goes to where the reader was, and so many px further. */
  async go({ block, part }: Position, further = 0): Promise<void> {
    const run = this.sections.flatMap(({ parts }, at) => (parts[0]!.index === block ? [at] : []));
    // No section begins with it where the text was planned for another width.
    const first = run[0] ?? this.sectionOf(block);
    const last = run[run.length - 1] ?? first;
    // The sections of one block are about as high as each other.
    const at = first + Math.floor(part * (last - first + 0.99));
    this.plan.mountAround(at, this.options.screen);
    await this.viewport.settled();
    const boxes = await this.viewport.measure(`#x${first},#x${last}`);
    const end = boxes[boxes.length - 1];
    if (end && !this.closed)
      this.viewport.scrollTo(`x${first}`, this.options.bar - part * (end.bottom - boxes[0]!.top) - further);
  }

  /** The size of the text is about to change: reading goes on at the same words. */
  async anchor(): Promise<void> {
    this.anchored = await this.position();
  }

  /** The text's size has changed; boxes follow by `--u`, without a word to the view. */
  resized(step: SizeStep): void {
    this.unit = heightUnit(step);
    const { anchored } = this;
    if (anchored) this.clock.after(PAUSE, () => void this.go(anchored));
  }

  /** Index of the section that holds a block. */
  private sectionOf(block: number): number {
    const found = this.sections.findIndex(({ parts }) => parts[parts.length - 1]!.index >= block);
    return Math.max(0, found);
  }

  private mountAround(block: number): void {
    this.plan.mountAround(this.sectionOf(block), this.options.screen);
  }

  /** Measures the sections and mounts those near the window. */
  private async look(): Promise<void> {
    const { screen } = this.options;
    const boxes = await this.measure();
    const near = boxes.filter(
      ({ top, bottom }) => bottom > this.y - ABOVE * screen && top < this.y + (BELOW + 1) * screen,
    );
    const wanted = near.map(({ id }) => numberOf(id));
    if (!wanted.every((section) => this.plan.has(section))) await this.mountInPlace(wanted, boxes);
  }

  private async measure(): Promise<Box[]> {
    const boxes = await this.viewport.measure('.sec,.box');
    if (this.closed) return [];
    for (const { id, top, bottom } of boxes) {
      const at = numberOf(id);
      if (!this.plan.has(at)) continue;
      this.heights[at] = (bottom - top) / (isRigid(this.sections[at]!.parts) ? 1 : this.unit);
    }
    return boxes;
  }

  /**
   * A section that is mounted above the window is seldom as high as it was planned. Chrome keeps what is
   * being read in its place; iOS does not, so what has moved is moved back.
   */
  private async mountInPlace(wanted: readonly number[], boxes: readonly Box[]): Promise<void> {
    const { y } = this;
    const { bar, screen } = this.options;
    const seen = boxes.filter(({ top, bottom }) => bottom > y + bar && top < y + screen);
    const anchor = seen.find(({ id }) => this.plan.has(numberOf(id))) ?? seen[0];
    this.plan.mount(wanted);
    if (!anchor || !wanted.some((section) => section < numberOf(anchor.id))) return;
    await this.viewport.settled();
    const [now] = await this.viewport.measure(`#${anchor.id}`);
    const shift = now ? now.top - anchor.top : 0;
    if (this.y === y && Math.abs(shift) > 1 && !this.closed) this.viewport.scrollToY(y + shift);
  }

  /** One step more of what is not near yet. */
  private fillSoon(): void {
    this.stopFilling = this.clock.after(PAUSE, async () => {
      if (this.closed) return;
      runInAction(() => {
        this.started = true;
      });
      const { wanted, above } = this.plan.next();
      if (wanted.length === 0) return;
      if (!above) this.plan.mount(wanted);
      else if (passed(this.clock, this.movedAt) > REST) await this.mountInPlace(wanted, await this.measure());
      if (!this.closed) this.fillSoon();
    });
  }
}

interface Box {
  id: string;
  top: number;
  bottom: number;
}

const numberOf = (id: string) => Number(id.slice(1));
