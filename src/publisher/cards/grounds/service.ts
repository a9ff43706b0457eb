import { HEIGHT, type Pen } from './pen';

/** One window of the hall: its sign, the pane, and who sits behind it. */
function counter(pen: Pen, dress: string): void {
  const { light } = pen;
  for (const x of [30, 134]) pen.rect(x, 38, 4, 24, light.steel);
  pen.round(0, 62, 168, 66, 8, light.plate);
  pen.frame(6, 68, 156, 54, 5, 3, light.white);
  pen.round(20, 80, 30, 30, 5, light.yellow);
  pen.rect(62, 82, 82, 10, light.white);
  pen.rect(62, 100, 56, 10, light.white);

  pen.round(-18, 148, 204, 106, 5, light.paper);
  pen.round(-10, 156, 188, 98, 3, '#C4DCD5');
  pen.poly([6, 250, 62, 156, 94, 156, 38, 250], light.gloss);
  pen.round(56, 198, 56, 60, 18, dress);
  pen.poly([76, 199, 92, 199, 84, 220], light.white);
  pen.dot(84, 182, 20, light.skin);
  pen.dome(84, 181, 21, light.dark);
  pen.round(120, 206, 50, 36, 4, light.dark);
  pen.rect(141, 240, 8, 12, light.dark);
}

/** Someone before the counter, from behind. */
function visitor(pen: Pen, coat: string): void {
  const { light } = pen;
  for (const x of [-14, 3]) pen.rect(x, -46, 11, 46, light.ink);
  for (const x of [-34, 21]) pen.round(x, -118, 13, 60, 6, coat);
  pen.round(-25, -128, 50, 92, 18, coat);
  pen.rect(-8, -136, 16, 14, light.skin);
  pen.dot(0, -152, 22, light.dark);
}

function plant(pen: Pen): void {
  const { light } = pen;
  for (const [lean, high] of [
    [-36, 62],
    [38, 60],
    [0, 84],
  ] as const)
    pen.blob(
      [0, 0, lean * 0.2, -40, lean - 16, -high, lean + 16, -high - 6, lean * 0.6 + 14, -36, 0, 0],
      light.tree,
    );
  pen.round(-30, -6, 60, 88, 6, light.redShade);
  pen.rect(-34, -8, 68, 12, light.red);
}

/** A hall with windows, two visitors before them. */
export function service(pen: Pen): void {
  const { light } = pen;
  pen.fade(0, 320, light.wallLine, light.wall);
  for (let x = -220; x < 1220; x += 160) pen.rect(x, 0, 3, 322, light.gloss);
  pen.band(-2, 36, light.mid);
  pen.band(34, 6, light.white);
  for (let x = -170; x < 1220; x += 160) pen.round(x, 12, 74, 12, 6, light.white);
  for (let i = -1; i < 5; i++) counter(pen.at(62 + i * 236, 0), i % 2 ? light.ink : light.plate);
  pen.band(250, 14, light.trunk);
  pen.band(264, 76, light.white);
  pen.band(264, 5, light.shadowFaint);
  pen.band(298, 8, light.plate);
  pen.band(310, 3, light.yellow);
  pen.fade(338, HEIGHT, light.wallLine, light.wall);
  for (let i = -6; i < 7; i++)
    pen.line([500 + (i - 0.5) * 150, 339, 500 + (i - 0.5) * 230, HEIGHT + 2], 2, light.gloss);
  visitor(pen.at(394, 366), light.red);
  visitor(pen.at(640, 366), light.yellow);
  plant(pen.at(956, 278));
}
