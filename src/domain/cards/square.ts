import { CARD_SIZES, type CardContent, type CardContext } from './context';
import { steps } from './fitting';
import { drawSign, type SignLayout } from './sign';

/** 1:1, for Moments: there it is a thumbnail beside the title and, in a post, a picture of its own. */
const LAYOUT: SignLayout = {
  size: CARD_SIZES.square,
  covered: {
    pictures: [340, 280],
    keyline: [18, 24, 5],
    x: 56,
    tab: 88,
    over: [66, 36],
    bottom: 668,
    steps: steps(88, 48),
    ratio: 1.27,
    lane: [56, 684, 688, 6, 42, 28],
    foot: { y: 732, left: 54, right: 744, mark: 58, gap: 16, name: 36, day: 32 },
  },
  bare: {
    keyline: [20, 34, 7],
    x: 64,
    tab: [120, 104],
    arrow: [640, 70, 100],
    top: [192, 76],
    bottom: 618,
    steps: steps(104, 56),
    ratio: 1.28,
    lane: [64, 640, 672, 7, 50, 34],
    foot: { y: 712, left: 58, right: 736, mark: 76, gap: 18, name: 40, day: 34 },
  },
};

export const drawSquareCard = (ctx: CardContext, content: CardContent): void =>
  drawSign(ctx, content, LAYOUT);
