import { cut } from '../../domain/characters';
import type { Inline } from '../../feed';
import {
  attribute,
  descendants,
  type Element,
  holds,
  isElement,
  isText,
  type Node,
  type Parent,
  textOf,
  wordsOfAttribute,
} from '../html/dom';
import { linkUrl } from '../html/url';
import { BLOCKS, HEADINGS, INVISIBLE } from './allow';
import type { Builder, Conversion } from './builder';
import { type Inherited, leave } from './context';
import { EMBED_PREFIX, EMBEDS } from './embeds';
import { leaveAll, tellLink } from './leave';
import { pixels } from './length';
import { isOfPage } from './page-ui';
import { isRevealed } from './reveal';
import { isGone, isHiddenBy, isVeiled } from './sight';
import { type Style, styleOf } from './style';

/*
 * Code keeps its lines and its gaps. What is code is told from text in a box for code by evidence; nothing that stands in
 * it vanishes: pictures and links come out below it.
 */

/** Below this only the text is kept, so that no page can exhaust our stack. */
const DEPTH_LIMIT = 200;

const BOXES: ReadonlySet<string> = new Set(['pre', 'xmp', 'listing', 'plaintext']);
/** In a sentence these are a part of it; standing on lines of their own they are code. */
const WORDS: ReadonlySet<string> = new Set(['code', 'samp', 'kbd', 'tt']);
/** WeChat's own. */
const SNIPPET = /\bcode-snippet(?:__fix|__js)?\b/;
const NUMBERS =
  /line[-_]?(?:num|no|nr|index)|row[-_]?num|gutter|blob-num|crayon-num|(?:^|[\s_-])(?:ln|lnum|numbering)(?:$|[\s_-])/i;

/** Elements that may be code by their name. */
export const CODES: ReadonlySet<string> = new Set([...BOXES, ...WORDS]);
const isOnLines = (style: Style): boolean =>
  /^(?:block|flow-root|flex|grid|list-item|table(?:-row)?|-webkit-box)$/i.test(style.get('display') ?? '');

const CODE_CLASS =
  /(?:^|[\s_-])(?:code|codeblock|hljs|prism|prettyprint|highlight|sourceCode|linenums|language-\S+|lang-\S+|brush:\S*)(?=$|[\s_-])/i;
/** Of these, those that mark nothing but code: `highlight` is a word of designers, too, and `code` one of tickets. */
const SURE_CLASS =
  /(?:^|\s)(?:hljs|prettyprint|sourceCode|code-?block|linenums|language-(?!(?:zh|cn|en)\b)\S+|brush:\S*)(?=$|\s)/i;
const SNIPPET_OR_CODE = new RegExp(`${SNIPPET.source}|${CODE_CLASS.source}`, 'i');
/** Whether any other may be by its class. */
export const mayBeCode = (classes: string | undefined): boolean =>
  classes !== undefined && SNIPPET_OR_CODE.test(classes);

const TOKEN_CLASS = /(?:^|\s)(?:hljs-\S+|token|pl-\S+|linenums|cm-\S+)(?:$|\s)/;
const MONOSPACE = /mono|consol|courier|menlo|hack|typewriter|\bcode\b/i;
/** What a reader would miss in a block of code. */
const RICH: ReadonlySet<string> = new Set([
  ...['img', 'svg', 'math', 'table', 'blockquote', 'figure', 'ul', 'ol', 'dl', 'hr'],
  ...Object.keys(HEADINGS),
  ...EMBEDS,
]);
const isPicture = ({ tagName }: Element): boolean =>
  tagName === 'img' ||
  tagName === 'svg' ||
  tagName === 'math' ||
  EMBEDS.has(tagName) ||
  tagName.startsWith(EMBED_PREFIX);
const hrefOf = (node: Element): string | null =>
  node.tagName === 'a' ? linkUrl(attribute(node, 'href')) : null;

/** What the verdict is given on. */
interface Facts {
  node: Element;
  style: Style;
  font: string;
  below: readonly Element[];
}

/**
 * What tells code from text, the first that applies: highlighters leave their classes and `<code>`; a box whose white
 * space collapses is none for code; text has pictures, links and headings; and sentences are in Chinese. Of an element
 * that is no box for code by its name, the class says only that it may be one (`isPlainBox`).
 */
const EVIDENCE: readonly { says: 'code' | 'text'; when(facts: Facts): boolean }[] = [
  { says: 'code', when: ({ node }) => CODES.has(node.tagName) && hasClass(node, CODE_CLASS) },
  { says: 'code', when: ({ node, below }) => [node, ...below].some((one) => attribute(one, 'data-lang')) },
  { says: 'code', when: ({ below }) => below.some((one) => hasClass(one, TOKEN_CLASS)) },
  { says: 'code', when: ({ node }) => node.tagName === 'pre' && isAllCode(node) },
  { says: 'text', when: ({ style }) => /^(?:normal|nowrap)$/i.test(style.get('white-space') ?? '') },
  { says: 'text', when: ({ below }) => below.some((one) => RICH.has(one.tagName) || hrefOf(one) !== null) },
  {
    says: 'text',
    when: ({ below, font }) => below.some((one) => one.tagName === 'p') && !MONOSPACE.test(font),
  },
  { says: 'text', when: ({ node, font }) => isProse(textOf(node, INVISIBLE), font) },
  { says: 'text', when: ({ node }) => !CODES.has(node.tagName) && isPlainText(textOf(node, INVISIBLE)) },
];

const hasClass = (node: Element, pattern: RegExp): boolean => pattern.test(attribute(node, 'class') ?? '');

function isCode(node: Element, style: Style): boolean {
  const font = CODES.has(node.tagName) ? (style.get('font-family') ?? '') : fontOf(node);
  const facts = { node, style, font, below: [...descendants(node)].filter((one) => !isColumnIn(one)) };
  return EVIDENCE.find(({ when }) => when(facts))?.says !== 'text';
}

/** Whether all text of a box stands in `<code>`: one look at each node, down to those. */
function isAllCode(node: Element): boolean {
  let found = false;
  const stack: Node[] = [...node.childNodes];
  for (let one = stack.pop(); one; one = stack.pop()) {
    if (isText(one) && one.value.trim() !== '') return false;
    if (!isElement(one) || INVISIBLE.has(one.tagName) || isColumnIn(one)) continue;
    if (WORDS.has(one.tagName)) found = true;
    else for (const child of one.childNodes) stack.push(child);
  }
  return found;
}

const COMMENT = /^\s*(?:#|\/\/|\/\*|\*|--|;|%|<!--|REM\b)/;
const uncommented = (text: string): string[] => text.split('\n').filter((line) => !COMMENT.test(line));
const SIGNS = /[{}()[\];=<>$|\\_`]/g;

/** Whether a text is written for people: mostly Chinese, its comments aside, in sentences or without the signs of code. */
function isProse(text: string, font: string): boolean {
  const written = uncommented(text).join('').replace(/\s/g, '');
  const han = written.match(/[\p{Script=Han}，。！？；：、“”（）《》]/gu)?.length ?? 0;
  if (written === '' || han < written.length / 2) return false;
  const signs = written.match(SIGNS)?.length ?? 0;
  const isProportional = font !== '' && !MONOSPACE.test(font);
  return /[。！？；]/.test(written) || isProportional || (signs === 0 && han >= written.length * 0.8);
}

/** Whether a text has Chinese in it, and none of the signs of code: 电话：85551001. */
function isPlainText(text: string): boolean {
  const written = uncommented(text).join('');
  return /\p{Script=Han}/u.test(written) && written.search(SIGNS) < 0;
}

/** Pushes a block of code with the pictures and links in it; false for what is not code after all. */
export function pushCode(
  node: Element,
  classes: string | undefined,
  style: Style,
  builder: Builder,
  context: Conversion,
  inherited: Inherited,
): boolean {
  const state = context.items.get(node);
  if (state) return state === 'done';
  const isSnippet = SNIPPET.test(classes ?? '');
  if (!isSnippet && !isBoxed(node, style, inherited.pre)) return false;
  const run = isSnippet || BOXES.has(node.tagName) ? [node] : runFrom(node);
  // In a list of lines, white space between them is none of theirs.
  const whole = run.length > 1 ? { ...node, nodeName: 'section', childNodes: run } : node;
  const verdict = isSnippet || isCode(whole, style);
  if (run.length > 1)
    for (const one of run) if (isElement(one)) context.items.set(one, verdict ? 'done' : 'own');
  if (verdict) pushLines(whole, new Set(), builder, context, inherited);
  return verdict;
}

/** Lines of code that are an element each: one, and those below it that nothing sets apart, with what is between. */
function runFrom(node: Element): Node[] {
  if (!isLineOf(node, node)) return [node];
  const siblings = node.parentNode?.childNodes ?? [];
  const run: Node[] = [];
  let end = 0;
  for (let at = siblings.indexOf(node); at < siblings.length; at += 1) {
    const one = siblings[at]!;
    const isLine = isElement(one) && one.tagName === node.tagName && isLineOf(one, node);
    const isBetween = isText(one) ? one.value.trim() === '' : isElement(one) && one.tagName === 'br';
    if (!isLine && !isBetween) break;
    run.push(one);
    if (isLine) end = run.length;
  }
  return end > 1 ? run.slice(0, end) : [node];
}

function isLineOf(node: Element, first: Element): boolean {
  const style = styleOf(node);
  if (!isBoxed(node, style, false) || isVeiled(isGone(node, style), style)) return false;
  if (/[1-9]/.test(style.get('margin') ?? '') || language(node) !== language(first)) return false;
  return WORDS.has(node.tagName) || !read(node, new Set()).text.includes('\n');
}

/**
 * The cells with the numbers of lines, where a table sets them beside code (highlighters for web pages do): one row with
 * both as columns, or a row for every line. Undefined for every other table.
 */
export function numberCells(rows: readonly (readonly Element[])[]): ReadonlySet<Element> | undefined {
  const filled = rows.filter((row) => row.length > 0);
  const firsts = filled.map((row) => row[0]!);
  // Of nearly all tables this look is all.
  if (!firsts[0] || !isOfDigits(firsts[0])) return undefined;
  const codes = filled.map((row) => row[1]);
  if (!filled.every((row) => row.length === 2 && holdsCode(row[1]!))) return undefined;
  const isNamed = firsts.every((cell) => NUMBERS.test(attribute(cell, 'class') ?? '') && isOfDigits(cell));
  const numbers = firsts.flatMap(linesOf);
  const isLineByLine = codes.length === 1 || codes.every((cell) => linesOf(cell!).length <= 1);
  const isNumbered = isNamed || (isLineByLine && numbers.length > 1 && isCounting(numbers));
  return isNumbered ? new Set(firsts) : undefined;
}

/** Digits alone, or nothing: a style sheet may draw the number out of an attribute. Looks no further than to other text. */
function isOfDigits(cell: Element): boolean {
  const stack: Node[] = [cell];
  for (let one = stack.pop(); one; one = stack.pop()) {
    if (isText(one) && !DIGITS.test(one.value)) return false;
    if (isElement(one) && !INVISIBLE.has(one.tagName)) for (const child of one.childNodes) stack.push(child);
  }
  return true;
}
const DIGITS = /^[\d\s.:|]*$/;

const CODE_CELL = /(?:^|[\s_-])(?:code|line-content)(?=$|[\s_-])/i;

function holdsCode(cell: Element): boolean {
  const style = styleOf(cell);
  if (CODE_CELL.test(attribute(cell, 'class') ?? '') || style.pre) return true;
  if (MONOSPACE.test(style.get('font-family') ?? '')) return true;
  for (const one of descendants(cell)) if (BOXES.has(one.tagName)) return true;
  return false;
}

/** Whether an element may be a block of code: a box for it, or lines. */
const isBoxed = (node: Element, style: Style, pre: boolean): boolean =>
  BOXES.has(node.tagName) ||
  (WORDS.has(node.tagName) ? isOnLines(style) : isPlainBox(node, style, style.pre ?? pre));

const PLAIN: ReadonlySet<string> = new Set(['section', 'div', 'p', 'article']);

/**
 * Whether an element that stands for no code by its name is made a box for it: by a highlighter's class, or in letters of
 * one width with its white space kept, as editors of programs copy it. It says so itself: what is around it was asked.
 */
function isPlainBox(node: Element, style: Style, pre: boolean): boolean {
  const isBlock = PLAIN.has(node.tagName) ? style.layout.line !== 'inline' : node.tagName === 'span';
  if (!isBlock || (node.tagName === 'span' && !isOnLines(style))) return false;
  const isNamed = hasClass(node, CODE_CLASS);
  if (!isNamed && !style.pre && !(pre && style.get('font-family'))) return false;
  const isMono = MONOSPACE.test(fontOf(node));
  const isBox = hasClass(node, SURE_CLASS) || (isMono && pre) || (isNamed && (isMono || pre));
  return isBox && ![...descendants(node)].some(({ tagName }) => BOXES.has(tagName) || tagName === 'table');
}

/** The font of an element, as far as a style says it; empty where none does. */
function fontOf(node: Element): string {
  let left = DEPTH_LIMIT;
  for (let at: Parent | null = node; at && 'tagName' in at && left > 0; at = at.parentNode) {
    left -= 1;
    const font = styleOf(at).get('font-family');
    if (font && !/^(?:inherit|unset)$/i.test(font)) return font;
  }
  return '';
}

/** Leaves out a column of the numbers of lines that stands beside code; false for anything else. */
export function pushNumbers(
  node: Element,
  classes: string | undefined,
  context: Conversion,
  inherited: Inherited,
): boolean {
  if (!isNumberColumn(node, classes)) return false;
  if (!inherited.hidden) tellNumbers(node, context);
  return true;
}

/**
 * A column of numbers beside code, which counts its lines: before or behind a block of as many lines, or named so by its
 * class.
 */
function isNumberColumn(node: Element, classes: string | undefined): boolean {
  // Of nearly all elements this look is all.
  if (!beginsWithDigit(node)) return false;
  const neighbours = besides(node);
  if (neighbours.length === 0 || !isOfDigits(node)) return false;
  const isNamed = classes !== undefined && NUMBERS.test(classes);
  const numbers = linesOf(node);
  if (!isCounting(numbers) || (!isNamed && numbers.length < 2)) return false;
  return neighbours.some((one) =>
    isNamed ? holdsBox(one) : (one.tagName === 'code' || holdsBlock(one)) && areAsMany(numbers, one),
  );
}

/** Elements around the first number of a column: `<ul><li><span>1`. */
const COLUMN_DEPTH = 4;

function beginsWithDigit(node: Element): boolean {
  let one: Node | undefined = node;
  for (let depth = 0; one && isElement(one) && depth < COLUMN_DEPTH; depth += 1)
    one = one.childNodes.find((child) => !isText(child) || /\S/.test(child.value));
  return one !== undefined && isText(one) && /^\s*\d/.test(one.value);
}

/** Whether an element in a box that may be one for code is a column of numbers: beside `<code>`, or named so. */
const isColumnIn = (node: Element): boolean =>
  beginsWithDigit(node) &&
  isOfDigits(node) &&
  (hasClass(node, NUMBERS) ||
    (besides(node).some(({ tagName }) => tagName === 'code') && isCounting(linesOf(node))));

/** How many elements a block of code is looked for in: it stands at the head of what is around it. */
const LOOKED_AT = 100;

/** Whether an element is a block of code, or the first block in it is. */
function holdsBlock(node: Element): boolean {
  let left = LOOKED_AT;
  for (const one of withBelow(node)) {
    const style = styleOf(one);
    if (hasClass(one, SNIPPET)) return true;
    if (isBoxed(one, style, false)) return isCode(one, style);
    left -= 1;
    if (left === 0) return false;
  }
  return false;
}

function* withBelow(node: Element): Generator<Element> {
  yield node;
  yield* descendants(node);
}

/** Whether code has about as many lines: the last may be empty. */
function areAsMany(numbers: readonly string[], code: Element): boolean {
  const pre = BOXES.has((code.parentNode as Element | null)?.tagName ?? '');
  const lines = read(code, new Set(), undefined, { ...SEEN, pre }).text.split('\n').length;
  return Math.abs(lines - numbers.length) * 3 <= numbers.length;
}

const holdsBox = (node: Element): boolean => {
  if (BOXES.has(node.tagName) || node.tagName === 'code') return true;
  for (const one of descendants(node)) if (BOXES.has(one.tagName) || one.tagName === 'code') return true;
  return false;
};

/** The elements next to one. */
function besides(node: Element): Element[] {
  const elements = (node.parentNode?.childNodes ?? []).filter(isElement);
  const at = elements.indexOf(node);
  return elements.filter((_, index) => index === at - 1 || index === at + 1);
}

const linesOf = (node: Element): string[] => {
  const lines = read(node, new Set()).text.split('\n');
  // 01, 1. and 1: are ways to set a 1.
  return lines.map((line) => line.trim().replace(/^0+(?=\d)|[.:|]$/g, '')).filter((line) => line !== '');
};

const isCounting = (lines: readonly string[]): boolean =>
  /^\d{1,5}$/.test(lines[0] ?? '') && lines.every((line, index) => line === String(Number(lines[0]) + index));

/** Pushes the code of an element, that of a table without the cells of its numbers (`numberCells`). */
export function pushLines(
  node: Element,
  numbers: ReadonlySet<Element>,
  builder: Builder,
  context: Conversion,
  inherited: Inherited,
): void {
  const { text, lang, pictures, links } = read(node, numbers, context, inherited);
  if (text.trim() !== '') {
    builder.push(lang ? { type: 'code', text, lang } : { type: 'code', text });
    context.made += 1;
  }
  for (const { picture, sight } of pictures) {
    context.children(standingAlone(picture, node), builder, { ...inherited, ...sight });
    builder.close();
  }
  const inlines = links.flatMap((href, index): Inline[] => [
    ...(index > 0 ? [{ text: '\n' }] : []),
    { text: href, href },
  ]);
  if (inlines.length > 0) builder.push({ type: 'paragraph', inlines });
}

/** A box with nothing but a picture, as one that is taken out of code stands below it: in no line of words. */
function standingAlone(picture: Element, code: Element): Element {
  const box: Element = { ...code, nodeName: 'pre', tagName: 'pre', attrs: [], childNodes: [] };
  box.childNodes.push({ ...picture, parentNode: box });
  return box;
}

/** What of a text in code bears on whether it is seen. */
type Sight = Pick<Inherited, 'hidden' | 'size' | 'fate' | 'pre'>;
const SEEN: Sight = { hidden: false, size: 16, fate: 'kept', pre: false };

/** What a block of code holds. */
interface Code {
  text: string;
  lang: string | undefined;
  /** What is more than its text, and stands below it. */
  pictures: { picture: Element; sight: Sight }[];
  links: string[];
}

/** Elements between which white space is no text. */
const STRUCTURES: ReadonlySet<string> = new Set(
  'ol ul dl table thead tbody tfoot tr td th section'.split(' '),
);
/** Of these an empty one is an empty line. */
const LINES: ReadonlySet<string> = new Set(['li', 'tr']);

/** Reads a block of code as a browser lays it out: by `<br>`, line breaks, elements on lines of their own. */
function read(
  root: Element,
  numbers: ReadonlySet<Element>,
  context?: Conversion,
  inherited: Sight = SEEN,
): Code {
  const lines = new Lines();
  const pictures: Code['pictures'] = [];
  const links = new Set<string>();
  let lang = language(root);
  /** Words and pictures so far: what is empty has none. */
  let seen = 0;
  const isSnippet = SNIPPET.test(attribute(root, 'class') ?? '');

  const text = (value: string, pre: boolean, { hidden, size, fate }: Sight): void => {
    if (hidden) return;
    const isBlank = value.trim() === '';
    if (size === 0) {
      if (!isBlank && context) leave(context, 'text', 'zero-size', value);
      return;
    }
    if (!isBlank) {
      context?.note?.('text', fate, value);
      seen += 1;
    }
    lines.text(value, pre);
  };

  const visit = (parent: Parent, pre: boolean, sight: Sight, depth: number): void => {
    const isStacked = 'tagName' in parent && styleOf(parent).layout.columns === 1;
    const codes = parent.childNodes.filter((child) => isElement(child) && child.tagName === 'code').length;
    const isStructure = isStacked || codes > 1 || STRUCTURES.has(parent.nodeName);
    for (const child of parent.childNodes) {
      if (isText(child)) {
        if (!isStructure || child.value.trim() !== '') text(child.value, pre, sight);
      } else if (isElement(child))
        element(child, pre, sight, isStacked || (codes > 1 && child.tagName === 'code'), depth);
    }
  };

  const element = (node: Element, outer: boolean, around: Sight, isLine: boolean, depth: number): void => {
    if (INVISIBLE.has(node.tagName)) return;
    // The walk says what becomes of it, hidden or not.
    if (isPicture(node)) {
      pictures.push({ picture: node, sight: around });
      seen += 1;
      return;
    }
    if (depth >= DEPTH_LIMIT) {
      text(textOf(node, INVISIBLE), outer, around);
      return;
    }
    const style = styleOf(node);
    const gone = isGone(node, style);
    const isShown = isVeiled(gone, style) && isRevealed(node, style);
    if (!isShown && gone) return;
    const sight = sightIn(style, around, isShown);
    // What is only counted is not counted again.
    if (isNumber(node, numbers) || (context && isNumberColumn(node, undefined))) {
      if (!sight.hidden) tellNumbers(node, context);
      return;
    }
    const rule = style.transparent && !isShown ? 'transparent' : isButton(node) ? 'page' : undefined;
    if (rule) {
      if (context && !around.hidden) leaveAll(node, rule, context);
      return;
    }
    lang ??= language(node);
    if (node.tagName === 'br') {
      lines.lineBreak();
      return;
    }
    const isBlock = isLine || BLOCKS.has(node.tagName) || LINES.has(node.tagName) || isOnLines(style);
    // Cells stand beside each other; one of code has its lines as they are written.
    const isCell = node.tagName === 'td' || node.tagName === 'th';
    const onLines = isBlock && !isCell;
    if (onLines) lines.open();
    const [before, filled] = [lines.size, seen];
    visit(node, style.pre ?? (outer || BOXES.has(node.tagName) || isCell), sight, depth + 1);
    if (onLines) lines.close(lines.size === before && (isLine || LINES.has(node.tagName)));
    if (node.tagName !== 'a' || sight.hidden) return;
    const href = hrefOf(node);
    if (href !== null && seen > filled) links.add(href);
    if (context) tellLink(node, href, seen > filled, context, 'kept');
  };

  visit(root, isSnippet || BOXES.has(root.tagName) || keepsGaps(root, inherited.pre), inherited, 0);
  return { text: lines.whole(), lang, pictures, links: [...links] };
}

/** Whether white space stays as it is in code: a highlighter's own style sheet says so of its boxes, and is not there. */
const keepsGaps = (root: Element, pre: boolean): boolean =>
  styleOf(root).pre ?? (pre || (hasClass(root, SURE_CLASS) && !holds(root, 'br')));

/** How an element's children are seen, by its own style. */
const sightIn = (style: Style, around: Sight, isShown: boolean): Sight => ({
  hidden: !isShown && isHiddenBy(style, around.hidden),
  size: style.fontSize ? pixels(style.fontSize, around.size) : around.size,
  fate: isShown ? 'revealed' : around.fate,
  pre: around.pre,
});

function tellNumbers(node: Element, context: Conversion | undefined): void {
  const text = textOf(node, INVISIBLE);
  if (text.trim() !== '') context?.note?.('text', 'line-number', text);
}

const isNumber = (node: Element, numbers: ReadonlySet<Element>): boolean =>
  numbers.has(node) || (hasClass(node, NUMBERS) && isOfDigits(node));

/** What the page's program has put into the code: a button to copy it. */
const isButton = (node: Element): boolean =>
  isOfPage(node) || (hasClass(node, BUTTON) && COMMAND.test(textOf(node, INVISIBLE).replace(/\s/g, '')));

/** What highlighters call their buttons, which are no `<button>`, and what stands on them. */
const BUTTON = /button|btn|copy|clipboard|toolbar/i;
const COMMAND =
  /^(?:(?:登录后?|一键|点击|已)?(?:复制|拷贝)(?:代码|成功)?|copy(?:code)?|copied!?|全选|展开|收起|折叠)+$/i;

/** Text that is put together line by line. */
class Lines {
  private readonly parts: string[] = [];
  private atStart = true;
  /** A block has ended or begins: what comes next stands on a new line. */
  private isPending = false;
  size = 0;

  text(value: string, pre: boolean): void {
    let text = pre ? value : value.replace(/[ \t\n\r\f]+/g, ' ');
    // A space that does not break is one that was meant.
    if (!pre && (this.atStart || this.isPending) && text.startsWith(' ')) text = text.slice(1);
    if (text === '') return;
    this.flush();
    this.add(text);
  }

  lineBreak(): void {
    this.flush();
    this.add('\n');
  }

  open(): void {
    if (!this.atStart) this.isPending = true;
  }

  close(isEmptyLine: boolean): void {
    if (isEmptyLine) this.lineBreak();
    else this.open();
  }

  private flush(): void {
    if (this.isPending) this.add('\n');
    this.isPending = false;
  }

  private add(text: string): void {
    this.parts.push(text);
    this.size += 1;
    this.atStart = text.endsWith('\n');
  }

  /** The lines without white space at their ends, and without empty ones before the first and behind the last. */
  whole(): string {
    const lines = this.parts
      .join('')
      .replace(/\u00a0/g, ' ')
      .split('\n')
      .map(withoutEnd);
    // By hand, as the ends of lines are: a pattern for an end goes through a long gap once a character.
    let from = 0;
    let to = lines.length;
    while (from < to && lines[from] === '') from += 1;
    while (from < to && lines[to - 1] === '') to -= 1;
    return lines.slice(from, to).join('\n');
  }
}

/** A line without the spaces and tabs at its end. */
function withoutEnd(line: string): string {
  let end = line.length;
  while (end > 0 && (line[end - 1] === ' ' || line[end - 1] === '\t')) end -= 1;
  return line.slice(0, end);
}

const language = (node: Element): string | undefined =>
  cut(wordsOfAttribute(node, 'data-lang'), 20) || undefined;
