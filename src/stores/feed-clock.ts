import { observe } from './observed';
import type { Clock } from './ports';

/** A phone's clock that is off by no more is right: the answer has been on its way for a while, too. */
const TOLERANCE = 60_000;
const MINUTE = 60_000;

/**
 * What the time is. A phone's clock may be wrong; where the feed's answers say what time it is, they know better.
 * `shown` is the time that the screens show: it moves on with every minute that somebody looks at them.
 */
export class FeedClock implements Clock {
  /** Milliseconds since 1970. */
  shown: number;
  /** What the phone's clock lags behind, in ms. */
  private lag = 0;
  private stopTicking = () => {};

  constructor(private readonly phone: Clock) {
    this.shown = phone.now();
    observe<FeedClock>(this).except('phone', 'lag', 'stopTicking', 'now', 'after');
  }

  now = (): number => this.phone.now() + this.lag;

  after = (ms: number, callback: () => void): (() => void) => this.phone.after(ms, callback);

  /** An answer of the feed says what the time is, in ms since 1970; undefined where it does not say. */
  tell(date: number | undefined): void {
    if (date === undefined) return;
    const lag = date - this.phone.now();
    this.lag = Math.abs(lag) > TOLERANCE ? lag : 0;
    this.shown = this.now();
  }

  /** Somebody looks at the screen: times on it are of now, and stay so, until `rest`. */
  tick(): void {
    this.rest();
    this.shown = this.now();
    this.stopTicking = this.phone.after(MINUTE - (this.shown % MINUTE), () => this.tick());
  }

  /** Nobody looks. */
  rest(): void {
    this.stopTicking();
  }
}

/** What has passed since a moment, in ms; since one that is still to come, by a clock that was wrong, too long. */
export const passed = ({ now }: Pick<Clock, 'now'>, moment: number): number => {
  const age = now() - moment;
  return age < 0 ? Infinity : age;
};
