import { createCanvas, loadImage } from '@napi-rs/canvas';
import type { ListItem } from '../../../../src/feed';
import { drawCards } from '../../../../src/publisher/cards/cards';
import { listItem } from '../../../support/feed';

const PLATE = [0x0b, 0x6e, 0x4f];
const LONG = '不论多长也写得完整的一个标题，一直写到第六十四个字才算完：'.repeat(2);

/** The part of a card's rows in the plate's green, as a JPEG has it. */
async function green(jpeg: Buffer, from: number, to: number): Promise<number> {
  const image = await loadImage(jpeg);
  const canvas = createCanvas(image.width, image.height);
  const ctx = canvas.getContext('2d');
  ctx.drawImage(image, 0, 0);
  const { data } = ctx.getImageData(0, from, image.width, to - from);
  let count = 0;
  for (let i = 0; i < data.length; i += 4)
    if (PLATE.every((value, channel) => Math.abs(value - data[i + channel]!) < 12)) count++;
  return (count * 4) / data.length;
}

const cardsOf = (change: Partial<ListItem>) =>
  drawCards(listItem(1, change), () => {
    throw new Error('a ground needs no file');
  });

test('an article without a cover has a ground at the head of both cards', async () => {
  const { chat, square } = await cardsOf({ title: '济南 | 城际列车加密' });
  expect(await green(chat, 0, 360)).toBeLessThan(0.3);
  expect(await green(square, 0, 280)).toBeLessThan(0.3);
  expect(chat.length).toBeLessThanOrEqual(128 * 1024);
});

test('a long title makes the ground lower', async () => {
  const { chat } = await cardsOf({ title: `济南 | 城际列车：${LONG}` });
  expect(await green(chat, 0, 240)).toBeLessThan(0.3);
  expect(await green(chat, 320, 425)).toBeGreaterThan(0.5);
});

test.each([
  ['of no subject', { title: '济南 | 一封来信' }],
  ['whose tag says so', { title: '济南 | 城际列车加密', tags: ['图:无'] }],
])('one %s keeps the plain sign', async (_, change) => {
  const { chat, square } = await cardsOf(change);
  expect(await green(chat, 0, 360)).toBeGreaterThan(0.6);
  expect(await green(square, 0, 280)).toBeGreaterThan(0.6);
});

test('the same article has the same cards, byte for byte', async () => {
  const item = { title: '济南 | 大桥夜景' };
  const [one, other] = [await cardsOf(item), await cardsOf(item)];
  expect(one.chat.equals(other.chat)).toBe(true);
  expect(one.square.equals(other.square)).toBe(true);
});
