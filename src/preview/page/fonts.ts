/*
 * The font of the share cards for browsers on machines that have no Chinese one, a bare server among them: the preview
 * serves it (server.ts). A browser that the preview opens itself has it beside the machine's (browser.ts): to fetch and
 * check 20 MB takes each page 2 s. Else a Mac's and Windows' own fonts, which phones have too, come first.
 */

/** As the program's styles, the host's and the cards' name it, behind what phones have. */
const PREVIEW_FONT = 'Noto Sans SC';
const FONT_WEIGHTS = [400, 700] as const;
/** Full and PostScript names, as `local()` takes them. */
const OWN = {
  400: ['NotoSansSC-Regular', 'PingFang SC', 'Microsoft YaHei', 'NotoSansCJKsc-Regular'],
  700: ['NotoSansSC-Bold', 'PingFangSC-Semibold', 'Microsoft YaHei Bold', 'NotoSansCJKsc-Bold'],
};

/** Where a weight of the font is served. */
export const fontAddress = (weight: number): string => `/fonts/${weight}.ttf`;

/** A weight of the font, out of the machine's or, where it has none, as the preview serves it. */
async function loaded(weight: (typeof FONT_WEIGHTS)[number]): Promise<FontFace> {
  const face = (source: string | ArrayBuffer) =>
    new FontFace(PREVIEW_FONT, source, { weight: String(weight) }).load();
  try {
    return await face(OWN[weight].map((name) => `local("${name}")`).join());
  } catch {
    // Not as a further source: a browser without any font gives up on the first one that it would fetch.
    return face(await (await fetch(fontAddress(weight))).arrayBuffer());
  }
}

/**
 * Has the page know the font. Settles when texts, and what is drawn on a canvas, have their letters; never fails: without
 * it there are boxes.
 */
export async function offerFonts(): Promise<void> {
  const faces = await Promise.all(FONT_WEIGHTS.map((weight) => loaded(weight).catch(() => null)));
  for (const face of faces) if (face) document.fonts.add(face);
}
