/*
 * The font of the share cards for browsers on machines that have no Chinese one, a bare server among them: the preview
 * serves it (server.ts). A browser that the preview opens itself has it beside the machine's (browser.ts): to fetch and
 * check 20 MB takes each page 2 s. Else a Mac's and Windows' own fonts, which phones have too, come first.
 */

/** As the program's styles, the host's and the cards' name it, behind what phones have. */
export const PREVIEW_FONT = 'Noto Sans SC';
export const FONT_WEIGHTS = [400, 700] as const;
/** Full and PostScript names, as `local()` takes them. */
const OWN = {
  400: ['NotoSansSC-Regular', 'PingFang SC', 'Microsoft YaHei', 'NotoSansCJKsc-Regular'],
  700: ['NotoSansSC-Bold', 'PingFangSC-Semibold', 'Microsoft YaHei Bold', 'NotoSansCJKsc-Bold'],
};

/** Where a weight of the font is served. */
export const fontAddress = (weight: number): string => `/fonts/${weight}.ttf`;

export const fontCss = FONT_WEIGHTS.map((weight) => {
  const sources = [...OWN[weight].map((name) => `local("${name}")`), `url(${fontAddress(weight)})`];
  return `@font-face{font-family:"${PREVIEW_FONT}";font-weight:${weight};src:${sources.join()}}`;
}).join('');

/** Settles when texts, and what is drawn on a canvas, have their letters; never fails: without it there are boxes. */
export const fontsReady = (): Promise<unknown> =>
  Promise.all(
    FONT_WEIGHTS.map((weight) => document.fonts.load(`${weight} 16px "${PREVIEW_FONT}"`, '字')),
  ).catch(() => undefined);
