import {
  type ArticleDocument,
  type ArticleId,
  type Head,
  type ListIndex,
  type ListPage,
  parseArticle,
  parseHead,
  parseListIndex,
  parseListPage,
  paths,
  resolveUrl,
  versioned,
  type WithdrawnDocument,
} from '../feed';
import { isPassing, toFailure } from './failure';
import { type Clock, type Transport, TransportError } from './ports';

/** Articles that were built into the package, for a program without a feed. */
export interface Bundle {
  head: unknown;
  articles: Record<string, unknown>;
}

/** Waits between the tries of one request: a passing fault on a weak network is not the reader's business. */
const PAUSES = [800, 2400];

/**
 * Reads the feed's files: over the network from `base`, or from the bundle when there is no base.
 * Everything is parsed before anyone sees it. The same file is never asked for twice at once.
 */
export class FeedSource {
  private readonly pending = new Map<string, Promise<unknown>>();
  private readonly cancels = new Map<string, () => void>();

  constructor(
    readonly base: string | null,
    private readonly bundle: Bundle,
    private readonly transport: Transport,
    private readonly clock: Clock,
  ) {}

  head = (): Promise<Head> => this.read(paths.head, undefined, parseHead);

  listIndex = (hash: string): Promise<ListIndex> => this.read(paths.listIndex, hash, parseListIndex);

  listPage = (list: string, page: number, hash: string): Promise<ListPage> =>
    this.read(paths.listPage(list, page), hash, parseListPage);

  /** Without a hash (a cold share path) the server revalidates. */
  article = (id: ArticleId, hash?: string): Promise<ArticleDocument | WithdrawnDocument> =>
    this.read(paths.article(id), hash, parseArticle);

  /** Any other file of the feed, as it came: whoever asks for it parses it. */
  file = (path: string, hash?: string): Promise<unknown> => this.read(path, hash, (input) => input);

  /** Gives up what is under way for files that no page needs any more; their requests end as if offline. */
  abandon(prefix: string): void {
    this.cancels.forEach((cancel, path) => {
      if (path.indexOf(prefix) === 0) cancel();
    });
  }

  /** Where a picture of the feed lies. */
  url = (src: string): string => (this.base === null ? src : resolveUrl(this.base, src));

  private read<T>(path: string, hash: string | undefined, parse: (input: unknown) => T): Promise<T> {
    const url = versioned(path, hash);
    const running = this.pending.get(url) as Promise<T> | undefined;
    if (running) return running;
    const request = this.fetch(url).then(parse);
    this.pending.set(url, request);
    const done = () => this.pending.delete(url);
    request.then(done, done);
    return request;
  }

  private async fetch(path: string): Promise<unknown> {
    if (this.base === null) return this.fromBundle(path);
    const url = resolveUrl(this.base, path);
    for (const pause of PAUSES) {
      try {
        return await this.once(path, url);
      } catch (error) {
        if (!isPassing(toFailure(error)) || toFailure(error) === 'offline') throw error;
        await new Promise<void>((resolve) => this.clock.after(pause, resolve));
      }
    }
    return this.once(path, url);
  }

  private async once(path: string, url: string): Promise<unknown> {
    const { result, cancel } = this.transport.get(url);
    this.cancels.set(path, cancel);
    try {
      return await result;
    } finally {
      this.cancels.delete(path);
    }
  }

  private fromBundle(path: string): unknown {
    if (path === paths.head) return this.bundle.head;
    const id = /^articles\/(\w+)\.json/.exec(path)?.[1] ?? '';
    const found = this.bundle.articles[id];
    if (found === undefined) throw new TransportError('status', 404);
    return found;
  }
}
