import { type ArticleId, paths } from '../../../feed';
import type { Staging } from '../../write/staging';

/** Removes what was made for an article beside its document and pictures. */
export function removeBelongings(id: ArticleId, staging: Staging): void {
  for (const name of [paths.chatCard(id), paths.squareCard(id), paths.code(id)]) staging.remove(name);
}
