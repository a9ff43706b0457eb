import { observable, runInAction } from 'mobx';
import { passed } from './feed-clock';
import { observe } from './observed';
import type { Clock, Viewport } from './ports';

/** Looks at most this often, in ms, while the list moves. */
const PACE = 160;
/** Screens above and below the window in which chunks stay mounted: a quick flick must not meet a gap. */
const MARGIN = 2;

/**
 * Which chunks of a long list are mounted. A chunk far from the window becomes an empty box of the very
 * height that it had, so that nothing jumps and the tree stays small however far the reader goes.
 */
export class ListWindow {
  /** Heights of measured chunks, in px; a chunk without one is always mounted. */
  private readonly heights = observable.map<string, number>({}, { deep: false });
  private readonly hidden = observable.set<string>();
  private lookedAt = 0;
  private waiting = false;
  private y = 0;

  constructor(
    private readonly viewport: Viewport,
    private readonly clock: Clock,
    private readonly screen: number,
    /** Id of what stands under the list. Its own: other pages lie over this one, and what they show is measured then. */
    readonly foot: string,
  ) {
    observe<ListWindow>(this).except(
      'viewport',
      'clock',
      'screen',
      'foot',
      'heights',
      'hidden',
      'lookedAt',
      'waiting',
      'y',
    );
  }

  /** Height of the box that stands for the chunk, or null while the chunk itself is mounted. */
  boxHeight(key: string): number | null {
    return this.hidden.has(key) ? (this.heights.get(key) ?? null) : null;
  }

  /** From the page's scroll event. */
  scrolled(y: number): void {
    this.y = y;
    if (this.waiting) return;
    const wait = Math.max(0, PACE - passed(this.clock, this.lookedAt));
    this.waiting = true;
    this.clock.after(wait, () => {
      this.waiting = false;
      this.lookedAt = this.clock.now();
      void this.look();
    });
  }

  /**
   * Loads on while the list's foot stands in the window: a list that ends there is never scrolled to its end.
   * What has no height is not laid out, and tells nothing.
   */
  async fill(next: () => unknown): Promise<void> {
    await this.viewport.settled();
    const [foot] = await this.viewport.measure(`#${this.foot}`);
    if (foot && foot.bottom > foot.top && foot.top < this.y + this.screen) await next();
  }

  /** Measures the chunks and decides which are near. Chunk elements have the id `c-<key>`. */
  private async look(): Promise<void> {
    const boxes = await this.viewport.measure('.chunk');
    const from = this.y - MARGIN * this.screen;
    const to = this.y + (MARGIN + 1) * this.screen;
    runInAction(() => {
      for (const { id, top, bottom } of boxes) {
        const key = id.slice(2);
        if (!this.hidden.has(key)) this.heights.set(key, bottom - top);
        if (bottom < from || top > to) this.hidden.add(key);
        else this.hidden.delete(key);
      }
    });
  }
}
