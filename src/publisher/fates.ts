/*
 * What becomes of what a page shows: every visible character, picture, link and drawing of a body is kept, merged into
 * something that is kept, or left out by a rule of this table. Nothing else happens to any of them, and whatever is not
 * kept is told of by its rule: tests/publisher/convert/account adds it all up and holds it against what Chromium shows
 * of the same page.
 */

/** Visible things. A text is told of piece by piece, a picture and a link by its address, a drawing by its markup. */
export type Thing = 'text' | 'picture' | 'link' | 'drawing';

/** `merged`: something that is kept says it. `left`: the reader does without it. */
interface Rule {
  how: 'merged' | 'left';
  /** In words for an operator, after the number: “3 个播放器的按钮”. */
  words: string;
}

export const RULES = {
  'list-mark': { how: 'merged', words: '手写的列表符号，由列表画出' },
  'line-number': { how: 'merged', words: '代码的行号' },
  'formula-source': { how: 'merged', words: '公式的另一种写法' },
  'drawing-text': { how: 'merged', words: '图形里的文字，画在图里' },
  'emoji-name': { how: 'merged', words: '表情图片，写成文字' },
  'link-in-link': { how: 'merged', words: '相邻的同一链接' },
  'program-link': { how: 'merged', words: '小程序链接，写成卡片' },
  'card-text': { how: 'merged', words: '卡片里重复的文字' },
  page: { how: 'left', words: '网页自己的按钮和播放器' },
  'follow-strip': { how: 'left', words: '引导关注' },
  transparent: { how: 'left', words: '透明的文字' },
  shut: { how: 'left', words: '收在没有大小的框里的内容' },
  'zero-size': { how: 'left', words: '零号字' },
  form: { how: 'left', words: '表单' },
  emoji: { how: 'left', words: '没有名称的表情图片' },
  'image-spacer': { how: 'left', words: '占位的小图' },
  ornament: { how: 'left', words: '装饰用的小图和分隔条' },
  'image-without-address': { how: 'left', words: '没有地址的图片' },
  'image-inline': { how: 'left', words: '写在网页里、没有存下来的图片' },
  svg: { how: 'left', words: '装饰的图形' },
  background: { how: 'left', words: '文字背后的图片' },
  canvas: { how: 'left', words: '由程序画的图' },
  sticker: { how: 'left', words: '贴纸' },
  advertisement: { how: 'left', words: '广告' },
  'program-unknown': { how: 'left', words: '没有说明是哪个小程序的链接' },
  'link-empty': { how: 'left', words: '没有文字和图片的链接' },
  'link-unsafe': { how: 'left', words: '不是网址的链接' },
} as const satisfies Record<string, Rule>;

/** `revealed`: kept, though the page shows it only once it is tapped or has moved into sight. */
export type Fate = 'kept' | 'revealed' | keyof typeof RULES;

/** What cannot be shown here, and is pointed to in the original. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  account: '没有名称的公众号名片',
  audio: '音频',
  'channels-video': '视频号内容',
  iframe: '嵌入的网页',
  link: '没有标题的链接卡片',
  location: '没有名称的地点',
  miniprogram: '没有名称的小程序卡片',
  object: '嵌入的内容',
  picture: '取不到的图片',
  poll: '投票',
  product: '商品',
  'red-packet': '红包封面',
  video: '视频',
};

/** A rule, or the kind of what cannot be shown, in words; itself where there are none. */
export const inWords = (kind: string): string =>
  (Object.hasOwn(RULES, kind) ? RULES[kind as keyof typeof RULES].words : undefined) ??
  (Object.hasOwn(ELSEWHERE, kind) ? ELSEWHERE[kind]! : kind);
