import { observable } from 'mobx';
import type { Section } from '../../domain/sections';
import { observe } from '../observed';

/** Bytes of setData for the first screens and for each later step. */
const FIRST = 10_000;
const STEP = 16_000;
/** Elements that may be mounted: an article with fewer is mounted whole, bit by bit, and stays. */
const NODES = 480;

/**
 * Which sections of an article are mounted and which come next, by what they weigh (domain/sections). It knows
 * neither layout nor time: those are the window's business.
 */
export class SectionPlan {
  private readonly mounted = observable.set<number>();

  constructor(private readonly sections: readonly Section[]) {
    observe<SectionPlan>(this).except('sections', 'mounted');
  }

  has(section: number): boolean {
    return this.mounted.has(section);
  }

  /** Nothing is left to mount. */
  get isWhole(): boolean {
    return this.mounted.size === this.sections.length;
  }

  /** Mounts a section, a little before it and about two screens of `screen` px after it. */
  mountAround(section: number, screen: number): void {
    const asked = this.sections[section];
    if (!asked) return;
    const wanted = [section];
    let { bytes } = asked;
    let height = 0;
    const take = (index: number): boolean => {
      const next = this.sections[index];
      if (!next || bytes + next.bytes > FIRST) return false;
      bytes += next.bytes;
      wanted.push(index);
      return true;
    };
    if (section > 0) take(section - 1);
    for (let next = section + 1; height < 1.6 * screen && take(next); next += 1)
      height += this.sections[next]!.height;
    this.mount(wanted);
  }

  /** Mounts these, of which the first counts as where the reader is; beyond the budget what is far from it goes. */
  mount(wanted: readonly number[]): void {
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

  /**
   * The next step of mounting what nobody has come to yet, as far as the budget goes: what follows the last mounted
   * section first, then (`above`) what lies before it, nearest first. Never both at once, for what is mounted above
   * has to be kept from moving the text. Empty when there is nothing to do.
   */
  next(): { wanted: number[]; above: boolean } {
    const last = Math.max(0, ...Array.from(this.mounted));
    const order: number[] = [];
    for (let section = last + 1; section < this.sections.length; section += 1) order.push(section);
    const above = order.length === 0;
    if (above) for (let section = last - 1; section >= 0; section -= 1) order.push(section);
    return { wanted: this.step(order), above };
  }

  private step(order: readonly number[]): number[] {
    const wanted: number[] = [];
    let bytes = 0;
    let { nodes } = this;
    for (const section of order) {
      if (this.mounted.has(section)) continue;
      const next = this.sections[section]!;
      if (wanted.length > 0 && bytes + next.bytes > STEP) break;
      if (nodes + next.nodes > NODES) break;
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
