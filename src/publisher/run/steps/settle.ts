import { setImmediate } from 'node:timers/promises';
import { type ArticleId, type ListItem, paths } from '../../../feed';
import { contentHash, editionOf } from '../../hash';
import type { Archive } from '../../memory/archive';
import { comparePlaces, type Entry, type Place, placeOf } from '../../memory/entry';
import { FACT } from '../../memory/facts';
import type { Memory } from '../../memory/memory';
import { candidateOf } from '../../memory/relations';
import { archivedPicture } from '../../pictures/store';
import type { Staging } from '../../write/staging';
import type { Documents } from '../documents/documents';
import type { Drafts } from '../drafts';
import { FIRST_FEW, Related } from '../related';

/** An item as another article shows it. Without digest, edition and cards: those change oftener than what is shown. */
function link({
  id,
  title,
  image,
  date_published,
  _column: { v: _, cards: __, ...column },
}: ListItem): ListItem {
  return { id, title, content_text: '', ...(image ? { image } : {}), date_published, _column: column };
}

/** Links as JSON. The latest are kept: an article relates to those before it, and each is shown by several. */
class Links {
  private readonly kept = new Map<ArticleId, string>();

  constructor(private readonly articles: Memory['articles']) {}

  /** The link to an article; null where it is not in the feed. */
  of(id: ArticleId): string | null {
    const known = this.kept.get(id);
    if (known !== undefined) return known;
    const item = this.articles.item(id);
    return item ? this.note(item) : null;
  }

  note(item: ListItem): string {
    const known = this.kept.get(item.id);
    if (known !== undefined) return known;
    const json = JSON.stringify(link(item));
    if (this.kept.size >= KEPT)
      for (const id of [...this.kept.keys()].slice(0, KEPT / 2)) this.kept.delete(id);
    this.kept.set(item.id, json);
    return json;
  }
}

/** Articles that are settled between two turns of the event loop. */
const TURN = 500;
/** More than the articles among which one chooses. */
const KEPT = 800;

type Listing = Pick<Entry, 'published' | 'id' | 'item'>;

interface Neighbours {
  older: Listing | null;
  newer: Listing | null;
}

/**
 * Settles what depends on the other articles: numbers, editions, links. Has the documents written that change by it.
 * The memory holds the articles that the feed is to have, with their cards.
 */
export class Settling {
  private readonly related: Related;
  private readonly links: Links;
  /** Whether the first articles of the column are others than before: they choose among each other. */
  private readonly firstChanged: boolean;
  private readonly first: ReadonlySet<ArticleId>;
  private number: number;
  /** Articles that had their turn. */
  private turns = 0;

  constructor(
    private readonly memory: Memory,
    private readonly staging: Staging,
    private readonly drafts: Drafts,
    private readonly documents: Documents,
    private readonly archive: Archive,
  ) {
    const { articles } = memory;
    this.related = new Related(articles.relations);
    this.links = new Links(articles);
    this.number = memory.fact<number>(FACT.numbers) ?? 0;
    const first = articles.relations.firstCandidates(FIRST_FEW);
    this.first = new Set(first.map(({ id }) => id));
    const last = first.at(-1);
    this.firstChanged = [...articles.touched].some(
      ([id, was]) => this.first.has(id) || (was && last && comparePlaces(was, last) <= 0),
    );
  }

  async run(): Promise<void> {
    const { articles } = this.memory;
    if (articles.touched.size * 4 > articles.count) await this.settleAll();
    else
      for (const { id } of this.affected()) {
        await this.turn();
        const entry = articles.get(id)!;
        this.settle(entry, articles.neighbours(entry));
      }
    this.memory.setFact(FACT.numbers, this.number);
  }

  /** Settles all articles in their order, in which each is the neighbour of the one before. */
  private async settleAll(): Promise<void> {
    const { articles } = this.memory;
    let older: Entry | null = null;
    let entry: Entry | null = null;
    for (const newer of articles.all()) {
      await this.turn();
      if (entry) this.settle(entry, { older, newer });
      older = entry;
      entry = newer;
    }
    if (entry) this.settle(entry, { older, newer: null });
  }

  /** To be awaited before each article. */
  private async turn(): Promise<void> {
    this.turns += 1;
    if (this.turns % TURN !== 0) return;
    // What the database's answers leave behind goes with a turn of the event loop.
    await setImmediate();
    await this.documents.room();
  }

  /** The articles that this run made or changed, and those whose links can differ by it, oldest first. */
  private affected(): Iterable<Place> {
    const { articles } = this.memory;
    const found = new Map<ArticleId, Place>();
    const add = (place: Place | null | undefined) => place && found.set(place.id, placeOf(place));
    for (const { id, was, now } of articles.changes()) {
      add(now);
      if (now && was && was.published === now.published && was.row === now.row) continue;
      for (const place of [was, now]) {
        if (!place) continue;
        const { older, newer } = articles.neighbours(place);
        add(older);
        add(newer);
      }
      for (const other of articles.relations.to(id)) add(articles.get(other));
    }
    if (this.firstChanged) for (const one of articles.relations.firstCandidates(FIRST_FEW)) add(one);
    return [...found.values()].sort(comparePlaces);
  }

  private settle(entry: Entry, beside: Neighbours): void {
    const { articles, files } = this.memory;
    const { id } = entry;
    const was = articles.touched.get(id);
    const isTouched = articles.touched.has(id);
    if (isTouched && (!was || was.text !== entry.text || was.number === null)) entry.number = this.number++;
    const { _column } = entry.item;
    const v = editionOf(JSON.stringify([entry.own, _column.cards, entry.code]));
    const links = this.linksOf(
      entry,
      beside,
      isTouched &&
        (!was || was.own !== entry.own || was.published !== entry.published || this.memory.isCutAnew),
    );
    const hash = contentHash(links);
    const isWritten = this.drafts.has(id) || _column.v !== v || entry.links !== hash;
    // Written out, so that a row has the same bytes whichever way it came about.
    const { kind, region, minutes, thumb, cards } = _column;
    entry.item._column = {
      v,
      kind,
      region,
      minutes,
      ...(thumb ? { thumb } : {}),
      ...(cards ? { cards } : {}),
    };
    entry.links = hash;
    if (isWritten) {
      this.documents.write(id, { v, cards, code: entry.code, links });
      files.release(paths.article(id));
    }
    if (!isWritten && !isTouched) return;
    articles.settle(entry);
    if (!isTouched) return;
    // Before they are noted as its own: one that is there already is trusted where an earlier run has noted it.
    for (const src of entry.images) this.staging.copy(src, archivedPicture(this.archive, src));
    if (was) files.set(id, filesOf(entry));
    else files.add(id, filesOf(entry));
  }

  /** The links of an article, as JSON, which chooses anew whom it relates to where it must. */
  private linksOf(entry: Entry, { older, newer }: Neighbours, isNew: boolean): string {
    const { articles } = this.memory;
    let items = entry.related.map((id) => this.links.of(id));
    if (isNew || items.includes(null) || (this.firstChanged && this.first.has(entry.id))) {
      const before = entry.related;
      entry.related = this.related.choose(candidateOf(entry), older, before);
      articles.relations.set(entry.id, before, entry.related);
      items = entry.related.map((id) => this.links.of(id));
    }
    this.links.note(entry.item);
    const to = (place: Neighbours['older']) => (place ? this.links.note(place.item) : 'null');
    return `{"related":[${items.join(',')}],"newer":${to(newer)},"older":${to(older)}}`;
  }
}

/** Every file of the feed that is an article's own. */
function filesOf({ images, item, code }: Entry): string[] {
  const { cards } = item._column;
  return [...images, ...(cards ? [cards.chat, cards.square] : []), ...(code ? [code] : [])];
}
