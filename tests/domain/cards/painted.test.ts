import { type CardPainting, drawChatCard, drawPoster, drawSquareCard } from '../../../src/domain/cards';
import { TITLES } from '../../fixtures/cards/contents';
import { recorder } from '../../fixtures/cards/recorder';

/** A cover that is painted tells into which size; nothing is loaded for it. */
function painted(draw: typeof drawChatCard, headline: string) {
  const { ctx, pictures } = recorder();
  const sizes: number[][] = [];
  const cover: CardPainting = { paint: (_, w, h) => void sizes.push([w, h]) };
  draw(ctx, { headline, city: '青岛', day: '2026-11-18', cover, excerpt: '示例内容。' });
  return { sizes, pictures };
}

test.each([
  ['chat', drawChatCard, TITLES.short.headline, [1000, 425]],
  ['chat with a long title', drawChatCard, TITLES.stress.headline, [1000, 300]],
  ['square', drawSquareCard, TITLES.short.headline, [800, 340]],
  ['square with a long title', drawSquareCard, TITLES.stress.headline, [800, 280]],
  ['poster', drawPoster, TITLES.short.headline, [750, 319]],
] as const)('a painted cover has the place of a loaded one: %s', (_, draw, headline, size) => {
  expect(painted(draw, headline)).toEqual({ sizes: [size], pictures: [] });
});
