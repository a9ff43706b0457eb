import { blockTexts } from '../../domain/text';
import type { Block } from '../../feed';
import type { Fate } from '../fates';
import { attribute, type Element, isElement, isText, type Node, textOf } from '../html/dom';
import { INVISIBLE } from './allow';
import { type ConvertContext, leave } from './context';
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
  tellBelow(node, rule, told, true);
  if (isSeen) leave({ ...context, note: () => {} }, 'text', rule, '');
}

/** What stands in an element that became a card: its words are the card's, or said by it. */
export function tellCard(node: Element, blocks: readonly Block[], context: ConvertContext): void {
  // Fallbacks for programs that know no such element, which no reader sees.
  if (node.childNodes.length === 0 || FALLBACK.has(node.tagName)) return;
  const words = flat(textOf(node, INVISIBLE));
  const isSaid = words !== '' && flat(blockTexts(blocks).join('')).includes(words);
  if (isSaid) context.note?.('text', 'kept', words);
  tellBelow(node, 'card-text', { ...context, drop: () => {} }, !isSaid);
}

const FALLBACK: ReadonlySet<string> = new Set(['iframe', 'video', 'audio', 'object', 'embed', 'canvas']);

const flat = (text: string): string => text.replace(/\s+/g, '');

/** Tells of everything that is seen below an element, and of itself where it is a thing. Iterative, as pages nest deep. */
function tellBelow(top: Element, rule: Rule, context: ConvertContext, words: boolean): void {
  const stack: { node: Node; hidden: boolean }[] = [{ node: top, hidden: false }];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { node } = next;
    if (isText(node)) {
      if (words && !next.hidden && /\S/.test(node.value)) leave(context, 'text', rule, node.value);
      continue;
    }
    if (!isElement(node) || INVISIBLE.has(node.tagName)) continue;
    const style = styleOf(node);
    if (node !== top && (style.gone || attribute(node, 'hidden') !== undefined)) continue;
    const { visibility } = style;
    const hidden = visibility === 'visible' ? false : next.hidden || visibility === 'hidden';
    if (!hidden) tellOf(node, rule, context);
    if (DRAWN.has(node.tagName) || FALLBACK.has(node.tagName)) continue;
    for (let at = node.childNodes.length - 1; at >= 0; at -= 1)
      stack.push({ node: node.childNodes[at]!, hidden });
  }
}

const DRAWN: ReadonlySet<string> = new Set(['svg', 'canvas', 'math']);

function tellOf(node: Element, rule: Rule, context: ConvertContext): void {
  const { tagName } = node;
  const href = tagName === 'a' ? attribute(node, 'href') : undefined;
  if (tagName === 'img') leave(context, 'picture', rule, sourceOf(node));
  else if (href !== undefined) leave(context, 'link', rule, href);
  else if (DRAWN.has(tagName)) leave(context, 'drawing', rule, tagName);
}
