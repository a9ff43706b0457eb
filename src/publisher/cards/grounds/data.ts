import { bus } from './parts/vehicles';
import { HEIGHT, type Pen, type Places } from './pen';

const BLUE = '#8FC3C9';
const STREET = '#2F6E73';
const GRID = 'rgba(143,195,201,.1)';
const HALO = 'rgba(92,203,163,.22)';
const SCREEN = '#0C2129';
const LETTERS = '#E7F2EE';
const RULE = 'rgba(231,242,238,.25)';

const ROADS: readonly Places[] = [
  [-240, 300, 60, 272, 160, 190, 360, 200, 520, 150, 700, 190, 860, 112, 1240, 130],
  [-240, 90, 100, 110, 240, 180, 380, 262, 620, 284, 800, 252, 1240, 290],
  [420, -20, 440, 80, 520, 150, 560, 230, 620, 284, 650, 440],
  [160, 440, 182, 320, 160, 190, 210, 90, 240, -20],
  [868, 440, 834, 320, 800, 252, 834, 170, 864, 110, 872, -20],
];

/** The screen of a duty room: bars that rise, a ring, a line. */
function screen(pen: Pen): void {
  const { light } = pen;
  pen.poly([470, 288, 530, 288, 542, 328, 458, 328], SCREEN);
  pen.round(424, 325, 152, 11, 4, SCREEN);
  pen.round(296, 52, 408, 238, 14, SCREEN);
  pen.frame(302, 58, 396, 226, 10, 3, light.mint);
  pen.rect(322, 80, 128, 10, LETTERS);
  pen.dot(644, 86, 7, light.mint);
  pen.dot(668, 86, 7, light.yellow);
  pen.rect(322, 104, 356, 2, RULE);
  for (const [i, up] of [58, 84, 74, 112, 104, 142].entries())
    pen.rect(330 + i * 30, 262 - up, 19, up, i === 5 ? light.yellow : i % 2 ? light.mint : BLUE);
  pen.rect(322, 262, 190, 3, LETTERS);
  pen.arc(604, 164, 43, -0.5, 1.5, 17, STREET);
  pen.arc(604, 164, 43, -0.5, 0.88, 17, light.mint);
  pen.rect(586, 158, 36, 12, LETTERS);
  pen.line([538, 260, 566, 244, 590, 252, 618, 230, 644, 238, 672, 222], 4, light.yellow);
  pen.dot(672, 222, 6.5, light.yellow);
}

/** A pin of a map; its point is the origin. */
function pin(pen: Pen, color: string): void {
  pen.poly([-25, -50, 25, -50, 0, 0], color);
  pen.dot(0, -62, 29, color);
  pen.dot(0, -62, 12, pen.light.night);
}

/** A network of roads at night under a screen of figures. Never mirrored: a chart rises to the right. */
export function data(pen: Pen): void {
  const { light } = pen;
  pen.fade(0, HEIGHT, light.night, light.nightLow);
  for (let x = -220; x < 1240; x += 40) pen.rect(x, 0, 1.4, HEIGHT, GRID);
  for (let y = 20; y < HEIGHT; y += 40) pen.band(y, 1.4, GRID);
  for (const [i, places] of ROADS.entries()) {
    pen.bend(places, 15, STREET);
    pen.bend(places, 3, i < 2 ? BLUE : '#5C9C9F', [20, 13]);
  }
  for (const [x, y, color] of [
    [160, 194, light.yellow],
    [832, 182, light.mint],
    [250, 184, light.mint],
    [800, 258, light.mint],
    [1080, 168, light.yellow],
    [-80, 282, light.mint],
  ] as const) {
    pen.dot(x, y, 21, HALO);
    pen.dot(x, y, 11, color);
    pen.dot(x, y, 4.5, light.night);
  }
  screen(pen);
  pin(pen.at(160, 180), light.yellow);
  pin(pen.at(868, 112), LETTERS);
  pin(pen.at(1080, 154), light.yellow);
  bus(pen.at(804, 344, 0.4));
  for (const r of [15, 29]) pen.arc(870, 280, r, 1.2, 1.8, 4.5, light.mint);
}
