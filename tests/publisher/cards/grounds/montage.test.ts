import { CARD_SIZES, drawChatCard, drawSquareCard } from '../../../../src/domain/cards';
import { registerCardFonts } from '../../../../src/publisher/cards/canvas';
import { groundOf, SUBJECTS, subjectOf } from '../../../../src/publisher/cards/grounds';
import { card, ITEMS, kept } from '../../../fixtures/cards/grounds/montage';
import { TITLED } from '../../../fixtures/cards/grounds/titles';
import { difference } from '../../../fixtures/cards/pictures';
import { recorder } from '../../../fixtures/cards/recorder';

registerCardFonts();

/** Of a card, as in tests/domain/cards/pictures.test.ts. A lost word or another ground is above 3 %. */
const TOLERANCE = 0.006;

test('sixty titles, every subject among them', () => {
  expect(new Set(TITLED.map(([title]) => title)).size).toBe(60);
  expect(new Set(TITLED.map(([, subject]) => subject))).toEqual(new Set([...SUBJECTS, null]));
  expect(ITEMS.map((item) => [item.title, subjectOf(item)])).toEqual(TITLED);
});

/** To draw it anew: `npx tsx tests/fixtures/cards/grounds/draw.ts`. */
describe('the montage of sixty cards is the drawing of today', () => {
  test.each(ITEMS.map((item, i) => ({ title: item.title, item, i })))('$title', async ({ item, i }) => {
    for (const grounded of [true, false])
      expect(difference(await card(item, grounded), await kept(i, grounded))).toBeLessThan(TOLERANCE);
  });

  test('another ground would be noticed', async () => {
    const [road, bridge] = [ITEMS[0]!, ITEMS[4]!];
    const other = await card({ ...road, title: bridge.title }, true);
    expect(difference(other, await kept(0, true))).toBeGreaterThan(2 * TOLERANCE);
  });
});

describe('every title is whole', () => {
  test.each([
    ['chat', drawChatCard],
    ['square', drawSquareCard],
  ] as const)('on a card for the %s', (kind, draw) => {
    const [width, height] = CARD_SIZES[kind];
    for (const item of ITEMS) {
      const { ctx, texts } = recorder();
      draw(ctx, { headline: item.title, city: null, day: '2026-11-20', cover: groundOf(item) });
      const title = texts.filter(({ size, color }) => size > 40 && color === '#FFFFFF');
      const plain = (text: string) => text.replace(/\s/g, '');
      expect(plain(title.map(({ text }) => text).join(''))).toContain(plain(item.title));
      for (const { x, y, width: w, size } of title) {
        expect(x + w).toBeLessThanOrEqual(width - 40);
        expect(y + size / 2).toBeLessThanOrEqual(height);
      }
    }
  });
});
