import { HEIGHT, type Pen } from './pen';

const FOLD = 'rgba(60,10,5,.14)';

/** A plain red flag on its pole; it blows to the right. */
function flag(pen: Pen): void {
  const { light } = pen;
  pen.rect(-3, 0, 6, 174, light.amber);
  pen.dot(0, -3, 6, light.yellow);
  pen.blob([0, 8, 32, 6, 60, 22, 42, 76, 66, 138, 36, 130, 0, 102], light.flag);
  pen.blob([0, 36, 12, 40, 24, 76, 24, 122, 10, 112, 0, 102], FOLD);
}

function lectern(pen: Pen): void {
  const { light } = pen;
  for (const [foot, head] of [
    [-14, -22],
    [14, 22],
  ] as const) {
    pen.line([foot, -108, head, -140], 4, light.dark);
    pen.dot(head, -143, 6, light.dark);
  }
  pen.poly([-54, -98, 54, -98, 40, 0, -40, 0], light.plate);
  pen.poly([-64, -110, 64, -110, 54, -94, -54, -94], light.ink);
  pen.rect(-26, -72, 52, 6, light.white);
  pen.rect(-16, -54, 32, 6, light.yellow);
}

function flowers(pen: Pen): void {
  const { light } = pen;
  for (const [x, y] of [
    [-26, -40],
    [0, -50],
    [26, -40],
  ] as const)
    pen.dot(x, y, 19, light.tree);
  for (const [x, y] of [
    [-14, -60],
    [13, -63],
    [0, -40],
  ] as const)
    pen.dot(x, y, 16, light.yellow);
  pen.poly([-22, -30, 22, -30, 16, 4, -16, 4], light.white);
}

/** A row of seats with people from behind; some are empty, always the same. */
function seats(pen: Pen, y: number, shift: number, hair: string, coat: string, back: string): void {
  for (let x = -240 + shift; x < 1240; x += 92) {
    if ((x * 3 + y) % 5) {
      pen.dot(x + 33, y - 22, 17, hair);
      pen.round(x + 4, y - 6, 58, 60, 20, coat);
    }
    pen.round(x, y + 14, 66, 120, 12, back);
  }
}

/** The hall of a meeting: curtain, plain red flags, a lectern, the audience. */
export function party(pen: Pen): void {
  const { light } = pen;
  pen.band(-2, HEIGHT + 4, light.wall);
  for (let x = 196; x <= 804; x += 76) pen.rect(x, 0, 2, 262, light.wallLine);
  for (let i = 0; i < 9; i++)
    for (const x of [170 - i * 52, 778 + i * 52]) {
      pen.rect(x, 0, 53, 276, i % 2 ? light.curtainShade : light.curtain);
      pen.rect(x + 36, 0, 8, 276, FOLD);
    }
  for (let x = -270; x < 1240; x += 82) pen.blob([x, 30, x + 41, 92, x + 82, 30], light.curtain);
  pen.band(-2, 42, '#9E3527');
  pen.band(37, 5, light.yellow);
  for (const x of [286, 358, 430]) flag(pen.at(x, 84));
  for (const x of [570, 642, 714]) flag(pen.at(x, 84, 1, true));
  pen.band(254, 14, light.trunk);
  pen.band(268, 48, light.soil);
  pen.band(268, 4, FOLD);
  pen.band(314, HEIGHT - 312, light.soilNear);
  lectern(pen.at(500, 268));
  flowers(pen.at(252, 270));
  flowers(pen.at(748, 270));
  seats(pen, 312, 33, '#4A3E37', '#4E7267', light.mid);
  seats(pen, 348, 0, '#3A302B', light.ink, light.near);
  pen.fade(382, HEIGHT, '#4C7568', '#3F665A');
}
