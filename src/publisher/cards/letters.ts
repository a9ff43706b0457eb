import { readFileSync } from 'node:fs';
import { characters } from '../../domain/characters';
import { cardFontFiles, missingFont } from './fonts';

/*
 * Which characters the font of the cards has. What it lacks the canvas would look for in the fonts of the machine (it
 * reads their folder, whatever it is told), so that nothing of that kind is ever handed to it.
 */

/** Printed in place of a character that there is no type for: the geta mark, U+3013. */
const GETA = '〓';
const EMOJI = /\p{Extended_Pictographic}|\p{Regional_Indicator}/u;
/** A digit in a box, as keyboards write it, says what the digit says. */
const KEYCAP = /^([\d#*])\ufe0f?\u20e3$/;
/** Which form of a character is meant, and joiners: no letters of their own. */
const SELECTORS = /[\ufe00-\ufe0f\u200c\u200d]|[\u{e0100}-\u{e01ef}]/gu;

/** First and last code point of each run of characters, in their order. */
type Runs = readonly (readonly [number, number])[];

/**
 * The characters of a TrueType or OpenType font: the groups of its character map's subtable of format 12.
 * Source: OpenType specification, `cmap`.
 * @throws RangeError where the file is cut off, or has no such table
 */
export function runsOf(font: Buffer): Runs {
  const count = font.readUInt16BE(4);
  const entries = Array.from({ length: count }, (_, at) => 12 + 16 * at);
  const entry = entries.find((at) => font.toString('latin1', at, at + 4) === 'cmap');
  if (entry === undefined) throw new RangeError('a font without a character map');
  const cmap = font.readUInt32BE(entry + 8);
  const tables = Array.from(
    { length: font.readUInt16BE(cmap + 2) },
    (_, at) => cmap + font.readUInt32BE(cmap + 8 + 8 * at),
  );
  const table = tables.find((at) => font.readUInt16BE(at) === 12);
  if (table === undefined) throw new RangeError('a font without a character map of format 12');
  return Array.from({ length: font.readUInt32BE(table + 12) }, (_, at) => {
    const group = table + 16 + 12 * at;
    return [font.readUInt32BE(group), font.readUInt32BE(group + 4)] as const;
  });
}

const isIn = (runs: Runs, code: number): boolean => {
  let low = 0;
  for (let high = runs.length; low < high; ) {
    const middle = (low + high) >> 1;
    if (runs[middle]![1] < code) low = middle + 1;
    else high = middle;
  }
  return low < runs.length && runs[low]![0] <= code;
};

let fonts: readonly Runs[] | undefined;

/** The characters of both weights. */
function known(): readonly Runs[] {
  fonts ??= cardFontFiles().map(({ file, path }) => {
    try {
      return runsOf(readFileSync(path));
    } catch {
      throw missingFont(file);
    }
  });
  return fonts;
}

/**
 * A text as the font of the cards can write it: emoji that it lacks are left out with the space beside them, other
 * characters that it lacks are 〓, as in print.
 * @throws PublisherError where the font is not there
 */
export function writable(text: string): string {
  const has = (one: string) =>
    Array.from(one).every((letter) => known().every((runs) => isIn(runs, letter.codePointAt(0)!)));
  return characters(text.normalize('NFC'))
    .map((one) => {
      const plain = one.replace(KEYCAP, '$1').replace(SELECTORS, '');
      if (has(plain)) return plain;
      return EMOJI.test(one) ? '' : GETA;
    })
    .join('')
    .replace(/[ \u3000]{2,}/g, ' ')
    .trim();
}
