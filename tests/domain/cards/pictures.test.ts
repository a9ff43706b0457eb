import { readFileSync } from 'node:fs';
import { registerCardFonts } from '../../../src/publisher/cards/canvas';
import { pinned } from '../../fixtures/cards/contents';
import { difference, makeCanvas, reference, shrunk } from '../../fixtures/cards/pictures';

registerCardFonts();

/** Measured between renderers of one font: under 0.2 %. A lost line or a moved plate is above 2 %. */
const TOLERANCE = 0.006;

describe('cards look as they were designed', () => {
  test.each(pinned(makeCanvas))('$name', async ({ name, size, draw }) => {
    const canvas = makeCanvas(...size);
    draw(canvas.getContext('2d'));
    expect(difference(await shrunk(canvas.toBuffer('image/png')), reference(name))).toBeLessThan(TOLERANCE);
  });

  test('a moved line would be noticed', async () => {
    const { size, draw } = pinned(makeCanvas)[0]!;
    const canvas = makeCanvas(...size);
    const ctx = canvas.getContext('2d');
    ctx.translate(0, 6);
    draw(ctx);
    expect(difference(await shrunk(canvas.toBuffer('image/png')), reference('chat'))).toBeGreaterThan(
      TOLERANCE,
    );
  });
});

describe('the cards that ship in the package', () => {
  test.each([
    ['column-chat.png', 'column', 9],
    ['column-square.png', 'column-square', 8],
  ])(
    '%s is the drawing of today (src/build/draw-column-cards.ts), and small',
    async (file, drawing, kilobytes) => {
      const picture = readFileSync(`src/assets/${file}`);
      expect(picture.length).toBeLessThanOrEqual(kilobytes * 1024);
      expect(difference(await shrunk(picture), reference(drawing))).toBeLessThan(0.01);
    },
  );
});
