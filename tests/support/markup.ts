import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';
import { mapInlines } from '../../src/domain/blocks';
import { blockTexts } from '../../src/domain/text';
import type { Block } from '../../src/feed';

/*
 * What markup that was made of blocks may hold, as a browser reads it: asked of the serialiser, and of files
 * that were really published. It knows nothing of how the serialiser works.
 */

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;
type Parent = DefaultTreeAdapterTypes.ParentNode;

const isElement = (node: Node): node is Element => 'tagName' in node;

const WEB = /^https?:\/\/[^\s"'<>]+$/;
const PATH = /^\/?[\w.-]+(?:\/[\w.-]+)*$/;
const isPicture = (value: string) => WEB.test(value) || (PATH.test(value) && !value.includes('..'));
const isCount = (value: string) => /^[1-9]\d*$/.test(value);
const isSet = (value: string) =>
  value.split(', ').every((one) => {
    const [address, width, ...more] = one.split(' ');
    return isPicture(address!) && /^[1-9]\d*w$/.test(width!) && more.length === 0;
  });

type Attributes = Record<string, (value: string) => boolean>;
const plain: Attributes = {};
const named: Attributes = { id: (value) => /^[\w-]{1,32}$/.test(value) };
const spanning: Attributes = { colspan: isCount, rowspan: isCount };

const ALLOWED: Record<string, Attributes> = {
  ...Object.fromEntries(
    ['h2', 'h3', 'h4', 'p', 'blockquote', 'pre', 'figure', 'table', 'hr'].map((name) => [name, named]),
  ),
  ...Object.fromEntries(
    ['strong', 'em', 'u', 's', 'sup', 'sub', 'br', 'code', 'small', 'figcaption'].map((name) => [
      name,
      plain,
    ]),
  ),
  ...Object.fromEntries(['caption', 'thead', 'tbody', 'tr'].map((name) => [name, plain])),
  ul: { ...named, type: (value) => value === 'none' },
  ol: { ...named, start: (value) => /^\d+$/.test(value), type: (value) => /^[aAiI]$/.test(value) },
  li: { ...named, value: (value) => /^\d+$/.test(value) },
  th: { ...spanning, scope: (value) => value === 'col' },
  td: spanning,
  a: { href: (value) => WEB.test(value), rel: (value) => value === 'noopener' },
  img: {
    src: isPicture,
    srcset: isSet,
    width: isCount,
    height: isCount,
    alt: () => true,
    loading: (value) => value === 'lazy',
  },
};

/** Whatever in the markup is not allowed, or is no correct HTML; empty for markup that is safe. */
export function markupFaults(html: string): string[] {
  const faults: string[] = [];
  const root = parseFragment(html, {
    onParseError: ({ code, startOffset }) =>
      faults.push(`${code} at ${html.slice(startOffset).slice(0, 60)}`),
  });
  const visit = (node: Node) => {
    if (node.nodeName === '#text') return;
    const allowed = isElement(node) && Object.hasOwn(ALLOWED, node.tagName) && ALLOWED[node.tagName];
    if (!allowed) faults.push(`a node ${node.nodeName}`);
    if (!allowed || !isElement(node)) return;
    for (const { name, value } of node.attrs)
      if (!Object.hasOwn(allowed, name) || !allowed[name]!(value))
        faults.push(`${node.tagName} ${name}=${JSON.stringify(value)}`);
    node.childNodes.forEach(visit);
  };
  root.childNodes.forEach(visit);
  return faults;
}

const HOLDERS = new Set(['p', 'h2', 'h3', 'h4', 'caption', 'th', 'td', 'figcaption', 'code']);
const PHRASES = new Set(['#text', 'a', 'strong', 'em', 'u', 's', 'sup', 'sub', 'br', 'small', 'img']);
const holdsText = (node: Element) =>
  HOLDERS.has(node.tagName) ||
  (node.tagName === 'li' && node.childNodes.every((one) => PHRASES.has(one.nodeName)));

/**
 * The texts of the article in the markup, one entry an element, without words of the program's own and marks of lists
 * (`small`). A picture in a line says its text.
 */
export function markupTexts(html: string): string[] {
  const texts: string[] = [];
  const visit = (node: Node) => {
    if (!isElement(node)) {
      // Only the line break between two elements stands outside of an element that holds text.
      if (!('value' in node) || node.value !== '\n') texts.push(`astray: ${node.nodeName}`);
    } else if (holdsText(node)) texts.push(wordsOf(node));
    else node.childNodes.forEach(visit);
  };
  parseFragment(html).childNodes.forEach(visit);
  return texts.filter((text) => text !== '');
}

const wordsOf = (parent: Parent): string =>
  parent.childNodes
    .map((node) =>
      'value' in node
        ? node.value
        : node.nodeName === 'br'
          ? '\n'
          : node.nodeName === 'img'
            ? (node as Element).attrs.find(({ name }) => name === 'alt')!.value
            : isElement(node) && node.tagName !== 'small'
              ? wordsOf(node)
              : '',
    )
    .join('');

/** The texts of blocks as HTML can hold them. A run of text is cleaned by itself, as it is written by itself. */
export const legibleTexts = (blocks: Block[]): string[] =>
  blockTexts(mapInlines(blocks, (all) => all.map((one) => ({ ...one, text: cleaned(one.text) }))))
    .map(cleaned)
    .filter((text) => text !== '');

function cleaned(text: string): string {
  let clean = '';
  for (const character of text.replaceAll('\r\n', '\n').replaceAll('\r', '\n')) {
    const code = character.codePointAt(0)!;
    const isControl = code < 0x20 ? !'\n\t'.includes(character) : code >= 0x7f && code <= 0x9f;
    const isHalf = code >= 0xd800 && code <= 0xdfff;
    const isNone = (code & 0xfffe) === 0xfffe || (code >= 0xfdd0 && code <= 0xfdef);
    if (!isControl && !isHalf && !isNone) clean += character;
  }
  return clean;
}
