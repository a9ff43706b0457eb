import { blockTexts } from '../../domain/text';
import type { ArticleDocument, ArticleId } from '../../feed';
import { type Grams, gramBytes, gramsOfBytes, NO_GRAMS, packGrams } from '../search/grams';
import type { Spool, Spooled } from '../write/spool';

/** What search looks through of an article. */
export const searchText = (document: Pick<ArticleDocument, 'title' | 'digest' | 'blocks'>): string =>
  [document.title, document.digest, ...blockTexts(document.blocks)].join('\n');

/** The documents that this run made, before they have their links to others. */
export class Drafts {
  private readonly made = new Map<ArticleId, { document: Spooled; grams: Spooled }>();

  constructor(private readonly spool: Spool) {}

  /** @param grams of its search text */
  add(document: ArticleDocument, grams: Grams): void {
    this.made.set(document.id, {
      document: this.spool.add(JSON.stringify(document)),
      grams: this.spool.add(gramBytes(grams)),
    });
  }

  has(id: ArticleId): boolean {
    return this.made.has(id);
  }

  document(id: ArticleId): ArticleDocument | null {
    const draft = this.made.get(id);
    return draft ? (JSON.parse(this.spool.text(draft.document)) as ArticleDocument) : null;
  }

  /** The grams of an article of this run, else of its published document, which `published` gives. */
  grams(id: ArticleId, published: () => ArticleDocument | null): Grams {
    const draft = this.made.get(id);
    if (draft) return gramsOfBytes(this.spool.read(draft.grams));
    const document = published();
    return document ? packGrams(searchText(document)) : NO_GRAMS;
  }
}
