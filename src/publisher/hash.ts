import { hash } from 'node:crypto';
import path from 'node:path';
import type { ArticleId, ContentHash } from '../feed';

/** The first 12 hex digits of SHA-256: tells contents apart. */
export const contentHash = (data: string | Uint8Array): string => hash('sha256', data, 'hex').slice(0, 12);

/**
 * The name of a file of the feed: 48 bits of the SHA-256 of its bytes, in base64url. The same bits in hex cost two
 * bytes more on the wire for each of the hundred names in the head, and of the thousands in the search index.
 */
export const contentName = (data: string | Uint8Array): ContentHash =>
  hash('sha256', data, 'base64url').slice(0, 8);

/** The hash in the name of a file of the feed that is named by its content. */
export const nameIn = (file: string): ContentHash => path.posix.basename(file, path.posix.extname(file));

/** Tells editions of one document apart: 36 bits are enough for that, and every row has them. */
export const editionOf = (data: string): string => contentName(data).slice(0, 6);

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/**
 * The id of an article: 12 characters (71 bits) of the SHA-256 of its identity at the source. Short
 * enough for a mini-program code's scene; a collision among a million articles has a chance of 1 in 10^9.
 */
export function articleId(identity: string): ArticleId {
  let rest = BigInt(`0x${hash('sha256', `article:${identity}`, 'hex')}`);
  let id = '';
  while (id.length < 12) {
    id += DIGITS[Number(rest % 62n)];
    rest /= 62n;
  }
  return id;
}

/** How every JSON file of the feed is written: compact, keys in the order of the contract, one newline. */
export const toJson = (value: unknown): string => `${JSON.stringify(value)}\n`;
