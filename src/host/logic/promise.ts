/**
 * The logic layer's `Promise`: one that reports a rejection that nobody handles, as WeChat's `onUnhandledRejection`
 * does. jsdom reports none, so without it a failed async step of the program would pass unseen.
 */
export function reportingPromise(
  report: (reason: unknown) => void,
  later: (run: () => void) => void,
): PromiseConstructor {
  class LogicPromise<T> extends Promise<T> {
    #handled = false;

    /** `super.then` below must not make another of these, or there would be no end of them. */
    static override get [Symbol.species](): PromiseConstructor {
      return Promise;
    }

    constructor(
      executor: (resolve: (value: T | PromiseLike<T>) => void, reject: (reason?: unknown) => void) => void,
    ) {
      super(executor);
      super.then(undefined, (reason: unknown) => {
        later(() => {
          if (!this.#handled) report(reason);
        });
      });
    }

    // biome-ignore lint/suspicious/noThenProperty: this is a promise
    override then<A = T, B = never>(
      fulfilled?: ((value: T) => A | PromiseLike<A>) | null,
      rejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
    ): Promise<A | B> {
      this.#handled = true;
      const derived = super.then(fulfilled, rejected);
      return new LogicPromise<A | B>((resolve, reject) => {
        derived.then(resolve, reject);
      });
    }
  }
  return LogicPromise as unknown as PromiseConstructor;
}
