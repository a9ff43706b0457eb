import { clouds, hills, sky, trees } from './parts/land';
import { person } from './parts/people';
import { cone } from './parts/signs';
import { brokenLine } from './parts/street';
import { shadow, wheels } from './parts/vehicles';
import { EDGES, HEIGHT, type Pen } from './pen';

/** A car of the inspectors, with their green stripe and no mark of the police; heads left. */
function patrol(pen: Pen): void {
  const { light } = pen;
  shadow(pen, 6, -6, 312);
  pen.dot(146, -184, 34, 'rgba(217,85,60,.2)');
  pen.dot(194, -184, 34, 'rgba(62,134,196,.2)');
  pen.round(122, -188, 96, 20, 6, light.dark);
  pen.round(126, -186, 40, 16, 5, '#D9553C');
  pen.round(174, -186, 40, 16, 5, '#3E86C4');
  pen.blob([16, -92, 52, -160, 100, -170, 206, -170, 280, -164, 296, -92], light.white);
  pen.poly([52, -100, 84, -148, 120, -150, 120, -100], light.glass);
  pen.poly([130, -100, 130, -150, 192, -150, 192, -100], light.glass);
  pen.poly([202, -100, 202, -150, 260, -146, 268, -100], light.glass);
  pen.round(0, -102, 322, 80, 16, light.white);
  pen.rect(0, -76, 322, 20, light.plate);
  pen.rect(0, -52, 322, 4, light.yellow);
  pen.rect(0, -92, 16, 12, light.yellow);
  pen.rect(312, -92, 10, 14, light.red);
  for (const x of [124, 196]) pen.rect(x, -98, 3, 66, light.grey);
  wheels(pen, -26, 29, 68, 256);
}

/** A sign that warns, on its post. */
function warning(pen: Pen): void {
  const { light } = pen;
  pen.rect(-5, -122, 10, 122, light.steel);
  pen.poly([0, -250, 91, -98, -91, -98], light.dark);
  pen.poly([0, -236, 79, -105, -79, -105], light.yellow);
  pen.poly([-8, -194, 8, -194, 5, -142, -5, -142], light.dark);
  pen.dot(0, -126, 9, light.dark);
}

/** An inspector with a raised baton. */
function inspector(pen: Pen): void {
  const { light } = pen;
  pen.line([9, -72, 34, -98], 9, light.vest);
  pen.line([34, -98, 48, -134], 6, light.red);
  pen.line([38, -110, 43, -122], 6, light.white);
  pen.dot(34, -99, 6, light.skin);
  person(pen, { body: light.vest, legs: light.steel, stripes: light.white });
  pen.round(-20, -74, 8, 36, 4, light.vest);
}

/** A check at the side of the road. Never mirrored: the kerb is at the car's right. */
export function safety(pen: Pen): void {
  const { light } = pen;
  sky(pen, 280, [380, 82]);
  clouds(pen, [560, 58, 0.8], [96, 66, 1]);
  hills(pen, 266);
  pen.fade(268, 310, light.grassMid, light.grassNear);
  trees(pen, [-60, 292, 0.8], [960, 292, 0.8], [1120, 292, 0.9], [30, 290, 0.7]);
  for (let x = EDGES[0]; x < EDGES[1]; x += 70) pen.rect(x, 276, 7, 30, light.steel);
  pen.band(271, 9, light.pale);
  pen.band(280, 3, light.grey);
  pen.band(304, HEIGHT - 302, light.asphalt);
  pen.band(314, 5, light.white);
  brokenLine(pen, 393, light.yellow);
  warning(pen.at(840, 314));
  patrol(pen.at(346, 362));
  for (const [x, y, scale] of [
    [128, 358, 1],
    [54, 344, 0.86],
    [712, 356, 0.84],
    [-70, 352, 0.9],
    [1070, 354, 1],
  ] as const)
    cone(pen.at(x, y, scale));
  inspector(pen.at(240, 360, 1.62, true));
}
