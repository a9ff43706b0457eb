import { BUILTINS } from '../builtins';
import type { Phone } from '../phone/phone';

/** The document under WeChat's pages: no margins, 16 px, one font, text that cannot be selected outside `<text>`. */
const BASE = `html{height:100%;--rpx:calc(100vw / 750);-webkit-text-size-adjust:100%;scrollbar-width:none}
html::-webkit-scrollbar{display:none}
body{height:100%;margin:0;overflow-x:hidden;font-size:16px;line-height:normal;
font-family:-apple-system,BlinkMacSystemFont,"Helvetica Neue","PingFang SC","Noto Sans SC",Helvetica,Segoe UI,Arial,sans-serif;
-webkit-user-select:none;user-select:none;-webkit-tap-highlight-color:transparent}
wx-page{display:block;min-height:100%;box-sizing:border-box}
wx-tab-bar{display:block}
[hidden]{display:none!important}`;

/**
 * Dresses the document as the phone's: WeChat's own styles, and the safe area as variables.
 * @returns takes the styles away again
 */
export function dressDocument(phone: Phone, style: string | undefined): () => void {
  const base = document.createElement('style');
  base.dataset.wxss = 'base';
  base.textContent = [BASE, ...Object.values(BUILTINS).map((builtin) => builtin.css ?? '')].join('\n');
  document.head.prepend(base);
  const root = document.documentElement;
  root.classList.toggle('wx-style-v2', style === 'v2');
  const insets = { top: phone.statusBarHeight, bottom: phone.safeAreaBottom, left: 0, right: 0 };
  for (const [side, value] of Object.entries(insets))
    root.style.setProperty(`--safe-area-inset-${side}`, `${value}px`);
  return () => base.remove();
}
