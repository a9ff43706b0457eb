import { attribute, descendants, type Element, textOf } from '../../html/dom';
import { parsePage } from '../../html/parser';

/** What of a page's markup tells about its article. */
export interface Found {
  meta: Map<string, string>;
  ids: Map<string, Element>;
  messages: string[];
}

const WANTED_IDS = new Set([
  'js_content',
  'activity-name',
  'js_name',
  'publish_time',
  'js_author_name',
  'js_share_notice',
]);

/** Looks through the markup of a page, its scripts cut out. */
export function find(markup: string): Found {
  const found: Found = { meta: new Map(), ids: new Map(), messages: [] };
  for (const node of descendants(parsePage(markup))) {
    if (node.tagName === 'meta') {
      const name = attribute(node, 'property') ?? attribute(node, 'name');
      const content = attribute(node, 'content');
      if (name && content && !found.meta.has(name)) found.meta.set(name, content);
    } else if (node.tagName === 'link' && attribute(node, 'rel') === 'canonical')
      found.meta.set('canonical', attribute(node, 'href') ?? '');
    else if (node.tagName === 'title') found.meta.set('title', textOf(node));
    const id = attribute(node, 'id');
    if (id && WANTED_IDS.has(id) && !found.ids.has(id)) found.ids.set(id, node);
    const classes = attribute(node, 'class') ?? '';
    if (/\bweui-msg__title\b|\bmesg-block\b|\bweui-msg__desc\b|\bglobal_error_msg\b/.test(classes))
      found.messages.push(textOf(node).trim());
  }
  return found;
}

/** The text of the element with this id, one of `WANTED_IDS`; undefined where there is none. */
export const idText = (found: Found, id: string): string | undefined => {
  const node = found.ids.get(id);
  return node ? textOf(node) : undefined;
};
