import { type Builtin, child } from './builtin';

/** What WeChat's documentation lets through; everything else is dropped with its children. */
const TAGS = new Set(
  `a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del div dl dt em
  fieldset font footer h1 h2 h3 h4 h5 h6 header hr i img ins label legend li mark nav ol p pre q rt ruby s section small
  span strong sub sup table tbody td tfoot th thead tr tt u ul`.split(/\s+/),
);
const ATTRIBUTES = new Set([
  'class',
  'style',
  'alt',
  'src',
  'height',
  'width',
  'colspan',
  'rowspan',
  'span',
  'start',
  'type',
  'align',
  'dir',
  'size',
  'color',
]);

interface RichNode {
  type?: string;
  name?: string;
  text?: string;
  attrs?: Record<string, unknown>;
  children?: RichNode[];
}

function append(parent: Node, node: RichNode, addressOf: (src: string) => string): void {
  if (node.type === 'text') {
    parent.appendChild(document.createTextNode(decode(String(node.text ?? ''))));
    return;
  }
  const name = String(node.name ?? '').toLowerCase();
  if (!TAGS.has(name)) return;
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(node.attrs ?? {}))
    if (ATTRIBUTES.has(key) && !/^\s*javascript:/i.test(String(value)))
      element.setAttribute(key, key === 'src' ? addressOf(String(value)) : String(value));
  for (const each of node.children ?? []) append(element, each, addressOf);
  parent.appendChild(element);
}

/** Text nodes may hold entities; a textarea decodes them without making elements of anything. */
function decode(text: string): string {
  if (!text.includes('&')) return text;
  const holder = document.createElement('textarea');
  holder.innerHTML = text;
  return holder.value;
}

/** HTML text is parsed into an inert document first, so nothing in it ever runs or loads before it has been sorted out. */
function fromHtml(html: string): RichNode[] {
  const inert = new DOMParser().parseFromString(html, 'text/html');
  const convert = (node: Node): RichNode[] => {
    if (node.nodeType === Node.TEXT_NODE)
      return [{ type: 'text', text: (node.nodeValue ?? '').replace(/&/g, '&amp;') }];
    if (!(node.nodeType === Node.ELEMENT_NODE)) return [];
    const element = node as Element;
    const attrs = Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value]));
    return [
      { name: element.tagName.toLowerCase(), attrs, children: [...element.childNodes].flatMap(convert) },
    ];
  };
  return [...inert.body.childNodes].flatMap(convert);
}

export const richText: Builtin = {
  css: 'wx-rich-text{display:block}wx-rich-text[data-selectable]{-webkit-user-select:text;user-select:text}',
  mount: ({ element, services }) => {
    // What is not found stays as it is, and shows its alternative text.
    const addressOf = (src: string) => {
      const found = services.imageUrl(src);
      return 'url' in found ? found.url : src;
    };
    const holder = child(element, 'div');
    let shown: unknown;
    return {
      update({ nodes, userSelect }) {
        element.toggleAttribute('data-selectable', Boolean(userSelect));
        if (nodes === shown) return;
        shown = nodes;
        holder.textContent = '';
        const list =
          typeof nodes === 'string' ? fromHtml(nodes) : Array.isArray(nodes) ? (nodes as RichNode[]) : [];
        for (const node of list) append(holder, node, addressOf);
      },
    };
  },
};
