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
import { isMomentary, isWrong, toFailure } from './failure';
import type { FeedClock } from './feed-clock';
import type { FileCache, LastingFile } from './file-cache';
import { type Transport, TransportError } from './ports';

/** Articles that were built into the package, for a program without a feed. */
export interface Bundle {
  head: unknown;
  articles: Record<string, unknown>;
}

/** Waits between the tries of one request: a passing fault on a weak network is not the reader's business. */
const PAUSES = [800, 2400];
/** An answer that has not come after so many ms never will: a request that died while the phone slept tells nobody. */
const PATIENCE = 20_000;

/** A file that was asked for. */
interface Asked {
  answer: Promise<unknown>;
  /** Gives up the request that is under way. */
  cancel: () => void;
  /** No page needs the file any more: it is not asked for again. */
  isGivenUp: boolean;
}

/**
 * Reads the feed's files: over the network from `base`, or from the bundle when there is no base. Files that are named
 * by their content are kept on the device and not asked for while they are there. Everything is parsed, and must be
 * what was asked for, before anyone sees it and before it is kept: what is not, is asked for once more past the caches.
 * The same file is never asked for twice at once.
 */
export class FeedSource {
  private readonly asked = new Map<string, Asked>();

  constructor(
    readonly base: string | null,
    private readonly bundle: Bundle,
    private readonly transport: Transport,
    private readonly clock: FeedClock,
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
    this.single(path, parse, async (asked) => {
      const kept = this.kept(path, parse);
      if (kept) return kept;
      const file = await this.take(path, parse, asked);
      this.files.write(path, file);
      return file;
    });

  /**
   * Gives up what is under way for files that no page needs any more; their requests end as interrupted. Who asks for
   * one of them from now on has a request of their own.
   */
  abandon(prefix: string): void {
    this.asked.forEach((asked, path) => {
      if (path.indexOf(prefix) !== 0) return;
      this.asked.delete(path);
      asked.isGivenUp = true;
      asked.cancel();
    });
  }

  /** Where a picture of the feed lies. */
  url = (src: string): string => (this.base === null ? src : resolveUrl(this.base, src));

  /** A file whose name stays and whose content changes: it is new each time, and so is the time that it tells. */
  private ask<T>(path: string, parse: Parse<T>): Promise<T> {
    return this.single(path, parse, (asked) => this.take(path, parse, asked, this.clock));
  }

  /**
   * A cache on the way, or who stands in for the feed until the reader has logged in to the network, may answer with
   * something else: that is asked for once more, past all of them, and what comes then counts.
   */
  private async take<T>(path: string, parse: Parse<T>, asked: Asked, clock?: FeedClock): Promise<T> {
    try {
      return await this.fetch(path, parse, asked, clock);
    } catch (error) {
      if (!isWrong(toFailure(error)) || asked.isGivenUp) throw error;
    }
    return this.once(path, parse, asked, clock, true);
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

  private single<T>(path: string, parse: Parse<T>, load: (asked: Asked) => Promise<T>): Promise<T> {
    const running = this.asked.get(path);
    // Whoever asked first may have known less of the file.
    if (running) return running.answer.then(parse);
    const asked: Asked = { answer: Promise.resolve(), cancel: () => {}, isGivenUp: false };
    const answer = load(asked);
    asked.answer = answer;
    this.asked.set(path, asked);
    const done = () => {
      if (this.asked.get(path) === asked) this.asked.delete(path);
    };
    answer.then(done, done);
    return answer;
  }

  private async fetch<T>(path: string, parse: Parse<T>, asked: Asked, clock?: FeedClock): Promise<T> {
    for (const pause of this.base === null ? [] : PAUSES) {
      try {
        return await this.once(path, parse, asked, clock);
      } catch (error) {
        if (!isMomentary(toFailure(error)) || asked.isGivenUp) throw error;
        await new Promise<void>((resolve) => this.clock.after(pause, resolve));
        if (asked.isGivenUp) throw error;
      }
    }
    return this.once(path, parse, asked, clock);
  }

  private async once<T>(
    path: string,
    parse: Parse<T>,
    asked: Asked,
    clock?: FeedClock,
    fresh?: boolean,
  ): Promise<T> {
    if (this.base === null) return parse(this.fromBundle(path));
    const { result, cancel, date } = this.transport.get(resolveUrl(this.base, path), fresh);
    asked.cancel = cancel;
    let stop = () => {};
    const late = new Promise<never>((_, reject) => {
      stop = this.clock.after(PATIENCE, () => {
        reject(new TransportError('timeout'));
        cancel();
      });
    });
    try {
      const file = parse(await Promise.race([result, late]));
      clock?.tell(date?.());
      return file;
    } finally {
      stop();
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
