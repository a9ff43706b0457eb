import type { Row } from '../domain/row';
import { readSnapshot, type Snapshot, snapshotOf } from '../domain/snapshot';
import type { ArticleId } from '../feed';
import { observe } from './observed';
import { OwnEntries } from './own-entries';
import { type Cache, type Clock, type Refusal, UNREADABLE, type Written } from './ports';
import { readSaved, writeOwn } from './saved';

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

const RECALLED = 'recalled';
/** Older entries are forgotten: read marks serve the list, not an archive. */
export const HISTORY_LIMIT = 1000;
/** How long 撤销 is offered, in ms. */
const UNDO = 8000;

/**
 * What the reader has kept and read: on this device only, nothing leaves it. What is asked for and storage refuses (to
 * keep, to take out, to put back) does not happen; what was read stands in 历史 for this run, and is written with what
 * comes next. 收藏 is under one key, which takes some 2,600 articles: for more the reader would have to wait at each
 * change, so a full one says so and takes no more until some are taken out. 历史 lets the oldest go.
 */
export class LibraryStore {
  private readonly favourites: OwnEntries<Favourite>;
  private readonly past: OwnEntries<Reading>;
  /** Favourites that their publisher withdrew, until the reader has taken note. */
  recalled = 0;
  /** What storage says of them. */
  private storedRecalled: number | typeof UNREADABLE = UNREADABLE;
  removed: Removed | null = null;
  private stopUndo = () => {};

  constructor(
    private readonly cache: Cache,
    private readonly clock: Clock,
  ) {
    this.favourites = new OwnEntries(cache, { key: 'favourites', read: readFavourite, merge: (one) => one });
    this.past = new OwnEntries(cache, {
      key: 'history',
      read: readReading,
      most: HISTORY_LIMIT,
      merge: (stored, here) => ({ ...stored, ...here, progress: Math.max(stored.progress, here.progress) }),
    });
    observe<LibraryStore>(this).except('cache', 'clock', 'stopUndo', 'favourites', 'past', 'storedRecalled');
    this.readRecalled();
  }

  get readings(): ReadonlyMap<ArticleId, Reading> {
    return this.past.map;
  }

  isRead(id: ArticleId): boolean {
    return this.past.map.has(id);
  }

  /** Whether 历史 may hold an article: one that could not be read may hold any. */
  mayKnow(id: ArticleId): boolean {
    return this.past.isUnread || this.isRead(id);
  }

  isFavourite(id: ArticleId): boolean {
    return this.favourites.map.has(id);
  }

  favourite(id: ArticleId): Favourite | undefined {
    return this.favourites.map.get(id);
  }

  /** 收藏, newest first. */
  get kept(): [ArticleId, Favourite][] {
    return this.favourites.entries;
  }

  /** 历史, last opened first. */
  get history(): [ArticleId, Reading][] {
    return this.past.entries;
  }

  /** Bytes in storage, by kind. */
  get bytes(): { favourites: number; history: number } {
    return { favourites: this.favourites.bytes, history: this.past.bytes };
  }

  /** Why the last change to 收藏 or 历史 is not in storage; `unread`: what is there could not be read yet. */
  get trouble(): Record<'favourites' | 'history', Refusal | 'unread' | null> {
    return { favourites: this.favourites.trouble, history: this.past.trouble };
  }

  /** Whether nothing is kept here, as far as storage tells. */
  get isEmpty(): boolean {
    const { favourites, past } = this;
    return !favourites.isUnread && !past.isUnread && favourites.map.size + past.map.size === 0;
  }

  /** Whether storage still has something of a withdrawn article. */
  get owes(): boolean {
    return this.favourites.owes || this.past.owes;
  }

  /** Puts an article into 收藏, or takes it out, if storage takes that. */
  toggleFavourite(row: Row): Written {
    const favourite = { at: this.clock.now(), item: snapshotOf(row) };
    return this.favourites.change((all) => all.delete(row.id) || all.set(row.id, favourite));
  }

  /** An article was opened; with its row, 历史 can show it without a network. */
  opened(id: ArticleId, row?: Row): void {
    const at = this.clock.now();
    this.past.note((all) => {
      const known = all.get(id);
      const shown = row ? snapshotOf(row) : known?.item;
      all.set(id, { at, progress: known?.progress ?? 0, ...(shown ? { item: shown } : {}) });
    });
  }

  /** Remembers how far an article was read; called when its page is left, not while scrolling. */
  reached(id: ArticleId, progress: number): void {
    const known = this.readings.get(id);
    const at = this.clock.now();
    if (known && progress > known.progress) this.past.note((all) => all.set(id, { ...known, at, progress }));
  }

  /** Forgets withdrawn articles; of those in 收藏 the reader is told how many went. */
  forget(ids: readonly ArticleId[]): void {
    this.past.forget(ids);
    this.recalled += this.favourites.forget(ids);
    this.keepRecalled();
    if (this.removed) {
      const stays = ([id]: [ArticleId, unknown]) => !ids.includes(id);
      const { what, favourites, readings } = this.removed;
      this.removed = { what, favourites: favourites.filter(stays), readings: readings.filter(stays) };
    }
  }

  /** The reader has seen that favourites were withdrawn. */
  noted(): void {
    this.recalled = 0;
    if (this.cache.remove(RECALLED)) this.storedRecalled = 0;
    else this.keepRecalled();
  }

  /** Reads what could not be read before, and writes what storage refused and is not lost. */
  tryAgain(): void {
    this.favourites.readAgain();
    this.past.save();
    this.keepRecalled();
  }

  /** There is room again: what storage had none for is written, and what the reader was told of it is past. */
  roomMade(): void {
    this.favourites.save();
    this.past.save();
  }

  removeFavourite(id: ArticleId): Written {
    const favourite = this.favourite(id);
    const outcome = this.favourites.change((all) => all.delete(id));
    if (favourite && outcome === 'kept')
      this.offerUndo({ what: 'favourite', favourites: [[id, favourite]], readings: [] });
    return outcome;
  }

  removeReading(id: ArticleId): Written {
    const reading = this.readings.get(id);
    const outcome = this.past.change((all) => all.delete(id));
    if (reading && outcome === 'kept')
      this.offerUndo({ what: 'history', favourites: [], readings: [[id, reading]] });
    return outcome;
  }

  clearHistory(): Written {
    // What the first of two presses cleared can still be put back.
    if (this.readings.size === 0) return 'kept';
    let readings: [ArticleId, Reading][] = [];
    const outcome = this.past.change((all) => {
      readings = [...all];
      all.clear();
    });
    if (outcome === 'kept') this.offerUndo({ what: 'history', favourites: [], readings });
    return outcome;
  }

  /** Puts back what was removed last; what was opened again since stays as it is now. */
  undo(): Written {
    if (!this.removed) return 'kept';
    const { what, favourites, readings } = this.removed;
    const outcome =
      what === 'favourite' ? this.favourites.change(adding(favourites)) : this.past.change(adding(readings));
    // Where storage refuses, the offer stands as long as it would have.
    if (outcome === 'kept') this.dropUndo();
    return outcome;
  }

  private readRecalled(): void {
    const stored = readSaved(this.cache, RECALLED, (value) => (isCount(value) ? value : undefined));
    this.storedRecalled = stored === undefined ? 0 : stored;
    if (stored !== UNREADABLE) this.recalled += stored ?? 0;
  }

  /** While 收藏 still has them in storage, the next start counts them again. */
  private keepRecalled(): void {
    if (this.storedRecalled === UNREADABLE) this.readRecalled();
    if (this.favourites.owes || this.storedRecalled === UNREADABLE || this.storedRecalled === this.recalled)
      return;
    if (writeOwn(this.cache, RECALLED, this.recalled) === 'kept') this.storedRecalled = this.recalled;
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
}

/** Adds entries, where there are none of the same article. */
const adding =
  <T>(entries: readonly [ArticleId, T][]) =>
  (all: Map<ArticleId, T>): void => {
    for (const [id, one] of entries) if (!all.has(id)) all.set(id, one);
  };

/** Later moments have no form in the feed's times, which the days of a list are made from. */
const LAST = Date.UTC(9999, 11, 31);

const isTime = (value: unknown): value is number => isCount(value) && value < LAST;

const isCount = (value: unknown): value is number => typeof value === 'number' && value >= 0;

function readReading({ at, progress, item }: Record<string, unknown>): Reading | undefined {
  if (!isTime(at) || !isCount(progress)) return undefined;
  const shown = readSnapshot(item);
  return { at, progress: Math.min(1, progress), ...(shown ? { item: shown } : {}) };
}

function readFavourite({ at, item }: Record<string, unknown>): Favourite | undefined {
  const shown = readSnapshot(item);
  return isTime(at) && shown ? { at, item: shown } : undefined;
}
