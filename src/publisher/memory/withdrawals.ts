import type { ArticleId } from '../../feed';
import { articleId } from '../hash';
import type { Database } from './database';

/** Why an article is withdrawn. Times are milliseconds since 1970. */
export type Withdrawal =
  /** Its source says so: it never comes back. `time` is null where the source does not say when. */
  | { by: 'source'; time: number | null }
  /** A full listing made at `time` no longer has it: it may turn up again. */
  | { by: 'listing'; time: number };

/** The articles that were withdrawn. In the place of most of them a document of the feed says so. */
export class Withdrawals {
  constructor(private readonly db: Database) {}

  has(id: ArticleId): boolean {
    return this.db.get('SELECT 1 FROM withdrawn WHERE id = ?', id) !== undefined;
  }

  /** Those whose articles are still in the feed. */
  pending(): ArticleId[] {
    return this.ids('WHERE id IN (SELECT id FROM articles)');
  }

  /** Those in whose place a document of the feed says so; the last noted first. */
  shown(): ArticleId[] {
    return this.ids('WHERE shown = 1');
  }

  private ids(where: string): ArticleId[] {
    return this.db
      .all<{ id: string }>(`SELECT id FROM withdrawn ${where} ORDER BY seq DESC`)
      .map(({ id }) => id);
  }

  /** Notes that an article is withdrawn. The first word of when stands. */
  add(identity: string, { by, time }: Withdrawal): void {
    const id = articleId(identity);
    this.db.run(
      'INSERT INTO withdrawn (id, identity, time, shown, vanished) VALUES (?, ?, ?, 0, 0) ON CONFLICT (id) DO NOTHING',
      id,
      identity,
      time,
    );
    if (by === 'listing') this.db.run('UPDATE withdrawn SET vanished = 1 WHERE id = ?', id);
  }

  /** Notes what a published feed says was withdrawn; the identity is not known there. */
  adopt(id: ArticleId, time: number): void {
    this.db.run(
      "INSERT INTO withdrawn (id, identity, time, shown, vanished) VALUES (?, '', ?, 1, 0) ON CONFLICT (id) DO NOTHING",
      id,
      time,
    );
  }

  /** Takes back what a listing alone withdrew, because it is listed again. What its source deleted stays gone. */
  restore(identity: string): void {
    this.db.run('DELETE FROM withdrawn WHERE id = ? AND vanished = 1', articleId(identity));
  }

  /** Notes that the feed says so now; returns since when: `otherwise` where nobody told. */
  show(id: ArticleId, otherwise: number): number {
    this.db.run('UPDATE withdrawn SET shown = 1, time = coalesce(time, ?) WHERE id = ?', otherwise, id);
    return this.time(id);
  }

  /** Notes what a withdrawn article was called: nothing comes back under that title either. */
  call(identity: string, account: string | undefined, title: string): void {
    this.db.run(
      'UPDATE withdrawn SET identity = ?, account = ?, title = ? WHERE id = ? AND title IS NULL',
      identity,
      account ?? null,
      title,
      articleId(identity),
    );
  }

  /** Those of which it is known what they were called; an account of null is that of the column, or any. */
  called(): { identity: string; account: string | null; title: string }[] {
    return this.db.all('SELECT identity, account, title FROM withdrawn WHERE title IS NOT NULL');
  }

  /** Since when an article is withdrawn, as the feed says. */
  time(id: ArticleId): number {
    return this.db.number('SELECT time FROM withdrawn WHERE id = ?', id);
  }
}
