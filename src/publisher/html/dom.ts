import type { DefaultTreeAdapterTypes } from 'parse5';
import { cleanedLine } from '../clean';

/** parse5's nodes, under short names, and the few questions that we ask them. */
export type Node = DefaultTreeAdapterTypes.ChildNode;
export type Element = DefaultTreeAdapterTypes.Element;
export type Parent = DefaultTreeAdapterTypes.ParentNode;

export const isElement = (node: Node): node is Element => 'tagName' in node;
export type Text = DefaultTreeAdapterTypes.TextNode;

export const isText = (node: Node): node is Text => node.nodeName === '#text';

/** White space, or a comment. */
export const isBlank = (node: Node): boolean =>
  node.nodeName === '#comment' || (isText(node) && node.value.trim() === '');

/** An attribute's value; undefined where the element has none. */
export function attribute(element: Element, name: string): string | undefined {
  for (const one of element.attrs) if (one.name === name) return one.value;
  return undefined;
}

/** What an attribute says to a reader, cleaned as the text of the tree is; empty where the element has none. */
export const wordsOfAttribute = (element: Element, name: string): string =>
  cleanedLine(attribute(element, name) ?? '').trim();

/** Every element below, in document order. Iterative: hostile pages nest 100,000 deep. */
export function* descendants(root: Parent): Generator<Element> {
  const stack: Node[] = [...root.childNodes].reverse();
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (!isElement(node)) continue;
    yield node;
    for (let index = node.childNodes.length - 1; index >= 0; index -= 1) stack.push(node.childNodes[index]!);
  }
}

/** Whether so many elements of a name stand below a node. Looks no further than to the last of them. */
export function holds(root: Parent, name: string, times = 1): boolean {
  let left = times;
  for (const one of descendants(root)) {
    if (one.tagName === name) left -= 1;
    if (left === 0) return true;
  }
  return false;
}

/** Whether text other than white space stands below a node. Looks no further than to the first such text. */
export function hasText(root: Parent): boolean {
  if (root.childNodes.some((node) => isText(node) && node.value.trim() !== '')) return true;
  for (const one of descendants(root))
    for (const node of one.childNodes) if (isText(node) && node.value.trim() !== '') return true;
  return false;
}

/** Whether more than so many characters that are seen stand below a node. Looks no further than to the last of them. */
export function isLongerThan(root: Parent, characters: number): boolean {
  let left = characters;
  const isOver = (node: Node) => {
    if (isText(node)) left -= node.value.replace(/\s+/g, '').length;
    return left < 0;
  };
  if (root.childNodes.some(isOver)) return true;
  for (const one of descendants(root)) if (one.childNodes.some(isOver)) return true;
  return false;
}

/**
 * All text below a node, as it stands.
 * @param unseen names of elements that are left out with all that is in them
 */
export function textOf(root: Parent, unseen?: ReadonlySet<string>): string {
  const parts: string[] = [];
  const stack: Node[] = [...root.childNodes].reverse();
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (isText(node)) parts.push(node.value);
    else if (isElement(node) && !unseen?.has(node.tagName))
      for (let index = node.childNodes.length - 1; index >= 0; index -= 1)
        stack.push(node.childNodes[index]!);
  }
  return parts.join('');
}
