import { ownUrl } from '../../html/url';

/*
 * What browsers and extensions note at the top of the pages that they save: from where, and when.
 *
 * - Chrome and Edge, “complete”: `<!-- saved from url=(0042)https://… -->`, the number being the length of the address.
 * - SingleFile: `<!-- Page saved with SingleFile url: https://… saved date: Tue Mar 24 2026 22:38:00 GMT+0800 (…) -->`.
 * - MHTML has both in its head; as it is taken apart they are noted in the form of the two (mhtml.ts).
 */

export interface SavedAs {
  address?: string;
  /** Milliseconds since 1970. */
  time?: number;
}

/** No note stands further down. */
const WITHIN = 4000;
const FROM = /<!--\s*saved from url=(?:\(\d+\))?(\S+)\s*-->/;
const BY = /<!--[^<>]{0,200}\burl:\s*(\S+)/;
const DATE = /<!--[^<>]{0,3000}?\bsaved date:\s*([^\n<>]{10,80}?)\s*(?:\(|\n|-->)/;

export function savedAs(page: string): SavedAs {
  const start = page.slice(0, WITHIN);
  const address = (FROM.exec(start) ?? BY.exec(start))?.[1];
  const time = Date.parse(DATE.exec(start)?.[1] ?? '');
  return {
    ...(address ? { address } : {}),
    // A moment that the feed cannot say is none.
    ...(time > 1e12 && time < 1e14 ? { time } : {}),
  };
}

/** The notes with which a page begins that was taken out of another form. */
export function savedNotes({ address, time }: SavedAs): string {
  const url = ownUrl(address)?.replaceAll('-->', '--%3E');
  const from = url ? `<!-- saved from url=(${String(url.length).padStart(4, '0')})${url} -->\n` : '';
  return time === undefined ? from : `${from}<!-- saved date: ${new Date(time).toUTCString()} -->\n`;
}
