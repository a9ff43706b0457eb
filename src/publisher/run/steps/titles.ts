import { paths } from '../../../feed';
import type { Entry } from '../../memory/entry';
import type { Memory } from '../../memory/memory';
import { isListedAs } from '../../source/titles';
import { RANK } from '../../source/types';

/** A title that was captured from a list gives way to the whole article under that title. */
export function dropTitles(memory: Memory): void {
  const { articles, files } = memory;
  const titles = articles.titlesOnly().map((id) => articles.get(id)!);
  if (titles.length === 0) return;
  // Whether two belong together was seen when the later one came.
  const isNew = titles.some(({ id }) => articles.touched.has(id));
  for (const whole of isNew ? articles.all() : newOnes(memory)) {
    if (whole.rank === RANK.title) continue;
    for (const { id, account, item } of titles) {
      if (item.title === '' || whole.account !== account || !isListedAs(whole.item.title, item.title))
        continue;
      if (!articles.has(id)) continue;
      articles.drop(id);
      files.set(id, []);
      files.replace(paths.article(id), id);
    }
  }
}

function* newOnes({ articles }: Memory): Generator<Entry> {
  for (const id of articles.touched.keys()) {
    const entry = articles.get(id);
    if (entry) yield entry;
  }
}
