import { runInAction } from 'mobx';
import { columnWidth } from '../../domain/measure';
import type { SharedPage } from '../../domain/page-share';
import { type ArticleHead, headOf } from '../../domain/reader';
import type { Onward, Row } from '../../domain/row';
import { blockAt, sectionsOf } from '../../domain/sections';
import { articleChatShare, articleQuery } from '../../domain/share';
import type { ArticleDocument, ArticleId, Block, Cards } from '../../feed';
import type { ArticleState, ArticlesStore } from '../articles-store';
import { Capture } from '../capture';
import type { ColumnStore } from '../column-store';
import type { Failure } from '../failure';
import type { FeedClock } from '../feed-clock';
import type { FeedSource } from '../feed-source';
import type { LibraryStore } from '../library-store';
import { follow, observe } from '../observed';
import type { Ports } from '../ports';
import type { SettingsStore } from '../settings-store';
import type { Positions, SavedPosition } from './positions';
import { ReadingSession } from './reading-session';
import { SectionWindow } from './section-window';
import { VisitSheets } from './visit-sheets';

/** What the page shows. */
export type VisitView =
  | { status: 'loading'; slow: boolean }
  | {
      status: 'ready';
      document: ArticleDocument;
      window: SectionWindow;
      onward: Onward;
      stale: Failure | null;
    }
  | { status: 'gone'; reason: Failure | 'withdrawn' };

interface Stores {
  clock: FeedClock;
  column: ColumnStore;
  articles: ArticlesStore;
  library: LibraryStore;
  positions: Positions;
  settings: SettingsStore;
  source: FeedSource;
  ports: Ports;
}

/** Of the progress road under the navigation row, in px. */
const ROAD = 8;
const NOTHING: readonly Block[] = [];
/** Of the three seconds that WeChat waits for a poster, or a share's card, what its pictures may take, in ms: the rest is for the drawing. */
const PATIENCE = 1500;
/** Related articles that are fetched ahead, beside the two neighbours. */
const AHEAD = 3;

/**
 * One visit to one article, from the opening of its page to the leaving: the text that is shown and the window over
 * it, how far it is read, the sheet over it, the offer to go on reading, what is fetched ahead, and what is kept in
 * the end. It follows the article's state by itself between `begin` and the end; the page draws it.
 */
export class VisitStore {
  /** Height of the bar at the top, status bar and road included, in px. */
  readonly bar: number;
  /** Width of the text, in px: planned with and drawn with. */
  readonly width: number;
  readonly session: ReadingSession;
  readonly sheets: VisitSheets;
  /** The poster that is offered in place of a screenshot. */
  readonly capture: Capture;
  /** The text that is shown, empty while there is none, and the window over it. */
  private blocks: readonly Block[] = NOTHING;
  window: SectionWindow;
  /** The page is in front: what is measured or scrolled is this one. */
  private isSeen = true;
  /** Where reading can go on from an earlier visit. */
  offer: SavedPosition | null = null;

  /**
   * @param id null: the page's address names no article
   * @param at address of the block that the visit begins at (domain/sections); of no block of the text: its beginning
   */
  constructor(
    private readonly stores: Stores,
    readonly id: ArticleId | null,
    private readonly at: string | undefined,
  ) {
    const { device, viewport } = stores.ports;
    const { clock } = stores;
    this.bar = device.safeTop + device.nav + ROAD;
    this.width = columnWidth(device.width);
    this.session = new ReadingSession(viewport, clock, device.height, { title: '#title', end: '#fin' });
    this.sheets = new VisitSheets(this, stores.source, stores.ports);
    this.capture = new Capture((kind) => this.sheets.posterOf({ kind, patience: PATIENCE }));
    this.window = this.windowOver(NOTHING);
    observe<VisitStore>(this).except(
      'stores',
      'id',
      'at',
      'bar',
      'width',
      'session',
      'sheets',
      'capture',
      'blocks',
      'isSeen',
    );
    // What is in memory is there when the page is drawn for the first time; drawing must not follow how it came.
    runInAction(() => this.take());
  }

  /** The page is there: the article is loaded and followed until the returned function is called. */
  begin(): () => void {
    const { articles, settings, ports } = this.stores;
    if (this.id) void articles.open(this.id);
    let shown: ArticleDocument | undefined;
    const ends = [
      this.id ? articles.retain(this.id) : () => {},
      follow(
        () => this.state?.status !== 'withdrawn',
        (isShareable) => ports.sharing.allow(isShareable),
      ),
      follow(
        () => this.document,
        (document) => {
          this.take();
          if (document && document.blocks !== shown?.blocks) this.show();
          if (document && !shown) void this.opened(document);
          else if (document && this.isSeen) void this.session.measure();
          shown = document;
        },
      ),
      follow(
        () => settings.size,
        (size) => this.window.resized(size),
      ),
    ];
    return () => {
      for (const end of ends) end();
      this.window.close();
    };
  }

  /** Pages draw after the window has followed the text: mobx tells both at once, Preact draws later. */
  get view(): VisitView {
    const { id, state, window } = this;
    if (!id) return { status: 'gone', reason: 'missing' };
    if (state?.status === 'withdrawn') return { status: 'gone', reason: 'withdrawn' };
    if (state?.status === 'failed') return { status: 'gone', reason: state.failure };
    if (state?.status === 'ready') return { ...state, window };
    return { status: 'loading', slow: state?.status === 'loading' && state.slow };
  }

  /** What stands above the text; null while nothing is known of the article. */
  get head(): ArticleHead | null {
    return headOf(this.document, this.row);
  }

  /** What WeChat shares of the page as it is now. */
  get shared(): SharedPage {
    const { id, head, cards, sheets, document, capture } = this;
    const draw = document && !cards ? () => capture.draw('chat') : undefined;
    return { feedBase: this.stores.source.base, id, title: head?.title, cards, quote: sheets.quote, draw };
  }

  /**
   * The article's share pictures. Where list and text are of different editions the list's count, if the feed has named
   * them in this run: what it names is there. Of two that were kept nobody knows which is newer, and the cards of the
   * other one may be gone.
   */
  private get cards(): Cards | undefined {
    const { document, row } = this;
    if (!document || !row?.version || row.version === document.v) return (document ?? row)?.cards;
    const { status, refreshing } = this.stores.column;
    return status.status === 'ready' && !refreshing ? row.cards : undefined;
  }

  /** What is read, once it is there. */
  get document(): ArticleDocument | undefined {
    return this.state?.status === 'ready' ? this.state.document : undefined;
  }

  /** Whether the feed has mini-program codes: until its head is known, what a document names is believed. */
  get hasCodes(): boolean {
    return this.stores.column.newest?.codes !== false;
  }

  private get row(): Row | undefined {
    return this.id ? this.stores.articles.row(this.id) : undefined;
  }

  private get state(): ArticleState | undefined {
    return this.id ? this.stores.articles.state(this.id) : undefined;
  }

  /** From the page's scroll event. */
  scrolled(y: number): void {
    this.session.scrolled(y);
    this.window.scrolled(y);
  }

  /** The page has come to the front. */
  appeared(): void {
    this.tell();
    if (this.isSeen) return;
    this.isSeen = true;
    void this.window.resume();
    if (this.document) void this.session.measure();
  }

  /** Tells WeChat what a copied address and a screenshot lead to, and which picture goes in place of the screenshot. */
  private tell(): void {
    const { id, stores, capture } = this;
    if (!id) return;
    stores.ports.sharing.offer({
      query: articleQuery(id),
      picture: () => articleChatShare(stores.source.base, { id, cards: this.cards }).imageUrl,
      draw: () => capture.draw(),
    });
  }

  /** The page has gone to the back, or is left: what was read of the article is kept. */
  left(): void {
    const { library, positions, ports } = this.stores;
    ports.sharing.withdraw();
    this.isSeen = false;
    const { id, document, window } = this;
    if (!id || !document) return;
    const { here } = window;
    const percent = this.session.progress;
    library.reached(id, percent / 100);
    if (here.status === 'unmoved') return;
    const position = here.status === 'inside' ? { ...here.position, percent } : null;
    positions.keep(id, position, (one) => library.mayKnow(one));
  }

  retry(): void {
    if (this.id) void this.stores.articles.open(this.id);
  }

  /** Goes on reading where an earlier visit ended. */
  resume(): void {
    const { offer } = this;
    this.offer = null;
    if (offer) void this.window.go(offer);
  }

  /** Takes the article's text as it is now. The same text goes on in the same window, another edition in its place. */
  private take(): void {
    const blocks = this.document?.blocks ?? NOTHING;
    const { window, blocks: before } = this;
    if (blocks === before) return;
    window.close();
    this.blocks = blocks;
    this.window = this.windowOver(blocks);
    if (blocks.length > 0 && window.isMoved)
      this.window.replace(window, (block) => nextOf(before, blocks, block));
    if (this.isSeen) void this.window.resume();
  }

  private windowOver(blocks: readonly Block[]): SectionWindow {
    const { viewport, device } = this.stores.ports;
    const window = new SectionWindow(viewport, this.stores.clock, {
      screen: device.height,
      bar: this.bar,
      sections: sectionsOf(blocks, this.width),
      from: blockAt(blocks, this.at),
    });
    window.resized(this.stores.settings.size);
    return window;
  }

  private show(): void {
    const { window } = this;
    window.start();
    if (window.marked !== null && !window.isMoved) void window.jump(window.marked);
  }

  /** The article is there for the first time in this visit. */
  private async opened({ id, blocks, newer, older, related }: ArticleDocument): Promise<void> {
    const { articles, library, positions, ports } = this.stores;
    await ports.viewport.settled();
    // It was withdrawn while the page was drawn: nothing of it is kept.
    if (articles.isWithdrawn(id)) return;
    const isOffered = library.isRead(id) && blockAt(blocks, this.at) === null;
    runInAction(() => {
      this.offer = isOffered ? positions.offer(id) : null;
    });
    library.opened(id, articles.row(id));
    void this.session.measure();
    if (!(await ports.resources.ample())) return;
    const next = [older, newer, ...related.slice(0, AHEAD)];
    void articles.prefetch(next.flatMap((item) => (item ? [item.id] : [])));
  }
}

/** Where a block of one edition stands in the next: itself, else what follows the nearest before it that is still there. */
function nextOf(before: readonly Block[], after: readonly Block[], block: number): number {
  for (let back = 0; back <= block; back += 1) {
    const places = after.flatMap((one, at) => (one === before[block - back] ? [at + back] : []));
    // What stands there several times, a divider for one, is meant where it has moved least.
    const [nearest] = places.sort((one, other) => Math.abs(one - block) - Math.abs(other - block));
    if (nearest !== undefined) return Math.min(after.length - 1, nearest);
  }
  return Math.min(after.length - 1, block);
}
