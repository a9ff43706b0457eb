import { ArticleCache } from './article-cache';
import { ArticlesStore } from './articles-store';
import { ColumnStore } from './column-store';
import { type Bundle, FeedSource } from './feed-source';
import { LibraryStore } from './library-store';
import type { Ports } from './ports';
import { migrate } from './saved';
import { SettingsStore } from './settings-store';

export interface Stores {
  source: FeedSource;
  column: ColumnStore;
  articles: ArticlesStore;
  library: LibraryStore;
  settings: SettingsStore;
  ports: Ports;
}

/**
 * Builds every store from the platform's parts.
 * @param feedUrl base URL of the feed; empty: the bundled articles are the feed.
 */
export function createStores(feedUrl: string, bundle: Bundle, ports: Ports): Stores {
  const { cache, clock } = ports;
  migrate(cache);
  const source = new FeedSource(feedUrl || null, bundle, ports.transport, clock);
  const library = new LibraryStore(cache, clock);
  const settings = new SettingsStore(cache, ports.device);
  const articles = new ArticlesStore(source, new ArticleCache(cache), library, clock);
  const column = new ColumnStore(source, articles, cache, clock);
  return { source, column, articles, library, settings, ports };
}

export type { ArticleState } from './articles-store';
export type { Chunk, ColumnStatus } from './column-store';
export type { Failure } from './failure';
export type { Ports } from './ports';
