import { writeFileSync } from 'node:fs';
import { DRAWINGS, type Drawing } from '../components/icon/drawings';

/*
 * Writes the icons' drawings as styles: `npx tsx src/build/draw-icons.ts`, after a change of them. They share one
 * picture, as with one for each icon the pictures' frames alone took 7 KB of the package.
 */
export const ICON_STYLES = 'src/components/icon/drawings.css';

/** Icons stand below each other in so many rows: a row is then 2 % of the way down, without a rounding. */
const ROWS = 51;
const GRID = 24;

export function iconStyles(): string {
  const icons: [string, Drawing][] = Object.entries(DRAWINGS);
  if (icons.length > ROWS) throw new Error(`${icons.length} icons in ${ROWS} rows`);
  const paths = (of: (drawing: Drawing) => string | undefined, attributes = '') =>
    icons.flatMap(([, drawing], row) => {
      const d = of(drawing);
      return d ? [`<path d='${d}' transform='translate(0 ${row * GRID})'${attributes}/>`] : [];
    });
  const widths = new Set(icons.map(([, { width = 2 }]) => width));
  const svg = [
    `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 ${GRID} ${ROWS * GRID}' fill='none' stroke='#000' stroke-width='2'>`,
    ...[...widths].flatMap((one) =>
      paths(({ d, width = 2 }) => (width === one ? d : ''), one === 2 ? '' : ` stroke-width='${one}'`),
    ),
    ...paths(({ filled }) => filled, " fill='#000' fill-rule='evenodd' stroke='none'"),
    '</svg>',
  ].join('');
  const encoded = svg.replace(/[<>#]/g, encodeURIComponent);
  return `/* Written by src/build/draw-icons.ts out of drawings.ts. */
.i,
.i-exit::after {
  background-color: currentColor;
  /* Every engine of WeChat knows the prefixed name, the older ones no other. */
  -webkit-mask:
    url("data:image/svg+xml,${encoded}")
    0 var(--y) / 100% ${ROWS * 100}% no-repeat;
}
${icons.map(([name], row) => `.i-${name} {\n  --y: ${(row * 100) / (ROWS - 1)}%;\n}\n`).join('')}`;
}

if (require.main === module) writeFileSync(ICON_STYLES, iconStyles());
