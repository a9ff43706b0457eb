import { observable } from 'mobx';
import { recordEntries } from '../domain/snapshot';
import type { ArticleId } from '../feed';
import { observe } from './observed';
import { type Cache, type Refusal, UNREADABLE, type Written } from './ports';
import { bytesOf, dropAside, isRecord, KEY_LIMIT, mayName, readSaved, writeOwn } from './saved';

/** How entries of one kind are read, and what becomes of them where there is no room for all. */
interface Kind<T> {
  key: string;
  /** Undefined for what is none: storage is input like any other. */
  read: (stored: Record<string, unknown>) => T | undefined;
  /** So many are kept, and fewer where storage takes fewer: the oldest go. Without it none ever goes. */
  most?: number;
  /** One entry out of what storage had of an article and what this run has had of it before that could be read. */
  merge: (stored: T, here: T) => T;
}

type Edit<T> = (entries: Map<ArticleId, T>) => void;

/** What of a key is left for its value, in bytes: WeChat counts the key and some wrapping as well. */
const ROOM = KEY_LIMIT - 1024;

/**
 * Entries of the reader's own, by article, in memory and under one key. Storage always holds them as they were after
 * some change; where it could not be read, nothing is written over it until it can be, and then both are joined.
 */
export class OwnEntries<T extends { at: number }> {
  readonly map = observable.map<ArticleId, T>({}, { deep: false });
  /** Why storage did not take the last change; null where it did. */
  private refusal: Refusal | null = null;
  /** Storage has not told yet what it holds. */
  isUnread = true;
  /** Whether storage has still something that was withdrawn; the next write tries again. */
  owes = false;
  /** What storage holds. */
  private stored: readonly [ArticleId, T][] = [];
  /** Storage holds what could not be read whole: it may name what is not here. */
  private isFlawed = false;
  /** What was withdrawn in this run. */
  private readonly gone = new Set<ArticleId>();
  /** Those of them that were here, of which nobody has heard yet. */
  private readonly late: ArticleId[] = [];

  constructor(
    private readonly cache: Cache,
    private readonly kind: Kind<T>,
  ) {
    observe<OwnEntries<T>>(this).except('cache', 'kind', 'map', 'stored', 'gone', 'late', 'isFlawed');
    this.readAgain();
  }

  /** Newest first. */
  get entries(): [ArticleId, T][] {
    return newestFirst(this.map);
  }

  /** Bytes in storage, near enough. */
  get bytes(): number {
    return sizeOf(this.map);
  }

  /** Why what stands here is not in storage, or may not be all; null where all is well. */
  get trouble(): Refusal | 'unread' | null {
    return this.isUnread ? 'unread' : this.refusal;
  }

  /** Reads what an earlier run left, unless that has come already; false where storage does not answer. */
  readAgain(): boolean {
    if (!this.isUnread) return true;
    const { key, read, merge } = this.kind;
    const found = readSaved(this.cache, key, (stored, flawed) => {
      const entries = entriesOf(stored, read, () => {
        this.isFlawed = true;
        flawed();
      });
      if (!entries) this.isFlawed = true;
      return entries;
    });
    if (found === UNREADABLE) return false;
    this.isUnread = false;
    this.stored = found ?? [];
    const here = [...this.map];
    // What this run has had so far is still to be written.
    if (here.length === 0) this.refusal = null;
    this.map.replace(this.stored);
    for (const id of this.gone) if (this.map.delete(id)) this.late.push(id);
    for (const [id, one] of here) {
      const known = this.map.get(id);
      this.map.set(id, known ? merge(known, one) : one);
    }
    return true;
  }

  /** Makes a change that holds only if storage takes it: otherwise all stays as it was. */
  change(edit: Edit<T>): Written {
    return this.took(this.readAgain() ? this.write(edit) : 'broken', edit);
  }

  /** Makes a change that holds in this run, whatever storage says; with the next one it is tried again. */
  note(edit: Edit<T>): void {
    const isRead = this.readAgain();
    edit(this.map);
    this.took(isRead ? this.write(() => {}) : 'broken', () => {});
  }

  /** Tries again what storage has refused, to read or to write, as after room was made. */
  save(): void {
    this.readAgain();
    if (this.refusal || this.owes) this.note(() => {});
  }

  /**
   * These go, and out of storage as soon as it allows, also where it holds them in a form that could not be read.
   * Returns how many were here that nobody has heard of yet.
   */
  forget(ids: readonly ArticleId[]): number {
    const isRead = this.readAgain();
    for (const id of ids) this.gone.add(id);
    const count = ids.filter((id) => this.map.delete(id)).length;
    const isFlawed = this.isFlawed && mayName(this.cache, this.kind.key, this.gone);
    this.owes = this.owes || !isRead || count > 0 || isFlawed || !this.isAsideClean();
    // A refusal is no answer to anything that the reader did.
    if (this.owes && isRead && this.write(() => {}) === 'kept') this.took('kept', () => {});
    return count + this.late.splice(0).length;
  }

  private took(outcome: Written, edit: Edit<T>): Written {
    this.refusal = outcome === 'kept' ? null : outcome;
    if (outcome !== 'kept') return outcome;
    edit(this.map);
    this.owes = this.owes && !this.isAsideClean();
    // Those for which there was no room are gone here as well.
    if (this.map.size > this.stored.length) this.map.replace(this.stored);
    return outcome;
  }

  /** A copy that was set aside goes where it names something withdrawn; false where it may still be there. */
  private isAsideClean(): boolean {
    return dropAside(this.cache, this.kind.key, this.gone);
  }

  /** Writes what an edit would make of the entries. */
  private write(edit: Edit<T>): Written {
    const edited = new Map(this.map);
    edit(edited);
    const { most } = this.kind;
    let next = [...edited];
    if (most !== undefined && next.length > most) next = newestFirst(edited).slice(0, most);
    let outcome = this.put(next);
    if (most === undefined) return outcome;
    // What is no larger than what stands there needs no room.
    for (const limit of [ROOM, sizeOf(this.stored)]) {
      const fewer = outcome === 'large' || outcome === 'full' ? newestWithin(edited, limit) : next;
      if (fewer.length === 0 || fewer.length >= next.length) continue;
      next = fewer;
      outcome = this.put(next);
    }
    return outcome;
  }

  private put(entries: [ArticleId, T][]): Written {
    const record: Record<ArticleId, T> = {};
    for (const [id, one] of entries) record[id] = one;
    const outcome = writeOwn(this.cache, this.kind.key, record);
    if (outcome === 'kept') {
      this.stored = entries;
      this.isFlawed = false;
    }
    return outcome;
  }
}

const newestFirst = <T extends { at: number }>(entries: Iterable<[ArticleId, T]>): [ArticleId, T][] =>
  [...entries].sort(([, a], [, b]) => b.at - a.at);

const sizeOfOne = ([id, one]: [ArticleId, unknown]): number => bytesOf(id) + bytesOf(one) + 2;

function sizeOf(entries: Iterable<[ArticleId, unknown]>): number {
  let size = 0;
  for (const entry of entries) size += sizeOfOne(entry);
  return size;
}

/** As many of the newest as fit into so many bytes. */
function newestWithin<T extends { at: number }>(
  entries: Iterable<[ArticleId, T]>,
  bytes: number,
): [ArticleId, T][] {
  const newest = newestFirst(entries);
  let left = bytes;
  const end = newest.findIndex((entry) => {
    left -= sizeOfOne(entry);
    return left < 0;
  });
  return end < 0 ? newest : newest.slice(0, end);
}

/** Entries of another shape are left out. */
function entriesOf<T>(
  stored: unknown,
  read: Kind<T>['read'],
  flawed: () => void,
): [ArticleId, T][] | undefined {
  if (!isRecord(stored)) return undefined;
  const entries: [ArticleId, T][] = [];
  for (const [id, value] of recordEntries(stored)) {
    const one = isRecord(value) ? read(value) : undefined;
    if (one) entries.push([id, one]);
  }
  if (entries.length < Object.keys(stored).length) flawed();
  return entries;
}
