import type { CardContext, CardPainting } from '../../../domain/cards';
import type { ListItem } from '../../../feed';
import { airport } from './airport';
import { bridge } from './bridge';
import { busStop } from './bus';
import { construction } from './construction';
import { data } from './data';
import { freight } from './freight';
import { harbour } from './harbour';
import { holiday } from './holiday';
import { LIGHTS, type LightName, sightOf } from './palette';
import { party } from './party';
import { type GroundContext, Pen } from './pen';
import { rail } from './rail';
import { rain } from './rain';
import { road } from './road';
import { rural } from './rural';
import { safety } from './safety';
import { service } from './service';
import { snow } from './snow';
import { standard } from './standard';
import { type Subject, subjectOf } from './subjects';

export { type LightName, sightOf } from './palette';
export { SUBJECTS, type Subject, subjectOf } from './subjects';

/** What draws each subject: the whole of a picture, in the pen's units. */
export const GROUNDS: Readonly<Record<Subject, (pen: Pen) => void>> = {
  party,
  rural,
  snow,
  rain,
  standard,
  airport,
  data,
  service,
  safety,
  holiday,
  harbour,
  rail,
  bus: busStop,
  freight,
  bridge,
  construction,
  road,
};

/** Never mirrored, or traffic would keep left and a chart would fall. */
const ONE_WAY: ReadonlySet<Subject> = new Set(['road', 'data', 'bus', 'safety']);

/** How a subject's ground is seen. */
export interface Sight {
  light: LightName;
  mirrored: boolean;
}

/** Draws a subject's ground over the `w` × `h` units at the canvas' origin. */
export function drawGround(ctx: GroundContext, w: number, h: number, subject: Subject, sight: Sight): void {
  const mirrored = sight.mirrored && !ONE_WAY.has(subject);
  GROUNDS[subject](Pen.over(ctx, w, h, LIGHTS[sight.light], mirrored));
}

/** The picture of an article that has none, by its subject; null where it has none of the table's. */
export function groundOf(item: ListItem): CardPainting | null {
  const subject = subjectOf(item);
  if (!subject) return null;
  const sight = sightOf(item.id);
  return {
    paint(ctx: CardContext, w: number, h: number) {
      ctx.save();
      ctx.beginPath();
      for (const [x, y] of [
        [0, 0],
        [w, 0],
        [w, h],
        [0, h],
      ] as const)
        ctx.lineTo(x, y);
      ctx.closePath();
      ctx.clip();
      drawGround(ctx, w, h, subject, sight);
      ctx.restore();
    },
  };
}
