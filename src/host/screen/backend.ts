import { glassEasel } from 'glass-easel-miniprogram-adapter';
import type { Core } from '../core/core';
import type { Theme } from '../core/options';
import { rpxToCss } from '../package/rpx';
import { applyTheme } from './theme';

/** Inline styles may hold WeChat's units too; stylesheets were converted when the package was compiled. */
function convertInlineStyle(style: string): string {
  return style
    .replace(/(-?\d*\.?\d+)rpx\b/g, (_, amount: string) => rpxToCss(amount))
    .replace(/(?:env|constant)\(\s*(safe-area-inset-\w+)/g, 'var(--$1');
}

interface PlainElement {
  setAttribute(name: string, value: unknown): void;
}

/**
 * glass-easel's document backend with three changes: inline styles understand `rpx`, stylesheets are added once and go
 * away with the host, and events come from the host's own gestures, for which glass-easel's are no model (npm's build
 * lacks part of them, and it can never let go of its listeners).
 */
export class Backend extends glassEasel.CurrentWindowBackendContext {
  #sheets = new Map<string, HTMLStyleElement>();
  #contents = new Map<string, string>();

  constructor(
    private readonly core: Core,
    private theme: Theme,
  ) {
    super();
    const plain = document;
    this.document = {
      createElement: (tag: string) => {
        const element = plain.createElement(tag);
        const setAttribute = element.setAttribute.bind(element);
        (element as PlainElement).setAttribute = (name, value) =>
          setAttribute(name, name === 'style' ? convertInlineStyle(String(value)) : String(value));
        return element;
      },
      createTextNode: (content: string) => plain.createTextNode(content),
      createDocumentFragment: () => plain.createDocumentFragment(),
    } as unknown as typeof this.document;
  }

  override registerStyleSheetContent(path: string, content: unknown): void {
    this.#contents.set(path, String(content));
  }

  override appendStyleSheetPath(path: string): number {
    if (!this.#sheets.has(path)) {
      const sheet = document.createElement('style');
      sheet.dataset.wxss = path;
      sheet.textContent = this.#contents.get(path) ?? '';
      // app.wxss comes first, whichever page asked for it: a page's own rules must win over it.
      const later = path === 'app' ? [...this.#sheets.values()][0] : undefined;
      document.head.insertBefore(sheet, later ?? null);
      this.#sheets.set(path, sheet);
      applyTheme(sheet.sheet, this.theme);
    }
    return [...this.#sheets.keys()].indexOf(path);
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
    for (const sheet of this.#sheets.values()) applyTheme(sheet.sheet, theme);
  }

  override disableStyleSheet(): void {}

  override render(done: (error: Error | null) => void): void {
    const end = this.core.scheduler.begin('render');
    const run = () => {
      if (!this.core.scheduler.closed) done(null);
      end();
    };
    // A hidden tab draws no frames; a timer is as good where no pixels are awaited.
    setTimeout(run, 0);
  }

  override onEvent(): void {}

  override setListenerStats(): void {}

  close(): void {
    for (const sheet of this.#sheets.values()) sheet.remove();
  }
}
