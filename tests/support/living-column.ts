import {
  type ArticleDocument,
  type Head,
  type ListItem,
  paths,
  SCHEMA,
  type WithdrawnDocument,
} from '../../src/feed';
import { contentHash, document, editionOf, feedOf, listItem } from './feed';
import { searchIndex } from './search-index';

/** Regions of the articles in turn; null is the whole province. */
const REGIONS = ['jinan', 'qingdao', null];
/** The lists that such a column has. */
export const LISTS = ['all', 'jinan', 'qingdao', 'province'];
/** Words of which every article holds one in its digest and one in its text alone. */
export const WORDS = ['公交线路', '高铁班次', '港口航运'];
/** Withdrawn articles that the head names; the others stand in their own file. */
const NAMED = 2;

/** What the feed holds after one publication. */
interface Edition {
  files: ReadonlyMap<string, unknown>;
  /** Documents that somebody has asked for. */
  documents: Map<string, ArticleDocument>;
}

const titles = new Map<string, { n: number; edition: number }>();

/** The number of an article, which its title tells, and how often it was corrected. */
export function readTitle(title: string): { n: number; edition: number } {
  const known = titles.get(title);
  if (known) return known;
  const [, n, edition] = /^第〔(\d+)〕篇，第(\d+)版$/.exec(title) ?? [];
  if (!edition) throw new Error(`no title of this column: ${title}`);
  const read = { n: Number(n), edition: Number(edition) };
  titles.set(title, read);
  return read;
}

/** What only the title of an article holds. */
export const markOf = (id: string): string => `〔${Number(id.slice(3))}〕`;

const titleOf = (n: number, edition: number) => `第〔${n}〕篇，第${edition}版`;
const digestWord = (n: number) => WORDS[n % WORDS.length]!;
const textWord = (n: number) => WORDS[Math.floor(n / WORDS.length) % WORDS.length]!;

/** Whether an article of this column holds a word, in its digest or in its text. */
export function holds(id: string, word: string): boolean {
  const n = Number(id.slice(3));
  return digestWord(n) === word || textWord(n) === word;
}

/** A column that changes, as a server shows it: each publication an edition, files of older ones until they are swept. */
export class LivingColumn {
  /** Newest first. */
  items: readonly ListItem[] = [];
  /** Ids, withdrawn last first. */
  withdrawn: readonly string[] = [];
  /** Every article that was ever there, by number. */
  private readonly arrived: ListItem[] = [];
  /** Newest first. */
  private editions: Edition[] = [];

  /** @param isSearched whether its head names a search index, which is what costs most to make */
  constructor(private readonly isSearched = true) {}

  /** Adds articles of the numbers that follow; `at` tells of each when it is published, in steps of six hours. */
  add(count: number, at: (n: number) => number = (n) => n): void {
    for (let left = count; left > 0; left -= 1) {
      const n = this.arrived.length + 1;
      const { date_published, _column } = listItem(at(n));
      const item = listItem(n, {
        title: titleOf(n, 0),
        content_text: `摘要里有${digestWord(n)}`,
        date_published,
        _column: { ..._column, v: editionOf(n * 1000), region: REGIONS[((n * 7) % 11) % 3]! },
      });
      this.arrived.push(item);
      this.items = [...this.items, item];
    }
  }

  /** Gives an article a new title and text. */
  correct(id: string): void {
    this.items = this.items.map((item) => {
      if (item.id !== id) return item;
      const { n, edition } = readTitle(item.title);
      const changed: ListItem = {
        ...item,
        title: titleOf(n, edition + 1),
        _column: { ...item._column, v: editionOf(n * 1000 + edition + 1) },
      };
      this.arrived[n - 1] = changed;
      return changed;
    });
  }

  withdraw(id: string): void {
    if (!this.items.some((item) => item.id === id)) return;
    this.items = this.items.filter((item) => item.id !== id);
    this.withdrawn = [id, ...this.withdrawn];
  }

  /** What has changed becomes the newest edition. */
  publish(): void {
    this.items = [...this.items].sort(
      (a, b) => Date.parse(b.date_published) - Date.parse(a.date_published) || (a.id < b.id ? 1 : -1),
    );
    const gone = new Set(this.withdrawn);
    const search =
      this.isSearched &&
      searchIndex(
        this.arrived.map(({ content_text }, at) => `${content_text}。${textWord(at + 1)}`),
        { items: this.arrived.map((item) => (gone.has(item.id) ? null : item)), shards: 3, tail: 3 },
      );
    const recalled = { schema: SCHEMA, withdrawn: this.withdrawn.slice(NAMED) };
    const hash = contentHash(recalled);
    const { files } = feedOf(
      this.items,
      {
        ...(search ? { search: search.hash } : {}),
        withdrawn: this.withdrawn.slice(0, NAMED),
        ...(recalled.withdrawn.length > 0 ? { recalled: hash } : {}),
      },
      3,
    );
    if (search) for (const [path, file] of search) files.set(path, file);
    if (recalled.withdrawn.length > 0) files.set(paths.withdrawn(hash), recalled);
    this.editions = [{ files, documents: new Map() }, ...this.editions];
  }

  /** Files that only older editions lead to go. */
  sweep(): void {
    this.editions.length = 1;
  }

  get head(): Head {
    return this.editions[0]!.files.get(paths.head) as Head;
  }

  /** What the server answers now; undefined where it has no such file. */
  file(path: string): unknown {
    const [now] = this.editions;
    if (path === paths.head) return now!.files.get(path);
    const id = /^articles\/(\w+)\.json$/.exec(path)?.[1];
    if (id) return this.document(id);
    for (const { files } of this.editions) {
      const file = files.get(path);
      // What holds something withdrawn goes at once.
      if (file) return this.namesWithdrawn(file) ? undefined : file;
    }
    return undefined;
  }

  private namesWithdrawn(file: unknown): boolean {
    const { items = [] } = file as { items?: readonly (ListItem | null)[] };
    return items.some((item) => item && this.withdrawn.includes(item.id));
  }

  private document(id: string): ArticleDocument | WithdrawnDocument | undefined {
    if (this.withdrawn.includes(id))
      return { id, schema: SCHEMA, withdrawn: listItem(1).date_published } as WithdrawnDocument;
    const { documents } = this.editions[0]!;
    const known = documents.get(id);
    if (known) return known;
    const at = this.items.findIndex((item) => item.id === id);
    const item = this.items[at];
    if (!item) return undefined;
    const near = (step: number) => this.items[(at + step) % this.items.length]!;
    const made = document(1, {
      id,
      title: item.title,
      digest: item.content_text,
      v: item._column.v!,
      blocks: [
        {
          type: 'paragraph',
          inlines: [{ text: `${item.title}的正文，说的是${textWord(readTitle(item.title).n)}` }],
        },
      ],
      related: [near(3), near(7)],
      newer: this.items[at - 1] ?? null,
      older: this.items[at + 1] ?? null,
    });
    documents.set(id, made);
    return made;
  }
}
