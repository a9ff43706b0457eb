import { attribute, descendants, type Element, isElement, type Parent } from '../html/dom';
import type { Style } from './style';

/*
 * What is hidden in the markup and shown by the page later: an animation of CSS that fades it in, one of SVG that runs by
 * itself or at a tap. WeChat's articles have no program of their own, so that these are all the ways there are.
 */

const ANIMATIONS: ReadonlySet<string> = new Set(['animate', 'set', 'animateTransform', 'animatetransform']);
/** What opens a box that shows nothing of what is in it. */
const SIZES = ['height', 'max-height', 'width', 'max-width', 'transform', 'clip-path', 'style', 'class'];

/** Whether an element whose own style or attribute hides it is shown by an animation. */
export function isRevealed(node: Element, style: Style): boolean {
  if (style.moves && !style.gone) return true;
  const hides = style.gone
    ? ['display']
    : style.transparent
      ? ['opacity']
      : style.visibility === 'hidden'
        ? ['visibility']
        : SIZES;
  if (node.childNodes.some((one) => isElement(one) && animates(one, hides))) return true;
  const id = attribute(node, 'id');
  if (id === undefined) return false;
  const targets = targetsIn(rootOf(node));
  return hides.some((property) => targets.has(`${property} ${id}`));
}

const animates = (node: Element, properties: readonly string[]): boolean =>
  ANIMATIONS.has(node.tagName) && properties.includes(propertyOf(node));

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
