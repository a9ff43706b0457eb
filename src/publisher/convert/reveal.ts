import { attribute, descendants, type Element, isElement, type Parent } from '../html/dom';
import type { Style } from './style';

/*
 * What is hidden in the markup and shown by the page later: an animation of CSS that fades it in, one of SVG that runs by
 * itself or at a tap. WeChat's articles have no program of their own, so that these are all the ways there are.
 */

const ANIMATIONS: ReadonlySet<string> = new Set(['animate', 'set']);

/** Whether an element whose own style or attribute hides it is shown by an animation. */
export function isRevealed(node: Element, style: Style): boolean {
  if (style.moves && !style.gone) return true;
  const property = style.gone ? 'display' : style.transparent ? 'opacity' : 'visibility';
  if (node.childNodes.some((one) => isElement(one) && animates(one, property))) return true;
  const id = attribute(node, 'id');
  return id !== undefined && targetsIn(rootOf(node)).has(`${property} ${id}`);
}

const animates = (node: Element, property: string): boolean =>
  ANIMATIONS.has(node.tagName) && propertyOf(node) === property;

const propertyOf = (node: Element): string =>
  (attribute(node, 'attributeName') ?? attribute(node, 'attributename') ?? '').toLowerCase();

function rootOf(node: Element): Parent {
  let root: Parent = node;
  while ('parentNode' in root && root.parentNode) root = root.parentNode;
  return root;
}

/** Of each page, what its animations change by name: properties and ids. */
const targets = new WeakMap<Parent, ReadonlySet<string>>();

function targetsIn(root: Parent): ReadonlySet<string> {
  const known = targets.get(root);
  if (known) return known;
  const found = new Set<string>();
  for (const one of descendants(root)) {
    if (!ANIMATIONS.has(one.tagName)) continue;
    const href = attribute(one, 'href') ?? attribute(one, 'xlink:href');
    if (href?.startsWith('#')) found.add(`${propertyOf(one)} ${href.slice(1)}`);
  }
  targets.set(root, found);
  return found;
}
