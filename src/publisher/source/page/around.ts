import {
  attribute,
  descendants,
  type Element,
  isElement,
  isText,
  type Node,
  type Text,
  textOf,
} from '../../html/dom';
import { untracked } from '../../html/tracking';
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
  place: Place;
}

/** An element around the body, seen from what stands in it. */
export interface Place {
  /** Id and classes of the element. */
  names: string;
  /** The element around it; null where that holds the body, too. */
  around: Place | null;
  /** Whether it, or one around it, holds what is no word of a page about its article. */
  isOther: boolean;
  /** Whether it, or one around it, is a link to another page. */
  isLink: boolean;
  /** Whether the names of it, or of one around it, have to do with paying, and with folding. */
  isPaying: boolean;
  isFold: boolean;
}

/** Names of what is a page's or its other readers' own: comments, the account's card, lists of other articles. */
const FOREIGN = /comment|discuss|profile|relat|recommend|reward|guess_like|read_?more_list|album/i;
/** Names of what has to do with paying, and of nothing that is displayed. */
const PAYING = /(?:^|[\s_-])pay/i;
const FOLD = /fold|expand/i;
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
  const holders = new Set<Element>(body ? outwards(body) : []);
  const places = new Map<Element, Place>();
  // Many stand in the same elements: each of those is asked once.
  const placeOf = (node: Element): Place | null => {
    const inner: Element[] = [];
    let place: Place | null = null;
    for (const one of outwards(node)) {
      const known = one === body ? null : places.get(one);
      if (known === null) return null;
      if (holders.has(one) || one.tagName === 'body') break;
      if (known) {
        place = known;
        break;
      }
      inner.push(one);
    }
    for (const one of inner.reverse()) {
      const names = namesOf(one);
      place = {
        names,
        around: place,
        isOther: !!place?.isOther || NAMING.has(one.tagName) || FOREIGN.test(names) || saysArticle(names),
        isLink: !!place?.isLink || leadsAway(one, address),
        isPaying: !!place?.isPaying || PAYING.test(names),
        isFold: !!place?.isFold || FOLD.test(names),
      };
      places.set(one, place);
    }
    return place;
  };
  return found.around.flatMap(({ text, node }) => {
    const place = placeOf(node);
    return place && !place.isOther ? [{ text, node, place }] : [];
  });
}

const saysArticle = (names: string): boolean => names.split(/\s+/).some((name) => SAYING.has(name));

/** An element, and those around it. */
export function* outwards(element: Element): Generator<Element> {
  for (let node: Element['parentNode'] = element; node && 'attrs' in node; node = node.parentNode) yield node;
}

/** An address as another one of the same page is known by. */
const pageAt = (url: string): string => untracked(url).split('#', 1)[0]!;

/** Whether a link leads to another page. Browsers write `#` with the page's own address before it. */
export function leadsAway(node: Element, address: string | null): boolean {
  const href = node.tagName === 'a' ? (attribute(node, 'href') ?? '').trim() : '';
  return !/^(?:$|#|javascript:|weixin:)/i.test(href) && pageAt(href) !== pageAt(address ?? '');
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

/** The last element of a body that says something, hidden ones too, or the outermost around it that is asked for. */
export function lastOf(body: Element, isWanted: (node: Element) => boolean): Element | null {
  const last = lastSpokenIn(body);
  if (!last) return null;
  const within: Element[] = [];
  for (let node = last.parentNode; node && node !== body && 'attrs' in node; node = node.parentNode)
    within.push(node);
  return within.reverse().find(isWanted) ?? within.at(-1) ?? body;
}

/** The last text below an element that says something: from the end on, each node once. */
function lastSpokenIn(root: Element): Text | null {
  const stack: Node[] = [...root.childNodes];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (isText(node)) {
      if (SPOKEN.test(node.value)) return node;
    } else if (isElement(node)) for (const child of node.childNodes) stack.push(child);
  }
  return null;
}
