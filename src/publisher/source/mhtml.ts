import { SourceError } from '../errors';
import { webUrl } from '../html/url';
import { decode } from './encoding';
import { savedNotes } from './page/saved';

/*
 * MHTML (RFC 2557): a page and what it shows as the parts of one message, as Chrome and Edge (`.mhtml`) and Internet
 * Explorer and WPS (`.mht`) save it. The libraries of the registry for MIME read mail: `postal-mime` and `letterparser`
 * leave out Content-Location, by which parts are named here, or join all HTML parts to one; `mailparser` brings a mailer
 * with it. What MHTML needs of MIME is this.
 */

export interface Mhtml {
  /** The page, with notes of where and when it was saved (saved.ts). */
  page: string;
  /** Every other part by the names that the page may have for it. */
  parts: Map<string, Buffer>;
}

interface Part {
  headers: ReadonlyMap<string, string>;
  /** In Latin-1: a character a byte. */
  body: string;
}

/** A message in a message in a message … is none. */
const DEEPEST = 6;

/** Takes a saved page apart. Throws a `SourceError` that names the file where it is none. */
export function readMhtml(bytes: Buffer, name: string): Mhtml {
  const message = partOf(bytes.toString('latin1'));
  const all = [...leaves(message, 0)];
  const start = message.headers.get('snapshot-content-location');
  const pages = all.filter(({ headers }) =>
    /^\s*(?:text\/html|application\/xhtml)/i.test(headers.get('content-type') ?? ''),
  );
  const page =
    pages.find(({ headers }) => start !== undefined && headers.get('content-location') === start) ?? pages[0];
  if (!page)
    throw new SourceError(`${name}：里面没有网页，不像浏览器保存的 MHTML 文件；请在浏览器里重新保存`);
  const address = page.headers.get('content-location') ?? start;
  const time = Date.parse(message.headers.get('date') ?? '');
  const parts = new Map<string, Buffer>();
  for (const part of all)
    if (part !== page)
      for (const one of namesOf(part, address)) if (!parts.has(one)) parts.set(one, contentOf(part));
  const notes = savedNotes({
    ...(address && /^https?:/i.test(address) ? { address } : {}),
    ...(time > 0 ? { time } : {}),
  });
  return { page: notes + decode(contentOf(page)), parts };
}

/** Lines of a head that begin with a space go on from the line before. */
function partOf(text: string): Part {
  const end = /\r?\n\r?\n/.exec(text);
  const headers = new Map<string, string>();
  for (const line of text
    .slice(0, end?.index ?? text.length)
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).trim().toLowerCase();
    if (colon > 0 && !headers.has(name)) headers.set(name, line.slice(colon + 1).trim());
  }
  return { headers, body: end ? text.slice(end.index + end[0].length) : '' };
}

/** The parts that hold no others. */
function* leaves(part: Part, depth: number): Generator<Part> {
  const type = part.headers.get('content-type') ?? '';
  const boundary = /\bboundary\s*=\s*(?:"([^"]*)"|([^\s;]+))/i.exec(type);
  if (!/^\s*multipart\//i.test(type) || !boundary || depth > DEEPEST) {
    yield part;
    return;
  }
  for (const text of partsBetween(part.body, `--${boundary[1] ?? boundary[2]}`))
    yield* leaves(partOf(text), depth + 1);
}

/** What stands between the lines of a boundary. Of a file that was cut the last part ends where the file does. */
function partsBetween(body: string, boundary: string): string[] {
  const texts: string[] = [];
  let start = -1;
  for (let at = body.indexOf(boundary); at >= 0; at = body.indexOf(boundary, at + 1)) {
    const isLine = at === 0 || body[at - 1] === '\n';
    const after = body.slice(at + boundary.length, at + boundary.length + 2);
    if (!isLine || !/^(?:--|\s|$)/.test(after)) continue;
    if (start >= 0) texts.push(body.slice(start, at).replace(/\r?\n$/, ''));
    if (after === '--') return texts;
    const line = body.indexOf('\n', at);
    start = line < 0 ? body.length : line + 1;
  }
  if (start >= 0) texts.push(body.slice(start));
  return texts;
}

function contentOf({ headers, body }: Part): Buffer {
  switch ((headers.get('content-transfer-encoding') ?? '').toLowerCase()) {
    case 'base64':
      return Buffer.from(body, 'base64');
    case 'quoted-printable':
      return Buffer.from(
        body
          .replace(/[ \t]+(?=\r?\n)/g, '')
          .replace(/=\r?\n/g, '')
          .replace(/=([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
        'latin1',
      );
    default:
      return Buffer.from(body, 'latin1');
  }
}

/** The address of a part as it is written and in full, and its id. */
function namesOf({ headers }: Part, base: string | undefined): string[] {
  const location = headers.get('content-location');
  const id = /<([^>]+)>/.exec(headers.get('content-id') ?? '')?.[1];
  const full =
    location === undefined ? null : webUrl(location, base && /^https?:/i.test(base) ? base : undefined);
  return [...new Set([location, full, id === undefined ? undefined : `cid:${id}`])].filter(
    (one): one is string => typeof one === 'string' && one !== '',
  );
}
