import { cut } from '../../domain/characters';
import {
  attribute,
  type Element,
  isElement,
  isText,
  type Node,
  type Parent,
  textOf,
  wordsOfAttribute,
} from '../html/dom';
import { INVISIBLE } from './allow';

/** `<pre>`, or WeChat's own code snippet with its column of line numbers. */
export const isCodeBlock = (node: Element, classes: string | undefined): boolean =>
  node.tagName === 'pre' || (classes !== undefined && /\bcode-snippet(?:__fix|__js)?\b/.test(classes));

/** Below this only the text is kept, so that no page can exhaust our stack. */
const DEPTH_LIMIT = 200;
const NUMBERS = /\bcode-snippet__line-index\b/;

const isUnseen = (node: Element) =>
  INVISIBLE.has(node.tagName) || NUMBERS.test(attribute(node, 'class') ?? '');

/** The text of a code block with its line breaks: `<br>`, and one line for each `<code>` of several. */
export function codeText(node: Element): { text: string; lang?: string } {
  const parts: string[] = [];
  let lang = language(node);
  const visit = (parent: Parent, depth: number): void => {
    const codes = parent.childNodes.filter((child) => isElement(child) && child.tagName === 'code').length;
    for (const child of parent.childNodes) {
      if (isText(child)) parts.push(child.value);
      else if (isElement(child) && !isUnseen(child)) {
        if (depth >= DEPTH_LIMIT) {
          parts.push(textOf(child, INVISIBLE));
          continue;
        }
        lang ??= language(child);
        if (child.tagName === 'br') parts.push('\n');
        else visit(child, depth + 1);
        const block = ['p', 'div', 'section', 'li'].includes(child.tagName);
        if ((codes > 1 && child.tagName === 'code') || block) parts.push('\n');
      }
    }
  };
  visit(node, 0);
  const lines = parts
    .join('')
    .replace(/\u00a0/g, ' ')
    .split('\n')
    .map(withoutEnd);
  // By hand, as the ends of lines are: a pattern for an end goes through a long gap once a character.
  let from = 0;
  let to = lines.length;
  while (from < to && lines[from] === '') from += 1;
  while (from < to && lines[to - 1] === '') to -= 1;
  const text = lines.slice(from, to).join('\n');
  return lang ? { text, lang } : { text };
}

/** A line without the spaces and tabs at its end. */
function withoutEnd(line: string): string {
  let end = line.length;
  while (end > 0 && (line[end - 1] === ' ' || line[end - 1] === '\t')) end -= 1;
  return line.slice(0, end);
}

const language = (node: Node): string | undefined =>
  isElement(node) ? cut(wordsOfAttribute(node, 'data-lang'), 20) || undefined : undefined;
