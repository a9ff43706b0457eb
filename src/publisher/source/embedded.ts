import { contentHash } from '../hash';
import { isPlaceholder, pictureKind } from './kind';

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

/**
 * A page with the addresses of files in the place of its `data:` pictures, and those files. What is no picture, only keeps
 * the place of one, or is longer than `limit` bytes stays where it is.
 */
export function takeEmbedded(page: string, limit: number): { page: string; files: Map<string, Buffer> } {
  const files = new Map<string, Buffer>();
  const kept: string[] = [];
  let from = 0;
  for (const { index: at } of page.matchAll(START)) {
    if (at < from) continue;
    const before = BEFORE.exec(page.slice(Math.max(0, at - 60), at));
    const end = before ? endOf(page, at, before[0]) : -1;
    const data = end < 0 ? null : bytesOf(page.slice(at, end));
    if (!data || data.length > limit || !pictureKind(data) || isPlaceholder(data)) continue;
    const name = FOLDER + contentHash(data);
    files.set(name, data);
    kept.push(page.slice(from, at), name);
    from = end;
  }
  return { page: from === 0 ? page : kept.concat(page.slice(from)).join(''), files };
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
