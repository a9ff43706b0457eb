import { contentHash } from '../hash';
import { isShownPicture } from './kind';

/*
 * Pictures that stand in a page as `data:` addresses, as SingleFile and other savers of one file write them. They are taken
 * out as the page comes in, and lie beside it from then on: a page of some MB of letters is read once.
 */

/** What pictures are called that were taken out of a page. */
const FOLDER = 'embedded/';
const START = /data:image\/[\w.+-]+[;,]/gi;
/** What stands before an address that is one of a picture: an attribute, or a style. */
const BEFORE = /(?:\b(?:src|href|poster|content|data-[\w-]+)\s*=\s*["']?|url\(\s*(?:["']|&quot;|&#39;)?)$/i;
const ESCAPES: Record<string, string> = {
  '&amp;': '&',
  '&quot;': '"',
  '&lt;': '<',
  '&gt;': '>',
  '&#39;': "'",
};

/** SingleFile writes a picture that is used twice into a stylesheet, as the value of a property with a name like this. */
const GROUPED =
  /--(sf-img-\d+)\s*:\s*url\(\s*(?:"(data:image\/[^"]*)"|'(data:image\/[^']*)'|(data:image\/[^)\s]*))\s*\)/g;
const USE = /var\(\s*--(sf-img-\d+)\s*\)/g;
/** A picture, with its quoted values stepped over: the one that keeps its place is drawn in them. */
const IMG = /<img(?=[\s/])(?:"[^"]*"|'[^']*'|[^'"<>])*>/gi;

/** The pictures that stand in the stylesheets of a page, by the names of their properties. */
export function groupedIn(page: string): Map<string, Buffer> {
  const found = new Map<string, Buffer>();
  if (!page.includes('--sf-img-')) return found;
  for (const [, name, double, single, bare] of page.matchAll(GROUPED)) {
    const data = bytesOf((double ?? single ?? bare)!);
    if (data) found.set(name!, data);
  }
  return found;
}

/** Puts the address of a file in the place of each use of such a property: the source of an image, the value of a style. */
function ungrouped(page: string, names: ReadonlyMap<string, string>): string {
  if (names.size === 0) return page;
  const used = page.replace(USE, (use, name: string) => {
    const file = names.get(name);
    return file ? `url(${file})` : use;
  });
  const files = new Set(names.values());
  return used.replace(IMG, (img) => {
    const file = /background-image\s*:\s*url\(([^)]+)\)/i.exec(img)?.[1];
    // The first of two attributes of a name counts.
    return file && files.has(file) ? `<img src="${file}"${img.slice('<img'.length)}` : img;
  });
}

/**
 * A page with the addresses of files in the place of its `data:` pictures, and those files. What is no picture, only keeps
 * the place of one, or is longer than `limit` bytes stays where it is.
 * @param grouped pictures of its stylesheets, which it has no more
 */
export function takeEmbedded(
  page: string,
  limit: number,
  grouped: ReadonlyMap<string, Buffer> = new Map(),
): { page: string; files: Map<string, Buffer> } {
  const files = new Map<string, Buffer>();
  const kept: string[] = [];
  let from = 0;
  for (const { index: at } of page.matchAll(START)) {
    if (at < from) continue;
    const before = BEFORE.exec(page.slice(Math.max(0, at - 60), at));
    const end = before ? endOf(page, at, before[0]) : -1;
    const data = end < 0 ? null : bytesOf(page.slice(at, end));
    if (!data || !isShownPicture(data, limit)) continue;
    const name = FOLDER + contentHash(data);
    files.set(name, data);
    kept.push(page.slice(from, at), name);
    from = end;
  }
  const rest = from === 0 ? page : kept.concat(page.slice(from)).join('');
  const names = new Map<string, string>();
  for (const [property, data] of grouped) {
    if (!isShownPicture(data, limit)) continue;
    const name = FOLDER + contentHash(data);
    files.set(name, data);
    names.set(property, name);
  }
  return { page: ungrouped(rest, names), files };
}

/** Where the address that begins at `at` ends, by what it begins with; below 0 where the page was cut within it. */
function endOf(page: string, at: number, before: string): number {
  const quote = /(?:["']|&quot;|&#39;)$/.exec(before)?.[0];
  if (quote) return page.indexOf(quote, at);
  const end = page.slice(at).search(/[\s>)]/);
  return end < 0 ? -1 : at + end;
}

function bytesOf(address: string): Buffer | null {
  const comma = address.indexOf(',');
  const payload = address.slice(comma + 1).replace(/&(?:amp|quot|lt|gt|#39);/g, (one) => ESCAPES[one]!);
  try {
    const text = payload.includes('%') ? decodeURIComponent(payload) : payload;
    return Buffer.from(text, /;\s*base64\s*$/i.test(address.slice(0, comma)) ? 'base64' : 'utf8');
  } catch {
    return null;
  }
}
