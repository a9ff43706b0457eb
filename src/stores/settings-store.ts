import { type Comfort, defaultComfort, readComfort, type SizeStep, shownStep } from '../domain/comfort';
import type { ArticleCache } from './article-cache';
import type { LibraryStore } from './library-store';
import { observe } from './observed';
import type { Cache, Device } from './ports';
import { readSaved } from './saved';

const KEY = 'settings';

/** Room on the device, in bytes. */
export interface StorageFigures {
  used: number;
  limit: number;
  articles: number;
  favourites: number;
  history: number;
}

/** Reading comfort. Nothing chosen yet: WeChat's own text size decides. Everything applies at once. */
export class SettingsStore {
  comfort: Comfort;
  /** Counted when asked for: storage itself cannot be observed. */
  storage: StorageFigures = { used: 0, limit: 0, articles: 0, favourites: 0, history: 0 };
  private systemTheme: 'light' | 'dark';

  constructor(
    private readonly cache: Cache,
    private readonly device: Device,
    private readonly articleCache: ArticleCache,
    private readonly library: LibraryStore,
  ) {
    this.systemTheme = device.theme;
    const fallback = defaultComfort(device.textScale);
    const read = (stored: unknown) => (isRecord(stored) ? readComfort(stored, fallback) : undefined);
    this.comfort = readSaved(cache, KEY, read) ?? fallback;
    observe<SettingsStore>(this).except('cache', 'device', 'articleCache', 'library');
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
    this.cache.write(KEY, { ...this.comfort });
  }

  reset(): void {
    this.comfort = defaultComfort(this.device.textScale);
    this.cache.remove(KEY);
  }

  measureStorage(): void {
    const { used, limit } = this.cache.usage();
    const { favourites, history } = this.library.bytes;
    const articles = this.articleCache.used;
    this.storage = {
      used: Math.max(used, articles + favourites + history),
      limit,
      articles,
      favourites,
      history,
    };
  }

  /** Downloaded articles go; what the reader kept stays. */
  clearArticles(): void {
    this.articleCache.clear();
    this.measureStorage();
  }

  private setSystemTheme(theme: 'light' | 'dark'): void {
    this.systemTheme = theme;
  }
}

const isRecord = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
