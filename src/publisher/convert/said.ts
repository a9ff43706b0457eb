import { cleanedLine } from '../clean';
import { attribute, type Element } from '../html/dom';
import { unescapeHtml } from '../html/literal';

/** The first of an element's attributes that says something: an address, an id. */
export const first = (node: Element, ...names: string[]): string => {
  for (const name of names) {
    const value = attribute(node, name)?.trim();
    if (value) return unescapeHtml(decode(value)).replaceAll('\u00a0', ' ');
  }
  return '';
};

/** The first of them that says something to a reader. */
export const said = (node: Element, ...names: string[]): string => {
  for (const name of names) {
    const words = cleanedLine(first(node, name)).trim();
    if (words) return words;
  }
  return '';
};

/** Some attributes come percent-encoded as a whole. What is an address already has its escapes for itself. */
function decode(value: string): string {
  if (!/%[0-9a-f]{2}/i.test(value) || /^(?:https?:)?\/\//i.test(value)) return value;
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
