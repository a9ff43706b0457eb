/** Names of files that hold no picture, whatever else the folder beside a saved page has in it. */
export const NO_PICTURE =
  /\.(?:m?js|css|x?html?|json|xml|txt|php|mp[34]|m4a|mov|webm|woff2?|ttf|otf|eot|map|pdf)$/i;

const ascii = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, to));

/** Of SVG, as far as its beginning tells. */
const SVG = /^(?:\uFEFF|ï»¿)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*|<!doctype[^>]*>\s*)*<svg[\s>]/i;

/** What kind of picture bytes are, whatever their name says; null for none that is taken. */
export function pictureKind(bytes: Uint8Array): string | null {
  if (bytes.length < 12) return null;
  if (bytes[0] === 0x89 && ascii(bytes, 1, 4) === 'PNG') return 'png';
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'jpeg';
  if (/^GIF8[79]a$/.test(ascii(bytes, 0, 6))) return 'gif';
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP') return 'webp';
  if (/^ftyp(?:avif|avis|mif1|heic)/.test(ascii(bytes, 4, 12))) return 'avif';
  if (ascii(bytes, 0, 2) === 'BM' && bytes.length > 54) return 'bmp';
  return SVG.test(ascii(bytes, 0, 1024)) ? 'svg' : null;
}

/** No picture of an article is so small on both sides. */
const TINY = 4;

/**
 * Whether a picture only keeps the place of one that was to be loaded later, as the page's or its saver's program puts
 * it there: a point, or a drawing of nothing.
 */
export function isPlaceholder(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isTiny = (w: number, h: number) => w <= TINY && h <= TINY;
  switch (pictureKind(bytes)) {
    case 'gif':
      return isTiny(view.getUint16(6, true), view.getUint16(8, true));
    case 'png':
      return bytes.length >= 24 && isTiny(view.getUint32(16), view.getUint32(20));
    case 'svg':
      return bytes.length < 2048 && isBlankSvg(Buffer.from(bytes).toString('utf8'));
    default:
      return false;
  }
}

/** Whether bytes are a picture that an article shows, of so many bytes at most. */
export const isShownPicture = (bytes: Uint8Array, limit: number): boolean =>
  bytes.length <= limit && pictureKind(bytes) !== null && !isPlaceholder(bytes);

/** SingleFile keeps a place with a rectangle that nobody sees, WeChat with one of a pixel. */
function isBlankSvg(text: string): boolean {
  const drawn = [...text.matchAll(/<(\w+)((?:[^>"']|"[^"]*"|'[^']*')*)>/g)].filter(
    ([, name, attributes]) =>
      !/^(?:svg|g|defs|title|desc)$/.test(name!) &&
      !(/fill-opacity\s*=\s*["']?0["'\s/]/.test(attributes!) || /fill\s*=\s*["']none/.test(attributes!)),
  );
  const side = (name: string) =>
    Number(new RegExp(`<svg[^>]*\\s${name}\\s*=\\s*["']?([\\d.]+)(?:px)?["'\\s>]`).exec(text)?.[1]);
  return drawn.length === 0 || (side('width') <= TINY && side('height') <= TINY);
}
