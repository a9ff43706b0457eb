import { isOfPage } from '../../convert/page-ui';
import {
  attribute,
  descendants,
  type Element,
  isElement,
  isText,
  type Node,
  type Parent,
  textOf,
} from '../../html/dom';
import { textToHtml } from '../../html/element';
import { unescapeHtml } from '../../html/literal';
import { parsePage } from '../../html/parser';
import type { PageData } from './data';
import {
  ACCOUNT,
  AUTHOR,
  CLAIM,
  FORMS,
  MAIN,
  ORIGIN,
  type Place,
  POST_TEXT,
  SHOWN,
  SLIDES,
  SOURCE_LINE,
  SUMMARY,
  TITLE,
} from './forms';

/** What of a page's markup tells about its article. */
export interface Found {
  meta: Map<string, string>;
  ids: Map<string, Element>;
  /** By the names of their classes: the first of each. */
  classes: Map<string, Element>;
  messages: string[];
  /** What is shown around the body and holds no element of its own. */
  around: { text: string; node: Element }[];
  /** What the line under the title says beside names. */
  dates: string[];
  /** Players outside of the body. */
  videos: Element[];
  sounds: Element[];
  /** Pictures of a strip of slides, wherever it stands. */
  slides: Element[];
}

const IN_MARKUP: readonly Place[] = [
  ...[TITLE, ACCOUNT, AUTHOR, SHOWN, SUMMARY, POST_TEXT, MAIN].flat(),
  ...FORMS.flatMap(({ marks }) => marks),
  ...Object.values(ORIGIN),
  CLAIM.shown,
  SOURCE_LINE,
];
const namesIn = (mark: '#' | '.'): string[] =>
  IN_MARKUP.filter((place) => place.startsWith(mark)).map((place) => place.slice(1));
const WANTED_IDS = new Set([...namesIn('#'), 'js_content', 'js_pc_qr_code_img', 'js_pay_wall']);
const WANTED_CLASSES = new Set([...namesIn('.'), 'pay__wall']);
const MESSAGE = /\bweui-msg__title\b|\bmesg-block\b|\bweui-msg__desc\b|\bglobal_error_msg\b/;
/** Elements with a line of their own. */
const BLOCK = new Set(['p', 'div', 'section', 'li', 'blockquote', 'h1', 'h2', 'h3', 'h4']);
const UNREAD = new Set(['script', 'style', 'template', 'noscript']);
const META_TEXT = /\brich_media_meta_text\b/;
/** Longer texts around the body are none that tell of a state. */
const NOTICE = 60;

/** Where in a page something stands. */
interface Around {
  isHidden: boolean;
  isBody: boolean;
  isSlides: boolean;
}

/** Looks through the markup of a page, its scripts cut out. */
export function find(markup: string): Found {
  const found: Found = {
    meta: new Map(),
    ids: new Map(),
    classes: new Map(),
    messages: [],
    around: [],
    dates: [],
    videos: [],
    sounds: [],
    slides: [],
  };
  const start: Around = { isHidden: false, isBody: false, isSlides: false };
  const stack: [Node, Around][] = parsePage(markup)
    .childNodes.map((node): [Node, Around] => [node, start])
    .reverse();
  for (let next = stack.pop(); next; next = stack.pop()) {
    const [node, around] = next;
    if (!isElement(node)) continue;
    const within = look(node, around, found);
    for (let at = node.childNodes.length - 1; at >= 0; at -= 1) stack.push([node.childNodes[at]!, within]);
  }
  return found;
}

/** Notes what an element tells, and gives where its children stand. */
function look(node: Element, around: Around, found: Found): Around {
  noteMeta(node, found.meta);
  const id = attribute(node, 'id') ?? '';
  const classes = attribute(node, 'class') ?? '';
  if (WANTED_IDS.has(id) && !found.ids.has(id)) found.ids.set(id, node);
  for (const name of classes.split(/\s+/))
    if (WANTED_CLASSES.has(name) && !found.classes.has(name)) found.classes.set(name, node);
  if (MESSAGE.test(classes)) found.messages.push(briefOf(node));
  const names = `${id} ${classes}`;
  const isSlides = around.isSlides || SLIDES.test(names);
  if (isSlides && isPicture(node) && !around.isHidden && !isNotShown(node)) found.slides.push(node);
  if (around.isBody) return isSlides === around.isSlides ? around : { ...around, isSlides };
  const isBody = found.ids.get('js_content') === node;
  const isHidden = around.isHidden || (!isBody && isNotShown(node));
  if (!isBody && !isHidden) noteShown(node, names, found);
  if (isBody === around.isBody && isHidden === around.isHidden && isSlides === around.isSlides) return around;
  return { isBody, isHidden, isSlides };
}

function noteMeta(node: Element, meta: Map<string, string>): void {
  const note = (name: string | undefined, content: string | undefined) => {
    const key = name?.startsWith('og:') ? name : name?.toLowerCase();
    if (key && content && !meta.has(key)) meta.set(key, content);
  };
  if (node.tagName === 'meta')
    note(
      attribute(node, 'property') ?? attribute(node, 'name') ?? attribute(node, 'itemprop'),
      attribute(node, 'content'),
    );
  else if (node.tagName === 'link' && attribute(node, 'rel') === 'canonical')
    note('canonical', attribute(node, 'href'));
  else if (node.tagName === 'time' && !meta.has('time'))
    note('time', attribute(node, 'datetime') ?? briefOf(node));
  else if (node.tagName === 'title' && !meta.has('title')) meta.set('title', textOf(node));
}

/** Elements and texts below one that says one short thing. */
const BRIEF = 200;

/** What an element says that says one short thing: such ones may stand in each other, and each is asked. Empty for others. */
function briefOf(node: Element): string {
  let left = BRIEF;
  for (const _ of descendants(node)) if (--left < 0) return '';
  return textOf(node).trim();
}

/** Whether an element says of itself that it is not shown. Stylesheets are not looked at. */
export const isNotShown = (node: Element): boolean =>
  attribute(node, 'hidden') !== undefined || /display\s*:\s*none/i.test(attribute(node, 'style') ?? '');

/** A picture, or a box that shows one as its background. */
const isPicture = (node: Element): boolean =>
  node.tagName === 'img' || /background(?:-image)?\s*:[^;]*url\(/i.test(attribute(node, 'style') ?? '');

function noteShown(node: Element, names: string, found: Found): void {
  if (META_TEXT.test(names)) found.dates.push(briefOf(node));
  if (node.tagName === 'video') found.videos.push(node);
  else if (node.tagName === 'audio') found.sounds.push(node);
  const isLeaf = node.childNodes.every(isText);
  const text = isLeaf ? textOf(node).trim() : '';
  if (text.length <= NOTICE && (text !== '' || /pay/.test(names))) found.around.push({ text, node });
}

/** What the first of several places says that says anything, HTML's escapes undone; empty where none does. */
export function said(places: readonly Place[], data: PageData, found: Found): string {
  for (const place of places) {
    const text = unescapeHtml(textAt(place, data, found)).trim();
    if (text !== '') return text;
  }
  return '';
}

/** The same as HTML: what the data has of a post is that already. */
export function saidInHtml(places: readonly Place[], data: PageData, found: Found): string {
  for (const place of places) {
    const text = textAt(place, data, found).trim();
    if (text !== '') return place.startsWith('data:') ? text : textToHtml(unescapeHtml(text));
  }
  return '';
}

function textAt(place: Place, data: PageData, found: Found): string {
  const at = place.search(/[:#.]/);
  const name = place.slice(at + 1);
  if (place.startsWith('data:')) return data.text(name);
  if (place.startsWith('var:')) return data.variable(name);
  if (place.startsWith('meta:')) return found.meta.get(name) ?? '';
  const node = place.startsWith('#') ? found.ids.get(name) : found.classes.get(name);
  return node ? linesOf(node) : '';
}

/** The text of an element, with its line breaks. */
function linesOf(node: Parent): string {
  const parts: string[] = [];
  const stack: Node[] = [...node.childNodes].reverse();
  for (let next = stack.pop(); next; next = stack.pop()) {
    if (isText(next)) parts.push(next.value.replace(/\s+/g, ' '));
    else if (!isElement(next) || UNREAD.has(next.tagName)) continue;
    else if (next.tagName === 'br') parts.push('\n');
    else {
      // Of blocks each has a line of its own.
      if (BLOCK.has(next.tagName) && parts.some((one) => one.trim() !== '')) parts.push('\n');
      for (let at = next.childNodes.length - 1; at >= 0; at -= 1) stack.push(next.childNodes[at]!);
    }
  }
  // Spaces of several elements first: a pattern that looks for a line's end behind each takes the square of the time.
  return parts
    .join('')
    .replace(/ {2,}/g, ' ')
    .replace(/ ?\n ?/g, '\n');
}

/** Elements that are something of an article without any word in them. */
const THING = /^(?:img|video|audio|iframe|svg|mp\w*|mp-[\w-]+|qqmusic|embed|object|canvas|hr|table|math)$/;

/**
 * Whether anything of an article stands below a node: words, pictures, players. What is not shown, and what the page's own
 * program has put there, is none of it.
 */
export function holdsAnything(root: Parent): boolean {
  const stack: Node[] = [...root.childNodes];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (isText(node) && node.value.trim() !== '') return true;
    if (!isElement(node) || UNREAD.has(node.tagName) || isNotShown(node) || isOfPage(node)) continue;
    if (THING.test(node.tagName)) return true;
    for (const child of node.childNodes) stack.push(child);
  }
  return false;
}
