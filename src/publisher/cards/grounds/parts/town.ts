import { EDGES, type Pen } from '../pen';

/** Lit windows: of `columns` × `rows` most, which ones never changes. */
function panes(pen: Pen, x: number, y: number, columns: number, rows: number): void {
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      if ((column * 7 + row * 5 + columns) % 4 !== 0)
        pen.rect(x + column * 20, y + row * 26, 9, 12, pen.light.lit);
}

/** Two rows of houses that stand on `y`, over the whole width. */
export function skyline(pen: Pen, y: number): void {
  const { light } = pen;
  for (const [i, up] of [118, 150, 104, 142, 96, 160, 122, 88, 148, 112, 164, 120, 146, 104, 152].entries())
    pen.rect(EDGES[0] - 12 + i * 97, y - up, 90, up, light.city);
  for (const [x, w, up] of [
    [-204, 70, 112],
    [-62, 80, 152],
    [26, 66, 208],
    [128, 90, 122],
    [298, 76, 164],
    [420, 62, 96],
    [556, 84, 132],
    [668, 70, 192],
    [776, 96, 120],
    [936, 66, 204],
    [1036, 80, 142],
    [1148, 74, 118],
  ] as const) {
    pen.rect(x, y - up, w, up, light.cityNear);
    panes(pen, x + 12, y - up + 14, Math.floor((w - 12) / 20), Math.floor((up - 20) / 26));
  }
}
