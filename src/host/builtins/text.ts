import { type Builtin, flag } from './builtin';

const SPACES: Record<string, string> = { nbsp: '\u00a0', ensp: '\u2002', emsp: '\u2003' };
const ENTITIES: Record<string, string> = {
  '&nbsp;': '\u00a0',
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
  '&apos;': "'",
  '&ensp;': '\u2002',
  '&emsp;': '\u2003',
};

function convert(text: string, decode: boolean, space: string): string {
  const decoded = decode
    ? text.replace(/&(?:nbsp|lt|gt|amp|apos|ensp|emsp);/g, (name) => ENTITIES[name] ?? name)
    : text;
  const replacement = SPACES[space];
  return replacement ? decoded.replace(/ /g, replacement) : decoded;
}

/** `<text>`: the only component whose words can be selected, and the only one that keeps line breaks. */
export const text: Builtin = {
  css: `wx-text{display:inline;white-space:pre-line}
wx-text[data-selectable]{-webkit-user-select:text;user-select:text}
wx-text[data-selectable=block]{display:inline-block}`,
  mount: ({ element }) => {
    let decode = false;
    let space = '';
    const apply = () => {
      if (!decode && !space) return;
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const converted = convert(node.nodeValue ?? '', decode, space);
        if (node.nodeValue !== converted) node.nodeValue = converted;
      }
    };
    const observer = new MutationObserver(apply);
    observer.observe(element, { childList: true, characterData: true, subtree: true });
    return {
      update(data) {
        decode = flag(data.decode);
        space = String(data.space ?? '');
        // `user-select` makes the text an inline block; the older `selectable` leaves it inline.
        if (flag(data.userSelect)) element.dataset.selectable = 'block';
        else if (flag(data.selectable)) element.dataset.selectable = '';
        else delete element.dataset.selectable;
        apply();
      },
      remove: () => observer.disconnect(),
    };
  },
};
