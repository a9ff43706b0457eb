import { filesOf } from '../domain/column-head';
import { type ArticleId, type ContentHash, type Head, type ListItem, parseHead, shardNames } from '../feed';
import type { Cache } from './ports';
import { type Held, Shelf } from './shelf';

/** What matters here of a file that is named by its content: the articles it tells of, and where it leads. */
export interface LastingFile {
  schema: number;
  items?: readonly (ListItem | null)[];
  older?: ContentHash;
  index?: ContentHash;
  entries?: readonly { hash: ContentHash }[];
  blocks?: readonly ContentHash[];
  rows?: readonly ContentHash[];
  parts?: readonly { shards: string }[];
}

const HEAD = 'head';

const idsOf = ({ items = [] }: LastingFile): ArticleId[] => items.flatMap((item) => (item ? [item.id] : []));

function leadsOf({
  older,
  index,
  entries = [],
  blocks = [],
  rows = [],
  parts = [],
}: LastingFile): ContentHash[] {
  const shards = parts.flatMap(shardNames);
  const next = [older, index].filter((hash) => hash !== undefined);
  return [...next, ...entries.map(({ hash }) => hash), ...blocks, ...rows, ...shards];
}

/** The hash in a file's name. */
const hashOf = (path: string): ContentHash => path.slice(path.lastIndexOf('/') + 1, path.lastIndexOf('.'));

/**
 * The feed on the device, as it came: the newest head, and the files that are named by their content, by path. What
 * is kept of those is not asked for again, and a column that was looked through is there without a network. One rule
 * for all of them, pages, index and search alike: what a new head leaves behind is the first to go, so that a search
 * index of yesterday takes nobody's room.
 */
export class FileCache {
  private readonly shelf: Shelf;
  /** Files that the newest head names. */
  private roots: ContentHash[] = [];
  private readonly gone = new Set<ArticleId>();

  constructor(
    private readonly cache: Cache,
    /**
     * Some 200 pages, more than 3,000 articles. WeChat allows 10 MB together: 6 are for documents, and 2 stay for
     * what is the reader's, of which 收藏 and 历史 can take 1 MB each.
     */
    budget = 2_000_000,
  ) {
    this.shelf = new Shelf(cache, 'files', 'file:', budget, (held) => this.least(held));
  }

  /** Whether no file is kept, the head aside. */
  get isEmpty(): boolean {
    return this.shelf.held.length === 0;
  }

  /** The head that was kept last; one that is damaged or of another edition is dropped. */
  head(): Head | undefined {
    const stored = this.cache.read(HEAD);
    if (stored === undefined) return undefined;
    try {
      const head = parseHead(stored);
      this.roots = filesOf(head);
      return head;
    } catch {
      this.cache.remove(HEAD);
      return undefined;
    }
  }

  keepHead(head: Head): void {
    this.roots = filesOf(head);
    const items = head.items.filter(({ id }) => !this.gone.has(id));
    this.cache.write(HEAD, { ...head, items });
  }

  /** A kept file, which nobody has checked; undefined where there is none. */
  read(path: string): unknown {
    this.shelf.touch(path);
    return this.shelf.read(path);
  }

  write(path: string, file: LastingFile): void {
    const ids = idsOf(file);
    // It was on its way when one of its articles was withdrawn.
    if (ids.some((id) => this.gone.has(id))) return;
    this.shelf.write(file, { key: path, ids, leads: leadsOf(file) });
  }

  remove(path: string): void {
    this.shelf.remove(path);
  }

  /** No copy of a withdrawn article stays, not even its title in the head or in a page. */
  forget(ids: ReadonlySet<ArticleId>): void {
    if (ids.size === 0) return;
    for (const id of ids) this.gone.add(id);
    for (const { key, ids: named } of this.shelf.held)
      if (named.some((id) => ids.has(id))) this.shelf.remove(key);
    const head = this.head();
    const items = head?.items.filter(({ id }) => !ids.has(id));
    if (!head || !items || items.length === head.items.length) return;
    if (!this.cache.write(HEAD, { ...head, items })) this.cache.remove(HEAD);
  }

  /** The file that goes first: one that the newest head does not lead to, else the one that was used longest ago. */
  private least(held: readonly Held[]): Held | undefined {
    const leads = new Map(held.map((one) => [hashOf(one.key), one.leads ?? []]));
    const led = new Set<ContentHash>();
    const next = [...this.roots];
    for (let hash = next.pop(); hash !== undefined; hash = next.pop())
      if (!led.has(hash)) {
        led.add(hash);
        next.push(...(leads.get(hash) ?? []));
      }
    return held.find(({ key }) => !led.has(hashOf(key))) ?? held[0];
  }
}
