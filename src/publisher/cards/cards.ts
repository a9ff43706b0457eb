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
import { cardCanvas, loadImage } from './canvas';
import { groundOf } from './grounds';
import { headlineOf } from './key';
import { writable } from './letters';

/** WeChat shows share pictures up to this size. */
const BYTES = 128 * 1024;
const QUALITIES = [88, 80, 70, 60, 50, 40];

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
  const headline = headlineOf(item, writable);
  const content: CardContent = {
    headline,
    breaks: breaksOf(headline),
    city: cityName(item._column.region),
    day: date(item.date_published),
    cover: image ? { image, width: image.width, height: image.height } : groundOf(item),
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
  const canvas = cardCanvas(width, height);
  draw(canvas.context);
  let jpeg: Buffer = Buffer.alloc(0);
  for (const quality of QUALITIES) {
    jpeg = await canvas.jpeg(quality);
    if (jpeg.length <= BYTES) break;
  }
  return jpeg;
}
