import type { ArticleDocument, ArticleId } from '../../feed';
import { type Grams, gramsOfBytes, NO_GRAMS, packGrams } from '../search/grams';
import { bodyJson, type Front } from '../work/body';
import { searchText } from '../work/text';
import type { Spool, Spooled } from '../write/spool';

/** The parts of a document that its links to others do not change: its front, and its body as `bodyJson` writes it. */
export interface Draft {
  front: Front;
  body: Uint8Array;
}

export function draftOf(document: ArticleDocument): Draft {
  const { contents, blocks, footnotes, related: _, newer: __, older: ___, ...front } = document;
  return { front, body: bodyJson({ contents, blocks, footnotes }) };
}

/** Where a draft stands in the spool: where its front begins, its bytes, and those of the body behind it. */
export interface DraftPlace {
  at: number;
  front: number;
  body: number;
}

export const spooledOf = ({ at, front, body }: DraftPlace): Spooled => ({ at, length: front + body });

/** A draft as the spool has it; its front is so many bytes. */
export const draftOfBytes = (bytes: Buffer, front: number): Draft => ({
  front: JSON.parse(bytes.toString('utf8', 0, front)) as Front,
  body: bytes.subarray(front),
});

/** Numbers of a row: where a draft begins in the spool, then the bytes of its front, body and grams, which follow. */
const COLUMNS = 4;
const FIRST_ROOM = 256;

/** The documents that this run made, before they have their links to others. */
export class Drafts {
  /** Which row of `table` is an article's: a hundred thousand articles have as many objects else. */
  private readonly rows = new Map<ArticleId, number>();
  private table = new Float64Array(FIRST_ROOM * COLUMNS);
  private used = 0;

  constructor(private readonly spool: Spool) {}

  /** @param grams of its search text, packed */
  add({ front, body }: Draft, grams: Uint8Array): void {
    const spooled = [this.spool.add(JSON.stringify(front)), this.spool.add(body), this.spool.add(grams)];
    if (this.used * COLUMNS === this.table.length) {
      const more = new Float64Array(this.table.length * 2);
      more.set(this.table);
      this.table = more;
    }
    this.table.set([spooled[0]!.at, ...spooled.map(({ length }) => length)], this.used * COLUMNS);
    this.rows.set(front.id, this.used);
    this.used += 1;
  }

  private partsOf(id: ArticleId): { front: Spooled; body: Spooled; grams: Spooled } | null {
    const row = this.rows.get(id);
    if (row === undefined) return null;
    const [at = 0, front = 0, body = 0, grams = 0] = this.table.subarray(row * COLUMNS, (row + 1) * COLUMNS);
    return {
      front: { at, length: front },
      body: { at: at + front, length: body },
      grams: { at: at + front + body, length: grams },
    };
  }

  get count(): number {
    return this.rows.size;
  }

  has(id: ArticleId): boolean {
    return this.rows.has(id);
  }

  /** Where a draft stands in the spool; null where this run did not make it. */
  placeOf(id: ArticleId): DraftPlace | null {
    const parts = this.partsOf(id);
    return parts && { at: parts.front.at, front: parts.front.length, body: parts.body.length };
  }

  draft(id: ArticleId): Draft | null {
    const place = this.placeOf(id);
    return place && draftOfBytes(this.spool.read(spooledOf(place)), place.front);
  }

  /** Where the grams of articles stand in the spool: begin and bytes of each; null where this run did not make one. */
  gramsOf(ids: readonly ArticleId[]): Float64Array | null {
    const found = new Float64Array(ids.length * 2);
    for (const [number, id] of ids.entries()) {
      const parts = this.partsOf(id);
      if (!parts) return null;
      found.set([parts.grams.at, parts.grams.length], number * 2);
    }
    return found;
  }

  /** The grams of an article of this run, else of its published document, which `published` gives. */
  grams(id: ArticleId, published: () => ArticleDocument | null): Grams {
    const parts = this.partsOf(id);
    if (parts) return gramsOfBytes(this.spool.read(parts.grams));
    const document = published();
    return document ? packGrams(searchText(document)) : NO_GRAMS;
  }
}
