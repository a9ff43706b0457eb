import { characters, MARK } from '../characters';
import { quotationAt, shortQuotationAt } from '../typography';

/*
 * Where a line may end. Text is taken apart into clusters, the smallest pieces that stay on one line: Latin
 * words, numbers with their unit, quotations, and punctuation glued to what it belongs to. Which characters are
 * a word is for the publisher to find, which has a dictionary: it hands on where the words of a title part.
 */

const NO_START = '，。、；：？！）》〉」』】〕’”…·%％‰℃.,!?;:)]}|｜丨';
const NO_END = '（《〈「『【〔‘“([{@¥￥$';

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

/** A text without what is never drawn. */
export const drawnText = (source: string): string => source.replace(UNSEEN, '').trim();

/** No word has more units: what would be longer comes of breaks that are none, and the rules alone hold. */
const LONG = 12;

export interface Piece {
  text: string;
  /** The space that follows; dropped where a line ends. */
  gap: string;
  /** Where it begins in the text that was taken apart, without what is never drawn. */
  at: number;
}

function nextOf(rest: string, isTitle: boolean): string {
  const quoted = isTitle ? quotationAt(rest) : shortQuotationAt(rest);
  if (quoted) return quoted;
  for (const pattern of PATTERNS) {
    const found = pattern.exec(rest);
    if (found) return found[0];
  }
  return characters(rest, 1)[0]!;
}

const belongsTogether = (before: Piece, piece: string): boolean =>
  NO_START.includes(piece[0]!) ||
  piece === '——' ||
  piece === '……' ||
  NO_END.includes(before.text[before.text.length - 1]!);

/**
 * @param isTitle whether quotations stay whole however long; of running text only short ones do, or its lines
 * would be ragged
 * @param breaks where its words part, as offsets in the text without what is never drawn; where it is not said, or
 * makes no sense, every character may stand on a line of its own
 * @param from offset of the text's beginning in the text that `breaks` is of
 */
export function clusters(source: string, isTitle: boolean, breaks?: readonly number[], from = 0): Piece[] {
  const out: Piece[] = [];
  const text = drawnText(source);
  for (let at = 0; at < text.length; ) {
    const rest = text.slice(at);
    const piece = nextOf(rest, isTitle);
    const gap = SPACE.exec(rest.slice(piece.length))?.[0] ?? '';
    const before = out[out.length - 1];
    if (
      before?.gap === '' &&
      (belongsTogether(before, piece) ||
        (breaks && before.text.length + piece.length <= LONG && breaks.indexOf(from + at) < 0))
    ) {
      before.text += piece;
      before.gap = gap && ' ';
    } else out.push({ text: piece, gap: gap && ' ', at: from + at });
    at += piece.length + gap.length;
  }
  return out;
}
