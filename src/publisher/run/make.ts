import { type ArticleId, parseArticle } from '../../feed';
import { contentHash, editionOf } from '../hash';
import type { Entry } from '../memory/entry';
import type { Memory } from '../memory/memory';
import { Pool } from '../pool';
import { packGrams } from '../search/grams';
import type { ArticleReading, SourceArticle } from '../source/types';
import { detached } from './detached';
import { type Made, type MakeContext, makeDocument } from './document';
import { type Drafts, searchText } from './drafts';
import { tellingWords } from './words';

/** Articles in work at a time: enough to keep two cores and a slow picture server busy. */
const PLACES = 4;

/** Where an article stands in the archive. */
export interface SourceRef {
  /** Hash of its source, and which of the source's articles it is. */
  source: string;
  index: number;
}

/** Makes articles of what was read of them, several at a time: their documents are drafted, their entries remembered. */
export class Maker {
  private readonly pool = new Pool(PLACES);
  private readonly made = new Set<ArticleId>();

  constructor(
    private readonly context: Omit<MakeContext, 'resolve'>,
    private readonly memory: Memory,
    private readonly drafts: Drafts,
  ) {}

  /**
   * Has an article made, unless `wanted` says, once it is converted, that a better source came in the
   * meantime. Waits while too many are in work.
   */
  add(reading: ArticleReading, ref: SourceRef, wanted: () => boolean): Promise<void> {
    return this.pool.add(async () => {
      const made = await makeDocument(reading.article, { ...this.context, resolve: reading.resolve });
      if (wanted()) this.keep(reading.article, made, ref);
    });
  }

  /** Waits until everything is made. Throws what the first that failed threw. */
  done(): Promise<void> {
    return this.pool.done();
  }

  /** Whether the article was made in this run. */
  hasMade(id: ArticleId): boolean {
    return this.made.has(id);
  }

  private keep(article: SourceArticle, made: Made, ref: SourceRef): void {
    const { document } = made;
    parseArticle({ ...document, v: editionOf('') });
    this.made.add(document.id);
    const text = searchText(document);
    this.drafts.add(document, packGrams(text));
    this.memory.articles.put(
      entryOf(article, made, ref, contentHash(text), this.memory.articles.get(document.id)),
    );
  }
}

/** What is remembered of an article; of the `old` entry what still holds. */
function entryOf(
  article: SourceArticle,
  { document, item, images, missing }: Made,
  { source, index }: SourceRef,
  text: string,
  old: Entry | undefined,
): Entry {
  const { v, cards } = old?.item._column ?? {};
  return detached<Entry>({
    id: document.id,
    identity: article.identity,
    source,
    index,
    rank: article.rank,
    captured: article.captured ?? 0,
    published: article.published,
    account: document.byline.column,
    ...(document.url ? { url: document.url } : {}),
    item: { ...item, _column: { ...(v ? { v } : {}), ...item._column, ...(cards ? { cards } : {}) } },
    words: tellingWords(document),
    own: contentHash(JSON.stringify([document, item])),
    text,
    number: old?.number ?? null,
    related: old?.related ?? [],
    links: old?.links ?? '',
    images,
    card: old?.card ?? null,
    code: old?.code ?? null,
    missing,
  });
}
