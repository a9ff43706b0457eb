import { textOf } from '../../html/dom';
import { unescapeHtml } from '../../html/literal';
import { creditIn, creditNamed } from '../credit';
import { noticesIn } from './around';
import type { PageData } from './data';
import { type Found, isNotShown } from './find';
import { CLAIM, SOURCE_LINE } from './forms';

/** `作者提示: 素材来源于新华社，文中事件发生于…`, as a page shows what its author has declared. */
const DECLARED = /素材来源于\s*([^，,]{1,60})/;

/**
 * Whom a page says beside its text that the text is from: what its author has declared to WeChat, or a line of the page's
 * own. What the text says itself is looked for once it is converted (work/local.ts). Undefined where nothing is said.
 */
export function creditOf(data: PageData, found: Found, address: string | null): string | undefined {
  const declared = data.text(CLAIM.type) === CLAIM.ofOthers ? data.text(CLAIM.account) : '';
  return (
    creditNamed(unescapeHtml(declared)) ??
    creditNamed(DECLARED.exec(shownIn(found, CLAIM.shown))?.[1] ?? '') ??
    lineIn(shownIn(found, SOURCE_LINE)) ??
    [...found.dates, ...noticesIn(found, address).map(({ text }) => text)]
      .map(creditIn)
      .find((name) => name !== null) ??
    undefined
  );
}

/** Of the page's own line for it the word that it begins with may stand beside it. */
const lineIn = (text: string): string | null => creditIn(text) ?? creditNamed(text);

function shownIn({ ids }: Found, place: `#${string}`): string {
  const node = ids.get(place.slice(1));
  return node && !isNotShown(node) ? textOf(node).replace(/\s+/g, ' ').trim() : '';
}
