/**
 * The logic layer's timers and everything else it waits for, in one place: so that `idle()` can say when a program has
 * settled, and `close()` can end it for good.
 */
export class Scheduler {
  #timers = new Map<number, { due: number; delay: number; stop: () => void; repeats: boolean }>();
  #nextId = 1;
  #pending = new Set<string>();
  #pendingId = 0;
  #waiters = new Set<() => void>();
  #closed = false;

  constructor(readonly onError: (error: unknown) => void) {}

  setTimeout = (callback: unknown, delay = 0, ...args: unknown[]): number =>
    this.#add(callback, delay, args, false);

  setInterval = (callback: unknown, delay = 0, ...args: unknown[]): number =>
    this.#add(callback, delay, args, true);

  clear = (id: unknown): void => {
    const timer = this.#timers.get(Number(id));
    timer?.stop();
    this.#timers.delete(Number(id));
    this.#changed();
  };

  #add(callback: unknown, delay: number, args: unknown[], repeats: boolean): number {
    if (typeof callback !== 'function') throw new TypeError('a timer needs a function');
    const id = this.#nextId++;
    if (this.#closed) return id;
    const wait = Math.max(0, Number(delay) || 0);
    const run = () => {
      if (!repeats) this.#timers.delete(id);
      this.guard(() => callback(...args));
      this.#changed();
    };
    const handle = repeats ? setInterval(run, wait) : setTimeout(run, wait);
    const stop = () => (repeats ? clearInterval(handle) : clearTimeout(handle));
    this.#timers.set(id, { due: Date.now() + wait, delay: wait, stop, repeats });
    return id;
  }

  /** Runs the program's code; what it throws is recorded, as WeChat's `onError` would have it. */
  guard<T>(run: () => T): T | undefined {
    if (this.#closed) return undefined;
    try {
      return run();
    } catch (error) {
      this.onError(error);
      return undefined;
    }
  }

  /** Runs soon, in its own turn: WeChat's answers never arrive while the call that asked is still running. */
  soon(run: () => void): void {
    this.setTimeout(run, 0);
  }

  /** Marks something as under way until the returned function is called. */
  begin(what: string): () => void {
    const key = `${what}#${this.#pendingId++}`;
    this.#pending.add(key);
    return () => {
      this.#pending.delete(key);
      this.#changed();
    };
  }

  #changed(): void {
    for (const waiter of this.#waiters) waiter();
  }

  /** What the program still waits for; timers that are further away than `within` ms do not count, nor do intervals. */
  busy(within: number): string[] {
    const timers = [...this.#timers.values()].filter(
      (timer) => !timer.repeats && timer.due - Date.now() <= within,
    );
    return [...this.#pending, ...timers.map((timer) => `a timer of ${timer.delay} ms`)];
  }

  /**
   * Resolves when nothing is under way and a whole turn has brought nothing new. Fails after `limit` ms, saying what
   * the program is still busy with.
   */
  idle({ within = 400, limit = 8000 }: { within?: number; limit?: number } = {}): Promise<void> {
    return new Promise((resolve, reject) => {
      let turn: ReturnType<typeof setTimeout> | undefined;
      const end = (error?: Error) => {
        this.#waiters.delete(check);
        clearTimeout(turn);
        clearTimeout(timeout);
        if (error) reject(error);
        else resolve();
      };
      const timeout = setTimeout(() => {
        end(new Error(`the program does not settle: it is busy with ${this.busy(within).join(', ')}`));
      }, limit);
      let calm = 0;
      const check = () => {
        clearTimeout(turn);
        calm = 0;
        turn = setTimeout(next, 0);
      };
      const next = () => {
        if (this.#closed) return end();
        if (this.busy(within).length > 0) return undefined;
        calm += 1;
        if (calm >= 3) return end();
        turn = setTimeout(next, 0);
        return undefined;
      };
      this.#waiters.add(check);
      check();
    });
  }

  close(): void {
    this.#closed = true;
    for (const timer of this.#timers.values()) timer.stop();
    this.#timers.clear();
    this.#pending.clear();
    this.#changed();
  }

  get closed(): boolean {
    return this.#closed;
  }
}
