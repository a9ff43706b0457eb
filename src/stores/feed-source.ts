import {
  type ArticleDocument,
  type ArticleId,
  type ContentHash,
  FeedError,
  type Head,
  type ListIndex,
  type ListPage,
  parseArticle,
  parseHead,
  parseListIndex,
  parseListPage,
  parseRowBlock,
  parseRowDirectory,
  parseWithdrawnList,
  paths,
  type RowBlock,
  type RowDirectory,
  resolveUrl,
  type WithdrawnDocument,
  type WithdrawnList,
} from '../feed';
import { isPassing, toFailure } from './failure';
import type { FileCache, LastingFile } from './file-cache';
import { type Clock, type Transport, TransportError } from './ports';

/** Articles that were built into the package, for a program without a feed. */
export interface Bundle {
  head: unknown;
  articles: Record<string, unknown>;
}

/** Waits between the tries of one request: a passing fault on a weak network is not the reader's business. */
const PAUSES = [800, 2400];

type Parse<T> = (input: unknown) => T;

/**
 * Reads the feed's files: over the network from `base`, or from the bundle when there is no base. Files that are named
 * by their content are kept on the device and not asked for while they are there. Everything is parsed before anyone
 * sees it. The same file is never asked for twice at once.
 */
export class FeedSource {
  private readonly pending = new Map<string, Promise<unknown>>();
  private readonly cancels = new Map<string, () => void>();

  constructor(
    readonly base: string | null,
    private readonly bundle: Bundle,
    private readonly transport: Transport,
    private readonly clock: Clock,
    readonly files: FileCache,
  ) {}

  head = (): Promise<Head> => this.ask(paths.head, parseHead);

  article = (id: ArticleId): Promise<ArticleDocument | WithdrawnDocument> =>
    this.ask(paths.article(id), parseArticle);

  /** Not kept: it is applied once, and what it names leaves no other trace. */
  withdrawnList = (hash: ContentHash): Promise<WithdrawnList> =>
    this.ask(paths.withdrawn(hash), parseWithdrawnList);

  listPage = (list: string, hash: ContentHash): Promise<ListPage> =>
    this.file(paths.listFile(list, hash), ofList(list, parseListPage));

  listIndex = (list: string, hash: ContentHash): Promise<ListIndex> =>
    this.file(paths.listFile(list, hash), ofList(list, parseListIndex));

  rowDirectory = (hash: ContentHash): Promise<RowDirectory> => this.file(paths.rows(hash), parseRowDirectory);

  rowBlock = (hash: ContentHash): Promise<RowBlock> => this.file(paths.rows(hash), parseRowBlock);

  /** A file that is named by its content. */
  file = <T extends LastingFile>(path: string, parse: Parse<T>): Promise<T> =>
    this.single(path, async () => {
      const kept = this.kept(path, parse);
      if (kept) return kept;
      const file = parse(await this.fetch(path));
      this.files.write(path, file);
      return file;
    });

  /** Gives up what is under way for files that no page needs any more; their requests end as if offline. */
  abandon(prefix: string): void {
    this.cancels.forEach((cancel, path) => {
      if (path.indexOf(prefix) === 0) cancel();
    });
  }

  /** Where a picture of the feed lies. */
  url = (src: string): string => (this.base === null ? src : resolveUrl(this.base, src));

  private ask<T>(path: string, parse: Parse<T>): Promise<T> {
    return this.single(path, async () => parse(await this.fetch(path)));
  }

  private kept<T>(path: string, parse: Parse<T>): T | undefined {
    const stored = this.files.read(path);
    if (stored === undefined) return undefined;
    try {
      return parse(stored);
    } catch {
      this.files.remove(path);
      return undefined;
    }
  }

  private single<T>(path: string, load: () => Promise<T>): Promise<T> {
    const running = this.pending.get(path) as Promise<T> | undefined;
    if (running) return running;
    const request = load();
    this.pending.set(path, request);
    const done = () => this.pending.delete(path);
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

/** Parses a file of a list, which must be of the list that it was asked for. */
const ofList =
  <T extends { list: string }>(list: string, parse: Parse<T>): Parse<T> =>
  (input) => {
    const file = parse(input);
    if (file.list !== list) throw new FeedError('list file', 'list', `expected ${list}, found ${file.list}`);
    return file;
  };
