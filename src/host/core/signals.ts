type Listener = (value: unknown) => unknown;

/** The `wx.onX` / `wx.offX` pairs. */
export class Signals {
  #listeners = new Map<string, Set<Listener>>();

  constructor(private readonly guard: (run: () => unknown) => unknown) {}

  /** The two functions of each name, to be put on `wx`. */
  apis(...names: string[]): Record<string, unknown> {
    const apis = this.lasting(...names);
    for (const name of names) {
      apis[`off${name}`] = (listener?: Listener) => {
        if (listener) this.#set(name).delete(listener);
        else this.#set(name).clear();
      };
    }
    return apis;
  }

  /** Those of which WeChat keeps one listener, the last one; `off` needs not name it. */
  single(...names: string[]): Record<string, unknown> {
    return Object.fromEntries(
      names.flatMap((name) => [
        [`on${name}`, (listener: Listener) => void this.#listeners.set(name, new Set([listener]))],
        [`off${name}`, () => this.#set(name).clear()],
      ]),
    );
  }

  /** Signals that WeChat has no `off` for. */
  lasting(...names: string[]): Record<string, unknown> {
    return Object.fromEntries(
      names.map((name) => [`on${name}`, (listener: Listener) => void this.#set(name).add(listener)]),
    );
  }

  emit(name: string, value?: unknown): void {
    this.ask(name, value);
  }

  /** What the listeners answer, for the signals that WeChat wants an answer to. */
  ask(name: string, value?: unknown): unknown[] {
    return [...this.#set(name)].map((listener) => this.guard(() => listener(value)));
  }

  #set(name: string): Set<Listener> {
    const known = this.#listeners.get(name) ?? new Set<Listener>();
    this.#listeners.set(name, known);
    return known;
  }
}
