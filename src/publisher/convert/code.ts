import { attribute, type Element, isElement, isText, type Node, type Parent } from '../html/dom';

/** `<pre>`, or WeChat's own code snippet with its column of line numbers. */
export const isCodeBlock = (node: Element): boolean =>
  node.tagName === 'pre' || /\bcode-snippet(?:__fix|__js)?\b/.test(attribute(node, 'class') ?? '');

const NUMBERS = /\bcode-snippet__line-index\b/;

/** The text of a code block with its line breaks: `<br>`, and one line for each `<code>` of several. */
export function codeText(node: Element): { text: string; lang?: string } {
  const parts: string[] = [];
  let lang = language(node);
  const visit = (parent: Parent, depth: number): void => {
    const codes = parent.childNodes.filter((child) => isElement(child) && child.tagName === 'code').length;
    for (const child of parent.childNodes) {
      if (isText(child)) parts.push(child.value);
      else if (isElement(child) && depth < 200 && !NUMBERS.test(attribute(child, 'class') ?? '')) {
        lang ??= language(child);
        if (child.tagName === 'br') parts.push('\n');
        else visit(child, depth + 1);
        const block = ['p', 'div', 'section', 'li'].includes(child.tagName);
        if ((codes > 1 && child.tagName === 'code') || block) parts.push('\n');
      }
    }
  };
  visit(node, 0);
  const text = parts
    .join('')
    .replace(/\u00a0/g, ' ')
    .replace(/[ \t]+$/gm, '')
    .replace(/^\n+|\n+$/g, '');
  return lang ? { text, lang } : { text };
}

const language = (node: Node): string | undefined =>
  isElement(node) ? attribute(node, 'data-lang')?.trim().slice(0, 20) || undefined : undefined;
