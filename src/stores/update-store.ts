import { makeAutoObservable } from 'mobx';
import type { Updates } from './ports';

/** A new version of the program, offered once where the reader is not in the middle of an article. */
export class UpdateStore {
  offered = false;

  constructor(private readonly updates: Updates) {
    makeAutoObservable<this, 'updates'>(this, { updates: false });
    updates.onReady(() => this.offer());
  }

  private offer(): void {
    this.offered = true;
  }

  /** Not now: WeChat starts the new version by itself the next time. */
  later(): void {
    this.offered = false;
  }

  apply(): void {
    this.updates.apply();
  }
}
