import { existsSync, readFileSync } from 'node:fs';
import { GlobalFonts } from '@napi-rs/canvas';

/*
 * The pinned fonts of the cards that this repository draws itself (the package's two, the reference pictures
 * of the tests): Noto Sans CJK SC, regular and bold, as Linux distributions install them.
 */

const FILES = ['Regular', 'Bold'].map((weight) => `/usr/share/fonts/opentype/noto/NotoSansCJK-${weight}.ttc`);
export const CARD_FONT = 'Noto Sans CJK SC';
/** Of the collection's faces (JP, KR, SC, TC, HK) the third. */
const SC = 2;

/**
 * One face of a font collection as a font file of its own. @napi-rs/canvas opens a collection's first face
 * only, which is the Japanese one: 通, 直, 门 would have Japanese shapes.
 */
function faceOf(collection: Buffer, index: number): Buffer {
  const header = collection.readUInt32BE(12 + 4 * index);
  const count = collection.readUInt16BE(header + 4);
  const directory = Buffer.from(collection.subarray(header, header + 12 + 16 * count));
  const parts = [directory];
  let offset = directory.length;
  for (let i = 0; i < count; i++) {
    const entry = 12 + 16 * i;
    const from = directory.readUInt32BE(entry + 8);
    const length = directory.readUInt32BE(entry + 12);
    directory.writeUInt32BE(offset, entry + 8);
    const padded = Buffer.alloc((length + 3) & ~3); // Tables begin at multiples of 4.
    collection.copy(padded, 0, from, from + length);
    parts.push(padded);
    offset += padded.length;
  }
  return Buffer.concat(parts);
}

/** False when the fonts are not there; what is drawn then has other letters. */
export function registerCardFonts(): boolean {
  if (!FILES.every((file) => existsSync(file))) return false;
  if (!GlobalFonts.has(CARD_FONT))
    for (const file of FILES) GlobalFonts.register(faceOf(readFileSync(file), SC), CARD_FONT);
  return GlobalFonts.has(CARD_FONT);
}
