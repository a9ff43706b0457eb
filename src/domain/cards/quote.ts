import { cut } from '../characters';
import { CARD_SIZES, type CardContent, type CardContext } from './context';
import { QUOTE_LIMIT, quoted } from './excerpt';
import { drawSetting, fitParagraph, fitTitle, middle, type Setting, steps } from './fitting';
import { INK } from './palette';
import { drawFoot, drawLane, drawTab } from './plate';
import { drawText, fillPolygon, fillRect, fillRound, strokeRound } from './shapes';

/** Up to here a quotation is set like a title, in balanced lines. */
const SHORT = 48;
const BOX = { w: 850, h: 360 };

function setQuote(ctx: CardContext, text: string): Setting {
  const like = (from: number, to: number) => fitTitle(ctx, { headline: text }, BOX, steps(from, to), 1.5);
  if (cut(text, SHORT) === text) return like(66, 50);
  const set = fitParagraph(ctx, text, BOX, steps(54, 34, 2), 1.5, true);
  return set.overflow ? like(34, 30) : set;
}

/** 5:4, a paragraph that someone chose: the inverse sign (white, green keyline) over the article's plate. */
export function drawQuoteCard(ctx: CardContext, content: CardContent): void {
  const [w, h] = CARD_SIZES.quote;
  fillRect(ctx, 0, 0, w, h, INK.plate);
  fillRound(ctx, 16, 16, 968, 532, 26, INK.paper);
  strokeRound(ctx, 28, 28, 944, 508, 18, 5, INK.plate);
  // Two slanted lane dashes stand for the quotation mark.
  for (const x of [78, 130]) {
    fillPolygon(
      ctx,
      [
        [x + 20, 70],
        [x + 54, 70],
        [x + 34, 132],
        [x, 132],
      ],
      INK.yellow,
    );
  }
  const { text, isPart } = quoted(content.quote || content.headline, QUOTE_LIMIT);
  const quote = setQuote(ctx, text);
  drawSetting(ctx, quote, 76, middle(quote, 152, 368), INK.ink);
  if (isPart) drawText(ctx, '节选', 926, 102, { size: 32, color: INK.ink3, align: 'right' });

  strokeRound(ctx, 28, 564, 944, 208, 18, 5, INK.white);
  const tab = drawTab(ctx, content.city, 68, 634, 66, true);
  const x = tab ? 68 + tab + 26 : 68;
  const title = fitTitle(ctx, content, { w: 932 - x, h: 96 }, steps(40, 28, 2), 1.28);
  drawSetting(ctx, title, x, middle(title, 584, 100), INK.white);
  drawLane(ctx, 68, 694, 864, 5, 36, 24);
  drawFoot(ctx, { y: 734, left: 66, right: 932, mark: 50, gap: 14, name: 34, day: 32 }, content.day);
}
