import { blockTexts } from '../../domain/text';
import type { Block } from '../../feed';
import type { Fate } from '../fates';
import { attribute, descendants, type Element, isElement, isText, type Node, textOf } from '../html/dom';
import { INVISIBLE } from './allow';
import { type ConvertContext, leave } from './context';
import { isClosed, isGone, isHiddenBy, isUndrawn } from './sight';
import { styleOf } from './style';

type Rule = Exclude<Fate, 'kept' | 'revealed'>;

/** Where pictures name their files, the one that counts first. */
export const SOURCES = ['data-src', 'data-original', 'data-backsrc', 'src'];

/** The address of a picture as its source has it; empty where it has none. */
export const sourceOf = (node: Element): string =>
  SOURCES.map((name) => attribute(node, name)?.trim()).find((src) => src) ?? '';

/** Leaves an element out with all that is seen in it: each thing is told of, and the whole counts once. */
export function leaveAll(node: Element, rule: Rule, context: ConvertContext): void {
  let isSeen = false;
  const told: ConvertContext = {
    ...context,
    drop: () => {
      isSeen = true;
    },
  };
  tellBelow(node, rule, told);
  if (isSeen) leave({ ...context, note: () => {} }, 'text', rule, '');
}

/**
 * Tells what becomes of a link.
 * @param href where it leads, null where that is no address
 */
export function tellLink(
  node: Element,
  href: string | null,
  isFilled: boolean,
  context: ConvertContext,
  fate: 'kept' | 'revealed',
): void {
  const stated = attribute(node, 'href');
  if (stated === undefined) return;
  if (!isFilled) leave(context, 'link', 'link-empty', stated);
  else if (href === null) leave(context, 'link', 'link-unsafe', stated);
  else context.note?.('link', fate, href);
}

/** What stands in an element that became a card: its words are the card's, or said by it. */
export function tellCard(node: Element, blocks: readonly Block[], context: ConvertContext): void {
  // Fallbacks for programs that know no such element, which no reader sees.
  if (node.tagName === 'canvas') context.note?.('drawing', 'canvas', node.tagName);
  if (node.childNodes.length === 0) return;
  const words = flat(wordsOf(node));
  const isSaid = words !== '' && flat(blockTexts(blocks).join('')).includes(words);
  // An object may show them or not: it depends on what it is of.
  if (isSaid) context.note?.('text', node.tagName === 'object' ? 'revealed' : 'kept', words);
  if (FALLBACK.has(node.tagName) || node.tagName === 'select') return;
  tellBelow(node, 'card-text', context, { words: !isSaid });
}

/** Whether a hidden link has something in it that shows itself. */
const showsLink = (node: Element): boolean =>
  node.tagName === 'a' && [...descendants(node)].some((one) => styleOf(one).visibility === 'visible');

/** Elements whose content is for programs that do not know them. */
export const FALLBACK: ReadonlySet<string> = new Set([
  'iframe',
  'video',
  'audio',
  'object',
  'embed',
  'canvas',
]);

const UNSPOKEN: ReadonlySet<string> = new Set([...INVISIBLE, ...FALLBACK]);

/** What of an element's text a reader would see. */
export function wordsOf(node: Element): string {
  // Whatever an object would show is not here, and its words are.
  if (FALLBACK.has(node.tagName) && node.tagName !== 'object') return '';
  if (node.tagName !== 'select') return textOf(node, UNSPOKEN);
  return [...descendants(node)]
    .filter(({ tagName }) => tagName === 'option')
    .map((one) => textOf(one))
    .join(' ');
}

const flat = (text: string): string => text.replace(/\s+/g, '');

interface Told {
  /** Whether its words are told of, too. */
  words?: boolean;
  /** The drawing that is kept. */
  kept?: Element | undefined;
}

/** Tells of everything that is seen below an element, and of itself where it is a thing. Iterative, as pages nest deep. */
export function tellBelow(
  top: Element,
  rule: Rule,
  context: ConvertContext,
  { words = true, kept }: Told = {},
): void {
  const stack: { node: Node; hidden: boolean; drawn: boolean }[] = [
    { node: top, hidden: false, drawn: false },
  ];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { node } = next;
    if (isText(node)) {
      if (words && !next.hidden && /\S/.test(node.value)) leave(context, 'text', rule, node.value);
      continue;
    }
    if (!isElement(node) || INVISIBLE.has(node.tagName) || UNSEEN.has(node.tagName) || isClosed(node))
      continue;
    const style = styleOf(node);
    if (node !== top && isGone(node, style)) continue;
    const hidden = isHiddenBy(style, next.hidden);
    // As a picture that is kept, one that waits for its file is seen.
    const isHidden = node.tagName === 'img' ? next.hidden : hidden && !showsLink(node);
    if (!isHidden) tellOf(node, node === kept ? 'kept' : rule, context, next.drawn);
    if (FALLBACK.has(node.tagName)) continue;
    const drawn = next.drawn || DRAWN.has(node.tagName);
    for (let at = node.childNodes.length - 1; at >= 0; at -= 1) {
      const child = node.childNodes[at]!;
      if (!isText(child) || !isUndrawn(node)) stack.push({ node: child, hidden, drawn });
    }
  }
}

const DRAWN: ReadonlySet<string> = new Set(['svg', 'canvas', 'math']);
/** In a formula, for programs. */
const UNSEEN: ReadonlySet<string> = new Set(['annotation', 'annotation-xml']);
function tellOf(node: Element, fate: Rule | 'kept', context: ConvertContext, isDrawn: boolean): void {
  const { tagName } = node;
  const href = tagName === 'a' ? attribute(node, 'href') : undefined;
  if (fate === 'kept') context.note?.('drawing', fate, tagName);
  else if (tagName === 'img') leave(context, 'picture', fate, sourceOf(node));
  else if (href !== undefined) leave(context, 'link', fate, href);
  else if (DRAWN.has(tagName) && !isDrawn) leave(context, 'drawing', fate, tagName);
}
