import { BATCH } from './client';

/**
 * The way through the account's list, newest message first. It ends on known ground, unless an earlier run
 * broke off further down: then it goes on where that one did.
 */
export class Walk {
  /** Position of the next page. A run that breaks off here leaves everything from here on unknown. */
  offset = 0;
  /** Whether no page was or will be left out. */
  whole = true;
  private jumped = false;

  /** `gap` is where an earlier run broke off; `all` goes through everything. */
  constructor(
    private readonly gap: number | null,
    private readonly all: boolean,
  ) {}

  /**
   * Goes on from a page; false where that was the last one. `known` says that nothing on the page was new,
   * `fresh` how many messages were in this run: by so many everything further down has moved.
   */
  next(page: { messages: number; total: number }, known: boolean, fresh: number): boolean {
    this.offset += BATCH;
    if (page.messages === 0 || this.offset >= page.total) return false;
    if (!known || this.all || this.jumped) return true;
    this.whole = false;
    if (this.gap === null) return false;
    this.jumped = true;
    this.offset = Math.max(this.offset, this.gap + fresh - BATCH);
    return true;
  }
}
