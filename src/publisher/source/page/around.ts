import { attribute, descendants, type Element, isElement, isText, type Node, textOf } from '../../html/dom';
import { type Found, isNotShown } from './find';
import { ACCOUNT, AUTHOR, POST_TEXT, SHOWN, SUMMARY, TITLE } from './forms';

/*
 * Where around an article something stands. The same words are a notice in a bar above the text, and somebody's opinion in
 * a comment below it: what they mean is told by their place.
 */

/** A short text around the body, and where it stands. */
export interface Notice {
  text: string;
  node: Element;
  /** Ids and classes of the element and of those around it, as far as none of them holds the body, the nearest first. */
  names: readonly string[];
  /** Whether a link leads from it to another page. */
  isLink: boolean;
}

/** Names of what is a page's or its other readers' own: comments, the account's card, lists of other articles. */
const FOREIGN = /comment|discuss|profile|relat|recommend|reward|guess_like|read_?more_list|album/i;
/** Elements whose words are what an article is called, or who wrote it. */
const NAMING = new Set(['title', 'h1', 'time', 'option', 'textarea']);
const SAYING = new Set(
  [...TITLE, ...ACCOUNT, ...AUTHOR, ...SHOWN, ...SUMMARY, ...POST_TEXT]
    .filter((place) => /^[#.]/.test(place))
    .map((place) => place.slice(1)),
);

export const namesOf = (node: Element): string =>
  `${attribute(node, 'id') ?? ''} ${attribute(node, 'class') ?? ''}`;

/** The element in which an article stands. */
export const bodyIn = ({ ids, classes }: Found): Element | undefined =>
  ids.get('js_content') ?? classes.get('rich_media_content');

/** What is shown around a body and may tell of its state: no name of the article, and nothing of what is not about it. */
export function noticesIn(found: Found, address: string | null): Notice[] {
  const body = bodyIn(found);
  const holders = new Set<Node | Element>(body ? outwards(body) : []);
  return found.around.flatMap(({ text, node }) => {
    const chain = [];
    for (const one of outwards(node)) {
      if (one === body) return [];
      if (holders.has(one) || one.tagName === 'body') break;
      chain.push(one);
    }
    const isOther = chain.some(
      (one) => NAMING.has(one.tagName) || FOREIGN.test(namesOf(one)) || saysArticle(one),
    );
    if (isOther) return [];
    return [{ text, node, names: chain.map(namesOf), isLink: chain.some((one) => leadsAway(one, address)) }];
  });
}

const saysArticle = (node: Element): boolean =>
  namesOf(node)
    .split(/\s+/)
    .some((name) => SAYING.has(name));

/** An element, and those around it. */
export function* outwards(element: Element): Generator<Element> {
  for (let node: Element['parentNode'] = element; node && 'attrs' in node; node = node.parentNode) yield node;
}

const withoutFragment = (url: string): string => url.split('#', 1)[0]!;

/** Whether a link leads to another page. Browsers write `#` with the page's own address before it. */
export function leadsAway(node: Element, address: string | null): boolean {
  const href = node.tagName === 'a' ? (attribute(node, 'href') ?? '').trim() : '';
  return (
    !/^(?:$|#|javascript:|weixin:)/i.test(href) && withoutFragment(href) !== withoutFragment(address ?? '')
  );
}

/** Whether something is told in words, and not with arrows and dots alone. */
const SPOKEN = /[\p{L}\p{N}]/u;
const isSpoken = (node: Node): boolean =>
  isText(node) ? SPOKEN.test(node.value) : isElement(node) && SPOKEN.test(textOf(node));

const holdsForeign = (root: Element): boolean =>
  [root, ...descendants(root)].some((one) => FOREIGN.test(namesOf(one)));

/**
 * The first thing that is shown behind a body and says something: the next element, or the next of one around the body.
 * Null where that is none of the article's.
 */
export function followerOf(body: Element): Element | null {
  for (const one of outwards(body)) {
    const siblings = one.parentNode?.childNodes ?? [];
    const next = siblings
      .slice(siblings.indexOf(one) + 1)
      .find((node) => (isText(node) || (isElement(node) && !isNotShown(node))) && isSpoken(node));
    if (next) return isElement(next) && !holdsForeign(next) ? next : null;
  }
  return null;
}

/** The last element of a body that says something, hidden ones too, or the last one that is asked for. */
export function lastOf(body: Element, isWanted: (node: Element) => boolean): Element | null {
  let at: Element = body;
  for (;;) {
    const last = [...at.childNodes].reverse().find(isSpoken);
    if (!last) return null;
    if (!isElement(last)) return at;
    at = last;
    if (isWanted(at)) return at;
  }
}
