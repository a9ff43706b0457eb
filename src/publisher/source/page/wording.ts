/*
 * What WeChat's pages, and those who copied from them, say of a text that is not all of it. Words are compared in simplified
 * characters, without the brackets, dots and arrows around them.
 */

/** Pairs of characters, the traditional one first. */
const TRADITIONAL = new Map(
  '餘余費费閱阅讀读購购買买訂订開开試试結结繼继續续會会員员內内顯显點点擊击輕轻預预覽览審审鏈链連链接接為为僅仅臨临時时後后'
    .match(/../gu)!
    .map((pair): [string, string] => [pair[0]!, pair[1]!]),
);
const EDGE = new Set('[]【】（）()<>《》«»＞▼▽∨↓⌄…·.。！!');

const isEdge = (one: string): boolean => EDGE.has(one) || one.trim() === '';

/** A text as it is compared. The end is looked for by hand: a pattern for it takes the square of the time on many dots or spaces. */
export function plainWords(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isEdge(text[start]!)) start += 1;
  while (end > start && isEdge(text[end - 1]!)) end -= 1;
  return text.slice(start, end).replace(/[\u4e00-\u9fff]/g, (one) => TRADITIONAL.get(one) ?? one);
}

const PAY = '(?:付费|购买|支付[^，。]{0,8}?|订阅|开通会员)';
const REST = '(?:全文|全部内容|(?:剩余|余下|后续|完整)(?:的)?(?:内容|部分|全文)?)';
const READ = '(?:阅读|查看|解锁|观看)';

/** What a wall says, among other words: only of something that is a wall by its name. */
export const UNPAID = new RegExp(
  `剩余.{0,12}付费|试读(?:部分|内容)?(?:已|到此)?(?:结束|完毕)|${PAY}(?:后|即可|才能|可|继续)*${READ}${REST}|${PAY}后.{0,4}${READ}|(?:需|须)${PAY}${READ}|(?:pay|purchase|subscribe) to (?:read|view|continue|unlock)`,
  'i',
);

/** What can be nothing but a wall: all that is said. */
const LEFT = '(?:剩余\\d+%(?:的)?(?:内容|全文)?)';
const OVER = '(?:试读(?:部分|内容)?(?:已|到此)?(?:结束|完毕))';
const CALL = `(?:(?:请|需要?|须)?${PAY}(?:后|即可|方可|才能|才可|可|继续)*${READ}${REST}?)`;
export const WALL_ALONE = new RegExp(
  `^(?:${LEFT}[，,\\s]*${CALL}|${OVER}(?:[，,。\\s]*${CALL})?|${PAY}(?:后|即可|才能|可|继续)*${READ}${REST})$`,
);

/** What opens the rest of a text. */
const TO = '(?:点击|轻触|打开微信|前往微信|去微信|在微信中?)?';
const MORE =
  '(?:全文|全部(?:内容)?|剩余(?:的)?(?:\\d+%)?(?:的)?(?:内容|全文|部分)?|余下(?:全文|内容)|更多(?:内容)?)';
export const UNFOLD = new RegExp(
  `^${TO}(?:展开(?:阅读|查看)?${MORE}?|(?:阅读|查看|显示|加载)(?:全文|全部内容|剩余(?:的)?(?:\\d+%)?(?:的)?(?:内容|部分)?)|显示更多|余下全文|(?:read|show) (?:more|all|full (?:text|article)|the rest)|(?:see|view) (?:more|full (?:text|article)|the rest)|continue reading|expand(?: full text| all)?)$`,
  'i',
);
/** Those of them that name the text, and cannot open something else. */
export const UNFOLD_TEXT = /全文|剩余|余下|full|rest|reading|read more/i;
/** What is said beside such a control. */
export const FOLD_BESIDE = /^(?:还有|剩余|余下).{0,10}$/;

/** What a bar or tip may say of an article that is not yet published, among other words; and what says so alone. */
export const REVIEW = /审核中|正在审核|待审核|(?:under|being|in|awaiting|pending) review/i;
export const REVIEW_ALONE =
  /^(?:本|该|此)?(?:内容|文章|图文|消息)?(?:(?:正在|等待|待|仍在|还在|尚在)审核(?:中)?|审核中)(?:[，,。]?(?:暂|仅|只|请|通过).*)?$|^(?:this |the )?(?:content|article|post)?(?: is)? ?(?:under|being|in|awaiting|pending) review\b/i;
export const PREVIEW =
  /预览(?:链接|页面|模式|效果|文章)|临时链接|(?:仅供|此为|这是)(?:临时)?预览|preview (?:link|mode|only|page)|temporary (?:link|preview)/i;
export const PREVIEW_ALONE =
  /^(?:(?:此为|这是|仅供|当前为)(?:文章)?(?:临时)?(?:预览|链接)|(?:预览|临时)链接(?:$|[，,。将仅]|\s)|预览(?:模式|效果)$|(?:this is a )?(?:preview (?:link|mode|only)|temporary (?:link|preview)))/i;
