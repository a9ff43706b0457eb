import { drawPoster, drawQuoteCard } from '../../../src/domain/cards';
import { fullWidth } from '../../../src/domain/typography';
import { registerCardFonts } from '../../../src/publisher/cards/canvas';
import { recorder } from '../../fixtures/cards/recorder';
import { anyTitle } from '../../fixtures/cards/titles';
import { rounds, seeded } from '../../support/random';

registerCardFonts();

const INK = '#15211B';
const BASE = { headline: '跨海大桥的十二小时', city: '青岛', day: '2026-11-18', cover: null };
// biome-ignore lint/suspicious/noControlCharactersInRegex: what has no shape needs no place.
const UNSEEN = /[\s\u3000\u0000-\u001f\u200b\u2060\u2066-\u2069\u202a-\u202e]/g;
const bare = (text: string) => text.replace(UNSEEN, '');

const oneKind = (marks: string) => marks.replace(/‘/g, '“').replace(/’/g, '”');

/** Paragraphs of 1 to some 600 characters, with and without sentences. */
function paragraphs(random: () => number, count: number): string[] {
  return Array.from({ length: count }, () => {
    let text = '';
    for (let n = 1 + Math.floor(random() * 18); n > 0; n--)
      text += anyTitle(random) + (random() < 0.5 ? '。' : '');
    return text;
  });
}

test(
  'a quotation stands on its plate, whole or with 节选',
  seeded((random) => {
    for (const quote of paragraphs(random, rounds(400))) {
      const { ctx, texts } = recorder();
      drawQuoteCard(ctx, { ...BASE, quote });
      const lines = texts.filter((one) => one.color === INK);
      for (const { x, y, width, size } of lines) {
        expect(x + width).toBeLessThanOrEqual(927);
        expect(y - size / 2).toBeGreaterThan(132);
        expect(y + size / 2).toBeLessThan(536);
      }
      const shown = bare(lines.map((one) => one.text).join(''));
      // Marks of what is quoted in it are those that stand inside of others (tests/domain/sentences.test.ts).
      if (!texts.some((one) => one.text === '节选'))
        expect(oneKind(shown)).toBe(oneKind(bare(fullWidth(quote))));
    }
  }),
);

test(
  'an excerpt stands between the sign and the band, and says where it was cut',
  seeded((random) => {
    for (const excerpt of paragraphs(random, rounds(150))) {
      const { ctx, texts } = recorder();
      drawPoster(ctx, { ...BASE, excerpt });
      const lines = texts.filter((one) => one.color === INK && !one.bold);
      for (const { x, y, width, size } of lines) {
        expect(x + width).toBeLessThanOrEqual(697);
        expect(y + size / 2).toBeLessThan(1066);
      }
      const shown = bare(lines.map((one) => one.text).join(''));
      expect(shown === bare(fullWidth(excerpt)) || shown.endsWith('……')).toBe(true);
    }
  }),
);
