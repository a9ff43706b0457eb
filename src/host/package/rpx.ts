/** WeChat's `rpx` is 1/750 of the window's width; the host sets `--rpx` (`100vw / 750`) for stylesheets and styles alike. */
export function rpxToCss(amount: string): string {
  return Number(amount) === 0 ? '0px' : `calc(var(--rpx) * ${amount})`;
}
