import { makeAutoObservable } from 'mobx';
import type { Cache, Device } from './ports';

export type ThemeChoice = 'system' | 'light' | 'dark';
export type SizeStep = 1 | 2 | 3 | 4 | 5;

const KEY = 'settings';

/** Reading comfort. Nothing chosen yet: WeChat's own text size decides. */
export class SettingsStore {
  theme: ThemeChoice = 'system';
  size: SizeStep;
  care: boolean;
  private systemTheme: 'light' | 'dark';

  constructor(
    private readonly cache: Cache,
    private readonly device: Device,
  ) {
    this.systemTheme = device.theme;
    this.care = device.textScale >= 1.35;
    this.size = stepFor(device.textScale);
    makeAutoObservable<this, 'cache' | 'device'>(this, { cache: false, device: false });
    this.restore(cache.read(KEY));
    device.onTheme((theme) => this.setSystemTheme(theme));
  }

  get isDark(): boolean {
    return (this.theme === 'system' ? this.systemTheme : this.theme) === 'dark';
  }

  /** 关怀模式 reads at 特大 or more; 超大 stays available (spec 2). */
  get readingSize(): SizeStep {
    return this.care && this.size < 4 ? 4 : this.size;
  }

  /** Classes of a page's root view: colours, interface size, reading size. */
  get screenClass(): string {
    return `${this.isDark ? 't-dark' : 't-light'}${this.care ? ' care' : ''} fs-${this.readingSize}`;
  }

  choose(choice: Partial<Pick<SettingsStore, 'theme' | 'size' | 'care'>>): void {
    Object.assign(this, choice);
    this.cache.write(KEY, { theme: this.theme, size: this.size, care: this.care });
  }

  reset(): void {
    this.choose({
      theme: 'system',
      size: stepFor(this.device.textScale),
      care: this.device.textScale >= 1.35,
    });
    this.cache.remove(KEY);
  }

  private setSystemTheme(theme: 'light' | 'dark'): void {
    this.systemTheme = theme;
  }

  private restore(stored: unknown): void {
    if (typeof stored !== 'object' || stored === null) return;
    const { theme, size, care } = stored as Record<string, unknown>;
    if (theme === 'system' || theme === 'light' || theme === 'dark') this.theme = theme;
    if (size === 1 || size === 2 || size === 3 || size === 4 || size === 5) this.size = size;
    if (typeof care === 'boolean') this.care = care;
  }
}

/** The step nearest to WeChat's own text size: 小 16, 标准 17, 大 19, 特大 22, 超大 26. */
export function stepFor(scale: number): SizeStep {
  if (scale < 0.97) return 1;
  if (scale < 1.08) return 2;
  if (scale < 1.22) return 3;
  return scale < 1.45 ? 4 : 5;
}
