import type { CardContext } from '../../../domain/cards';
import { roundPath } from '../../../domain/cards/shapes';
import type { Light } from './palette';

/** Height of a ground in its own units; its middle is at x 500, so that 1000 × 425 is the card's picture. */
export const HEIGHT = 425;
const MIDDLE = 500;
/** Scenery reaches so far to both sides: a low picture shows more of it. */
export const EDGES = [-220, 1220] as const;

/** Flat list of places: x, y, x, y, … */
export type Places = readonly number[];

/** What a pen needs of a canvas. Neither transforms nor text nor pictures: grounds are areas and lines. */
export type GroundContext = Pick<
  CardContext,
  | 'fillStyle'
  | 'strokeStyle'
  | 'lineWidth'
  | 'lineJoin'
  | 'lineCap'
  | 'fillRect'
  | 'beginPath'
  | 'moveTo'
  | 'lineTo'
  | 'quadraticCurveTo'
  | 'arc'
  | 'arcTo'
  | 'closePath'
  | 'fill'
  | 'stroke'
  | 'setLineDash'
  | 'createLinearGradient'
>;

/**
 * Draws in a ground's own units, mirrored where the article says so. `at` gives a pen for one thing: its own
 * origin and scale, so that a bus is drawn once and stands anywhere.
 */
export class Pen {
  private constructor(
    private readonly ctx: GroundContext,
    readonly light: Light,
    private readonly x0: number,
    private readonly y0: number,
    /** Canvas units of one unit; to the left where the picture is mirrored. */
    private readonly along: number,
    private readonly down: number,
    /** The picture's edges, a little outside. */
    readonly left: number,
    readonly right: number,
  ) {}

  /** Over a picture of `w` × `h` canvas units, whose corner is the canvas' origin. */
  static over(ctx: GroundContext, w: number, h: number, light: Light, mirrored: boolean): Pen {
    const unit = h / HEIGHT;
    const along = mirrored ? -unit : unit;
    const half = w / 2 / unit + 2;
    return new Pen(
      ctx,
      light,
      w / 2 - MIDDLE * along,
      0,
      along,
      unit,
      Math.floor(MIDDLE - half),
      Math.ceil(MIDDLE + half),
    );
  }

  /** Whether left is right. */
  get mirrored(): boolean {
    return this.along < 0;
  }

  /** A pen with its origin here, of `scale`; `turned` faces the other way. */
  at(x: number, y: number, scale = 1, turned = false): Pen {
    const along = this.along * scale * (turned ? -1 : 1);
    return new Pen(
      this.ctx,
      this.light,
      this.x(x),
      this.y(y),
      along,
      this.down * scale,
      this.left,
      this.right,
    );
  }

  /** With these colours in place of its own. */
  in(light: Light): Pen {
    return new Pen(this.ctx, light, this.x0, this.y0, this.along, this.down, this.left, this.right);
  }

  private x(x: number): number {
    return this.x0 + x * this.along;
  }

  private y(y: number): number {
    return this.y0 + y * this.down;
  }

  private fill(color: string): void {
    this.ctx.fillStyle = color;
    this.ctx.fill();
  }

  private stroke(width: number, color: string, dash?: readonly number[]): void {
    const { ctx } = this;
    ctx.lineJoin = 'round';
    ctx.lineCap = 'butt';
    ctx.lineWidth = width * this.down;
    ctx.strokeStyle = color;
    if (dash) ctx.setLineDash(dash.map((one) => one * this.down));
    ctx.stroke();
    if (dash) ctx.setLineDash([]);
  }

  private path(places: Places): void {
    this.ctx.beginPath();
    this.ctx.moveTo(this.x(places[0]!), this.y(places[1]!));
    for (let i = 2; i < places.length; i += 2) this.ctx.lineTo(this.x(places[i]!), this.y(places[i + 1]!));
  }

  /** Through the middles between the places, which it rounds; ends in the first and the last. */
  private curvePath(places: Places): void {
    const last = places.length - 2;
    this.ctx.beginPath();
    this.ctx.moveTo(this.x(places[0]!), this.y(places[1]!));
    for (let i = 2; i < last; i += 2)
      this.ctx.quadraticCurveTo(
        this.x(places[i]!),
        this.y(places[i + 1]!),
        this.x((places[i]! + places[i + 2]!) / 2),
        this.y((places[i + 1]! + places[i + 3]!) / 2),
      );
    this.ctx.lineTo(this.x(places[last]!), this.y(places[last + 1]!));
  }

  private roundPath(x: number, y: number, w: number, h: number, r: number): void {
    const left = Math.min(this.x(x), this.x(x + w));
    roundPath(this.ctx, left, this.y(y), w * this.down, h * this.down, r * this.down);
  }

  rect(x: number, y: number, w: number, h: number, color: string | object): void {
    this.ctx.fillStyle = color;
    this.ctx.fillRect(Math.min(this.x(x), this.x(x + w)), this.y(y), w * this.down, h * this.down);
  }

  /** From edge to edge. */
  band(y: number, h: number, color: string | object): void {
    this.rect(this.left, y, this.right - this.left, h, color);
  }

  /**
   * From one colour to another between two heights, and on in the second one down to the picture's end: what
   * stands before it may begin anywhere, and no seam is left between them.
   */
  fade(from: number, to: number, upper: string, lower: string): void {
    const gradient = this.ctx.createLinearGradient(0, this.y(from), 0, this.y(to));
    gradient.addColorStop(0, upper);
    gradient.addColorStop(1, lower);
    this.band(from, HEIGHT + 2 - from, gradient);
  }

  poly(places: Places, color: string): void {
    this.path(places);
    this.ctx.closePath();
    this.fill(color);
  }

  line(places: Places, width: number, color: string, dash?: readonly number[]): void {
    this.path(places);
    this.stroke(width, color, dash);
  }

  /** An area with a smooth outline. */
  blob(places: Places, color: string): void {
    this.curvePath(places);
    this.ctx.closePath();
    this.fill(color);
  }

  /** A smooth outline, and everything under it down to `base`. */
  hill(places: Places, color: string, base = HEIGHT + 2): void {
    this.curvePath(places);
    this.ctx.lineTo(this.x(places[places.length - 2]!), this.y(base));
    this.ctx.lineTo(this.x(places[0]!), this.y(base));
    this.ctx.closePath();
    this.fill(color);
  }

  /** A smooth line. */
  bend(places: Places, width: number, color: string, dash?: readonly number[]): void {
    this.curvePath(places);
    this.stroke(width, color, dash);
  }

  dot(x: number, y: number, r: number, color: string): void {
    this.ctx.beginPath();
    this.ctx.arc(this.x(x), this.y(y), r * this.down, 0, Math.PI * 2);
    this.fill(color);
  }

  /** The upper half of a dot. */
  dome(x: number, y: number, r: number, color: string): void {
    this.ctx.beginPath();
    this.ctx.arc(this.x(x), this.y(y), r * this.down, Math.PI, Math.PI * 2);
    this.ctx.closePath();
    this.fill(color);
  }

  /** Part of a circle as a line; angles in half turns, 0 to the right and on clockwise. */
  arc(x: number, y: number, r: number, from: number, to: number, width: number, color: string): void {
    const [start, end] = this.mirrored ? [1 - to, 1 - from] : [from, to];
    this.ctx.beginPath();
    this.ctx.arc(this.x(x), this.y(y), r * this.down, start * Math.PI, end * Math.PI);
    this.stroke(width, color);
  }

  /** A rectangle with round corners. */
  round(x: number, y: number, w: number, h: number, r: number, color: string): void {
    this.roundPath(x, y, w, h, r);
    this.fill(color);
  }

  /** Its outline. */
  frame(x: number, y: number, w: number, h: number, r: number, width: number, color: string): void {
    this.roundPath(x, y, w, h, r);
    this.stroke(width, color);
  }
}
