import type { DefaultTreeAdapterMap, DefaultTreeAdapterTypes, TreeAdapter } from 'parse5';
import { cleaned, unseenIn } from '../clean';
import { SourceError } from '../errors';
import type { Parent } from './dom';

/*
 * parse5 through a dynamic import. From its sources (tests, the preview) this project runs as CommonJS through tsx,
 * which would compile parse5, ESM only, on the way in; every use of its tables then goes through a getter, and parsing
 * takes seven times as long (35 ms against 5 for 200 KB). A dynamic import leaves the package as it is, as the
 * publisher's bundle does (program.cjs).
 */
type Parse5 = typeof import('parse5');

interface Parser {
  parse5: Parse5;
  treeAdapter: TreeAdapter<DefaultTreeAdapterMap>;
}

let parser: Parser | undefined;

/** Loads the parser; to be awaited once before anything is parsed. */
export async function loadParser(): Promise<void> {
  if (parser) return;
  const parse5 = await import('parse5');
  parser = { parse5, treeAdapter: boundedAdapter(parse5) };
}

/** The parser, for one text. */
function loaded(): Parser {
  if (!parser) throw new Error('loadParser() was not awaited');
  nodes = 0;
  depth = 0;
  depths = 0;
  unseen = new Set();
  hasCode = false;
  return parser;
}

/** Elements and comments of a page. The longest article that an editor takes has a tenth of them. */
const NODE_LIMIT = 400_000;
/** Of each element, how many it stands in, together: HTML's rules look through all of those for every tag. */
const DEPTH_LIMIT = 2_000_000_000;

/** Of the text that is being parsed: one is at a time. */
let nodes = 0;
let depth = 0;
let depths = 0;
/** What was taken out of it, as `unseenIn` names it. */
let unseen = new Set<string>();

/** Whether it has an element that code stands in. */
let hasCode = false;
const CODE: ReadonlySet<string> = new Set(['pre', 'code', 'samp', 'xmp', 'listing', 'plaintext']);
/** Editors have classes for it, and fonts, on any element. */
const isOfCode = ({ name, value }: { name: string; value: string }): boolean =>
  (name === 'class' && /code|hljs|prism|highlight|linenum/i.test(value)) ||
  (name === 'style' && value.includes('mono'));
const codeOfPages = new WeakMap<object, boolean>();

/** Of each page that was parsed. */
const unseenOfPages = new WeakMap<object, ReadonlySet<string>>();

/** The invisible characters that were taken out of the page in which a node stands. */
export function unseenAround(node: Parent): string[] {
  return [...(unseenOfPages.get(topOf(node)) ?? [])];
}

function topOf(node: Parent): Parent {
  let top: Parent = node;
  while ('parentNode' in top && top.parentNode) top = top.parentNode;
  return top;
}

/** Whether an element that code stands in was parsed in the page in which a node stands: asked once, in place of each node. */
export const mayHoldCode = (node: Parent): boolean => codeOfPages.get(topOf(node)) ?? true;

/** A text as it comes into a tree. */
function taken(text: string): string {
  const clean = cleaned(text);
  if (clean !== text) for (const one of unseenIn(text)) unseen.add(one);
  return clean;
}

/**
 * Makes nodes as long as there are not too many. Markup of a few KB can stand for millions of elements, which HTML's
 * rules open again in each paragraph, so that the length of a page says little. Text comes into the tree cleaned.
 */
function boundedAdapter({ defaultTreeAdapter }: Parse5): TreeAdapter<DefaultTreeAdapterMap> {
  const count = () => {
    nodes += 1;
    if (nodes > NODE_LIMIT)
      throw new SourceError(
        `网页里的标签超过 ${NODE_LIMIT / 10_000} 万个，不像一篇文章；请分成几篇，或删去多余的格式`,
      );
  };
  return {
    ...defaultTreeAdapter,
    createElement(name, namespace, attributes) {
      count();
      hasCode ||= CODE.has(name) || attributes.some(isOfCode);
      return defaultTreeAdapter.createElement(name, namespace, attributes);
    },
    createCommentNode(data) {
      count();
      return defaultTreeAdapter.createCommentNode(data);
    },
    insertText(parent, text) {
      const clean = taken(text);
      if (clean !== '') defaultTreeAdapter.insertText(parent, clean);
    },
    insertTextBefore(parent, text, before) {
      const clean = taken(text);
      if (clean !== '') defaultTreeAdapter.insertTextBefore(parent, clean, before);
    },
    onItemPush() {
      depth += 1;
      depths += depth;
      if (depths > DEPTH_LIMIT)
        throw new SourceError('网页里的标签一层套一层，套得太深，不像一篇文章；请删去多余的格式');
    },
    onItemPop() {
      depth -= 1;
    },
  };
}

/** A page as a tree. Throws a `SourceError` where it is more than an article can be; it does not know which. */
export function parsePage(html: string): DefaultTreeAdapterTypes.Document {
  const { parse5, treeAdapter } = loaded();
  const page = parse5.parse(html, { treeAdapter });
  unseenOfPages.set(page, unseen);
  codeOfPages.set(page, hasCode);
  return page;
}

/** What stands in a body as a tree. Throws as `parsePage` does. */
export function parseBody(html: string): DefaultTreeAdapterTypes.DocumentFragment {
  const { parse5, treeAdapter } = loaded();
  const body = parse5.parseFragment(html, { treeAdapter });
  codeOfPages.set(body, hasCode);
  return body;
}

/** An element as markup, as a browser would write it (`outerHTML`). */
export const markupOf = (element: DefaultTreeAdapterTypes.Element): string =>
  parser!.parse5.serializeOuter(element);
