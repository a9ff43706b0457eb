import type { ArticleDocument, ArticleId } from '../../feed';
import { type Grams, gramsOfBytes, NO_GRAMS, packGrams } from '../search/grams';
import { bodyJson, type Front } from '../work/body';
import { searchText } from '../work/text';
import type { Spool, Spooled } from '../write/spool';

/** The parts of a document that its links to others do not change: its front, and its body as JSON. */
export interface Draft {
  front: Front;
  body: string;
}

export function draftOf(document: ArticleDocument): Draft {
  const { contents, blocks, footnotes, related: _, newer: __, older: ___, ...front } = document;
  return { front, body: bodyJson({ contents, blocks, ...(footnotes ? { footnotes } : {}) }) };
}

/** The documents that this run made, before they have their links to others. */
export class Drafts {
  private readonly made = new Map<ArticleId, { front: Spooled; body: Spooled; grams: Spooled }>();

  constructor(private readonly spool: Spool) {}

  /** @param grams of its search text, packed */
  add({ front, body }: Draft, grams: Uint8Array): void {
    this.made.set(front.id, {
      front: this.spool.add(JSON.stringify(front)),
      body: this.spool.add(body),
      grams: this.spool.add(Buffer.from(grams.buffer, grams.byteOffset, grams.byteLength)),
    });
  }

  has(id: ArticleId): boolean {
    return this.made.has(id);
  }

  draft(id: ArticleId): Draft | null {
    const made = this.made.get(id);
    if (!made) return null;
    return { front: JSON.parse(this.spool.text(made.front)) as Front, body: this.spool.text(made.body) };
  }

  /** Where the grams of articles stand in the spool; null where this run did not make one of them. */
  gramsOf(ids: Iterable<ArticleId>): Spooled[] | null {
    const places: Spooled[] = [];
    for (const id of ids) {
      const made = this.made.get(id);
      if (!made) return null;
      places.push(made.grams);
    }
    return places;
  }

  /** The grams of an article of this run, else of its published document, which `published` gives. */
  grams(id: ArticleId, published: () => ArticleDocument | null): Grams {
    const made = this.made.get(id);
    if (made) return gramsOfBytes(this.spool.read(made.grams));
    const document = published();
    return document ? packGrams(searchText(document)) : NO_GRAMS;
  }
}
