import { type ArticleId, isArticleId } from '../../feed';
import { PublisherError } from '../errors';
import { articleId } from '../hash';
import { untracked } from '../html/tracking';
import type { Memory } from '../memory/memory';
import { identityOfUrl } from '../source/identity';

/** An id in the address of a page of ours, or in a path of the mini-program. */
const IN_ADDRESS = /(?:[?&]id=|\/articles\/)([0-9A-Za-z]{12})(?![0-9A-Za-z])/;

/**
 * The article that an editor means: by its id, the address of its original, or one of ours that names its id. Throws a
 * `PublisherError` for what names no article that was ever published.
 */
export function whichArticle(given: string, { articles, withdrawals }: Memory): ArticleId {
  const text = given.trim().replaceAll('&amp;', '&');
  const identity = identityOfUrl(text);
  // What was published before addresses were freed of what tracks readers has its own as it was.
  const addresses = [text, untracked(text)];
  const isKnown = (id: ArticleId | undefined) =>
    id !== undefined && (articles.has(id) || withdrawals.has(id)) ? id : undefined;
  const found =
    isKnown(isArticleId(text) ? text : undefined) ??
    isKnown(IN_ADDRESS.exec(text)?.[1]) ??
    isKnown(identity === null ? undefined : articleId(identity)) ??
    addresses.map((one) => withdrawals.at(one) ?? articles.at(one)).find((id) => id !== undefined);
  if (found !== undefined) return found;
  throw new PublisherError(
    `没有“${given}”这篇文章。请写它的编号（12 个字母和数字，在分享链接的 id= 后面）或原文网址`,
  );
}
