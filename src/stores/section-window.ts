import { makeAutoObservable, observable, runInAction } from 'mobx';
import type { Section } from '../domain/sections';
import type { Clock, Viewport } from './ports';

/** Looks at most this often, in ms, while the article moves. */
const PACE = 160;
/** Screens above and below the window in which sections are mounted before the reader gets there. */
const ABOVE = 1.5;
const BELOW = 2.5;
/** Bytes of setData for the first screens and for each later step. */
const FIRST = 10_000;
const STEP = 16_000;
/** Elements that may be mounted: an article with fewer is mounted whole, bit by bit, and stays. */
const NODES = 480;
const PAUSE = 60;
/** What is above the window is mounted only while the reader's finger rests for so long. */
const REST = 400;

/** Where a reader is: the section that begins with a block, and the part of it above the bar, 0 to 1. */
export interface Place {
  block: number;
  part: number;
}

/** Heights grow with the square of the text's size; `--u` of app.css has the same factors. */
const UNITS = [0.89, 1, 1.25, 1.68, 2.34] as const;

interface Options {
  /** Height of the window and of what covers its top. */
  screen: number;
  bar: number;
  sections: readonly Section[];
  /** Block that is shown first: the target of a deep link. */
  from: number | null;
}

/**
 * Which sections of an article are mounted (domain/sections). What the first screens show is mounted with
 * the document; the rest follows in small steps while the reader reads, nearest first, as long as the
 * elements stay within a budget that WeChat bears. Only the articles that exceed it lose what is far away:
 * a box of the very height that it had stands there, so that nothing jumps.
 *
 * Section elements have the id `x<number>` and the class `sec`, or `box` while they are not mounted.
 */
export class SectionWindow {
  private readonly mounted = observable.set<number>();
  /** Heights in units of the standard size: measured, or as planned. */
  private readonly heights: number[];
  readonly sections: readonly Section[];
  private unit = 1;
  /** Block that is marked: the target of a quotation or of the contents. */
  marked: number | null = null;
  private y = 0;
  private movedAt = 0;
  private lookedAt = 0;
  private waiting = false;
  private closed = false;
  private stopFilling = () => {};
  private stopResting = () => {};
  /** Where reading goes on when the text's size changes. */
  private held: Place | null = null;
  /** Where the reader was when the article last stood still: null at its beginning, undefined before it moved. */
  here: Place | null | undefined;
  /** The first screens are drawn; what follows the text may follow. */
  started = false;

  constructor(
    private readonly viewport: Viewport,
    private readonly clock: Clock,
    private readonly options: Options,
  ) {
    this.sections = options.sections;
    this.heights = options.sections.map((section) => section.height);
    this.marked = options.from;
    this.mountAround(options.from === null ? 0 : this.sectionOf(options.from));
    makeAutoObservable<this, Hidden>(this, {
      viewport: false,
      clock: false,
      options: false,
      mounted: false,
      heights: false,
      sections: false,
      unit: false,
      y: false,
      movedAt: false,
      lookedAt: false,
      waiting: false,
      closed: false,
      stopFilling: false,
      stopResting: false,
      held: false,
      here: false,
    });
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

  /** Height of the box that stands for a section, in units of `--u`; null while it is mounted. */
  box(section: number): number | null {
    return this.mounted.has(section) ? null : Math.round(this.heights[section] ?? 0);
  }

  /** From the page's scroll event. */
  scrolled(y: number): void {
    this.y = y;
    this.movedAt = this.clock.now();
    this.stopResting();
    this.stopResting = this.clock.after(REST, async () => {
      this.here = await this.place();
    });
    if (this.waiting || this.mounted.size === this.sections.length) return;
    this.waiting = true;
    this.clock.after(Math.max(0, PACE - (this.clock.now() - this.lookedAt)), () => {
      this.waiting = false;
      this.lookedAt = this.clock.now();
      void this.look();
    });
  }

  /** Puts a block under the bar, exactly; it is mounted first when it is not there. */
  async jump(block: number): Promise<void> {
    this.marked = block;
    this.mountAround(this.sectionOf(block));
    await this.viewport.settled();
    if (!this.closed) this.viewport.scrollTo(this.idOf(block), this.options.bar + 8);
  }

  /** Where the reader is; null before anything was drawn. */
  async place(): Promise<Place | null> {
    const line = this.y + this.options.bar;
    const boxes = await this.viewport.measure('.sec,.box');
    const at = boxes.filter(({ top }) => top <= line).pop();
    const first = at && this.sections[numberOf(at.id)]?.parts[0];
    if (!first) return null;
    const part = (line - at.top) / Math.max(1, at.bottom - at.top);
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

  /** Goes to where the reader was. */
  async go({ block, part }: Place): Promise<void> {
    const section = this.sectionOf(block);
    this.mountAround(section);
    await this.viewport.settled();
    const id = `x${section}`;
    const [found] = await this.viewport.measure(`#${id}`);
    if (found && !this.closed)
      this.viewport.scrollTo(id, this.options.bar - part * (found.bottom - found.top));
  }

  /** The size of the text is about to change: reading goes on at the same words. */
  async hold(): Promise<void> {
    this.held = await this.place();
  }

  /** The text's size has changed; boxes follow by `--u`, without a word to the view. */
  resized(step: number): void {
    this.unit = UNITS[step - 1] ?? 1;
    const { held } = this;
    if (held) this.clock.after(PAUSE, () => void this.go(held));
  }

  /** Index of the section that holds a block. */
  private sectionOf(block: number): number {
    const found = this.sections.findIndex(({ parts }) => parts[parts.length - 1]!.index >= block);
    return Math.max(0, found);
  }

  /** Mounts a section, a little before it and about two screens after it. */
  private mountAround(section: number): void {
    if (!this.sections[section]) return;
    const wanted = [section];
    let bytes = this.sections[section]?.bytes ?? 0;
    let height = 0;
    const take = (index: number): boolean => {
      const next = this.sections[index];
      if (!next || bytes + next.bytes > FIRST) return false;
      bytes += next.bytes;
      wanted.push(index);
      return true;
    };
    if (section > 0) take(section - 1);
    for (let next = section + 1; height < 1.6 * this.options.screen && take(next); next += 1)
      height += this.sections[next]!.height;
    this.mount(wanted);
  }

  private mount(wanted: readonly number[]): void {
    for (const section of wanted) if (this.sections[section]) this.mounted.add(section);
    let { nodes } = this;
    if (nodes <= NODES) return;
    const near = wanted[0] ?? 0;
    const far = Array.from(this.mounted).sort((a, b) => Math.abs(b - near) - Math.abs(a - near));
    for (const section of far) {
      if (nodes <= NODES || wanted.indexOf(section) >= 0) return;
      nodes -= this.sections[section]!.nodes;
      this.mounted.delete(section);
    }
  }

  /** Measures the sections and mounts those near the window. */
  private async look(): Promise<void> {
    const { screen } = this.options;
    const boxes = await this.measure();
    const near = boxes.filter(
      ({ top, bottom }) => bottom > this.y - ABOVE * screen && top < this.y + (BELOW + 1) * screen,
    );
    const wanted = near.map(({ id }) => numberOf(id));
    if (!wanted.every((section) => this.mounted.has(section))) await this.mountInPlace(wanted, boxes);
  }

  private async measure(): Promise<Box[]> {
    const boxes = await this.viewport.measure('.sec,.box');
    if (this.closed) return [];
    for (const { id, top, bottom } of boxes)
      if (this.mounted.has(numberOf(id))) this.heights[numberOf(id)] = (bottom - top) / this.unit;
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
    const anchor = seen.find(({ id }) => this.mounted.has(numberOf(id))) ?? seen[0];
    runInAction(() => this.mount(wanted));
    if (!anchor || !wanted.some((section) => section < numberOf(anchor.id))) return;
    await this.viewport.settled();
    const [now] = await this.viewport.measure(`#${anchor.id}`);
    const shift = now ? now.top - anchor.top : 0;
    if (this.y === y && Math.abs(shift) > 1 && !this.closed) this.viewport.scrollToY(y + shift);
  }

  /** The next step of mounting what is not near yet, as far as the budget goes: below first, then above. */
  private fillSoon(): void {
    this.stopFilling = this.clock.after(PAUSE, async () => {
      const wanted = this.nextToFill();
      if (this.closed) return;
      this.begin();
      if (wanted.length === 0) return;
      const above = wanted[0]! < Math.max(...Array.from(this.mounted));
      if (!above) runInAction(() => this.mount(wanted));
      else if (this.clock.now() - this.movedAt > REST) await this.mountInPlace(wanted, await this.measure());
      if (!this.closed) this.fillSoon();
    });
  }

  private begin(): void {
    this.started = true;
  }

  private nextToFill(): number[] {
    const last = this.sections.length - 1;
    const here = Math.max(0, ...Array.from(this.mounted));
    const order: number[] = [];
    for (let section = here + 1; section <= last; section += 1) order.push(section);
    const below = order.length;
    for (let section = here - 1; section >= 0; section -= 1) order.push(section);
    const wanted: number[] = [];
    let bytes = 0;
    let nodes = this.nodes;
    for (const [position, section] of order.entries()) {
      if (this.mounted.has(section)) continue;
      const next = this.sections[section]!;
      const enough = wanted.length > 0 && (bytes + next.bytes > STEP || position === below);
      if (enough || nodes + next.nodes > NODES) break;
      nodes += next.nodes;
      bytes += next.bytes;
      wanted.push(section);
    }
    return wanted;
  }

  private get nodes(): number {
    let nodes = 0;
    for (const section of Array.from(this.mounted)) nodes += this.sections[section]!.nodes;
    return nodes;
  }
}

interface Box {
  id: string;
  top: number;
  bottom: number;
}

type Hidden =
  | 'viewport'
  | 'clock'
  | 'options'
  | 'mounted'
  | 'heights'
  | 'sections'
  | 'unit'
  | 'y'
  | 'movedAt'
  | 'lookedAt'
  | 'waiting'
  | 'closed'
  | 'stopFilling'
  | 'stopResting'
  | 'held';

const numberOf = (id: string) => Number(id.slice(1));
