import { attribute, type Element, hasText, isElement, isText, type Node, textOf } from '../html/dom';
import type { Builder, Conversion } from './builder';
import type { Inherited } from './context';
import { styleOf } from './style';

/** A base with what is said above it: of several both count, `<rb>莘<rb>县<rt>shēn<rt>xiàn`. */
interface Pair {
  base: Node[];
  above: Element[];
}

/**
 * `<ruby>莘<rp>（</rp><rt>shēn</rt><rp>）</rp></ruby>` is 莘（shēn）: what stands above its base in small letters stands
 * behind it in brackets, ours or, where it has them, its author's. Those of `<rp>` are for programs that know no ruby.
 */
export function pushRuby(node: Element, builder: Builder, context: Conversion, inherited: Inherited): void {
  let before = '';
  for (const { base, above } of pairsOf(node)) {
    context.children({ ...node, childNodes: base as Element['childNodes'] }, builder, inherited);
    before = textOf({ ...node, childNodes: base as Element['childNodes'] }).trim() || before;
    const said = above.filter((one) => hasText(one));
    if (said.length === 0) continue;
    const words = said
      .map((one) => textOf(one))
      .join(' ')
      .trim();
    const isOurs = inherited.size !== 0 && !/[（(]$/.test(before) && !/^[（(].*[）)]$/s.test(words);
    if (isOurs) builder.text('（', inherited);
    said.forEach((one, index) => {
      if (index > 0) builder.text(' ', inherited);
      context.children(one, builder, inherited);
    });
    if (isOurs) builder.text('）', inherited);
  }
}

function pairsOf(ruby: Element): Pair[] {
  const groups: { bases: Node[][]; above: Element[] }[] = [];
  let isOpen = false;
  for (const child of ruby.childNodes) {
    const tag = isElement(child) ? child.tagName : '';
    if (tag === 'rp' || (isText(child) && child.value.trim() === '')) continue;
    if (tag === 'rt' || tag === 'rtc') {
      if (groups.length === 0) groups.push({ bases: [], above: [] });
      for (const one of annotations(child as Element)) groups.at(-1)!.above.push(one);
      isOpen = false;
      continue;
    }
    if (!isOpen) groups.push({ bases: [], above: [] });
    isOpen = true;
    const { bases } = groups.at(-1)!;
    if (tag === 'rb' || bases.length === 0) bases.push([child]);
    else bases.at(-1)!.push(child);
  }
  return groups.flatMap(({ bases, above }): Pair[] =>
    bases.length > 1 && bases.length === above.length
      ? bases.map((base, index) => ({ base, above: [above[index]!] }))
      : [{ base: bases.flat(), above }],
  );
}

/** What is seen above: an `<rtc>` holds several, or text itself. */
function annotations(node: Element): Element[] {
  const { gone, visibility } = styleOf(node);
  if (gone || visibility === 'hidden' || attribute(node, 'hidden') !== undefined) return [];
  const inside = node.childNodes.filter(isElement).filter(({ tagName }) => tagName === 'rt');
  return node.tagName === 'rtc' && inside.length > 0 ? inside.flatMap(annotations) : [node];
}
