import { makeAutoObservable } from 'mobx';
import { type Comfort, defaultComfort, readComfort, type SizeStep, shownStep } from '../domain/comfort';
import type { Cache, Device } from './ports';

const KEY = 'settings';

/** Reading comfort. Nothing chosen yet: WeChat's own text size decides. Everything applies at once. */
export class SettingsStore {
  comfort: Comfort;
  private systemTheme: 'light' | 'dark';

  constructor(
    private readonly cache: Cache,
    private readonly device: Device,
  ) {
    this.systemTheme = device.theme;
    this.comfort = readComfort(cache.read(KEY), defaultComfort(device.textScale));
    makeAutoObservable<this, 'cache' | 'device'>(this, { cache: false, device: false });
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

  private setSystemTheme(theme: 'light' | 'dark'): void {
    this.systemTheme = theme;
  }
}
