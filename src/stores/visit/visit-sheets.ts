import { runInAction } from 'mobx';
import type { SharedQuote } from '../../domain/page-share';
import { fileOf } from '../../domain/poster';
import { addressOf } from '../../domain/sections';
import type { ArticleDocument } from '../../feed';
import type { FeedSource } from '../feed-source';
import { observe } from '../observed';
import type { Ports } from '../ports';
import { type Making, PosterStore } from '../poster-store';
import type { ReadingSession } from './reading-session';
import { GAP, type SectionWindow } from './section-window';

/** A sheet with what it is about. */
export type VisitSheet =
  /** `here`: index of the stop that is being read; -1 before the first one. */
  | { name: 'contents'; here: number }
  | { name: 'settings' }
  | { name: 'poster'; poster: PosterStore }
  /** A paragraph that was held, and the address of its block. */
  | { name: 'quote'; poster: PosterStore; text: string; at: string };

/** What the sheets are of; without a text none is opened. */
interface Reading {
  readonly bar: number;
  readonly session: ReadingSession;
  readonly document: ArticleDocument | undefined;
  readonly window: SectionWindow;
  /** Whether the feed has mini-program codes, as far as is known. */
  readonly hasCodes: boolean;
}

/** A stop of the contents counts as reached so far below the bar, in px. */
const REACHED = 60;

/** The sheets of a visit, of which one lies over the article at a time, and what is done from them. */
export class VisitSheets {
  shown: VisitSheet | null = null;

  constructor(
    private readonly reading: Reading,
    private readonly source: FeedSource,
    private readonly ports: Ports,
  ) {
    observe<VisitSheets>(this).except('reading', 'source', 'ports');
  }

  /** What is quoted of the article while its sheet is open. */
  get quote(): SharedQuote | null {
    if (this.shown?.name !== 'quote') return null;
    const { poster, text, at } = this.shown;
    const { picture } = poster;
    const drawing =
      picture.status === 'drawing' ? poster.drawn.then(() => fileOf(poster.picture)) : undefined;
    const card = fileOf(picture);
    return { text, at, card: card !== undefined && this.ports.easel.has(card) ? card : undefined, drawing };
  }

  async showContents(): Promise<void> {
    const { document, window, session, bar } = this.reading;
    if (!document) return;
    const tops = await window.tops(document.contents.map((stop) => window.blockOf(stop.id)));
    const here = session.currentStop(tops, bar + REACHED);
    runInAction(() => {
      this.shown = { name: 'contents', here };
    });
  }

  showSettings(): void {
    void this.reading.window.anchor();
    this.shown = { name: 'settings' };
  }

  /** The pictures of the article, or of what is quoted of it. */
  showPoster(): void {
    const { shown } = this;
    if (shown?.name === 'poster') return;
    const poster = shown?.name === 'quote' ? shown.poster : this.posterOf();
    if (poster) this.shown = { name: 'poster', poster };
  }

  /** A paragraph of a block was held; its card is drawn while the reader chooses what becomes of it. */
  showQuote(text: string, block: number): void {
    const poster = this.posterOf({ quote: text });
    const at = addressOf(this.reading.document?.blocks ?? [], block);
    if (poster) this.shown = { name: 'quote', poster, text, at };
  }

  close(): void {
    this.shown = null;
  }

  /**
   * Follows the contents.
   * @param target a block's id, `start` or `end`: of the page, and of the text
   */
  jump(target: string): void {
    const { window, bar } = this.reading;
    this.shown = null;
    if (target === 'start') this.ports.viewport.scrollToTop();
    else if (target === 'end') this.ports.viewport.scrollTo('after', bar + GAP);
    else void window.jump(window.blockOf(target));
  }

  /**
   * @param making a paragraph that was chosen, what is drawn first, and in ms what a picture may take
   */
  posterOf(making: Making = {}): PosterStore | undefined {
    const { document, hasCodes: codes } = this.reading;
    return document && new PosterStore(this.source, this.ports, document, { codes, ...making });
  }
}
