import type { ColumnHead } from '../domain/column-head';
import type { ContentHash } from '../feed';
import type { ArticleCache } from './article-cache';
import type { ArticlesStore } from './articles-store';
import type { FeedSource } from './feed-source';
import type { LibraryStore } from './library-store';
import type { Cache, Clock } from './ports';

/** Holds the hash of the file of earlier withdrawals that this device has seen to. */
const SEEN = 'withdrawals';
/** The file waits this long, in ms: the first screen goes before. */
const PAUSE = 3000;

interface Parts {
  source: FeedSource;
  articles: ArticlesStore;
  articleCache: ArticleCache;
  library: LibraryStore;
  cache: Cache;
  clock: Clock;
}

/**
 * Sees to it that nothing of a withdrawn article stays on the device. The head names the last hundred; the file of all
 * others concerns a device that was away for so long that it missed some, and is asked for once for each of its
 * editions.
 */
export class Withdrawals {
  constructor(private readonly parts: Parts) {}

  /** A head has arrived. */
  take({ withdrawn, recalled }: ColumnHead): void {
    const { articles, cache, clock } = this.parts;
    articles.withdraw(withdrawn);
    if (recalled === undefined || this.hasSeen(recalled)) return;
    // What will be kept and shown from now on comes from a feed that has withdrawn them already.
    if (this.isNew && articles.newest === 1) cache.write(SEEN, recalled);
    else clock.after(PAUSE, () => void this.recall(recalled));
  }

  private async recall(hash: ContentHash): Promise<void> {
    if (this.hasSeen(hash)) return;
    const { source, articles, articleCache, library, cache } = this.parts;
    try {
      const { withdrawn } = await source.withdrawnList(hash);
      articles.withdraw(withdrawn);
      // What storage refused to let go is asked for again.
      if (!library.owes && !articleCache.owes && !source.files.owes) cache.write(SEEN, hash);
    } catch {
      // The next head asks again.
    }
  }

  private hasSeen(hash: ContentHash): boolean {
    return this.parts.cache.read(SEEN) === hash;
  }

  /** Nothing is kept here that could have been withdrawn. */
  private get isNew(): boolean {
    const { source, articleCache, library } = this.parts;
    return source.files.isEmpty && articleCache.isEmpty && library.isEmpty;
  }
}
