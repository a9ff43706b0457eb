import { observe } from './observed';
import type { Updates } from './ports';

/** A new version of the program, offered once where the reader is not in the middle of an article. */
export class UpdateStore {
  offered = false;

  constructor(private readonly updates: Updates) {
    observe<UpdateStore>(this).except('updates');
    updates.onReady(() => this.offer());
  }

  private offer(): void {
    this.offered = true;
  }

  /** Not now: WeChat starts the new version by itself the next time. */
  later(): void {
    this.offered = false;
  }

  /** Once: the question is answered. */
  apply(): void {
    this.offered = false;
    this.updates.apply();
  }
}
