import { attribute, type Element, wordsOfAttribute } from '../html/dom';
import { SOURCES } from './leave';

/*
 * Small pictures that are characters: WeChat's expressions, and emoji that a site shows as pictures. They are told by
 * their class or by where their file is, and named by the page or by the name of the file.
 */

const CLASS = /\b(?:wx_emoji|emoji|icon_emotion\S*|we-emoji|emoji_img|wp-smiley)\b/;
const ADDRESS =
  /\/(?:we-emoji|newemoji|emoji\/assets|icon\/emotion|twemoji)[/@]|\/emoji\/(?:[^/?#]+\/){0,3}[0-9a-f-]{4,40}\.(?:png|svg)/i;

/** WeChat's expressions in the order of their files: `Expression_1@2x.png` and, of old pages, `emotion/0.gif`. */
const NUMBERED =
  `微笑 撇嘴 色 发呆 得意 流泪 害羞 闭嘴 睡 大哭 尴尬 发怒 调皮 呲牙 惊讶 难过 酷 囧 抓狂 吐 偷笑 愉快 白眼
  傲慢 饥饿 困 惊恐 流汗 憨笑 悠闲 奋斗 咒骂 疑问 嘘 晕 疯了 衰 骷髅 敲打 再见 擦汗 抠鼻 鼓掌 糗大了 坏笑
  左哼哼 右哼哼 哈欠 鄙视 委屈 快哭了 阴险 亲亲 吓 可怜 菜刀 西瓜 啤酒 篮球 乒乓 咖啡 饭 猪头 玫瑰 凋谢
  嘴唇 爱心 心碎 蛋糕 闪电 炸弹 刀 足球 瓢虫 便便 月亮 太阳 礼物 拥抱 强 弱 握手 胜利 抱拳 勾引 拳头 差劲
  爱你 NO OK 爱情 飞吻 跳跳 发抖 怄火 转圈 磕头 回头 跳绳 投降 激动 乱舞 献吻 左太极 右太极`.split(/\s+/);

/** Those that came later, by the names of their files. */
const NAMED: ReadonlyMap<string, string> = new Map(
  `2_02:奸笑 2_04:嘿哈 2_05:捂脸 2_06:机智 2_07:茶 2_09:红包 2_10:蜡烛 2_11:耶 2_12:皱眉 2_14:鸡 2_15:福
   2_16:發 2_17:小狗 666:666 Addoil:加油 Boring:翻白眼 Broken:裂开 Cold:Emm Duh:无语 Firecracker:爆竹
   Fireworks:烟花 Flushed:脸红 Happy:笑脸 Hurt:苦涩 KeepFighting:加油加油 LetDown:失望 LetMeSee:让我看看
   Lol:破涕为笑 NoProb:好的 Party:庆祝 Shocked:天啊 Sick:生病 Sigh:叹气 Slap:打脸 Social:社会社会 Sweat:汗
   Terror:恐惧 Watermelon:吃瓜 Worship:合十 Wow:哇 Yellowdog:旺柴 smiley_39b:再见 smiley_83b:抱拳`
    .split(/\s+/)
    .map((one) => one.split(':') as [string, string]),
);

/** Whether a picture is an expression or an emoji, by what the page says of it. */
export const isEmoji = (image: Element): boolean =>
  CLASS.test(attribute(image, 'class') ?? '') ||
  Boolean(attribute(image, 'data-emoji')) ||
  addressesOf(image).some((one) => ADDRESS.test(one));

const addressesOf = (image: Element): string[] => SOURCES.map((name) => attribute(image, name) ?? '');

/** What an emoji is called, as WeChat writes it (`[哇]`), or itself (👍); empty where nothing says it. */
export const emojiName = (image: Element, alt: string): string =>
  wordsOfAttribute(image, 'data-emoji') || alt || (addressesOf(image).map(nameOfFile).find(Boolean) ?? '');

function nameOfFile(address: string): string {
  const file = address.split(/[?#]/, 1)[0]!.split('/').at(-1)!;
  const [, number] = /^Expression_(\d{1,3})(?:@\dx)?\.\w+$/i.exec(file) ?? [];
  const [, old] = /\/emotion\/(\d{1,3})\.gif$/i.exec(address.split(/[?#]/, 1)[0]!) ?? [];
  const base = file.replace(/(?:@\dx)?\.\w+$/, '');
  const name = NUMBERED[number ? Number(number) - 1 : old ? Number(old) : -1] ?? NAMED.get(base);
  return name ? `[${name}]` : characterOf(base);
}

/** A file that is named after the characters that it shows: `1f44d`, `1f1e8-1f1f3`. */
function characterOf(base: string): string {
  if (!/^u?[0-9a-f]{4,5}(?:[-_]u?[0-9a-f]{2,5}){0,9}$/i.test(base)) return '';
  const points = base.split(/[-_]/).map((one) => Number.parseInt(one.replace(/^u/i, ''), 16));
  const text = String.fromCodePoint(...points);
  return /^[\p{Extended_Pictographic}\p{Regional_Indicator}]/u.test(text) ? text : '';
}

/** Whether the name that a page gives a picture is that of a character: `[哇]`, `👍`. */
export const isCharacter = (name: string): boolean =>
  /^\[[^[\]]{1,8}\]$/.test(name) ||
  (name.length <= 16 && /^[\p{Extended_Pictographic}\p{Regional_Indicator}]/u.test(name));
