import { contentHash } from '../../../src/publisher/hash';
import type { Choice, Model, State } from './model';
import type { Naming, Node } from './replay';
import { FATES } from './writings';

/** What the database is: what its engine promises, what it may have lost all the same, and what no engine leaves. */
export type Kept = 'last' | 'before' | 'cut' | 'zeros' | 'missing';
const LOSSES: readonly Kept[] = ['before', 'before', 'cut', 'zeros', 'missing'];

/** A power cut: at what moment, and what it leaves. */
export interface Cut extends State {
  /** How many entries of the log were done. */
  point: number;
  how: string;
  kept: Kept;
  /** The same for the same state. */
  key: string;
}

/** A choice that is called something. */
interface Called extends Choice {
  how: string;
}

const always =
  <T>(value: T) =>
  (): T =>
    value;

/** The same answer to the same question. */
function once<K, V>(answer: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    if (!known.has(key)) known.set(key, answer(key));
    return known.get(key)!;
  };
}

/** Power cuts in the run of a model, without end, drawn by `next`. */
export class Cuts {
  /** Moments of which more is looked at: around flushes, commits, and at the end. */
  private readonly special: number[];
  private readonly first: number;

  constructor(
    private readonly model: Model,
    private readonly next: () => number,
  ) {
    const { entries } = model;
    const marked = entries.flatMap((entry, at) =>
      ['sync', 'sync ends', 'database'].includes(entry.do) ? [at, at + 1] : [],
    );
    this.special = [...new Set([...marked, entries.length])];
    this.first = Math.max(
      0,
      entries.findIndex((entry) => entry.do === 'sync'),
    );
  }

  /** The moments that are told apart, each with every simple choice; and then others. */
  *all(): Generator<Cut> {
    for (const point of this.special)
      for (const choice of this.simple(point)) yield this.cut(point, choice, 'last');
    for (;;) yield this.cut(...this.drawn());
  }

  private some(count: number): number {
    return Math.floor(this.next() * count);
  }

  private one<T>(all: readonly T[]): T {
    return all[this.some(all.length)]!;
  }

  private drawn(): [number, Called, Kept] {
    const { length } = this.model.entries;
    const where = this.next();
    // What is staged and archived is much, and all alike.
    const point =
      where < 0.1
        ? length
        : where < 0.4
          ? this.one(this.special)
          : where < 0.8
            ? this.first + this.some(length + 1 - this.first)
            : this.some(length + 1);
    return [point, this.choice(point), this.next() < 0.08 ? this.one(LOSSES) : 'last'];
  }

  private simple(point: number): Called[] {
    const { names } = this.model.pendingAt(point);
    const choices: Called[] = [];
    for (const fate of FATES)
      choices.push({ how: `all names, bytes ${fate}`, isDone: always(true), fate: always(fate) });
    choices.push({ how: 'nothing', isDone: always(false), fate: always('old') });
    for (const name of [names[0], names.at(-1)].flatMap((one) => one ?? [])) {
      choices.push({ how: 'one name', isDone: (one) => one === name, fate: always('whole') });
      choices.push({ how: 'all names but one', isDone: (one) => one !== name, fate: always('whole') });
    }
    return choices;
  }

  private choice(point: number): Called {
    const { names, files } = this.model.pendingAt(point);
    const fates = once((_: Node) => this.one(FATES));
    const share = this.next();
    const drawn = once((_: Naming) => this.next() < share);
    const name = this.one(names);
    const upTo = name?.at ?? 0;
    const file = this.one(files);
    const lost = this.one(FATES);
    const choices: Called[] = [
      { how: 'one name', isDone: (one) => one === name, fate: always('whole') },
      { how: 'all names but one', isDone: (one) => one !== name, fate: always('whole') },
      { how: 'names up to one', isDone: ({ at }) => at <= upTo, fate: fates },
      { how: 'names from one on', isDone: ({ at }) => at >= upTo, fate: always('whole') },
      { how: 'some names', isDone: drawn, fate: always('whole') },
      { how: 'some names, some bytes', isDone: drawn, fate: fates },
      { how: 'all names, some bytes', isDone: always(true), fate: fates },
      { how: 'no names, some bytes', isDone: always(false), fate: fates },
      {
        how: 'all names, one without its bytes',
        isDone: always(true),
        fate: (one) => (one === file ? lost : 'whole'),
      },
      {
        how: 'some names, one without its bytes',
        isDone: drawn,
        fate: (one) => (one === file ? lost : 'whole'),
      },
    ];
    return this.one(choices);
  }

  private cut(point: number, choice: Called, kept: Kept): Cut {
    const state = this.model.state(point, choice);
    const database = this.database(point, kept);
    const lines = [...state.files].map(
      ([name, one]) => `${name} ${'base' in one ? `= ${one.base}` : one.hash}`,
    );
    const key = contentHash(
      [...lines.sort(), ...state.folders.sort(), database ? contentHash(Buffer.from(database)) : ''].join(
        '\n',
      ),
    );
    return { ...state, database, point, how: choice.how, kept, key };
  }

  private database(point: number, kept: Kept): Uint8Array | null {
    const last = this.model.databaseAt(point);
    switch (kept) {
      case 'last':
        return last;
      case 'before':
        return this.model.databaseAt(point, 1);
      case 'missing':
        return null;
      case 'zeros':
        return new Uint8Array(last?.length ?? 0);
      case 'cut':
        return last?.subarray(0, 4096 * this.some(last.length / 4096)) ?? null;
    }
  }
}
