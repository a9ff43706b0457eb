import { attribute, type Element, isElement, isText, textOf } from '../../html/dom';
import type { PageData } from './data';
import { type Found, isNotShown } from './find';

/*
 * What tells that a page has a part of its article only, or not yet what will be published. A table: the first state that
 * is told of counts, so the ones that say most stand first.
 */

/** What a part is known by. */
export interface Signs {
  data: PageData;
  found: Found;
  address: string | null;
  /** Whether the file ends before the body does. */
  isCut: boolean;
  /** Whether only the summary of the article was found. */
  isSummary: boolean;
}

export interface Part {
  /** What stands in the document where its text stops, for readers. */
  rest: string;
  /** What the editor is to do. */
  warning: string;
}

interface State extends Part {
  isTold: (signs: Signs) => boolean;
}

const STATES: readonly State[] = [
  {
    isTold: ({ isCut }) => isCut,
    rest: '这里只收录了文章的前一部分',
    warning:
      '不是全文：文件没有保存完整，正文到一半就断了。已发布有的部分并注明；请打开原文，等它显示完整再保存一次，然后重新发布',
  },
  {
    isTold: isUnpaid,
    rest: '后面的内容需要付费阅读',
    warning:
      '不是全文：这是付费文章，保存时没有付费，只有试读的部分。已发布这一部分并注明；请用付过费的微信打开全文，保存后重新发布',
  },
  {
    isTold: isFolded,
    rest: '后面的内容没有收录',
    warning:
      '不是全文：正文是折叠着保存的，后面的内容不在文件里。已发布有的部分并注明；请打开原文，点“展开全文”之后再保存一次，然后重新发布',
  },
  {
    isTold: ({ isSummary }) => isSummary,
    rest: '这里只收录了文章的摘要',
    warning: '不是全文：文件里只有摘要。已发布摘要并注明；请打开原文，等它显示完整再保存一次，然后重新发布',
  },
  {
    isTold: ({ found }) => isNoticed(found, REVIEW),
    rest: '保存时这篇文章还在审核，内容可能有改动',
    warning: '保存时文章还在审核，可能不是最后的样子。已发布并注明；请在审核通过之后再保存一次，然后重新发布',
  },
  {
    isTold: isPreview,
    rest: '这是文章发布之前的预览，内容可能有改动',
    warning:
      '保存的是预览，不一定与正式发布的一样。已发布并注明；请在文章群发之后打开正式的网页再保存一次，然后重新发布',
  },
];

/** What of an article a page has, where that is not all of it; null for a whole one. */
export function partOf(signs: Signs): Part | null {
  const state = STATES.find(({ isTold }) => isTold(signs));
  return state ? { rest: state.rest, warning: state.warning } : null;
}

const WALL = /\b(?:js_pay_wall|pay__wall|pay_wall|paywall)\b/;
const UNPAID =
  /剩余.{0,12}(?:需|须)?付费|付费(?:后)?(?:可|才能)?(?:阅读|查看)(?:全文|剩余|余下)|(?:需|须)付费(?:阅读|查看)/;
const isYes = (text: string): boolean => text !== '' && text !== '0' && text !== 'false';

/** A paid article that its saver had not paid for: the wall stands in the page, or its data say how much they show. */
function isUnpaid({ data, found }: Signs): boolean {
  const stated = (name: string) =>
    data.text(name) || data.text(`pay_subscribe_info.${name}`) || data.variable(name);
  if (isYes(stated('is_paid')) || isYes(data.variable('isPaid'))) return false;
  if (found.around.some(({ text, names }) => WALL.test(names) || (/\bpay/.test(names) && UNPAID.test(text))))
    return true;
  if (wallsIn(found).some((wall) => !isNotShown(wall))) return true;
  const shown = Number(stated('preview_percent')) || 0;
  return isYes(stated('is_pay_subscribe')) && shown < 100;
}

/** Some pages have it at the end of their body. */
const wallsIn = ({ ids, classes }: Found): Element[] =>
  [ids.get('js_pay_wall'), classes.get('pay__wall')].filter((one) => one !== undefined);

/** Words of a control that opens a folded text. */
const UNFOLD =
  /^(?:点击|轻触)?(?:展开(?:全文|全部|阅读全文|查看全文|剩余(?:内容|全文)?|更多内容)?|(?:阅读|查看|显示)(?:全文|全部内容|剩余内容)|余下全文|(?:read|show|see|view) (?:more|all|full (?:text|article)|the rest)|expand(?: full text| all)?)[\s>»▼∨↓…]*$/i;
const CONTROL = /fold|expand|unfold|open|more|btn|button/i;

/**
 * A body that ends, or is followed, by a control that opens the rest of it, where nothing of that is in the page: not
 * below the control, and not behind the edge of a box.
 */
function isFolded({ found }: Signs): boolean {
  const body = found.ids.get('js_content');
  if (!body || isClipped(body)) return false;
  const last = lastWords(body);
  if (last && UNFOLD.test(last.text) && isControl(last.element)) return !isClipped(last.element);
  return found.around.some(({ text, names }) => UNFOLD.test(text) && CONTROL.test(names));
}

const isControl = (node: Element): boolean =>
  node.tagName === 'button' ||
  attribute(node, 'role') === 'button' ||
  (node.tagName === 'a' && /^(?:$|#|javascript:)/.test(attribute(node, 'href') ?? '')) ||
  CONTROL.test(`${attribute(node, 'id') ?? ''} ${attribute(node, 'class') ?? ''}`);

/** Whether an element, or a box around it, hides what does not fit into it: then the rest is there. */
function isClipped(element: Element): boolean {
  for (let node: Element['parentNode'] = element; node && 'attrs' in node; node = node.parentNode) {
    const style = attribute(node, 'style') ?? '';
    if (/max-height\s*:\s*\d/i.test(style)) return true;
    if (/overflow(?:-y)?\s*:\s*hidden/i.test(style) && /(?:^|;)\s*height\s*:\s*\d/i.test(style)) return true;
  }
  return false;
}

/** The last element of a body that has words, hidden ones too, and they. */
function lastWords(body: Element): { element: Element; text: string } | null {
  let at: Element = body;
  for (;;) {
    const last = [...at.childNodes]
      .reverse()
      .find((one) => (isText(one) ? one.value.trim() !== '' : isElement(one) && textOf(one).trim() !== ''));
    if (!last) return null;
    if (isText(last)) return { element: at, text: textOf(at).trim() };
    at = last as Element;
    if (isControl(at)) return { element: at, text: textOf(at).trim() };
  }
}

const REVIEW =
  /(?:内容|文章|正在|等待|待)?[审審]核中|正在[审審]核|待[审審]核|(?:under|being|in|awaiting|pending) review/i;
const PREVIEW =
  /预览(?:链接|页面|模式|效果|文章)|(?:临时|預覽)[链鏈連][接結]|(?:仅供|此为|此為)(?:预览|預覽)|preview (?:link|mode|only|page)|temporary (?:link|preview)/i;

const isNoticed = ({ messages, around }: Found, pattern: RegExp): boolean =>
  messages.some((text) => pattern.test(text)) || around.some(({ text }) => pattern.test(text));

/** Who previews an article has an address of its own, for some hours. */
function isPreview({ data, found, address }: Signs): boolean {
  return (
    /[?&]tempkey=[^&]/.test(address ?? '') ||
    isYes(data.text('is_temp_url') || data.variable('is_temp_url')) ||
    isYes(data.text('tempkey') || data.variable('tempkey')) ||
    isNoticed(found, PREVIEW)
  );
}
