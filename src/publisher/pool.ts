/** Runs tasks a few at a time. `add` waits while all places are taken, so that a long queue never builds up. */
export class Pool {
  private readonly running = new Set<Promise<void>>();
  private failure: { error: unknown } | null = null;

  constructor(private readonly places: number) {}

  async add(task: () => Promise<void>): Promise<void> {
    while (this.running.size >= this.places) await Promise.race(this.running);
    this.check();
    const running: Promise<void> = task()
      .catch((error: unknown) => {
        this.failure ??= { error };
      })
      .finally(() => this.running.delete(running));
    this.running.add(running);
  }

  /** Waits for every task; throws what the first failed one threw. */
  async done(): Promise<void> {
    while (this.running.size > 0) await Promise.all(this.running);
    this.check();
  }

  private check(): void {
    if (this.failure) throw this.failure.error;
  }
}
