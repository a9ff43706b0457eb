import { ArticleCache } from './article-cache';
import { ArticlesStore } from './articles-store';
import { ColumnStore } from './column-store';
import { FeedClock } from './feed-clock';
import { type Bundle, FeedSource } from './feed-source';
import { FileCache } from './file-cache';
import { LibraryStore } from './library-store';
import type { Ports } from './ports';
import { migrate } from './saved';
import { SearchStore } from './search/search-store';
import { SettingsStore } from './settings-store';
import { UpdateStore } from './update-store';
import { Positions } from './visit/positions';
import { Withdrawals } from './withdrawals';

export interface Stores {
  /** What the time is, and what screens show of it. */
  clock: FeedClock;
  source: FeedSource;
  column: ColumnStore;
  articles: ArticlesStore;
  library: LibraryStore;
  search: SearchStore;
  settings: SettingsStore;
  positions: Positions;
  update: UpdateStore;
  ports: Ports;
  /** The program has come to the front: times are of now, and what failed or is old is read, written and asked for. */
  appeared(): void;
  /** It has gone to the back. */
  left(): void;
}

/**
 * Builds every store from the platform's parts.
 * @param feedUrl base URL of the feed; empty: the bundled articles are the feed.
 */
export function createStores(feedUrl: string, bundle: Bundle, ports: Ports): Stores {
  const { cache } = ports;
  const clock = new FeedClock(ports.clock);
  migrate(cache);
  const files = new FileCache(cache);
  const source = new FeedSource(feedUrl || null, bundle, ports.transport, clock, files);
  const library = new LibraryStore(cache, clock);
  const articleCache = new ArticleCache(cache);
  const settings = new SettingsStore(cache, ports.device, articleCache, library, files);
  const articles = new ArticlesStore(source, articleCache, library, clock);
  ports.resources.onScarce(() => articles.letGo());
  const positions = new Positions(cache);
  const withdrawals = new Withdrawals({ source, articles, articleCache, library, cache, clock });
  const column = new ColumnStore(source, articles, withdrawals, cache, clock, ports.prefetch.take);
  const search = new SearchStore({ source, column, articles, articleCache, library, cache, clock });
  const heal = (isBack: boolean) => {
    column.heal(isBack);
    articles.heal(isBack);
    search.heal();
  };
  ports.resources.onOnline(() => heal(false));
  const update = new UpdateStore(ports.updates);
  return {
    clock,
    source,
    column,
    articles,
    library,
    positions,
    search,
    settings,
    update,
    ports,
    appeared() {
      clock.tick();
      // First what storage did not tell or take before: what is asked for depends on what is kept.
      settings.readAgain();
      search.readAgain();
      library.tryAgain();
      heal(true);
      if (column.head) void column.refreshIfOld();
    },
    left: () => clock.rest(),
  };
}

export type { ArticleState } from './articles-store';
export type { Chunk } from './column-lists';
export type { ColumnStatus } from './column-store';
export type { Failure } from './failure';
export type { Ports } from './ports';
