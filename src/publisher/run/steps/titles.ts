import { type ArticleId, paths } from '../../../feed';
import { articleId } from '../../hash';
import type { Entry } from '../../memory/entry';
import type { Memory } from '../../memory/memory';
import { isListedAs } from '../../source/titles';
import { RANK } from '../../source/types';

const gaveWay = (title: ArticleId) => `gave way:${title}`;

/** Whether a title gave way to an article that is still in the feed, or withdrawn: it does not come back then. */
export function hasGivenWay(title: ArticleId, memory: Memory): boolean {
  const identity = memory.identityOf(gaveWay(title));
  return identity !== undefined && (memory.isLive(identity) || memory.withdrawals.has(articleId(identity)));
}

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
      memory.noteAlias(gaveWay(id), identity);
      const to = articleId(identity);
      // It is an earlier edition of the whole article, and goes with that.
      const theirs = files.of(id);
      files.set(id, []);
      for (const file of theirs) if (!files.isUsed(file)) files.own(file, to);
      articles.drop(id);
      if (articles.touched.get(id)) files.replace(paths.article(id), to);
    }
  };
  for (const { identity, account, title } of withdrawals.called()) giveWay(identity, account, title);
  // Whether two belong together was seen when the later one came.
  const isNew = titles.some(({ id }) => articles.touched.has(id));
  for (const whole of isNew ? articles.all() : newOnes(memory)) {
    if (whole.rank !== RANK.title) giveWay(whole.identity, whole.account, whole.item.title);
  }
}

function* newOnes({ articles }: Memory): Generator<Entry> {
  for (const id of articles.touched.keys()) {
    const entry = articles.get(id);
    if (entry) yield entry;
  }
}
