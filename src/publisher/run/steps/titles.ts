import { type ArticleId, paths } from '../../../feed';
import { articleId } from '../../hash';
import type { Memory } from '../../memory/memory';
import { isListedAs } from '../../source/titles';
import { RANK } from '../../source/types';

const GAVE_WAY = 'gave way:';

/** Whether a title gave way to an article that is still in the feed, or withdrawn: it does not come back then. */
export function hasGivenWay(title: ArticleId, memory: Memory): boolean {
  const identity = memory.identityOf(GAVE_WAY + title);
  return identity !== undefined && (memory.isLive(identity) || memory.withdrawals.has(articleId(identity)));
}

/** The titles that gave way to an article, each with the id of that. */
export const givenWay = (memory: Memory): { title: ArticleId; whole: ArticleId }[] =>
  memory.aliases(GAVE_WAY).map(({ name, identity }) => ({
    title: name.slice(GAVE_WAY.length),
    whole: articleId(identity),
  }));

/** A title that was captured from a list gives way to the whole article under that title, be it withdrawn. */
export function dropTitles(memory: Memory): void {
  const { articles, files, withdrawals } = memory;
  const titles = articles.titlesOnly().map((id) => articles.get(id)!);
  if (titles.length === 0) return;
  const giveWay = (identity: string, account: string | null, title: string) => {
    for (const { id, account: own, item } of titles) {
      if (item.title === '' || (account !== null && account !== own) || !isListedAs(title, item.title))
        continue;
      if (!articles.has(id)) continue;
      memory.noteAlias(GAVE_WAY + id, identity);
      articles.drop(id);
      files.set(id, []);
      // A memory that was lost may have published it.
      if (articles.touched.get(id) || memory.isNew) files.replace(paths.article(id), id);
    }
  };
  for (const { identity, account, title } of withdrawals.called()) giveWay(identity, account, title);
  // Whether two belong together was seen when the later one came.
  const isNew = titles.some(({ id }) => articles.touched.has(id));
  for (const whole of isNew ? articles.all() : articles.touchedOnes()) {
    if (whole.rank !== RANK.title) giveWay(whole.identity, whole.account, whole.item.title);
  }
}
