import { runInAction } from 'mobx';
import { type Row, rowOfDocument } from '../../domain/row';
import { type Query, snippetOf } from '../../domain/search-text';
import { rowOfSnapshot } from '../../domain/snapshot';
import { blockTexts } from '../../domain/text';
import type { ArticleId } from '../../feed';
import type { ArticleCache } from '../article-cache';
import type { ArticlesStore } from '../articles-store';
import type { Failure } from '../failure';
import type { FeedSource } from '../feed-source';
import type { LibraryStore } from '../library-store';
import { observe } from '../observed';
import type { Clock } from '../ports';
import { type Found, holdsQuery, isWhere, type Result, type Search, type SearchStatus } from './search';

/** Documents that are looked into before the program breathes. */
const BREATH = 6;

interface Parts {
  source: FeedSource;
  articles: ArticlesStore;
  articleCache: ArticleCache;
  library: LibraryStore;
  clock: Clock;
  /** Texts of documents that a query has looked into, for the next. */
  texts: Map<ArticleId, string[]>;
}

/**
 * One query against what the device has: kept documents, the lists of this run, 收藏 and 历史; without a feed the
 * bundled articles, which are all there is.
 */
export class DeviceSearch implements Search {
  status: SearchStatus = { status: 'searching' };
  begun = false;
  results: readonly Result[] = [];
  total = 0;
  readonly more: Found['more'] = 'end';
  private dropped = false;

  /** @param failure why the feed's index is not searched; null where there is no feed */
  constructor(
    readonly query: Query,
    private readonly failure: Failure | null,
    private readonly parts: Parts,
  ) {
    observe<DeviceSearch>(this).except('query', 'failure', 'parts', 'more', 'dropped');
  }

  drop(): void {
    this.dropped = true;
  }

  async run(): Promise<void> {
    const { articles, articleCache, clock, texts: known } = this.parts;
    const { query } = this;
    const rows = this.rowsOnDevice();
    const bundled = this.parts.source.base === null;
    const withText = new Set(bundled ? rows.keys() : articleCache.ids);
    const found: Result[] = [];
    let breath = 0;
    for (const id of new Set([...rows.keys(), ...withText])) {
      if (articles.isWithdrawn(id)) continue;
      const fresh = withText.has(id) && !known.has(id);
      const texts = withText.has(id) ? await this.textOf(id, rows) : [];
      const row = rows.get(id);
      if (row && isWhere(query, row) && holdsQuery(query, row, texts))
        found.push({ row, snippet: snippetOf([row.digest, ...texts], query.words) });
      if (fresh) breath += 1;
      if (fresh && breath % BREATH === 0) await new Promise<void>((resolve) => clock.after(0, resolve));
      if (this.dropped) return;
    }
    found.sort((a, b) => Date.parse(b.row.published) - Date.parse(a.row.published));
    runInAction(() => {
      this.results = found;
      this.total = found.length;
      this.begun = true;
      this.status = { status: 'ready', where: bundled ? 'feed' : 'device', failure: this.failure };
    });
  }

  private rowsOnDevice(): Map<ArticleId, Row> {
    const { articles, library } = this.parts;
    const rows = new Map<ArticleId, Row>();
    for (const [id, { item }] of library.history) if (item) rows.set(id, rowOfSnapshot(id, item));
    for (const [id, { item }] of library.kept) rows.set(id, rowOfSnapshot(id, item));
    for (const row of articles.known) rows.set(row.id, row);
    return rows;
  }

  /** A document's texts; of one that no list has named, its row is added. */
  private async textOf(id: ArticleId, rows: Map<ArticleId, Row>): Promise<string[]> {
    const { source, articleCache, texts } = this.parts;
    const loaded = texts.get(id);
    if (loaded && rows.has(id)) return loaded;
    try {
      const document = source.base === null ? await source.article(id) : articleCache.read(id);
      if (!document || 'withdrawn' in document) return [];
      if (!rows.has(id)) rows.set(id, rowOfDocument(document));
      const read = blockTexts(document.blocks);
      texts.set(id, read);
      return read;
    } catch {
      return [];
    }
  }
}
