import { contentHash } from '../hash';

/*
 * What never changes about an article at its source. The same article must get the same identity from
 * the official account's API, from a saved page and from a captured text with its link, on every machine.
 */

/** Longer ones, of what is no address or name any more, are named by their hash: the publisher remembers each. */
const LONGEST = 1000;
const bounded = (kind: string, rest: string): string =>
  `${kind}:${rest.length <= LONGEST ? rest : `#${contentHash(rest)}`}`;

const SHORT = /^\/s\/([\w-]{10,64})$/;

/** Account, message and position in the message: WeChat's own primary key of an article. */
export const messageIdentity = (biz: string, mid: string, idx: string): string =>
  bounded('message', `${biz}:${mid}:${idx || '1'}`);

/** The identity that an article's address carries: `__biz`, `mid` and `idx`, else the short key; or null. */
export function identityOfUrl(address: string | undefined): string | null {
  if (!address) return null;
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return null;
  }
  if (url.hostname !== 'mp.weixin.qq.com') return null;
  const [biz, mid] = [url.searchParams.get('__biz'), url.searchParams.get('mid')];
  if (biz && mid) return messageIdentity(biz, mid, url.searchParams.get('idx') ?? '1');
  const key = SHORT.exec(url.pathname)?.[1];
  return key ? `short:${key}` : null;
}

/** Whether two identities may be of one article: of one kind, each article has one. */
export const mayBeOne = (one: string, other: string): boolean =>
  one === other || one.slice(0, one.indexOf(':')) !== other.slice(0, other.indexOf(':'));

/** A captured text without a link: an account publishes a message in a minute; 序号 tells its parts apart. */
export const textIdentity = (account: string, stamp: string, position: number): string =>
  bounded('text', `${account}:${stamp}${position > 1 ? `:${position}` : ''}`);

/** Of an entry in a list of titles nothing else was captured. The whole article, once it comes, replaces it. */
export const titleIdentity = (account: string, title: string): string =>
  bounded('title', `${account}:${title}`);

/** The last resort for a page that says nothing of itself. */
export const fileIdentity = (name: string): string => `file:${name}`;

/** A saved page's file, as another name of its article: a page that was deleted since names nothing else. */
export const fileAlias = (name: string): string => `name:${name}`;
