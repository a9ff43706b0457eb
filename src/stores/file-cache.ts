import { filesOf } from '../domain/column-head';
import { type ArticleId, type ContentHash, type Head, type ListItem, parseHead, shardNames } from '../feed';
import { type Cache, UNREADABLE } from './ports';
import { bytesOf } from './saved';
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
  /** Whether storage has refused to let something go that was withdrawn; the next `forget` tries again. */
  owes = false;

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
    return this.shelf.isOpen() && this.shelf.held.length === 0;
  }

  get used(): number {
    return this.shelf.used;
  }

  /** The head that was kept last; one that is damaged or of another edition is dropped. */
  head(): Head | undefined {
    const head = this.storedHead();
    if (head) this.roots = filesOf(head);
    return head;
  }

  /** Where it is not kept, the one before stays. */
  keepHead(head: Head): void {
    this.roots = filesOf(head);
    const kept = { ...head, items: head.items.filter(({ id }) => !this.gone.has(id)) };
    this.shelf.yieldTo(bytesOf(kept), () => this.cache.write(HEAD, kept));
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
    const isGone = (id: ArticleId) => this.gone.has(id);
    const stale = this.shelf.held.filter((one) => one.ids.some(isGone)).map(({ key }) => key);
    const isHeadClean = this.cleanHead(isGone);
    this.owes = !this.shelf.isOpen() || (stale.length > 0 && !this.shelf.remove(...stale)) || !isHeadClean;
  }

  /** Every file goes; the head stays, with what it shows. */
  clear(): void {
    this.shelf.clear();
  }

  private storedHead(): Head | undefined {
    const stored = this.cache.read(HEAD);
    if (stored === undefined || stored === UNREADABLE) return undefined;
    try {
      return parseHead(stored);
    } catch {
      this.cache.remove(HEAD);
      return undefined;
    }
  }

  private cleanHead(isGone: (id: ArticleId) => boolean): boolean {
    const head = this.storedHead();
    const items = head?.items.filter(({ id }) => !isGone(id));
    if (!head || !items || items.length === head.items.length) return true;
    return this.cache.write(HEAD, { ...head, items }) === 'kept' || this.cache.remove(HEAD);
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
