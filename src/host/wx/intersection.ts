import type { glassEasel } from 'glass-easel-miniprogram-adapter';
import type { Core } from '../core/core';
import type { PageStack } from '../stack/page-stack';
import type { ApiGroup } from './api';
import { componentOf, select } from './query';

interface Options {
  thresholds?: number[];
  observeAll?: boolean;
}
interface Margins {
  top?: number;
  right?: number;
  bottom?: number;
  left?: number;
}

const pick = ({ left, top, right, bottom, width, height }: DOMRectReadOnly) => ({
  left,
  top,
  right,
  bottom,
  width,
  height,
});

/**
 * `wx.createIntersectionObserver` on the browser's own. A document without layout (jsdom) has none: there it observes
 * nothing, as on a page that never moves.
 */
class WxIntersectionObserver {
  #observer: IntersectionObserver | undefined;
  #root: string | null = null;
  #margins: Margins = {};

  constructor(
    private readonly core: Core,
    private readonly stack: PageStack,
    private readonly owner: unknown,
    private readonly options: Options = {},
  ) {}

  relativeTo(selector: string, margins: Margins = {}): this {
    this.#root = selector;
    this.#margins = margins;
    return this;
  }

  relativeToViewport(margins: Margins = {}): this {
    this.#root = null;
    this.#margins = margins;
    return this;
  }

  observe(selector: string, listener: (result: unknown) => void): void {
    if (typeof IntersectionObserver === 'undefined') return;
    const from =
      componentOf(this.owner) ?? (this.stack.top.root.getComponent() as glassEasel.GeneralComponent);
    const found = select(from, selector);
    const root = this.#root ? select(from, this.#root)[0] : undefined;
    const { top = 0, right = 0, bottom = 0, left = 0 } = this.#margins;
    this.#observer = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) this.core.scheduler.guard(() => listener(this.#result(entry)));
      },
      {
        root: (root?.$$ as unknown as HTMLElement | undefined) ?? document,
        rootMargin: `${top}px ${right}px ${bottom}px ${left}px`,
        threshold: this.options.thresholds ?? [0],
      },
    );
    for (const element of this.options.observeAll ? found : found.slice(0, 1))
      this.#observer.observe(element.$$ as unknown as HTMLElement);
  }

  disconnect(): void {
    this.#observer?.disconnect();
  }

  #result(entry: IntersectionObserverEntry): Record<string, unknown> {
    const element = (entry.target as { __wxElement?: glassEasel.Element }).__wxElement;
    return {
      id: element?.id ?? '',
      dataset: { ...element?.dataset },
      intersectionRatio: entry.intersectionRatio,
      intersectionRect: pick(entry.intersectionRect),
      boundingClientRect: pick(entry.boundingClientRect),
      relativeRect: pick(entry.rootBounds ?? entry.intersectionRect),
      time: entry.time,
    };
  }
}

export const intersectionApis: ApiGroup = ({ core, stack }) => ({
  createIntersectionObserver: (owner: unknown, options?: Options) =>
    new WxIntersectionObserver(core, stack, owner, options),
});
