import { cleanedLine } from '../clean';

/*
 * The line in which a text says whom it was taken from: `来源：新华社`, `转载自 | 人民日报`. It stands above the text or
 * below it, in the page's own words or the author's, and says nothing else but, at most, who worked on it.
 */

/** What such a line begins with. A colon or a stroke follows, or, where nothing else can be meant, the name. */
const SAID =
  /^[（(【[]?\s*(?:(?:本文|文章|原文|稿件|内容|信息|消息|新闻)?来源于?\s*[:：|丨｜︱┃/／]+|(?:本文|文章|原文)?(?:转载自|转自|转载于)\s*[:：|丨｜︱┃/／]*)\s*(.+)$/;
/** What follows on the same line: whoever else has worked on it. */
const NEXT =
  /\s{2,}|[|丨｜︱┃；;]|[\s,，、/／]+(?=[^\s:：]{1,6}[:：])|\s+(?=(?:作者|记者|编辑|责编|责任编辑|审核|校对|监制|摄影|供图))/;
/** Marks around a name, and words for the kind of account that it is of. */
const EDGES = /^[\s“”"「」『』《》【】（）()[\]]+|[\s“”"「」『』《》【】（）()[\]。，,]+$/g;
const KIND = /(?:微信)?(?:公众号|订阅号|服务号)$|^(?:微信)?(?:公众号|订阅号|服务号)/g;
/** What names nobody: where pictures and numbers are from, the web at large, a sentence, an address. */
const NOBODY =
  /^(?:本文|文章|公开|综合(?:整理)?$|(?:综合)?(?:网络|互联网)(?:整理|综合)?$)|数据$|年鉴|图片|图源|侵权|版权|\d{4}|^https?|[。！？!?：:@]/;
/** Characters of a line, and of a name in it. */
const LINE = 60;
const NAME = 24;

/** Whom a line says a text is from; null where it is no such line. */
export function creditIn(line: string): string | null {
  if (line.length > 2 * LINE) return null;
  const text = cleanedLine(line).trim();
  const said = text.length > LINE ? undefined : SAID.exec(text)?.[1];
  return said === undefined ? null : creditNamed(said.split(NEXT, 1)[0]!);
}

/** The name of a source as it stands where nothing else does; null for what names nobody. */
export function creditNamed(text: string): string | null {
  const name = plain(cleanedLine(text.slice(0, 2 * LINE)));
  return name === '' || name.length > NAME || NOBODY.test(name) ? null : name;
}

const plain = (name: string): string => name.replace(EDGES, '').replace(KIND, '').replace(EDGES, '');

/** Lines of a text from its beginning, and from its end, among which it stands. */
const FIRST = 2;
const LAST = 4;

/** Whom a text says in its first or last lines that it is from; null where it says nothing. */
export function creditAmong(lines: readonly string[]): string | null {
  const spoken = lines.filter((line) => line.trim() !== '');
  const last = spoken.slice(Math.max(FIRST, spoken.length - LAST)).reverse();
  for (const line of [...spoken.slice(0, FIRST), ...last]) {
    const name = creditIn(line);
    if (name !== null) return name;
  }
  return null;
}

/** Whether two names are of one account: spaces, marks and the word for its kind make no other one of it. */
export const isSameAccount = (name: string, other: string): boolean =>
  plain(name.replace(/\s/g, '')) === plain(other.replace(/\s/g, ''));
