import type { Block, Inline } from '../../feed';
import { webUrl } from '../html/url';

/*
 * Addresses in the words of a post, which has no links: what WeChat lets its reader tap there can be tapped here. Only
 * what says http or https: a name with dots may be anything.
 */

/** Signs of an address, up to the next one behind a comma; the letters around it in a Chinese sentence are none. */
const ADDRESS = /https?:\/\/(?:(?![,;]https?:\/\/)[\w\-.~:/?#[\]@!$&'()*+,;=%])+/gi;
const SIGN = /[\w\-.~:/?#[\]@!$&'()*+,;=%]/;
/** What ends the sentence, not the address. */
const LAST = new Set([...`.,;:!?'"*~[`]);
const CLOSING: Readonly<Record<string, string>> = { ')': '(', ']': '[' };

/** Blocks whose bare addresses are links, with no word of them changed. */
export const withAddresses = (blocks: readonly Block[]): Block[] =>
  blocks.map((block): Block => {
    switch (block.type) {
      case 'paragraph':
        return { ...block, inlines: linked(block.inlines) };
      case 'quote':
        return { ...block, blocks: withAddresses(block.blocks) };
      case 'list':
        return { ...block, items: block.items.map(withAddresses) };
      default:
        return block;
    }
  });

function linked(inlines: readonly Inline[]): Inline[] {
  return inlines.flatMap((inline, at) => {
    if (inline.href || inline.drawing || !inline.text.includes('://')) return [inline];
    return parted(inline, inlines[at - 1]?.text ?? '', inlines[at + 1]?.text ?? '');
  });
}

/** A run of text, its addresses in runs of their own. */
function parted(inline: Inline, before: string, behind: string): Inline[] {
  const { text } = inline;
  const parts: Inline[] = [];
  let from = 0;
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    const last = index === 0 ? before.at(-1) : text[index - 1];
    // One that goes on in other letters is not whole here.
    const isCut = index + found.length === text.length && SIGN.test(behind[0] ?? '');
    const address = withoutSigns(found);
    const href = isCut || /\w/.test(last ?? '') ? null : hrefOf(address);
    if (href === null) continue;
    if (index > from) parts.push({ ...inline, text: text.slice(from, index) });
    parts.push({ ...inline, text: address, href });
    from = index + address.length;
  }
  if (from < text.length) parts.push({ ...inline, text: text.slice(from) });
  return parts;
}

function hrefOf(address: string): string | null {
  const href = webUrl(address);
  return href !== null && /^https?:\/\/[^/?#]+\.[^/?#.]{2,}/i.test(href) ? href : null;
}

/** An address without the signs that end the sentence around it; a bracket that it opened itself belongs to it. */
function withoutSigns(found: string): string {
  const open = new Map<string, number>();
  for (const sign of found)
    if (sign in CLOSING || Object.values(CLOSING).includes(sign)) open.set(sign, (open.get(sign) ?? 0) + 1);
  let end = found.length;
  for (; end > 0; end -= 1) {
    const sign = found[end - 1]!;
    const opening = CLOSING[sign];
    const isOver = opening !== undefined && (open.get(sign) ?? 0) > (open.get(opening) ?? 0);
    if (!isOver && !LAST.has(sign)) break;
    open.set(sign, (open.get(sign) ?? 0) - 1);
  }
  return found.slice(0, end);
}
