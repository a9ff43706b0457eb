import { type Comfort, defaultComfort, readComfort, type SizeStep, shownStep } from '../domain/comfort';
import type { ArticleCache } from './article-cache';
import type { FileCache } from './file-cache';
import type { LibraryStore } from './library-store';
import { observe } from './observed';
import { type Cache, type Device, type Refusal, UNREADABLE } from './ports';
import { dropDamaged, isRecord, readSaved, writeOwn } from './saved';

const KEY = 'settings';
/** So much stays free for what is the reader's, in bytes: 收藏 and 历史 take 1 MB each at most. */
const ROOM = 2 * 1024 * 1024;

/** Room on the device, in bytes. */
export interface StorageFigures {
  used: number;
  limit: number;
  articles: number;
  /** What clearing would free. */
  clearable: number;
  favourites: number;
  history: number;
}

/** Reading comfort. Nothing chosen yet: WeChat's own text size decides. Everything applies at once. */
export class SettingsStore {
  comfort: Comfort;
  /** Why the choice will not last beyond this run; null where it will. */
  refusal: Refusal | null = null;
  /** What was chosen before storage told what was chosen earlier; null once it has. */
  private chosen: Partial<Comfort> | null = null;
  /** Counted when asked for: storage itself cannot be observed. */
  storage: StorageFigures = { used: 0, limit: 0, articles: 0, clearable: 0, favourites: 0, history: 0 };
  private systemTheme: 'light' | 'dark';

  constructor(
    private readonly cache: Cache,
    private readonly device: Device,
    private readonly articleCache: ArticleCache,
    private readonly library: LibraryStore,
    private readonly files: FileCache,
  ) {
    this.systemTheme = device.theme;
    const stored = this.readStored();
    if (stored === UNREADABLE) this.chosen = {};
    this.comfort = stored === UNREADABLE ? defaultComfort(device.textScale) : stored;
    observe<SettingsStore>(this).except('cache', 'device', 'articleCache', 'library', 'files', 'chosen');
    device.onTheme((theme) => this.setSystemTheme(theme));
  }

  get isDark(): boolean {
    const { theme } = this.comfort;
    return (theme === 'system' ? this.systemTheme : theme) === 'dark';
  }

  get care(): boolean {
    return this.comfort.care;
  }

  get size(): SizeStep {
    return shownStep(this.comfort);
  }

  /** Classes of a page's root view: colours, interface size, reading size. */
  get screenClass(): string {
    return `${this.isDark ? 't-dark' : 't-light'}${this.care ? ' care' : ''} fs-${this.size}`;
  }

  choose(choice: Partial<Comfort>): void {
    this.comfort = { ...this.comfort, ...choice };
    if (this.chosen) this.join({ ...this.chosen, ...choice });
    this.save();
  }

  /** Reads what an earlier run chose, unless that has come already, and writes what this one has chosen since. */
  readAgain(): void {
    const { chosen } = this;
    if (!chosen) return;
    this.join(chosen);
    if (!this.chosen && Object.keys(chosen).length > 0) this.save();
  }

  reset(): void {
    this.comfort = defaultComfort(this.device.textScale);
    const isGone = this.cache.remove(KEY);
    // What stands there and could not be read must not come back in place of what was taken back.
    if (this.chosen) this.chosen = isGone ? null : { ...this.comfort };
    this.refusal = isGone ? null : 'broken';
  }

  /** For the page that shows settings and room; also tries again to read what was chosen. */
  measureStorage(): void {
    this.readAgain();
    const { used, limit } = this.cache.usage();
    const { favourites, history } = this.library.bytes;
    const articles = this.articleCache.used;
    this.storage = {
      used: Math.max(used, articles + favourites + history),
      limit,
      articles,
      clearable: articles + (this.isTight ? this.files.used : 0),
      favourites,
      history,
    };
  }

  /**
   * Downloaded articles go; what the reader kept stays. Where that is not room enough for it, the files of the lists
   * and of the search go as well, and what was damaged. Then what storage had no room for is written.
   */
  clearArticles(): void {
    this.articleCache.clear();
    if (this.isTight) this.files.clear();
    if (this.isTight) dropDamaged(this.cache);
    if (this.refusal === 'full') this.choose({});
    this.library.roomMade();
    this.measureStorage();
  }

  private get isTight(): boolean {
    const { used, limit } = this.cache.usage();
    return limit - used < ROOM;
  }

  private readStored(): Comfort | typeof UNREADABLE {
    const fallback = defaultComfort(this.device.textScale);
    const read = (stored: unknown) => (isRecord(stored) ? readComfort(stored, fallback) : undefined);
    return readSaved(this.cache, KEY, read) ?? fallback;
  }

  /** What was chosen in this run goes before what was chosen earlier, once storage tells of that. */
  private join(chosen: Partial<Comfort>): void {
    const stored = this.readStored();
    this.chosen = stored === UNREADABLE ? chosen : null;
    if (stored !== UNREADABLE) this.comfort = { ...stored, ...chosen };
  }

  private save(): void {
    const outcome = this.chosen ? 'broken' : writeOwn(this.cache, KEY, { ...this.comfort });
    this.refusal = outcome === 'kept' ? null : outcome;
  }

  private setSystemTheme(theme: 'light' | 'dark'): void {
    this.systemTheme = theme;
  }
}
