import { characters, MARK } from '../characters';
import { quotationAt } from '../typography';
import { WORDS } from './words';

/*
 * Where a line may end. Text is taken apart into clusters, the smallest pieces that stay on one line: words
 * of the list, Latin words, numbers with their unit, quotations of up to 6 characters, and punctuation glued
 * to what it belongs to. A cluster that no line can hold is taken apart into its characters.
 */

const NO_START = '，。、；：？！）》〉」』】〕’”…·%％‰℃.,!?;:)]}';
const NO_END = '（《〈「『【〔‘“([{';

/** Never drawn: controls, zero-width spaces and joiners, directional overrides. ZWJ stays for its emoji. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what it takes out.
const UNSEEN = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u200b\u2060\u2066-\u2069\u202a-\u202e\ufeff]/g;
const SPACE = /^[\s\u3000]+/;

const UNIT =
  '(?:[十百千万亿]{0,2}(?:公里|小时|分钟|平方米|立方米|[年月日号天周时分秒个项条座处家人名辆台艘架列次趟班市县区镇村站米吨元度级期批届岁段份类种件套场步行]))';
const PATTERNS = [
  `(?:第?(?:\\d[\\d.,:/~-]*|[一二两三四五六七八九十]+)${UNIT})+`,
  `[A-Za-z0-9\\u00c0-\\u024f](?:[\\w\\u00c0-\\u024f.+\\-/&'’@#%]|${MARK})*`,
  '(?:——|……)',
].map((pattern) => new RegExp(`^${pattern}${MARK}*`));
const WORD = new RegExp(`^(?:${[...WORDS].sort((a, b) => b.length - a.length).join('|')})${MARK}*`);

export interface Piece {
  text: string;
  /** The space that follows; dropped where a line ends. */
  gap: string;
}

function nextOf(rest: string, keepWords: boolean): string {
  const quotation = quotationAt(rest);
  if (quotation) return quotation;
  for (const pattern of PATTERNS) {
    const found = pattern.exec(rest);
    if (found) return found[0];
  }
  const word = keepWords && WORD.exec(rest);
  return word ? word[0] : characters(rest, 1)[0]!;
}

const belongsTogether = (before: Piece, piece: string): boolean =>
  before.gap === '' &&
  (NO_START.includes(piece[0]!) ||
    piece === '——' ||
    piece === '……' ||
    NO_END.includes(before.text[before.text.length - 1]!));

/** Titles keep the list's words whole; running text does not, or its lines would be ragged. */
export function clusters(source: string, keepWords: boolean): Piece[] {
  const out: Piece[] = [];
  let rest = source.replace(UNSEEN, '').trim();
  while (rest) {
    const piece = nextOf(rest, keepWords);
    rest = rest.slice(piece.length);
    const gap = SPACE.exec(rest)?.[0] ?? '';
    rest = rest.slice(gap.length);
    const before = out[out.length - 1];
    if (before && belongsTogether(before, piece)) {
      before.text += piece;
      before.gap = gap && ' ';
    } else out.push({ text: piece, gap: gap && ' ' });
  }
  return out;
}
