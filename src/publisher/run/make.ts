import type { ArticleId } from '../../feed';
import { articleId, contentHash } from '../hash';
import type { Copy } from '../memory/articles';
import type { Entry } from '../memory/entry';
import type { Memory } from '../memory/memory';
import type { Told } from '../memory/record';
import { Pool } from '../pool';
import { joinJson } from '../work/body';
import type { PreparedArticle } from '../work/types';
import { type Made, type MakeContext, makeDocument } from './document';
import type { Drafts } from './drafts';

/** Articles in work at a time: enough to keep two cores and a slow picture server busy. */
const PLACES = 4;

/** Where an article stands in the archive. */
export interface SourceRef {
  /** Hash of its source, and which of the source's articles it is. */
  source: string;
  index: number;
}

/** Makes articles of what was prepared of them, several at a time: their documents are drafted, their entries remembered. */
export class Maker {
  private readonly pool = new Pool(PLACES);
  private readonly made = new Set<ArticleId>();
  /** What the record says, while a memory is made again of it. */
  told: Told | null = null;

  constructor(
    private readonly context: MakeContext,
    private readonly memory: Memory,
    private readonly drafts: Drafts,
    /** The moment of the run, in milliseconds since 1970. */
    private readonly now: number,
  ) {}

  /**
   * Has an article made, unless `wanted` says, once it is made, that a better source came in the meantime. Waits
   * while too many are in work.
   * @param edited when it was edited, where that is known better than by what the memory has of it
   */
  add(
    prepared: PreparedArticle,
    ref: SourceRef,
    wanted: () => boolean,
    edited?: { modified: number | undefined },
  ): Promise<void> {
    const { said } = prepared;
    const modified = edited ? edited.modified : this.modified(prepared, ref);
    return this.pool.add(async () => {
      const made = await makeDocument(prepared, modified, this.context);
      if (wanted()) this.keep(prepared.article, made, { ...ref, said, modified });
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

  /**
   * When an article was edited, as far as the publisher knows and its source does not say: a copy takes the place of
   * another one and says something else. Undefined where it was not.
   */
  private modified({ article, said }: PreparedArticle, ref: SourceRef): number | undefined {
    const { identity, rank, captured = 0 } = article;
    const id = articleId(identity);
    if (this.told) return this.told.made.get(id)?.modified;
    const was = this.memory.articles.before(id);
    if (!was) return undefined;
    return this.editedSince({ ...was, ...was.made }, { rank, captured, said }, ref);
  }

  /** When an article was edited, where this copy takes the place of another one. */
  editedSince(
    was: { source: string; index: number; modified?: number | undefined; rank: number } & Partial<Copy>,
    { rank, captured, said }: { rank: number; captured: number; said: string },
    ref: SourceRef,
  ): number | undefined {
    const isSame = was.source === ref.source && was.index === ref.index;
    // Of a title alone the rest was always there.
    if (isSame || was.said === undefined || was.said === said || was.rank !== rank) return was.modified;
    return captured > (was.captured ?? 0) ? captured : this.now;
  }

  private keep(
    article: PreparedArticle['article'],
    made: Made,
    ref: SourceRef & Pick<Entry, 'said' | 'modified'>,
  ): void {
    const { front, text } = made;
    this.made.add(front.id);
    this.drafts.add({ front, body: text.body }, text.grams);
    this.memory.articles.put(entryOf(article, made, ref, this.memory.articles.get(front.id)));
  }
}

/** What is remembered of an article; of the `old` entry what still holds. */
function entryOf(
  article: PreparedArticle['article'],
  { front, text, item, images, missing }: Made,
  { source, index, said, modified }: SourceRef & Pick<Entry, 'said' | 'modified'>,
  old: Entry | undefined,
): Entry {
  const { v, cards } = old?.item._column ?? {};
  return {
    id: front.id,
    identity: article.identity,
    source,
    index,
    rank: article.rank,
    changed: article.modified ?? 0,
    captured: article.captured ?? 0,
    said,
    ...(modified === undefined ? {} : { modified }),
    published: article.published,
    account: front.byline.column,
    ...(front.url ? { url: front.url } : {}),
    item: { ...item, _column: { ...(v ? { v } : {}), ...item._column, ...(cards ? { cards } : {}) } },
    words: text.words,
    own: contentHash(joinJson(front, text.body, JSON.stringify({ item }))),
    text: text.hash,
    number: old?.number ?? null,
    related: old?.related ?? [],
    links: old?.links ?? '',
    images,
    card: old?.card ?? null,
    code: old?.code ?? null,
    missing,
  };
}
