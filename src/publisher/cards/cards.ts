import { existsSync, readFileSync } from 'node:fs';
import { createCanvas, GlobalFonts, loadImage } from '@napi-rs/canvas';
import {
  CARD_SIZES,
  type CardContent,
  type CardContext,
  drawChatCard,
  drawSquareCard,
} from '../../domain/cards';
import { cityName } from '../../domain/regions';
import { date } from '../../domain/time';
import type { ListItem } from '../../feed';
import { breaksOf } from '../titles/breaks';
import { disk } from '../write/disk';
import { CARD_FONT, registerCardFonts } from './fonts';
import { headlineOf } from './key';

/** WeChat shows share pictures up to this size. */
const BYTES = 128 * 1024;
const QUALITIES = [88, 80, 70, 60, 50, 40];

/** Chinese fonts of other systems, where the pinned ones are not installed. */
const FONTS = [
  '/usr/share/fonts/truetype/noto/NotoSansCJK-Regular.ttc',
  '/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc',
  '/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc',
  '/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc',
  '/usr/share/fonts/truetype/wqy/wqy-microhei.ttc',
  '/System/Library/Fonts/PingFang.ttc',
  '/System/Library/Fonts/STHeiti Medium.ttc',
  'C:\\Windows\\Fonts\\msyh.ttc',
];

let ready: boolean | undefined;

/** Registers a Chinese font once; false where the machine has none, and no blank card may be drawn. */
export function cardFontsReady(): boolean {
  ready ??= registerCardFonts() || registerAny();
  return ready;
}

function registerAny(): boolean {
  const file = FONTS.find((one) => existsSync(one));
  if (file) GlobalFonts.register(readFileSync(file), CARD_FONT);
  return GlobalFonts.has(CARD_FONT);
}

/**
 * Draws both share cards of an article as JPEG.
 * @param fileOf where the bytes of a path of the feed lie
 */
export async function drawCards(
  item: ListItem,
  fileOf: (path: string) => string,
): Promise<{ chat: Buffer; square: Buffer }> {
  const src = item.image;
  const image = src ? await loadImage(disk.readFileSync(fileOf(src))) : null;
  const headline = headlineOf(item);
  const content: CardContent = {
    headline,
    breaks: breaksOf(headline),
    city: cityName(item._column.region),
    day: date(item.date_published),
    cover: image ? { image, width: image.width, height: image.height } : null,
  };
  const [chat, square] = await Promise.all([
    drawn(CARD_SIZES.chat, (ctx) => drawChatCard(ctx, content)),
    drawn(CARD_SIZES.square, (ctx) => drawSquareCard(ctx, content)),
  ]);
  return { chat, square };
}

async function drawn(
  [width, height]: readonly [number, number],
  draw: (ctx: CardContext) => void,
): Promise<Buffer> {
  const canvas = createCanvas(width, height);
  draw(canvas.getContext('2d') as unknown as CardContext);
  let jpeg: Buffer = Buffer.alloc(0);
  for (const quality of QUALITIES) {
    jpeg = await canvas.encode('jpeg', quality);
    if (jpeg.length <= BYTES) break;
  }
  return jpeg;
}
