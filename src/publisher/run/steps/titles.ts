import { paths } from '../../../feed';
import type { Memory } from '../../memory/memory';
import { isListedAs } from '../../source/titles';
import { RANK } from '../../source/types';
import type { Staging } from '../../write/staging';
import { removeBelongings } from './belongings';

/** A title that was captured from a list gives way to the whole article under that title. */
export function dropTitles(memory: Memory, staging: Staging): void {
  const entries = memory.entries();
  const whole = entries.filter(({ rank }) => rank > RANK.title);
  for (const { id, rank, account, item } of entries) {
    if (rank > RANK.title || item.title === '') continue;
    const arrived = whole.some((one) => one.account === account && isListedAs(one.item.title, item.title));
    if (!arrived) continue;
    memory.drop(id);
    staging.remove(paths.article(id));
    removeBelongings(id, staging);
  }
}
