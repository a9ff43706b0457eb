import { observable } from 'mobx';
import type { Row } from '../domain/row';
import { readSnapshot, recordEntries, type Snapshot, snapshotOf } from '../domain/snapshot';
import type { ArticleId } from '../feed';
import { observe } from './observed';
import type { Cache, Clock } from './ports';
import { bytesOf, readSaved } from './saved';

/** The reader's own state of one article; it lives apart from the article (NetNewsWire: ArticleStatus). */
export interface Reading {
  /** When it was last open, milliseconds since 1970. */
  at: number;
  /** Furthest part read, 0 to 1. */
  progress: number;
  /** What 历史 shows of it; missing in entries of an older version until the article is met again. */
  item?: Snapshot;
}

export interface Favourite {
  /** When it was put there. */
  at: number;
  item: Snapshot;
}

/** What was taken out last and can be put back. */
export interface Removed {
  what: 'favourite' | 'history';
  favourites: [ArticleId, Favourite][];
  readings: [ArticleId, Reading][];
}

const HISTORY = 'history';
const FAVOURITES = 'favourites';
const RECALLED = 'recalled';
/** Older entries are forgotten: read marks serve the list, not an archive. */
export const HISTORY_LIMIT = 1000;
/** How long 撤销 is offered, in ms. */
const UNDO = 8000;

/** What the reader has kept and read: on this device only, nothing leaves it. */
export class LibraryStore {
  readonly readings = observable.map<ArticleId, Reading>({}, { deep: false });
  private readonly favourites = observable.map<ArticleId, Favourite>({}, { deep: false });
  /** Favourites that their publisher withdrew, until the reader has taken note. */
  recalled = 0;
  /** The device took the last change to 收藏: false when its storage is full. */
  saved = true;
  removed: Removed | null = null;
  private stopUndo = () => {};

  constructor(
    private readonly cache: Cache,
    private readonly clock: Clock,
  ) {
    observe<LibraryStore>(this).except('cache', 'clock', 'stopUndo', 'readings', 'favourites');
    this.readings.replace(readSaved(cache, HISTORY, readEntries(readReading)) ?? []);
    this.favourites.replace(readSaved(cache, FAVOURITES, readEntries(readFavourite)) ?? []);
    this.recalled = readSaved(cache, RECALLED, (value) => (isCount(value) ? value : undefined)) ?? 0;
  }

  isRead(id: ArticleId): boolean {
    return this.readings.has(id);
  }

  isFavourite(id: ArticleId): boolean {
    return this.favourites.has(id);
  }

  favourite(id: ArticleId): Favourite | undefined {
    return this.favourites.get(id);
  }

  /** 收藏, newest first. */
  get kept(): [ArticleId, Favourite][] {
    return newestFirst(this.favourites);
  }

  /** 历史, last opened first. */
  get history(): [ArticleId, Reading][] {
    return newestFirst(this.readings);
  }

  /** Bytes in storage, by kind. */
  get bytes(): { favourites: number; history: number } {
    const size = (map: ReadonlyMap<ArticleId, unknown>) => (map.size === 0 ? 0 : bytesOf([...map]));
    return { favourites: size(this.favourites), history: size(this.readings) };
  }

  /** Puts an article into 收藏, or takes it out. */
  toggleFavourite(row: Row): void {
    if (!this.favourites.delete(row.id))
      this.favourites.set(row.id, { at: this.clock.now(), item: snapshotOf(row) });
    this.saveFavourites();
  }

  /** An article was opened; with its row, 历史 can show it without a network. */
  opened(id: ArticleId, row?: Row): void {
    const known = this.readings.get(id);
    const shown = row ? snapshotOf(row) : known?.item;
    this.readings.set(id, {
      at: this.clock.now(),
      progress: known?.progress ?? 0,
      ...(shown ? { item: shown } : {}),
    });
    this.saveHistory();
  }

  /** Remembers how far an article was read; called when its page is left, not while scrolling. */
  reached(id: ArticleId, progress: number): void {
    const known = this.readings.get(id);
    if (known && progress > known.progress) {
      this.readings.set(id, { ...known, at: this.clock.now(), progress });
      this.saveHistory();
    }
  }

  /** Forgets withdrawn articles; of those in 收藏 the reader is told how many went. */
  forget(ids: readonly ArticleId[]): void {
    const gone = ids.filter((id) => this.favourites.delete(id)).length;
    const read = ids.filter((id) => this.readings.delete(id)).length;
    if (read > 0) this.saveHistory();
    if (gone > 0) {
      this.recalled += gone;
      this.cache.write(RECALLED, this.recalled);
      this.saveFavourites();
    }
    if (this.removed) {
      const stays = ([id]: [ArticleId, unknown]) => !ids.includes(id);
      const { what, favourites, readings } = this.removed;
      this.removed = { what, favourites: favourites.filter(stays), readings: readings.filter(stays) };
    }
  }

  /** The reader has seen that favourites were withdrawn. */
  noted(): void {
    this.recalled = 0;
    this.cache.remove(RECALLED);
  }

  removeFavourite(id: ArticleId): void {
    const favourite = this.favourites.get(id);
    if (!favourite) return;
    this.favourites.delete(id);
    this.saveFavourites();
    this.offerUndo({ what: 'favourite', favourites: [[id, favourite]], readings: [] });
  }

  removeReading(id: ArticleId): void {
    const reading = this.readings.get(id);
    if (!reading) return;
    this.readings.delete(id);
    this.saveHistory();
    this.offerUndo({ what: 'history', favourites: [], readings: [[id, reading]] });
  }

  clearHistory(): void {
    // What the first of two presses cleared can still be put back.
    if (this.readings.size === 0) return;
    const readings = [...this.readings];
    this.readings.clear();
    this.saveHistory();
    this.offerUndo({ what: 'history', favourites: [], readings });
  }

  /** Puts back what was removed last; what was opened again since stays as it is now. */
  undo(): void {
    const { removed } = this;
    if (!removed) return;
    for (const [id, one] of removed.favourites) if (!this.favourites.has(id)) this.favourites.set(id, one);
    for (const [id, one] of removed.readings) if (!this.readings.has(id)) this.readings.set(id, one);
    if (removed.favourites.length > 0) this.saveFavourites();
    if (removed.readings.length > 0) this.saveHistory();
    this.dropUndo();
  }

  private offerUndo(removed: Removed): void {
    this.stopUndo();
    this.removed = removed;
    this.stopUndo = this.clock.after(UNDO, () => this.dropUndo());
  }

  private dropUndo(): void {
    this.stopUndo();
    this.removed = null;
  }

  private saveHistory(): void {
    if (this.readings.size > HISTORY_LIMIT)
      for (const [id] of this.history.slice(HISTORY_LIMIT)) this.readings.delete(id);
    write(this.cache, HISTORY, this.readings);
  }

  private saveFavourites(): void {
    this.saved = write(this.cache, FAVOURITES, this.favourites);
  }
}

const newestFirst = <T extends { at: number }>(map: ReadonlyMap<ArticleId, T>): [ArticleId, T][] =>
  [...map].sort(([, a], [, b]) => b.at - a.at);

function write(cache: Cache, key: string, map: ReadonlyMap<ArticleId, unknown>): boolean {
  const record: Record<ArticleId, unknown> = {};
  for (const [id, value] of map) record[id] = value;
  return cache.write(key, record);
}

/** Later moments have no form in the feed's times, which the days of a list are made from. */
const LAST = Date.UTC(9999, 11, 31);

const isTime = (value: unknown): value is number => isCount(value) && value < LAST;

const isCount = (value: unknown): value is number => typeof value === 'number' && value >= 0;

/** Storage is input like any other: entries of another shape are left out. */
const readEntries =
  <T>(readOne: (value: Record<string, unknown>) => T | undefined) =>
  (stored: unknown, flawed: () => void): [ArticleId, T][] | undefined => {
    if (typeof stored !== 'object' || stored === null || Array.isArray(stored)) return undefined;
    const entries: [ArticleId, T][] = [];
    for (const [id, value] of recordEntries(stored)) {
      const one =
        typeof value === 'object' && value !== null ? readOne(value as Record<string, unknown>) : undefined;
      if (one) entries.push([id, one]);
    }
    if (entries.length < Object.keys(stored).length) flawed();
    return entries;
  };

function readReading({ at, progress, item }: Record<string, unknown>): Reading | undefined {
  if (!isTime(at) || !isCount(progress)) return undefined;
  const shown = readSnapshot(item);
  return { at, progress: Math.min(1, progress), ...(shown ? { item: shown } : {}) };
}

function readFavourite({ at, item }: Record<string, unknown>): Favourite | undefined {
  const shown = readSnapshot(item);
  return isTime(at) && shown ? { at, item: shown } : undefined;
}
