import { attribute, descendants, type Element, isText, textOf } from '../../html/dom';
import {
  bodyIn,
  followerOf,
  lastOf,
  leadsAway,
  type Notice,
  namesOf,
  noticesIn,
  outwards,
  type Place,
} from './around';
import type { PageData } from './data';
import { type Found, isNotShown } from './find';
import {
  FOLD_BESIDE,
  PREVIEW,
  PREVIEW_ALONE,
  plainWords,
  REVIEW,
  REVIEW_ALONE,
  UNFOLD,
  UNFOLD_TEXT,
  UNPAID,
  WALL_ALONE,
} from './wording';

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
    isTold: (signs) => isNoticed(signs, REVIEW, REVIEW_ALONE),
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

/** A wall that is drawn before it has any words. */
const WALL = /\b(?:js_pay_wall|pay__wall|pay_wall|paywall)\b/;

/** A paid article that its saver had not paid for: the wall stands in the page, or its data say how much they show. */
function isUnpaid({ data, found, address }: Signs): boolean {
  const stated = (name: string) =>
    data.text(name) || data.text(`pay_subscribe_info.${name}`) || data.variable(name);
  if (PAID.some((path) => data.says(path))) return false;
  const isWall = ({ text, place }: Notice) =>
    WALL.test(place.names) || (place.isPaying && UNPAID.test(plainWords(text)));
  if (noticesIn(found, address).some(isWall) || endsAtWall(found)) return true;
  if (wallsIn(found).some((wall) => !isNotShown(wall))) return true;
  const shown = Number(stated('preview_percent')) || 0;
  return SOLD.some((path) => data.says(path)) && shown < 100;
}

/** Where the data say that an article is sold, and that the reader before whom a page lies has paid for it. */
const SOLD = ['is_pay_subscribe', 'pay_subscribe_info.is_pay_subscribe'];
const PAID = ['is_paid', 'isPaid', 'user_info.is_paid', 'pay_subscribe_info.is_paid'];

/** Some pages have it at the end of their body. */
const wallsIn = ({ ids, classes }: Found): Element[] =>
  [ids.get('js_pay_wall'), classes.get('pay__wall')].filter((one) => one !== undefined);

/** Whether what a body says last, or what is said directly behind it, is what a wall says, whatever it is called. */
function endsAtWall(found: Found): boolean {
  const body = bodyIn(found);
  if (!body) return false;
  return [lastOf(body, () => false), followerOf(body)].some(
    (one) => one !== null && WALL_ALONE.test(plainWords(textOf(one))),
  );
}

const CONTROL = /fold|expand|unfold|open|more|btn|button/i;

/**
 * A body that ends, or is followed directly, by a control that opens the rest of it, where nothing of that is in the page:
 * not below the control, and not behind the edge of a box.
 */
function isFolded({ found, address }: Signs): boolean {
  const body = bodyIn(found);
  if (!body || isClipped(body)) return false;
  const last = lastOf(body, isControl);
  if (last && opensRest(last, address)) return !isClipped(last);
  const follower = followerOf(body);
  if (!follower || textOf(follower).length > BESIDE) return false;
  const within = new Set([follower, ...descendants(follower)]);
  const notices = noticesIn(found, address).filter(({ node }) => within.has(node));
  const controls = notices.filter((one) => opensRest(one.node, address) && isOfText(one));
  const others = leavesOf(follower).filter((leaf) => !controls.some(({ node }) => node === leaf));
  return controls.length > 0 && others.every((leaf) => FOLD_BESIDE.test(plainWords(textOf(leaf))));
}

/** Characters of what is a control and nothing more. */
const BESIDE = 60;

const leavesOf = (node: Element): Element[] =>
  [node, ...descendants(node)].filter((one) =>
    one.childNodes.some((child) => isText(child) && plainWords(child.value) !== ''),
  );

/** Whether a control opens the rest of a text: the two characters 全文 are that only where a program is behind them. */
function opensRest(node: Element, address: string | null): boolean {
  const words = plainWords(textOf(node));
  if (leadsAway(node, address) || !isControl(node)) return false;
  return UNFOLD.test(words) || (words === '全文' && isWorked(node));
}

/** Below a body much can be opened: what names the text, or a fold, is of it; and so is what is a button. */
const isOfText = ({ node, place }: Notice): boolean =>
  UNFOLD_TEXT.test(textOf(node)) || place.isFold || isWorked(node);

/** Whether a program answers to a tap on an element, by what it is. */
const isWorked = (node: Element): boolean =>
  node.tagName === 'button' ||
  attribute(node, 'role') === 'button' ||
  (node.tagName === 'a' && /^(?:#|javascript:)/.test(attribute(node, 'href') ?? ''));

const isControl = (node: Element): boolean =>
  isWorked(node) || node.tagName === 'a' || CONTROL.test(namesOf(node));

/** Whether an element, or a box around it, hides what does not fit into it: then the rest is there. */
function isClipped(element: Element): boolean {
  for (const node of outwards(element)) {
    const style = attribute(node, 'style') ?? '';
    if (/max-height\s*:\s*\d/i.test(style)) return true;
    if (/overflow(?:-y)?\s*:\s*hidden/i.test(style) && /(?:^|;)\s*height\s*:\s*\d/i.test(style)) return true;
  }
  return false;
}

/** Names of what tells of the page: a bar, a tip. A title or a name in it is a link. */
const TELLING = /(?:^|[\s_-])(?:tips?|notice|bar|toast|alert|banner|preview|msg)(?:$|[\s_-])/i;
/** A bar holds its words no deeper. */
const DEEP = 3;

/** Whether a page tells something of itself: among other words in a message or a bar, alone anywhere. */
function isNoticed({ found, address }: Signs, pattern: RegExp, alone: RegExp): boolean {
  if (found.messages.some((text) => pattern.test(plainWords(text)))) return true;
  return noticesIn(found, address).some(({ text, place }) => {
    if (place.isLink) return false;
    const words = plainWords(text);
    return alone.test(words) || (pattern.test(words) && isTelling(place));
  });
}

function isTelling(place: Place): boolean {
  let one: Place | null = place;
  for (let at = 0; one && at < DEEP; at += 1, one = one.around) if (TELLING.test(one.names)) return true;
  return false;
}

/** Who previews an article has an address of its own, for some hours. */
function isPreview(signs: Signs): boolean {
  const { data, address } = signs;
  return (
    /[?&]tempkey=[^&]/.test(address ?? '') ||
    data.says('is_temp_url') ||
    data.says('tempkey') ||
    isNoticed(signs, PREVIEW, PREVIEW_ALONE)
  );
}
