import { characters } from '../characters';
import type { Piece } from './breaking';

/*
 * Which lines a title gets at one type size: those that cost least. A reader reads phrases, so a break is
 * free where one ends and costs where it cuts into one; ragged lines cost, too.
 */

export interface Measured extends Piece {
  /** At type size 1, as is the gap's. */
  width: number;
  gapWidth: number;
}

const lengthOf = (text: string): number => characters(text).length;

export const joined = (pieces: readonly Piece[]): string =>
  pieces.map((piece, i) => (i + 1 < pieces.length ? piece.text + piece.gap : piece.text)).join('');

/** Marks that part a title: what stands on either side would rather have a line of its own. */
const PART_END = /[—：。！？…|｜丨]$/;
const PHRASE_END = /[，；—：。！？…|｜丨”》」）]$/;
const WEAK_END = /[和与及在从向为对将把于又]$/;
const OPENING = /^[“《「（]/;

/** The edges of the title count as ends, too. */
const endsPhrase = (piece: Piece | undefined): boolean => piece?.gap !== '' || PHRASE_END.test(piece.text);

/** What it costs to go on in the same line after this piece. */
const passCost = (piece: Piece): number =>
  piece.gap || PART_END.test(piece.text) ? 0.05 : PHRASE_END.test(piece.text) ? 0.03 : 0;

/** How badly a line's first or last piece hangs on alone to what is on the other line: `走？`, `出行，`. */
const strandCost = (piece: Piece): number => {
  const letters = lengthOf(piece.text.replace(PHRASE_END, ''));
  return letters === 1 ? 0.3 : letters === 2 ? 0.1 : 0;
};

/**
 * What it costs to break before piece `to`: nothing where a phrase ends, more after a joining word, most
 * inside a quotation or where it strands a scrap of a phrase.
 */
function breakCost(pieces: readonly Piece[], to: number, quoted: boolean): number {
  const end = pieces[to - 1]!;
  const next = pieces[to]!;
  const inside = quoted ? 0.2 : 0;
  if (endsPhrase(end)) return inside;
  if (OPENING.test(next.text)) return inside + 0.02;
  const before = endsPhrase(pieces[to - 2]) && lengthOf(end.text) === 1 ? 0.2 : 0;
  const after = endsPhrase(next) || to + 1 === pieces.length ? strandCost(next) : 0;
  return inside + (WEAK_END.test(end.text) ? 0.09 : 0.06) + Math.max(before, after);
}

/** For each number of pieces: their width, what passing over their ends costs, what a break after them costs. */
function measuresOf(pieces: readonly Measured[]) {
  const width = [0];
  const passed = [0];
  const broken = [0];
  let open = 0;
  pieces.forEach((piece, i) => {
    width.push(width[i]! + piece.width + piece.gapWidth);
    passed.push(passed[i]! + passCost(piece));
    open += (piece.text.match(/[“《「（]/g)?.length ?? 0) - (piece.text.match(/[”》」）]/g)?.length ?? 0);
    broken.push(i + 1 === pieces.length ? 0 : breakCost(pieces, i + 1, open > 0));
  });
  return { width, passed, broken };
}

type Step = { cost: number; from: number } | undefined;

/** The cheapest lines, `room` type sizes wide; null when the pieces do not fit. */
export function balance(
  pieces: readonly Measured[],
  room: number,
  maxLines: number,
): { cost: number; lines: string[] } | null {
  const n = pieces.length;
  const { width, passed, broken } = measuresOf(pieces);
  const rows: Step[][] = [[{ cost: 0, from: 0 }]];
  let best: { cost: number; count: number } | null = null;
  for (let count = 1; count <= maxLines && count <= n; count++) {
    const row: Step[] = [];
    for (let to = count; to <= n; to++) {
      const end = pieces[to - 1]!;
      for (let from = to - 1; from >= count - 1; from--) {
        const line = width[to]! - width[from]! - end.gapWidth;
        if (line > room) break;
        const before = rows[count - 1]![from];
        if (!before) continue;
        const slack = (room - line) / room;
        const orphan = to === n && from === n - 1 && count > 1 && lengthOf(end.text) < 3;
        const cost =
          before.cost +
          slack * slack * (to === n ? 0.7 : 1) +
          (passed[to - 1]! - passed[from]!) +
          broken[to]! +
          (orphan ? 0.5 : 0);
        const known = row[to];
        if (!known || cost < known.cost) row[to] = { cost, from };
      }
    }
    rows.push(row);
    const total = row[n] && row[n].cost + count * 0.04;
    if (total !== undefined && (!best || total < best.cost)) best = { cost: total, count };
  }
  if (!best) return null;
  const lines: string[] = [];
  for (let count = best.count, to = n; count > 0; count--) {
    const { from } = rows[count]![to]!;
    lines.unshift(joined(pieces.slice(from, to)));
    to = from;
  }
  return { cost: best.cost, lines };
}
