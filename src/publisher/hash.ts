import { createHash } from 'node:crypto';
import type { ArticleId } from '../feed';

/** The first 12 hex digits of SHA-256: names files and versions by their content. */
export const contentHash = (data: string | Uint8Array): string =>
  createHash('sha256').update(data).digest('hex').slice(0, 12);

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/**
 * The id of an article: 12 characters (71 bits) of the SHA-256 of its identity at the source. Short
 * enough for a mini-program code's scene; a collision among a million articles has a chance of 1 in 10^9.
 */
export function articleId(identity: string): ArticleId {
  let rest = BigInt(`0x${createHash('sha256').update(`article:${identity}`).digest('hex')}`);
  let id = '';
  while (id.length < 12) {
    id += DIGITS[Number(rest % 62n)];
    rest /= 62n;
  }
  return id;
}

/** How every JSON file of the feed is written: compact, keys in the order of the contract, one newline. */
export const toJson = (value: unknown): string => `${JSON.stringify(value)}\n`;
