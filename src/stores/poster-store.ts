import { runInAction } from 'mobx';
import {
  CARD_SIZES,
  type CardContent,
  type CardContext,
  drawColumnCard,
  drawColumnPoster,
  drawPoster,
  drawQuoteCard,
  drawSquareCard,
} from '../domain/cards';
import { pickSource } from '../domain/pictures';
import {
  COLUMN_POSTERS,
  POSTERS,
  type PosterCode,
  type PosterKind,
  type PosterPicture,
  posterContent,
} from '../domain/poster';
import type { ArticleDocument } from '../feed';
import type { FeedSource } from './feed-source';
import { observe } from './observed';
import type { Album, Drawable, Easel, Messages, Viewport } from './ports';

const DRAW: Record<PosterKind, (context: CardContext, content: CardContent) => void> = {
  poster: drawPoster,
  square: drawSquareCard,
  quote: drawQuoteCard,
};

interface Ports {
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
  kind: PosterKind = 'poster';
  /** The chosen picture. */
  picture: PosterPicture = { status: 'drawing' };
  withCode: boolean;
  private asked = false;
  /** The album was refused: the way to the settings is shown. */
  refused = false;
  private readonly made = new Map<string, string>();
  private cover: Promise<Drawable | null> | undefined;
  /** Settles when what is chosen has been drawn, or could not be. */
  drawn: Promise<void> = Promise.resolve();
  /** Counts the wishes: only the last one's picture is shown. */
  private wish = 0;

  constructor(
    private readonly source: FeedSource,
    private readonly ports: Ports,
    private readonly document: ArticleDocument | null,
    private readonly quote?: string,
  ) {
    this.withCode = this.hasCodes;
    observe<PosterStore>(this).except(
      'source',
      'ports',
      'document',
      'quote',
      'asked',
      'made',
      'cover',
      'drawn',
      'wish',
    );
  }

  /** Codes are files of the feed, of those articles that one was made for: bundled ones and the column have none. */
  get hasCodes(): boolean {
    return this.document?.code !== undefined && this.source.base !== null;
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

  /** Draws what is chosen, unless it has been drawn before. */
  show(): void {
    this.drawn = this.draw();
  }

  private async draw(): Promise<void> {
    const { kind } = this;
    this.wish += 1;
    const wish = this.wish;
    const code = kind === 'poster' && this.withCode;
    const key = `${kind}${code}`;
    const known = this.made.get(key);
    this.picture = known ? { status: 'ready', file: known } : { status: 'drawing' };
    if (known) return;
    const file = await this.make(kind, code).catch(() => null);
    if (wish !== this.wish) return;
    runInAction(() => {
      // Without the code that was wished for it is the picture without a code.
      if (file) this.made.set(code && !this.withCode ? `${kind}false` : key, file);
      this.picture = file ? { status: 'ready', file } : { status: 'failed' };
    });
  }

  private async make(kind: PosterKind, withCode: boolean): Promise<string> {
    // The canvas comes with the sheet.
    await this.ports.viewport.settled();
    const { document } = this;
    const { easel } = this.ports;
    if (!document)
      return easel.draw(CARD_SIZES[kind], (context) =>
        kind === 'square' ? drawColumnCard(context, kind) : drawColumnPoster(context, null),
      );
    const [cover, code] = await Promise.all([
      kind === 'quote' ? null : this.loadCover(document),
      withCode ? this.loadCode(document) : null,
    ]);
    const content: CardContent = {
      ...posterContent(document, this.quote),
      cover,
      code: code?.image ?? null,
    };
    return easel.draw(CARD_SIZES[kind], (context) => DRAW[kind](context, content));
  }

  private loadCover({ cover }: ArticleDocument): Promise<Drawable | null> {
    this.cover ??= cover
      ? this.ports.easel.load(this.source.url(pickSource(cover, 1000))).catch(() => null)
      : Promise.resolve(null);
    return this.cover;
  }

  private async loadCode({ code }: ArticleDocument): Promise<Drawable | null> {
    const { asked } = this;
    if (code === undefined) return null;
    try {
      return await this.ports.easel.load(this.source.url(code));
    } catch {
      runInAction(() => {
        this.withCode = false;
      });
      // Who did not ask for one need not hear that it does not come.
      if (asked) this.ports.messages.toast('暂时取不到小程序码');
      return null;
    }
  }

  async save(): Promise<void> {
    if (this.picture.status !== 'ready') return;
    const { file } = this.picture;
    const { album, messages } = this.ports;
    const answer = await album.save(file);
    runInAction(() => {
      this.refused = answer === 'refused';
    });
    if (answer === 'saved') messages.toast('已保存到相册');
    // WeChat's own viewer can save as well: a long press there needs no permission of ours.
    else if (answer === 'failed') messages.preview([file], file);
  }

  async send(): Promise<void> {
    if (this.picture.status !== 'ready') return;
    const { file } = this.picture;
    if (!(await this.ports.album.send(file))) this.ports.messages.preview([file], file);
  }

  /** From the refusal to the settings, and on with saving when it is allowed there. */
  async toSettings(): Promise<void> {
    if (await this.ports.album.allow()) await this.save();
  }
}
