import { clusters, drawnText } from '../../domain/cards/breaking';
import { fullWidth } from '../../domain/typography';
import { contentHash } from '../hash';
import { glued } from './glue';
import { keptWords } from './kept';
import { Lexicon } from './lexicon';
import { Kept, wordsOf } from './words';

/** Bump when other rules find other words. */
const RULES = 2;

/** Names what breaks are found by: dictionary, rules and list. */
export const breaksEdition = (): string => contentHash(JSON.stringify([RULES, keptWords()]));

/** Chinese characters, without the one that editors take for a bar. */
const HAN = /[\u3400-\u4e27\u4e29-\u9fff]+/g;
/** What a Latin word or a number ends with: Ⅳ of Ⅳ级, too. */
const LETTER = /[A-Za-z0-9\u2160-\u217f]$/;

let known: { lexicon: Lexicon; kept: Kept } | undefined;

/** The dictionary is opened where a title is first looked at: a run that makes nothing needs none. */
function knowledge(): { lexicon: Lexicon; kept: Kept } {
  if (!known) {
    const lexicon = new Lexicon();
    known = { lexicon, kept: new Kept(keptWords(), lexicon) };
  }
  return known;
}

/**
 * Where the lines of a headline may end, as offsets in it: between its words, and where the rules of the drawing let
 * them. Undefined where those say as much alone.
 */
export function breaksOf(headline: string): number[] | undefined {
  const text = drawnText(fullWidth(headline));
  const inside = new Set<number>();
  const { lexicon, kept } = knowledge();
  for (const { 0: run, index } of text.matchAll(HAN)) {
    const before = LETTER.exec(text.slice(0, index))?.[0] ?? '';
    let at = index - before.length;
    for (const word of glued([...before, ...wordsOf(run, lexicon, kept)])) {
      for (let next = at + 1; next < at + word.length; next += 1) inside.add(next);
      at += word.length;
    }
  }
  for (const at of straight(text)) inside.add(at);
  const ruled = clusters(text, false).map(({ at }) => at);
  const breaks = ruled.filter((at) => at > 0 && !inside.has(at));
  return breaks.length < ruled.length - 1 ? breaks : undefined;
}

/** Where no line may end beside straight quotation marks, which open and close by turns: `"智慧港口"`. */
function straight(text: string): number[] {
  const marks = [...text.matchAll(/"/g)].map(({ index }) => index);
  return marks.length % 2 === 0 ? marks.map((at, turn) => at + 1 - (turn % 2)) : [];
}
