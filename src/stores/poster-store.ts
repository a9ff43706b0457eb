import { runInAction } from 'mobx';
import {
  CARD_SIZES,
  type CardContent,
  type CardContext,
  drawChatCard,
  drawColumnCard,
  drawColumnPoster,
  drawPoster,
  drawQuoteCard,
  drawSquareCard,
} from '../domain/cards';
import { oneAtATime } from '../domain/one-at-a-time';
import { pickSource } from '../domain/pictures';
import {
  COLUMN_POSTERS,
  fileOf,
  POSTERS,
  type PosterCode,
  type PosterKind,
  type PosterPicture,
  posterContent,
} from '../domain/poster';
import type { ArticleDocument } from '../feed';
import type { FeedSource } from './feed-source';
import { observe } from './observed';
import type { Album, Clock, Drawable, Easel, Messages, Viewport } from './ports';

const DRAW: Record<PosterKind, (context: CardContext, content: CardContent) => void> = {
  poster: drawPoster,
  square: drawSquareCard,
  quote: drawQuoteCard,
  chat: drawChatCard,
};

/** A picture that was drawn, by what is on it: where the code did not come it is the one without. */
interface Made {
  key: string;
  file: string;
}

const keyOf = (kind: PosterKind, code: boolean): string => `${kind}${code}`;

/** How a picture is made of the article. */
export interface Making {
  /** A paragraph that was chosen, for the quote card. */
  quote?: string | undefined;
  /** What is drawn first; the long poster unless told. */
  kind?: PosterKind;
  /** Whether the feed has mini-program codes, as far as is known. */
  codes?: boolean;
  /** What does not come within so many ms is left out, as what does not come at all. */
  patience?: number;
}

interface Ports {
  clock: Clock;
  easel: Easel;
  album: Album;
  messages: Messages;
  viewport: Viewport;
}

/**
 * The pictures that are made of one article, or of the column itself (no article), while the share sheet is
 * open: drawn once each, kept until the sheet closes or memory is scarce. A cover that does not load gives the layout without one; a code that
 * does not load turns its switch off.
 */
export class PosterStore {
  kind: PosterKind;
  /** The chosen picture. */
  picture: PosterPicture = { status: 'drawing' };
  withCode: boolean;
  private asked = false;
  /** The reader does not allow the album to the program: WeChat's own switch. */
  refused = false;
  /** The phone does not allow its album to WeChat: another switch, which WeChat's settings do not show. */
  barred = false;
  /** The way to that switch was gone in vain, and leads round in a circle: WeChat's viewer is what is left. */
  vain = false;
  /** The switches whose way was gone. */
  private readonly gone = new Set<'refused' | 'barred'>();
  /** Saving, sending and what leads to it: a second press while one is under way is the same. */
  private readonly once;
  private readonly made = new Map<string, string>();
  /** Drawings under way. */
  private readonly drawings = new Map<string, Promise<Made | null>>();
  private cover: Promise<Drawable | null> | undefined;
  /** Settles when what is chosen has been drawn, or could not be. */
  drawn: Promise<void> = Promise.resolve();
  /** Counts the wishes: only the last one's picture is shown. */
  private wish = 0;

  constructor(
    private readonly source: FeedSource,
    private readonly ports: Ports,
    private readonly document: ArticleDocument | null,
    private readonly making: Making = {},
  ) {
    this.kind = making.kind ?? 'poster';
    this.withCode = this.hasCodes;
    this.once = oneAtATime((ms, then) => ports.clock.after(ms, then));
    observe<PosterStore>(this).except(
      'source',
      'ports',
      'document',
      'making',
      'asked',
      'gone',
      'once',
      'made',
      'drawings',
      'cover',
      'drawn',
      'wish',
    );
  }

  /**
   * Codes are files of the feed, of those articles that one was made for: bundled ones and the column have none, nor has a
   * feed whose head says so, whatever a kept document names.
   */
  get hasCodes(): boolean {
    const { codes = true } = this.making;
    return codes && this.document?.code !== undefined && this.source.base !== null;
  }

  /** The code on the poster; `none` where there are no codes. */
  get code(): PosterCode {
    return this.hasCodes ? (this.withCode ? 'on' : 'off') : 'none';
  }

  get posters(): typeof POSTERS {
    return this.document ? POSTERS : COLUMN_POSTERS;
  }

  choose(kind: PosterKind): void {
    this.kind = kind;
    this.show();
  }

  switchCode(): void {
    this.withCode = !this.withCode;
    this.asked = true;
    this.show();
  }

  /** Draws what is chosen, unless it has been drawn before, or is being drawn. */
  show(): void {
    this.drawn = this.draw();
  }

  private async draw(): Promise<void> {
    const { kind } = this;
    this.wish += 1;
    const wish = this.wish;
    const code = kind === 'poster' && this.withCode;
    const key = keyOf(kind, code);
    const known = this.made.get(key);
    const isThere = known !== undefined && this.ports.easel.has(known);
    this.picture = isThere ? { status: 'ready', file: known } : { status: 'drawing' };
    if (isThere) return;
    const drawing = this.drawings.get(key) ?? this.make(kind, code).catch(() => null);
    this.drawings.set(key, drawing);
    const made = await drawing;
    this.drawings.delete(key);
    // What was drawn is kept, also where something else is wished for by now.
    if (made) this.made.set(made.key, made.file);
    if (wish !== this.wish) return;
    runInAction(() => {
      this.picture = made ? { status: 'ready', file: made.file } : { status: 'failed' };
    });
  }

  private async make(kind: PosterKind, withCode: boolean): Promise<Made> {
    // The canvas comes with the sheet.
    await this.ports.viewport.settled();
    const { document } = this;
    const { easel } = this.ports;
    if (!document) {
      const file = await easel.draw(CARD_SIZES[kind], (context) =>
        kind === 'square' ? drawColumnCard(context, kind) : drawColumnPoster(context, null),
      );
      return { key: keyOf(kind, false), file };
    }
    const [cover, code] = await Promise.all([
      kind === 'quote' ? null : this.loadCover(document),
      withCode ? this.loadCode(document) : null,
    ]);
    const content: CardContent = {
      ...posterContent(document, this.making.quote),
      cover,
      code: code?.image ?? null,
    };
    const file = await easel.draw(CARD_SIZES[kind], (context) => DRAW[kind](context, content));
    return { key: keyOf(kind, code !== null), file };
  }

  private loadCover({ cover }: ArticleDocument): Promise<Drawable | null> {
    this.cover ??= cover ? this.load(pickSource(cover, 1000)).catch(() => null) : Promise.resolve(null);
    return this.cover;
  }

  private async loadCode({ code }: ArticleDocument): Promise<Drawable | null> {
    const { asked } = this;
    if (code === undefined) return null;
    try {
      return await this.load(code);
    } catch {
      runInAction(() => {
        this.withCode = false;
      });
      // Who did not ask for one need not hear that it does not come.
      if (asked) this.ports.messages.toast('暂时取不到小程序码');
      return null;
    }
  }

  private load(src: string): Promise<Drawable> {
    const { easel, clock } = this.ports;
    const { patience } = this.making;
    const loading = easel.load(this.source.url(src));
    if (!patience) return loading;
    return Promise.race([loading, new Promise<never>((_, fail) => void clock.after(patience, () => fail()))]);
  }

  save(): Promise<void> {
    return this.press(() => this.put());
  }

  send(): Promise<void> {
    return this.press(async () => {
      const file = await this.file();
      if (file && !(await this.ports.album.send(file))) this.ports.messages.preview([file], file);
    });
  }

  /** WeChat's own viewer can save as well: a long press there needs no permission of ours. */
  look(): Promise<void> {
    return this.press(async () => {
      const file = await this.file();
      if (file) this.ports.messages.preview([file], file);
    });
  }

  /** To the switch that is off, and on with saving when it is on then. Each is gone to once. */
  toSettings(): Promise<void> {
    return this.press(async () => {
      const { album } = this.ports;
      const { barred } = this;
      this.went(barred ? 'barred' : 'refused');
      // The reader comes back from the phone's settings in their own time, and presses again.
      if (barred) await album.unbar();
      else if (await album.allow()) await this.put();
    });
  }

  private press(work: () => Promise<void>): Promise<void> {
    return this.once(work, undefined, 0);
  }

  private went(to: 'refused' | 'barred'): void {
    this.gone.add(to);
    this.vain = true;
  }

  private async put(): Promise<void> {
    const file = await this.file();
    if (!file) return;
    const { album, messages } = this.ports;
    const answer = await album.save(file);
    if (answer === 'saved') this.gone.clear();
    runInAction(() => {
      this.refused = answer === 'refused';
      this.barred = answer === 'barred';
      this.vain = (answer === 'refused' || answer === 'barred') && this.gone.has(answer);
    });
    if (answer === 'saved') messages.toast('已保存到相册');
    else if (answer === 'failed') messages.preview([file], file);
  }

  /** The chosen picture's file; where WeChat has cleared it away it is drawn again. */
  private async file(): Promise<string | undefined> {
    const file = fileOf(this.picture);
    if (file === undefined || this.ports.easel.has(file)) return file;
    this.show();
    await this.drawn;
    return fileOf(this.picture);
  }
}
