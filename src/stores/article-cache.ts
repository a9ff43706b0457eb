import { type ArticleDocument, type ArticleId, isWithdrawn, parseArticle } from '../feed';
import type { Cache, Written } from './ports';
import { Shelf } from './shelf';

/**
 * Documents kept on the device for reading without a network: newest use last, oldest out first when
 * the budget is reached. WeChat allows 10 MB together; the budget leaves the rest to the files of the lists and to
 * what the reader keeps.
 */
export class ArticleCache {
  private readonly shelf: Shelf;
  private readonly gone = new Set<ArticleId>();
  /** Whether storage has refused to let something go that was withdrawn; the next `forget` tries again. */
  owes = false;

  constructor(cache: Cache, budget = 6_000_000) {
    this.shelf = new Shelf(cache, 'articles', 'article:', budget);
  }

  /** Ids of what is kept, used last first. */
  get ids(): ArticleId[] {
    return this.shelf.held.map(({ key }) => key).reverse();
  }

  /** Whether nothing is kept, as far as storage tells. */
  get isEmpty(): boolean {
    return this.shelf.isOpen() && this.shelf.held.length === 0;
  }

  get used(): number {
    return this.shelf.used;
  }

  /** The kept document; undefined when there is none. One that is damaged or of another edition is dropped. */
  read(id: ArticleId): ArticleDocument | undefined {
    if (this.gone.has(id)) return undefined;
    const stored = this.shelf.read(id);
    if (stored === undefined) return undefined;
    try {
      const document = parseArticle(stored);
      // A shelf that opened late may hold what was withdrawn before.
      if (!isWithdrawn(document) && document.id === id)
        return withoutLinks(document, (other) => this.gone.has(other));
    } catch {
      // Falls through: it is of no use either way.
    }
    this.shelf.remove(id);
    return undefined;
  }

  /** Where the document is not kept, an older edition of it stays. */
  write(document: ArticleDocument): Written {
    this.gone.delete(document.id);
    return this.shelf.write(document, { key: document.id, ids: linksOf(document).map(({ id }) => id) });
  }

  /** No copy of a withdrawn article stays, not even its title among the related of another. */
  forget(ids: ReadonlySet<ArticleId>): void {
    for (const id of ids) this.gone.add(id);
    this.owes = !this.shelf.isOpen();
    for (const { key, ids: linked } of this.shelf.held)
      if (this.gone.has(key) || linked.some((id) => this.gone.has(id)))
        if (!this.relinked(key) && !this.shelf.remove(key)) this.owes = true;
  }

  /** Writes a document without the withdrawn ones that it leads on to; false where it does not stand so now. */
  private relinked(key: ArticleId): boolean {
    const document = this.read(key);
    return document !== undefined && this.write(document) === 'kept';
  }

  clear(): void {
    this.shelf.clear();
  }
}

const linksOf = ({ related, newer, older }: ArticleDocument) =>
  [...related, newer, older].filter((item) => item != null);

/** A document that no longer names the articles that are gone; the same object where it names none. */
export function withoutLinks(document: ArticleDocument, isGone: (id: ArticleId) => boolean): ArticleDocument {
  if (!linksOf(document).some(({ id }) => isGone(id))) return document;
  const { related, newer, older } = document;
  return {
    ...document,
    related: related.filter(({ id }) => !isGone(id)),
    ...(newer && isGone(newer.id) ? { newer: null } : {}),
    ...(older && isGone(older.id) ? { older: null } : {}),
  };
}
