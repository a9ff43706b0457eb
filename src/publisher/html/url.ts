import { untracked } from './tracking';

/**
 * Whether a string is an absolute http(s) address as the contract has it, without user info, and without what makes
 * it look like another one: controls and characters that turn or join what stands around them.
 */
export function isWebUrl(value: string): boolean {
  if (!/^https?:\/\/[^\s"'<>\p{Cc}\p{Cf}]+$/u.test(value)) return false;
  try {
    const { username, password } = new URL(value);
    return username === '' && password === '';
  } catch {
    return false;
  }
}

/** Addresses are a tenth as long: a longer one is no address, but something that stands in the place of one. */
export const LONGEST_ADDRESS = 8192;

/**
 * An address as a page or the API writes it, made safe: protocol-relative becomes https, only http(s)
 * survives, characters that the contract refuses are escaped. Null for everything else.
 * @param longest so many characters an address may have
 */
export function webUrl(
  value: string | undefined,
  base = 'https://mp.weixin.qq.com/',
  longest = LONGEST_ADDRESS,
): string | null {
  const text = value?.trim();
  if (!text || text.length > longest || text.startsWith('#') || /^javascript:/i.test(text)) return null;
  let url: URL;
  try {
    url = new URL(text, base);
  } catch {
    return null;
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
  if (url.username || url.password) return null;
  return url.href.replace(/[\s"'<>]/g, encodeURIComponent).replace(/'/g, '%27');
}

/** Where a link of a page leads, made safe, without what only tracks its readers. Null for what is no address. */
export function linkUrl(value: string | undefined): string | null {
  const url = webUrl(value);
  return url === null ? null : untracked(url);
}

/** An address of an article's own, however long it is: those that are too long are told of (source/bounds.ts). */
export const ownUrl = (value: string | undefined): string | null =>
  webUrl(value, undefined, Number.POSITIVE_INFINITY);

/** The same as it is published. */
export function sharedUrl(value: string | undefined): string | null {
  const url = ownUrl(value);
  return url === null ? null : untracked(url);
}

/** The address in the first `url(…)` of a style's value, by hand: a pattern goes through a long one once a letter. */
export function urlIn(value: string): string | undefined {
  const at = value.search(/url\(/i);
  if (at < 0) return undefined;
  const inside = value.slice(at + 'url('.length).trimStart();
  const quote = inside[0];
  const isQuoted = quote === '"' || quote === "'";
  const end = isQuoted ? inside.indexOf(quote, 1) : inside.search(/[)\s]/);
  return end < 0 ? undefined : inside.slice(isQuoted ? 1 : 0, end);
}

/** Where a voice of WeChat's is had. */
export const voiceAddress = (id: string): string =>
  `https://res.wx.qq.com/voice/getvoice?${new URLSearchParams({ mediaid: id })}`;

/** The page of a video of Tencent Video's. */
export const tencentVideo = (id: string): string => `https://v.qq.com/x/page/${id}.html`;
