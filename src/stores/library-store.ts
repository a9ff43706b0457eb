import { makeAutoObservable, observable } from 'mobx';
import type { ArticleId } from '../feed';
import type { Cache, Clock } from './ports';

/** The reader's own state of one article; it lives apart from the article (NetNewsWire: ArticleStatus). */
export interface Reading {
  /** When it was last open, milliseconds since 1970. */
  at: number;
  /** Furthest part read, 0 to 1. */
  progress: number;
}

const KEY = 'reading';
/** Older entries are forgotten: read marks serve the list, not an archive. */
const LIMIT = 1000;

/** What the reader has read: on this device only, nothing leaves it. */
export class LibraryStore {
  readonly readings = observable.map<ArticleId, Reading>({}, { deep: false });

  constructor(
    private readonly cache: Cache,
    private readonly clock: Clock,
  ) {
    makeAutoObservable<this, 'cache' | 'clock'>(this, { cache: false, clock: false, readings: false });
    for (const [id, reading] of entriesOf(cache.read(KEY))) this.readings.set(id, reading);
  }

  isRead(id: ArticleId): boolean {
    return this.readings.has(id);
  }

  opened(id: ArticleId): void {
    this.readings.set(id, { at: this.clock.now(), progress: this.readings.get(id)?.progress ?? 0 });
    this.save();
  }

  /** Remembers how far an article was read; called when its page is left, not while scrolling. */
  reached(id: ArticleId, progress: number): void {
    const known = this.readings.get(id);
    if (known && progress > known.progress) {
      this.readings.set(id, { at: this.clock.now(), progress });
      this.save();
    }
  }

  /** Forgets a withdrawn article. */
  forget(ids: readonly ArticleId[]): void {
    const known = ids.filter((id) => this.readings.delete(id));
    if (known.length > 0) this.save();
  }

  private save(): void {
    const newest = [...this.readings].sort(([, a], [, b]) => b.at - a.at).slice(0, LIMIT);
    this.cache.write(KEY, Object.fromEntries(newest));
  }
}

/** Storage is input like any other: entries of another shape are left out. */
function entriesOf(stored: unknown): [ArticleId, Reading][] {
  if (typeof stored !== 'object' || stored === null) return [];
  return Object.entries(stored).filter(
    (entry): entry is [ArticleId, Reading] =>
      typeof entry[1]?.at === 'number' && typeof entry[1]?.progress === 'number',
  );
}
