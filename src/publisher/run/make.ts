import { type ArticleId, parseArticle, paths } from '../../feed';
import { contentHash, toJson } from '../hash';
import type { Memory } from '../memory/memory';
import type { Entry } from '../memory/state';
import { Pool } from '../pool';
import type { ArticleReading, SourceArticle } from '../source/types';
import type { Staging } from '../write/staging';
import { detached } from './detached';
import { type Made, type MakeContext, makeDocument } from './document';
import { tellingWords } from './words';

/** Articles in work at a time: enough to keep two cores and a slow picture server busy. */
const PLACES = 4;

/** Where an article stands in the archive. */
export interface SourceRef {
  /** Hash of its source, and which of the source's articles it is. */
  source: string;
  index: number;
}

/** Makes articles of what was read of them, several at a time: their documents are staged, their entries remembered. */
export class Maker {
  private readonly pool = new Pool(PLACES);
  private readonly made = new Set<ArticleId>();

  constructor(
    private readonly context: Omit<MakeContext, 'resolve'>,
    private readonly memory: Memory,
    private readonly staging: Staging,
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
    parseArticle(document);
    this.made.add(document.id);
    const old = this.memory.entry(document.id);
    const entry = entryOf(article, made, ref, old);
    if (old?.own === entry.own) entry.item._column.v = old.item._column.v;
    else this.staging.defer(paths.article(document.id), toJson(document));
    this.memory.put(entry);
  }
}

/** What is remembered of an article; of the `old` entry what still holds. */
function entryOf(
  article: SourceArticle,
  made: Made,
  { source, index }: SourceRef,
  old: Entry | undefined,
): Entry {
  const { document, item, images, missing } = made;
  const own = contentHash(JSON.stringify([document, item]));
  return detached<Entry>({
    id: document.id,
    identity: article.identity,
    source,
    index,
    rank: article.rank,
    captured: article.captured ?? 0,
    published: article.published,
    account: document.byline.column,
    item,
    words: tellingWords(document),
    own,
    related: old?.related ?? [],
    links: old?.own === own ? old.links : '',
    images,
    missing,
    ...(old?.card ? { card: old.card } : {}),
    ...(old?.code ? { code: old.code } : {}),
  });
}
