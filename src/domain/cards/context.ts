/*
 * What the drawing room needs of a canvas: Canvas 2D calls that browsers, WeChat's `canvas type="2d"` and
 * @napi-rs/canvas all have (so no roundRect, no letterSpacing, no filters). Structural: a context of any of
 * the three fits as it is.
 */

/** A decoded picture of the platform at hand; only `drawImage` ever looks into it. */
export type CardImage = object;

/** Colours between two places; a `fillStyle` like any other. */
export interface CardGradient {
  addColorStop(at: number, color: string): void;
}

export interface CardContext {
  fillStyle: string | object;
  strokeStyle: string | object;
  lineWidth: number;
  lineJoin: string;
  lineCap: string;
  font: string;
  textAlign: string;
  textBaseline: string;
  save(): void;
  restore(): void;
  beginPath(): void;
  closePath(): void;
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  arcTo(x1: number, y1: number, x2: number, y2: number, radius: number): void;
  arc(x: number, y: number, radius: number, start: number, end: number): void;
  quadraticCurveTo(cx: number, cy: number, x: number, y: number): void;
  clip(): void;
  fill(): void;
  stroke(): void;
  fillRect(x: number, y: number, w: number, h: number): void;
  setLineDash(segments: number[]): void;
  createLinearGradient(x0: number, y0: number, x1: number, y1: number): CardGradient;
  measureText(text: string): { width: number };
  fillText(text: string, x: number, y: number): void;
  drawImage(image: CardImage, x: number, y: number, w: number, h: number): void;
  drawImage(
    image: CardImage,
    sx: number,
    sy: number,
    sw: number,
    sh: number,
    x: number,
    y: number,
    w: number,
    h: number,
  ): void;
}

/** A picture that is loaded. */
export interface CardPicture {
  image: CardImage;
  /** Of the picture itself, in its own pixels. */
  width: number;
  height: number;
  paint?: undefined;
}

/** A picture that is drawn, in whatever size is asked for. */
export interface CardPainting {
  /** Paints every pixel of the `w` × `h` units at the canvas' origin and none beside them. */
  paint(ctx: CardContext, w: number, h: number): void;
}

export type CardCover = CardPicture | CardPainting;

/** What a card says. Cards look the same in light and dark: they travel to where our theme is not known. */
export interface CardContent {
  /** The title without its region prefix. Drawn whole, however long. */
  headline: string;
  /** Where its words part, as offsets in it: a line ends there or where a mark does. */
  breaks?: readonly number[] | undefined;
  city: string | null;
  /** `2024-12-16` */
  day: string;
  /** `20:10`; only the poster has room for it. */
  time?: string;
  /** Reading time in whole minutes; 0 or absent when unknown. */
  minutes?: number;
  cover: CardCover | null;
  /** Body text for the poster; cut at a sentence's end where room ends. */
  excerpt?: string;
  /** The chosen paragraph for the quote card; the headline stands there without one. */
  quote?: string;
  /** The mini-program code for the poster; without one the poster names the original instead. */
  code?: CardImage | null;
}

/** Canvas units of each card. Draw at a multiple by scaling the context first. */
export const CARD_SIZES = {
  chat: [1000, 800],
  square: [800, 800],
  quote: [1000, 800],
  poster: [750, 1334],
} as const;
