import type { Core } from '../core/core';
import type { OpenPage } from './page';

/** How far from the end `onReachBottom` comes, in px, where a page's configuration does not say. */
const REACH_BOTTOM_PX = 50;

/** The document as the page on top scrolls it: the position, `onPageScroll`, `onReachBottom`, `onResize`. */
export class Viewport {
  #lastScroll = 0;
  readonly #stop = new AbortController();

  constructor(
    private readonly core: Core,
    private readonly top: () => OpenPage | undefined,
  ) {
    const { signal } = this.#stop;
    addEventListener('scroll', () => this.scrolled(), { passive: true, signal });
    addEventListener('resize', () => this.#resized(), { passive: true, signal });
  }

  get scroller(): Element {
    return document.scrollingElement ?? document.documentElement;
  }

  /** To where a page was left: not a movement, so that no page hears of it. */
  restore(scrollTop: number): void {
    this.scroller.scrollTop = this.#lastScroll = scrollTop;
  }

  /** Called for the document's own scroll events, and by whoever scrolls where a document has no layout. */
  scrolled(): void {
    const open = this.top();
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    if (!open || scrollTop === this.#lastScroll) return;
    this.#lastScroll = scrollTop;
    this.core.scheduler.guard(() => open.page.onPageScroll?.({ scrollTop }));
    if (scrollHeight === 0) return;
    const distance = open.config.onReachBottomDistance ?? REACH_BOTTOM_PX;
    const atBottom = scrollTop + clientHeight >= scrollHeight - distance;
    if (atBottom && !open.atBottom) this.core.scheduler.guard(() => open.page.onReachBottom?.());
    open.atBottom = atBottom;
  }

  close(): void {
    this.#stop.abort();
  }

  #resized(): void {
    const size = { windowWidth: innerWidth, windowHeight: innerHeight };
    this.core.signals.emit('WindowResize', { size });
    const deviceOrientation = innerWidth > innerHeight ? 'landscape' : 'portrait';
    this.core.scheduler.guard(() => this.top()?.page.onResize?.({ size, deviceOrientation }));
  }
}
