import type { Theme } from './core/options';
import type { NetworkState } from './core/transport';
import { parsePageUrl } from './core/url';
import type { Program } from './logic/program';
import type { Parts } from './parts';
import type { Backend } from './screen/backend';

/** What happens to a running program from outside: the network, the theme, WeChat itself going to the background. */
export class Surroundings {
  constructor(
    private readonly parts: Parts,
    private readonly program: Program,
    private readonly backend: Backend,
  ) {}

  network(state: NetworkState): void {
    this.parts.network.set(state);
  }

  theme(theme: Theme): void {
    const { core, phone, stack } = this.parts;
    if (phone.theme === theme) return;
    phone.theme = theme;
    this.backend.setTheme(phone.shownTheme);
    // WeChat tells a program of the theme only when it has declared `darkmode`.
    if (!phone.darkmode) return;
    stack.retheme();
    core.scheduler.guard(() => this.program.app?.onThemeChange?.({ theme }));
    core.signals.emit('ThemeChange', { theme });
  }

  memoryWarning(level: number): void {
    this.parts.core.signals.emit('MemoryWarning', { level });
  }

  background(): void {
    const { core, stack } = this.parts;
    core.scheduler.guard(() => stack.top.page.onHide?.());
    core.scheduler.guard(() => this.program.app?.onHide?.());
    core.signals.emit('AppHide');
  }

  foreground(): void {
    const { core, stack, launch } = this.parts;
    core.scheduler.guard(() => this.program.app?.onShow?.(launch));
    core.signals.emit('AppShow', launch);
    core.scheduler.guard(() => stack.top.page.onShow?.());
  }

  /** A link opens the program that runs already (热启动): it comes to the front with that page alone. */
  async enter(url: string, scene: number): Promise<void> {
    const { core, stack, launch } = this.parts;
    const entry = { ...launch, ...parsePageUrl(url), scene };
    core.scheduler.guard(() => this.program.app?.onShow?.(entry));
    core.signals.emit('AppShow', entry);
    await stack.open(url, 'reLaunch');
  }
}
