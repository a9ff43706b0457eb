/**
 * The one drawing room for share art. The publisher runs it on @napi-rs/canvas, the poster sheet on WeChat's
 * canvas: the same content gives the same picture, but for the fonts at hand.
 */
export { drawChatCard } from './chat';
export { drawColumnCard, drawColumnPoster } from './column';
export {
  CARD_SIZES,
  type CardContent,
  type CardContext,
  type CardCover,
  type CardImage,
  type CardPainting,
} from './context';
export { drawPoster } from './poster';
export { drawQuoteCard } from './quote';
export { drawSquareCard } from './square';
