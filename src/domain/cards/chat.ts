import { CARD_SIZES, type CardContent, type CardContext } from './context';
import { steps } from './fitting';
import { drawSign, type SignLayout } from './sign';

/**
 * 5:4, the picture of a share to a chat. A chat shows it about 226 pt wide, so 4.4 units are one point:
 * 52 units, 11.8 pt, are the floor under a picture, and the picture gives way before the title does.
 */
const LAYOUT: SignLayout = {
  size: CARD_SIZES.chat,
  covered: {
    pictures: [425, 300],
    keyline: [20, 24, 5],
    x: 60,
    tab: 92,
    over: [68, 46],
    bottom: 674,
    steps: [100, ...steps(72, 52)], // 100 holds one line of up to 8 characters: `路通了` may be large.
    ratio: 1.26,
    lane: [60, 694, 880, 6, 44, 30],
    foot: { y: 738, left: 60, right: 940, mark: 56, gap: 16, name: 38, day: 36 },
  },
  bare: {
    keyline: [22, 36, 7],
    x: 72,
    tab: [132, 112],
    arrow: [828, 78, 108],
    top: [212, 84],
    bottom: 614,
    steps: steps(112, 56),
    ratio: 1.28,
    lane: [72, 634, 856, 8, 56, 38],
    foot: { y: 708, left: 66, right: 928, mark: 84, gap: 20, name: 46, day: 40 },
  },
};

export const drawChatCard = (ctx: CardContext, content: CardContent): void => drawSign(ctx, content, LAYOUT);
