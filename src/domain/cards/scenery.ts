import type { CardContext } from './context';
import { INK } from './palette';
import { fillPolygon, fillRect } from './shapes';

/** The area of an open road: down to `bottom`, vanishing at `horizon`, `w` wide. */
export interface Scene {
  w: number;
  horizon: number;
  bottom: number;
}

const HILLS = [40, 92, 34, 76, 30, 66, 36];
/** Dashes of the road from far to near, as parts of its length. */
const DASHES = [
  [0.02, 0.07],
  [0.13, 0.22],
  [0.33, 0.49],
  [0.66, 0.92],
] as const;

/** Sky, hills and a road in perspective, all drawn: what stands where an article has no body text to show. */
export function drawOpenRoad(ctx: CardContext, { w, horizon, bottom }: Scene): void {
  const k = w / 750;
  fillRect(ctx, 0, 0, w, horizon, INK.sky);
  const ridge = HILLS.map((up, i) => [(i * w) / (HILLS.length - 1), horizon - up * k] as const);
  fillPolygon(ctx, [[0, horizon], ...ridge, [w, horizon]], INK.hills);
  fillRect(ctx, 0, horizon, w, bottom - horizon, INK.verge);
  for (const [side, reach, drop] of [
    [0, 0.4, 40],
    [w, 0.613, 60],
  ] as const) {
    fillPolygon(
      ctx,
      [
        [side, horizon + drop * k],
        [reach * w, horizon],
        [side, horizon],
      ],
      INK.vergeShade,
    );
  }

  // Lines converge a little above the horizon, so that the far end keeps a width.
  const vanish = horizon - 24 * k;
  const strip = (left: number, right: number, from: number, to: number, color: string) => {
    const at = (x: number, y: number) => [w / 2 + (x * k * (y - vanish)) / (bottom - vanish), y] as const;
    fillPolygon(ctx, [at(left, from), at(right, from), at(right, to), at(left, to)], color);
  };
  strip(-505, 505, horizon, bottom, INK.asphalt);
  strip(-471, -447, horizon, bottom, INK.white);
  strip(447, 471, horizon, bottom, INK.white);
  for (const [far, near] of DASHES) {
    const from = horizon + (bottom - horizon) * far;
    const to = horizon + (bottom - horizon) * near;
    strip(-14, 14, from, to, INK.yellow);
    strip(-229, -207, from, to, INK.white);
    strip(207, 229, from, to, INK.white);
  }
}

/** The two posts that carry a sign over the road. */
export function drawPosts(
  ctx: CardContext,
  left: number,
  right: number,
  width: number,
  top: number,
  bottom: number,
): void {
  for (const x of [left, right]) fillRect(ctx, x - width / 2, top, width, bottom - top, INK.post);
}

/**
 * The road of the poster: from the sign at `top` down past the words, round the corner, then on to the code
 * or, without one, off the picture.
 */
export function drawWay(ctx: CardContext, top: number, x: number, end: number, y: number): void {
  const path = () => {
    ctx.beginPath();
    ctx.moveTo(x, top);
    ctx.lineTo(x, y - 36);
    ctx.arcTo(x, y, x + 36, y, 36);
    ctx.lineTo(end, y);
  };
  ctx.lineJoin = 'round';
  ctx.lineCap = 'butt';
  ctx.strokeStyle = INK.asphalt;
  ctx.lineWidth = 24;
  path();
  ctx.stroke();
  ctx.strokeStyle = INK.yellow;
  ctx.lineWidth = 4;
  ctx.setLineDash([24, 16]);
  path();
  ctx.stroke();
  ctx.setLineDash([]);
}
