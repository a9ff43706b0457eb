import { BUILTINS } from './builtins';

/** The document under WeChat's pages: no margins, 16 px, one font, text that cannot be selected outside `<text>`. */
const BASE = `html{height:100%;--rpx:calc(100vw / 750);-webkit-text-size-adjust:100%;scrollbar-width:none}
html::-webkit-scrollbar{display:none}
body{height:100%;margin:0;overflow-x:hidden;font-size:16px;line-height:normal;
font-family:-apple-system,BlinkMacSystemFont,"Helvetica Neue","PingFang SC","Noto Sans CJK SC",Helvetica,Segoe UI,Arial,sans-serif;
-webkit-user-select:none;user-select:none;-webkit-tap-highlight-color:transparent}
wx-page{display:block;min-height:100%;box-sizing:border-box}
wx-tab-bar{display:block}
[hidden]{display:none!important}`;

export function baseCss(): string {
  return [BASE, ...Object.values(BUILTINS).map((builtin) => builtin.css ?? '')].join('\n');
}
