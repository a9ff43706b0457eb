import { runInAction } from 'mobx';
import { passed } from '../feed-clock';
import { observe } from '../observed';
import type { Clock, Viewport } from '../ports';

/** At most ten road updates a second, and none for less than half a percent. */
const PACE = 100;
const STEP = 0.5;
/** The article's length is measured again at most this often: pictures without a known size change it. */
const MEASURE_EVERY = 1200;

/**
 * One visit to one article: how far it is read. Progress runs from the title to 全文完:
 * scrollTop / (end of the article − height of the window); what comes after does not count (spec 4).
 */
export class ReadingSession {
  /** 0 to 100, in steps of half a percent. */
  progress = 0;
  /** Whether the title has left the screen, so that the bar shows it. */
  titleGone = false;
  private y = 0;
  private titleEnd = 0;
  private end = 0;
  private measuredAt = 0;
  private movedAt = 0;
  private pending = false;

  constructor(
    private readonly viewport: Viewport,
    private readonly clock: Clock,
    private readonly height: number,
    /** Selectors of the title's end and of the article's end. */
    private readonly marks: { title: string; end: string },
  ) {
    observe<ReadingSession>(this).except(
      'viewport',
      'clock',
      'height',
      'marks',
      'y',
      'titleEnd',
      'end',
      'measuredAt',
      'movedAt',
      'pending',
    );
  }

  /** From the page's scroll event. */
  scrolled(y: number): void {
    this.y = y;
    if (passed(this.clock, this.measuredAt) > MEASURE_EVERY) void this.measure();
    if (this.pending) return;
    const wait = PACE - passed(this.clock, this.movedAt);
    if (wait <= 0) this.move();
    else {
      this.pending = true;
      this.clock.after(wait, () => {
        this.pending = false;
        this.move();
      });
    }
  }

  /** Reads the article's length from the page. */
  async measure(): Promise<void> {
    this.measuredAt = this.clock.now();
    const [title, end] = await this.viewport.measure(`${this.marks.title},${this.marks.end}`);
    runInAction(() => {
      this.titleEnd = title?.bottom ?? 0;
      this.end = end?.bottom ?? 0;
      this.move();
    });
  }

  /** Index of the contents' stop that is being read, -1 before the first; `tops` are where the stops begin. */
  currentStop(tops: readonly number[], below: number): number {
    return tops.reduce((here, top, index) => (top <= this.y + below ? index : here), -1);
  }

  private move(): void {
    this.movedAt = this.clock.now();
    const length = this.end - this.height;
    const exact =
      this.end === 0 ? 0 : length <= 0 ? 100 : Math.min(100, Math.max(0, (this.y / length) * 100));
    const next = Math.round(exact / STEP) * STEP;
    if (next !== this.progress) this.progress = next;
    const gone = this.titleEnd > 0 && this.y > this.titleEnd - 90;
    if (gone !== this.titleGone) this.titleGone = gone;
  }
}
