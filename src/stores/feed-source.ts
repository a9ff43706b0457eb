import {
  type ArticleDocument,
  type ArticleId,
  type ContentHash,
  type Head,
  parseArticle,
  parseHead,
  parseWithdrawnList,
  paths,
  type RowBlock,
  type RowDirectory,
  resolveUrl,
  type WithdrawnDocument,
  type WithdrawnList,
} from '../feed';
import { type ListFile, type ListRef, listFileOf, only, type Parse } from '../feed/asked';
import { isWrong, toFailure } from './failure';
import type { FileCache, LastingFile } from './file-cache';
import { type Clock, type Transport, TransportError } from './ports';

/** Articles that were built into the package, for a program without a feed. */
export interface Bundle {
  head: unknown;
  articles: Record<string, unknown>;
}

/** Waits between the tries of one request: a passing fault on a weak network is not the reader's business. */
const PAUSES = [800, 2400];

/**
 * Reads the feed's files: over the network from `base`, or from the bundle when there is no base. Files that are named
 * by their content are kept on the device and not asked for while they are there. Everything is parsed, and must be
 * what was asked for, before anyone sees it and before it is kept: what is not, is asked for once more past the caches.
 * The same file is never asked for twice at once.
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
    this.ask(
      paths.article(id),
      only(parseArticle, (answer) => answer.id === id),
    );

  /** Not kept: it is applied once, and what it names leaves no other trace. */
  withdrawnList = (hash: ContentHash): Promise<WithdrawnList> =>
    this.ask(paths.withdrawn(hash), parseWithdrawnList);

  listFile = (list: string, ref: ListRef): Promise<ListFile> =>
    this.file(paths.listFile(list, ref.hash), listFileOf(list, ref));

  /** A block of rows, or a directory of blocks, as `parse` tells; `first` is the number that it begins with. */
  rows = <T extends RowBlock | RowDirectory>(hash: ContentHash, parse: Parse<T>, first: number): Promise<T> =>
    this.file(
      paths.rows(hash),
      only(parse, (file) => file.first === first),
    );

  /** A file that is named by its content. */
  file = <T extends LastingFile>(path: string, parse: Parse<T>): Promise<T> =>
    this.single(path, parse, async () => {
      const kept = this.kept(path, parse);
      if (kept) return kept;
      const file = await this.take(path, parse);
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
    return this.single(path, parse, () => this.take(path, parse));
  }

  /**
   * A cache on the way, or who stands in for the feed until the reader has logged in to the network, may answer with
   * something else: that is asked for once more, past all of them, and what comes then counts.
   */
  private async take<T>(path: string, parse: Parse<T>): Promise<T> {
    try {
      return parse(await this.fetch(path));
    } catch (error) {
      if (!isWrong(toFailure(error))) throw error;
    }
    return parse(await this.fetch(path, true));
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

  private single<T>(path: string, parse: Parse<T>, load: () => Promise<T>): Promise<T> {
    const running = this.pending.get(path);
    // Whoever asked first may have known less of the file.
    if (running) return running.then(parse);
    const request = load();
    this.pending.set(path, request);
    const done = () => this.pending.delete(path);
    request.then(done, done);
    return request;
  }

  private async fetch(path: string, fresh = false): Promise<unknown> {
    if (this.base === null) return this.fromBundle(path);
    const url = resolveUrl(this.base, path);
    for (const pause of fresh ? [] : PAUSES) {
      try {
        return await this.once(path, url);
      } catch (error) {
        const failure = toFailure(error);
        if (failure !== 'timeout' && failure !== 'server') throw error;
        await new Promise<void>((resolve) => this.clock.after(pause, resolve));
      }
    }
    return this.once(path, url, fresh);
  }

  private async once(path: string, url: string, fresh?: boolean): Promise<unknown> {
    const { result, cancel } = this.transport.get(url, fresh);
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
