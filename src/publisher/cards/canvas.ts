import './own-fonts';

import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import type { CardContext } from '../../domain/cards';
import { CARD_FONT, cardFontFiles, missingFont } from './fonts';

export { loadImage } from '@napi-rs/canvas';

/** A canvas that writes with the font of the cards and no other, whatever the machine has. */
export interface CardCanvas {
  readonly context: CardContext;
  jpeg(quality: number): Promise<Buffer>;
  png(): Buffer;
}

/** What stands behind the size in a font: the families that a drawing names, of which phones have others. */
const FAMILIES = /(?<=px ).*$/;

/**
 * Has every canvas of this process know the font of the cards; further calls cost nothing.
 * @throws PublisherError where the font is not there or no font: nothing may be drawn with other letters, or none
 */
export function registerCardFonts(): void {
  if (GlobalFonts.has(CARD_FONT)) return;
  for (const { file, path } of cardFontFiles())
    if (!GlobalFonts.registerFromPath(path, CARD_FONT)) throw missingFont(file);
}

/** A canvas of so many pixels. Throws as `registerCardFonts` does. */
export function cardCanvas(width: number, height: number): CardCanvas {
  registerCardFonts();
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  const { get, set } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(context), 'font')!;
  Object.defineProperty(context, 'font', {
    get,
    set: (font: string) => set!.call(context, font.replace(FAMILIES, `"${CARD_FONT}"`)),
  });
  return {
    context,
    jpeg: (quality) => canvas.encode('jpeg', quality),
    png: () => canvas.toBuffer('image/png'),
  };
}
