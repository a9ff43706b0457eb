import { ALL } from '../../domain/regions';
import { toFeedTime } from '../../domain/time';
import {
  type ContentHash,
  type ListIndex,
  type ListPage,
  type ListStart,
  PAGE_SIZES,
  paths,
  SCHEMA,
} from '../../feed';
import { toJson } from '../hash';
import { comparePlaces, FIRST, LAST, type Place, placeOf } from '../memory/entry';
import type { Memory } from '../memory/memory';
import { type Page, pageAt } from '../memory/trees';
import type { Staging } from '../write/staging';
import { cut, type Sizes } from './cut';

/** The newest page leaves 16 of 26 behind: well filled, and the next 15 articles touch no other page. */
const PAGES: Sizes = { ...PAGE_SIZES, left: 16 };
/** 384 names are 6 KB on the wire; one level is enough for 6,000 articles, two for a million. */
const NODES: Sizes = { least: 128, most: 384, left: 256 };

/** Where in a list articles came, went, or look different now; or that all of it may have changed. */
export type Changes = readonly Place[] | 'everything';

/** Brings the tree of one list up to the memory: writes the pages that changed and the path to them. */
export class ListTree {
  /**
   * @param before where the archive of the list ends: that of all articles does before those in the head
   */
  constructor(
    private readonly list: string,
    private readonly memory: Memory,
    private readonly staging: Staging,
    private readonly before: Place = LAST,
  ) {}

  /** Returns where the list begins. */
  write(changes: Changes): ListStart {
    const count = this.memory.articles.countIn(this.list, FIRST, LAST);
    const { page, index } = this.writePages(changes);
    // The way to a month begins at the head; in a region it begins at the page, which is asked for in any case.
    const named = this.list === ALL.slug && index;
    return { slug: this.list, count, ...(page ? { page } : {}), ...(named ? { index } : {}) };
  }

  private writePages(changes: Changes): { page?: ContentHash | undefined; index?: ContentHash | undefined } {
    const { list, memory } = this;
    const stored = memory.trees.pages(list, 0);
    const starts: readonly Place[] = stored.length > 0 ? stored : [FIRST];
    // Where many went at once, the head takes back what stood on pages before the last one.
    const endOf = (at: number): Place => earlier(starts[at + 1] ?? LAST, this.before);
    const dirty = new Set(
      changes === 'everything' || stored.length === 0
        ? starts.keys()
        : changes.map((place) => pageAt(stored, place)),
    );
    const sizes = starts.map((start, at) =>
      dirty.has(at) ? memory.articles.countIn(list, start, endOf(at)) : stored[at]!.articles,
    );
    const groups = cut(sizes, PAGES);
    const wasNewest = (page: Page) => page === stored.at(-1);
    const behind: Page[] = [];
    const newest = groups.pop();
    /** Where the next page begins. */
    let from: Place = FIRST;
    for (const { size, same } of groups) {
      const page = same >= 0 && !dirty.has(same) ? stored[same] : undefined;
      behind.push(page && !wasNewest(page) ? page : this.writePage(from, size, {}));
      from = same >= 0 ? endOf(same) : memory.articles.placeBehind(list, from, size);
    }
    const index = this.writeIndex(behind);
    const older = behind.at(-1)?.hash;
    const page =
      newest &&
      this.writePage(from, newest.size, { ...(older ? { older } : {}), ...(index ? { index } : {}) });
    this.note(0, stored, page ? [...behind, page] : behind);
    return { page: page?.hash, index };
  }

  private writePage(from: Place, size: number, links: Pick<ListPage, 'older' | 'index'>): Page {
    const { list } = this;
    const listed = this.memory.articles.listed(list, from, LAST, size);
    const newest = listed.at(-1);
    if (!newest || listed.length !== size)
      throw new Error(`list ${list} has ${listed.length} of ${size} articles`);
    const items = listed.map(({ item }) => item).reverse();
    const page: ListPage = { schema: SCHEMA, list, items, ...links };
    const hash = this.staging.put((name) => paths.listFile(list, name), toJson(page));
    return { ...placeOf(from), articles: size, newest: newest.published, hash };
  }

  /** Returns the index of these pages, oldest first; undefined for none. */
  private writeIndex(pages: readonly Page[]): ContentHash | undefined {
    const { list, memory } = this;
    const levels = memory.trees.levels(list);
    let children = pages;
    let level = 0;
    while (children.length > 1 || (level === 0 && children.length > 0)) {
      level += 1;
      const stored = memory.trees.pages(list, level);
      const nodes = this.writeNodes(level, stored, children);
      this.note(level, stored, nodes);
      children = nodes;
    }
    for (let gone = level + 1; gone < levels; gone += 1) this.note(gone, memory.trees.pages(list, gone), []);
    return children[0]?.hash;
  }

  private writeNodes(level: number, stored: readonly Page[], children: readonly Page[]): Page[] {
    const { list } = this;
    const sizes = new Array<number>(Math.max(1, stored.length)).fill(0);
    for (const child of children) sizes[pageAt(stored, child)]! += 1;
    let from = 0;
    return cut(sizes, NODES).map(({ size }) => {
      const own = children.slice(from, from + size);
      const start: Place = from === 0 ? FIRST : own[0]!;
      from += size;
      const entries = own.map(({ hash, articles, newest }) => ({
        hash,
        count: articles,
        newest: toFeedTime(newest),
      }));
      const node: ListIndex = { schema: SCHEMA, list, level, entries: entries.reverse() };
      const hash = this.staging.put((name) => paths.listFile(list, name), toJson(node));
      const articles = own.reduce((sum, child) => sum + child.articles, 0);
      return { ...placeOf(start), articles, newest: own.at(-1)!.newest, hash };
    });
  }

  /** Remembers a level, and which of its files are new and which are replaced. */
  private note(level: number, stored: readonly Page[], now: readonly Page[]): void {
    const { list, memory } = this;
    const pathsOf = (pages: readonly Page[]) => pages.map(({ hash }) => paths.listFile(list, hash));
    memory.files.exchange(pathsOf(stored), pathsOf(now));
    memory.trees.setPages(list, level, stored, now);
  }
}

const earlier = (a: Place, b: Place): Place => (comparePlaces(a, b) <= 0 ? a : b);
