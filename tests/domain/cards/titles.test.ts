import {
  CARD_SIZES,
  type CardContent,
  type CardContext,
  drawChatCard,
  drawPoster,
  drawQuoteCard,
  drawSquareCard,
} from '../../../src/domain/cards';
import { fullWidth } from '../../../src/domain/typography';
import { registerCardFonts } from '../../../src/publisher/cards/canvas';
import { type DrawnText, recorder } from '../../fixtures/cards/recorder';
import { anyTitle } from '../../fixtures/cards/titles';
import { rounds, seeded } from '../../support/random';

registerCardFonts();

const COVER = { image: {}, width: 900, height: 383 };
const NAME = '山东省交通运输厅';
const TITLES = rounds(1000);

interface Card {
  name: string;
  draw(ctx: CardContext, content: CardContent): void;
  size: readonly [number, number];
  cover: boolean;
  /** Where the title may stand: left, right, top (from the picture's lower edge, if there is one), bottom. */
  box(city: boolean, picture: number): [number, number, number, number];
}

const CARDS: Card[] = [
  {
    name: 'chat card',
    draw: drawChatCard,
    size: CARD_SIZES.chat,
    cover: true,
    box: (city, picture) => [60, 940, picture + (city ? 68 : 46), 674],
  },
  {
    name: 'chat card without cover',
    draw: drawChatCard,
    size: CARD_SIZES.chat,
    cover: false,
    box: (city) => [72, 928, city ? 212 : 84, 614],
  },
  {
    name: 'square',
    draw: drawSquareCard,
    size: CARD_SIZES.square,
    cover: true,
    box: (city, picture) => [56, 744, picture + (city ? 66 : 36), 668],
  },
  {
    name: 'square without cover',
    draw: drawSquareCard,
    size: CARD_SIZES.square,
    cover: false,
    box: (city) => [64, 736, city ? 192 : 76, 618],
  },
  {
    name: 'quote card',
    draw: drawQuoteCard,
    size: CARD_SIZES.quote,
    cover: true,
    box: (city) => [city ? 180 : 68, 932, 582, 686],
  },
  {
    name: 'poster',
    draw: drawPoster,
    size: CARD_SIZES.poster,
    cover: true,
    box: (city) => [72, 678, city ? 341 : 319, 341 + 340],
  },
  {
    name: 'poster without cover',
    draw: drawPoster,
    size: CARD_SIZES.poster,
    cover: false,
    box: (city) => [60, 690, city ? 280 : 184, 280 + 410],
  },
];

const seen = (text: string) =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what has no shape needs no place.
  text.replace(/[\s\u3000\u0000-\u001f\u200b\u2060\u2066-\u2069\u202a-\u202e\ufeff]/g, '');
const isTitle = (drawn: DrawnText) =>
  drawn.color === '#FFFFFF' && drawn.bold && drawn.align === 'left' && drawn.text !== NAME;

function edges(drawn: DrawnText): [number, number] {
  const left =
    drawn.align === 'right'
      ? drawn.x - drawn.width
      : drawn.align === 'center'
        ? drawn.x - drawn.width / 2
        : drawn.x;
  return [left, left + drawn.width];
}

/** What is wrong with a title on a card; empty when all of it stands in its box. */
function faults(card: Card, headline: string, city: string | null): string[] {
  const { ctx, texts, pictures } = recorder();
  card.draw(ctx, {
    headline,
    city,
    day: '2026-11-18',
    time: '20:10',
    minutes: 6,
    cover: card.cover ? COVER : null,
    excerpt: headline,
    quote: headline,
    code: {},
  });
  const found: string[] = [];
  const title = texts.filter(isTitle);
  if (seen(title.map((line) => line.text).join('')) !== seen(fullWidth(headline))) found.push('not whole');
  const [left, right, top, bottom] = card.box(city !== null, pictures[0]?.[7] ?? 0);
  for (const line of title) {
    if (line.x < left || line.x + line.width > right + 0.01) found.push(`beside its box: ${line.text}`);
    if (line.y - line.size / 2 < top - 1 || line.y + line.size / 2 > bottom + 1)
      found.push(`above or below its box: ${line.text}`);
  }
  for (const drawn of texts) {
    const [from, to] = edges(drawn);
    if (
      from < 0 ||
      to > card.size[0] ||
      drawn.y - drawn.size / 2 < 0 ||
      drawn.y + drawn.size / 2 > card.size[1]
    )
      found.push(`outside the canvas: ${drawn.text}`);
  }
  return found;
}

describe('a title is never cut', () => {
  test.each(CARDS)(
    `on the $name: ${TITLES} titles of 1 to 64 characters`,
    seeded((random, card: Card) => {
      for (let i = 0; i < TITLES; i++) {
        const title = anyTitle(random);
        const city = [null, '青岛', '济南'][i % 3]!;
        const found = faults(card, title, city);
        if (found.length) throw new Error(`${JSON.stringify(title)} (${city}): ${found.join('; ')}`);
      }
    }),
  );

  test.each([
    ['one letter', '好'],
    ['a word as long as a title', 'W'.repeat(64)],
    ['digits', '8'.repeat(64)],
    ['nothing but marks', '！'.repeat(64)],
    ['nothing but opening marks', '《'.repeat(64)],
    ['wide letters', '﷽'.repeat(64)],
    ['emoji', '🚍'.repeat(32)],
    ['families', '👨‍👩‍👧‍👦'.repeat(5)],
    ['half a surrogate', '\ud83d'.repeat(64)],
    ['64 characters without a mark', '交'.repeat(64)],
  ])('%s', (_, title) => {
    for (const card of CARDS)
      for (const city of [null, '青岛'])
        expect([card.name, ...faults(card, title, city)]).toEqual([card.name]);
  });
});

describe('legibility in a chat', () => {
  test('64 Chinese characters keep 52 units, 11.8 pt, under a picture', () => {
    const { ctx, texts } = recorder();
    drawChatCard(ctx, { headline: '交通'.repeat(32), city: '青岛', day: '2026-11-18', cover: COVER });
    expect(Math.min(...texts.filter(isTitle).map((line) => line.size))).toBeGreaterThanOrEqual(52);
  });
});

describe('a quotation stays on one line for which the title need not become much smaller', () => {
  const lines = (card: Card, headline: string) => {
    const { ctx, texts } = recorder();
    card.draw(ctx, {
      headline,
      city: '临沂',
      day: '2026-11-18',
      cover: card.cover ? COVER : null,
      excerpt: '示例内容。',
    });
    return texts.filter(isTitle).map(({ text }) => text);
  };
  test.each(['“建、管、养、运”', '「六横三纵」环线', '《慢行系统导则》'])('%s', (quoted) => {
    const quotation = quoted.replace(/(?<=」).*/, '');
    for (const card of CARDS) {
      const found = lines(card, `算好农村公路${quoted}四本账`);
      expect([card.name, found.filter((line) => line.includes(quotation)).length]).toEqual([card.name, 1]);
    }
  });
});
