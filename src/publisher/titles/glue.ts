/*
 * Which of the words that a dictionary finds a line does not part: it knows 县 and 兰陵, and a reader reads 兰陵县.
 * Only words of one character are glued to another one, by what such a character mostly is.
 */

const set = (characters: string): ReadonlySet<string> => new Set(characters);

/** What hangs on the word before it, whatever that is. */
const PARTICLES = set('的地得了着过们吗呢吧啊呀嘛啦等');
/** What says where or when beside the word before it, or how many with a number behind it: 节前, 前三季度. */
const PLACES = set('里内外中上下前后间旁边侧时');
/** What ends a name or a noun. */
const ENDINGS = set(
  '省市区县镇乡村州旗局厅处部委院校站所队办馆路街桥江河湖海湾岛港山线道口段者员家手工性率度量费税车船号期日月年季级类型式版图表库' +
    '网群圈厂店铺园林场城楼房门牌证码卡票款金奖法令案书报台会团组班科系界业军警民人生客友师长化感味权点机器仪具品物片剂险屏节灯柜箱瓜果粮签课赛',
);
/** What goes with the word behind it. */
const BEGINNINGS = set(
  '新老旧大小全各每本该此非超多总副首双单近远高低长短早晚快慢好半某同原前后第零微智云数纯不没未无别勿莫更最很太再又已正也都就还才只可能要会',
);
const NUMERALS = set('一二三四五六七八九十百千万亿两几半');
/** What joins others and is no part of them. */
const JOINING = set('和与及或在从向为对将把被于以由到至给让使请用并而但是有');
const SURNAMES = set(
  '王李张刘陈杨赵黄周吴徐孙胡朱何郭罗梁宋郑谢韩唐冯董程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴姜范姚谭廖邹熊陆郝崔邱秦侯邵孟',
);
/** Characters of the longest word that a number is glued to, and of the longest that a character alone is. */
const SHORT = 2;
const LONG = 3;

/** What a number or a Latin word ends with, which stands for all of it. */
const LETTER = /[A-Za-z0-9\u2160-\u217f]/;

const isNumber = (word: string | undefined): boolean => NUMERALS.has(word?.[0] ?? '');
const isAllNumber = (word: string): boolean => [...word].every((one) => NUMERALS.has(one));
const isOther = (word: string): boolean =>
  word.length > 1 ||
  LETTER.test(word) ||
  PARTICLES.has(word) ||
  JOINING.has(word) ||
  PLACES.has(word) ||
  isNumber(word);

/**
 * Whether a line may not end between two words.
 * @param isEnd whether the first of them ends a longer one
 * @param behind what follows them
 */
function holds(word: string, next: string, isEnd: boolean, behind: string | undefined): boolean {
  if (PARTICLES.has(next)) return true;
  if (PARTICLES.has(word)) return false;
  // 建到了, 送给了: before a particle it is no word that joins others.
  if (JOINING.has(next)) return PARTICLES.has(behind ?? '') && word.length === 1;
  if (JOINING.has(word)) return false;
  if (PLACES.has(next)) return !isNumber(behind);
  if (PLACES.has(word)) return isNumber(next);
  if (isAllNumber(word)) return isNumber(next) || next.length <= SHORT;
  if (SURNAMES.has(word)) return next.length <= SHORT;
  if (ENDINGS.has(next)) return true;
  if (isEnd) return word.length === 1 && next.length === 1 && !isOther(next) && !BEGINNINGS.has(next);
  if (BEGINNINGS.has(word)) return true;
  // A character that no word of the dictionary has taken is the beginning of one that it does not know.
  return !isOther(word) && !BEGINNINGS.has(next) && next.length <= LONG;
}

/**
 * Words as a line keeps them, from those of a dictionary; joined they are the same text. The first may be the last
 * character of a number or a Latin word, which some go on with: G20 线, 12 路.
 */
export function glued(words: readonly string[]): string[] {
  const out: string[] = [];
  words.forEach((word, at) => {
    const before = words[at - 1];
    const isEnd = before !== out[out.length - 1];
    if (before !== undefined && holds(before, word, isEnd, words[at + 1])) out[out.length - 1] += word;
    else out.push(word);
  });
  return out;
}
