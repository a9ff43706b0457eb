import type { ArticleId, ListItem } from '../../feed';
import type { Database } from './database';
import type { Entry, Place } from './entry';

/** An article as related ones are chosen from. */
export interface Candidate extends Place {
  region: string | null;
  words: string[];
  /** Whether it has a title to be shown by. */
  named: boolean;
}

export const candidateOf = ({
  published,
  id,
  item,
  words,
}: Pick<Entry, 'published' | 'id' | 'item' | 'words'>): Candidate => ({
  published,
  id,
  region: item._column.region,
  words,
  named: item.title !== '',
});

/** Telling words as they are stored. */
export const wordsOf = (stored: string): string[] => (stored === '' ? [] : stored.split(' '));

/** So many counts are kept: those near the article that chooses are asked for. */
const MOST_COUNTS = 2000;

/** Which article relates to which, and which may be chosen. */
export class Relations {
  /** What `count` would find: an article is asked about again and again while those near it choose. */
  private readonly counts = new Map<ArticleId, number>();

  constructor(private readonly db: Database) {}

  /** Candidates before a place, newest first. */
  candidatesBefore({ published, id }: Place, limit: number): Candidate[] {
    return this.candidates(
      'WHERE (published, id) < (?, ?) ORDER BY published DESC, id DESC LIMIT ?',
      published,
      id,
      limit,
    );
  }

  /** The first candidates of the column, oldest first. */
  firstCandidates(limit: number): Candidate[] {
    return this.candidates('ORDER BY published, id LIMIT ?', limit);
  }

  private candidates(which: string, ...values: (string | number)[]): Candidate[] {
    return this.db
      .all<{ published: number; id: string; item: string; words: string }>(
        `SELECT published, id, item, words FROM articles ${which}`,
        ...values,
      )
      .map(({ published, id, item, words }) =>
        candidateOf({ published, id, item: JSON.parse(item) as ListItem, words: wordsOf(words) }),
      );
  }

  /** No article has chosen yet. */
  forget(): void {
    this.counts.clear();
    this.db.run('DELETE FROM related');
    this.db.run("UPDATE articles SET data = json_set(data, '$.related', json_array())");
  }

  /** How many relate to an article. */
  count(other: ArticleId): number {
    const known = this.counts.get(other);
    if (known !== undefined) return known;
    if (this.counts.size >= MOST_COUNTS) this.counts.clear();
    const count = this.db.number('SELECT count(*) FROM related WHERE other = ?', other);
    this.counts.set(other, count);
    return count;
  }

  /** The articles that relate to one. */
  to(other: ArticleId): ArticleId[] {
    return this.db.all<{ id: string }>('SELECT id FROM related WHERE other = ?', other).map(({ id }) => id);
  }

  /** Notes to which articles one relates now, and to which it did before. */
  set(id: ArticleId, before: readonly ArticleId[], now: readonly ArticleId[]): void {
    const removed = before.filter((other) => !now.includes(other));
    const added = now.filter((other) => !before.includes(other));
    for (const other of removed) {
      this.db.run('DELETE FROM related WHERE other = ? AND id = ?', other, id);
      this.recount(other, -1);
    }
    if (added.length === 0) return;
    // One statement for all: a first publication has five for each article.
    this.db.run(
      'INSERT OR IGNORE INTO related (other, id) SELECT value, ? FROM json_each(?)',
      id,
      JSON.stringify(added),
    );
    for (const other of added) this.recount(other, 1);
  }

  private recount(other: ArticleId, by: number): void {
    const known = this.counts.get(other);
    if (known !== undefined) this.counts.set(other, known + by);
  }
}
