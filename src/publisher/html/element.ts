import { isWebUrl } from './url';

/*
 * Elements of HTML as text. Whoever writes markup writes it through `element` and `textToHtml`: no text reaches
 * a page unescaped, in whichever place it stands.
 */

/** Undefined: the element has no such attribute. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

const VOID: ReadonlySet<string> = new Set(['br', 'hr', 'img']);
const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * Text without what HTML forbids in a text, and readers of it, of XML or of JSON refuse or change: controls but
 * line break and tab, halves of characters, noncharacters. Every kind of line break becomes `\n`.
 */
export const legible = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
    .replace(/[\0-\x08\x0b-\x1f\x7f-\x9f\p{Surrogate}\p{Noncharacter_Code_Point}]/gu, '');

const escaped = (text: string): string => legible(text).replace(/[&<>"']/g, (one) => ESCAPES[one]!);

/** Text as the content of an element, its line breaks as `<br>`. */
export const textToHtml = (text: string): string => escaped(text).replace(/\n/g, '<br>');

/** Text as the content of `pre`, where line breaks are themselves. */
export const preformatted = escaped;

/**
 * An element as text.
 * @param name of the element, and the names of its attributes: words of this program, never of an article
 * @param attributes are escaped here
 * @param content is markup already; an element that has none by its nature (`img`) takes none
 */
export function element(name: string, attributes: Attributes = {}, content = ''): string {
  const open = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escaped(String(value))}"`);
  return `<${name}${open.join('')}>${VOID.has(name) ? '' : `${content}</${name}>`}`;
}

/**
 * Elements that stand one below the other. A reader that takes away the tags, for a preview, would otherwise run
 * the last word of one into the first of the next.
 */
export const stacked = (elements: readonly string[]): string =>
  elements.filter((one) => one !== '').join('\n');

/** A path in the feed as the contract has it: it names no scheme and no host, and does not climb. */
const FEED_PATH = /^\/?(?!.*\.\.)[\w.-]+(?:\/[\w.-]+)*$/;

/** The address of a link, if it is one of the web that every reader reads as the same one. */
export const linkAddress = (address: string | undefined): string | undefined =>
  address !== undefined && isWebUrl(address) && legible(address) === address ? address : undefined;

/** The address of a picture: one of the web, or a path in the feed. */
export const pictureAddress = (address: string): string | undefined =>
  FEED_PATH.test(address) ? address : linkAddress(address);

/** What is linked, or by itself where the address is none that may be linked; nothing where nothing is linked. */
export function link(address: string | undefined, content: string): string {
  const href = linkAddress(address);
  return href && content !== '' ? element('a', { href, rel: 'noopener' }, content) : content;
}
