import type { ArticleId } from '../../feed';
import { PublisherError } from '../errors';
import { articleId } from '../hash';
import type { Memory } from '../memory/memory';
import type { Packed } from '../memory/pack';
import type { Reporter } from '../report';
import type { WithdrawnReading } from '../source/types';
import type { Prepared, PreparedArticle, PreparedReading, Standing } from '../work/types';
import type { Workshop } from '../work/workshop';
import { Choice, returns } from './choose';
import type { Maker, SourceRef } from './make';
import { hasGivenWay } from './steps/titles';

export interface IntakeOptions {
  /** What is made anew: every article, of an older converter's or for another column's sake, or lost ones. */
  remake: 'all' | ReadonlySet<ArticleId>;
  /** Whether pictures of the web are mirrored: then an article that misses some is not settled. */
  images: boolean;
}

/** Takes the sources of a run, in whatever order, and has each article made of the best one. */
export class Intake {
  private choice = new Choice();
  private readonly presented = new Set<string>();
  private readonly displaced = new Set<string>();
  /** Pages that say that an article is gone, but not which. */
  private readonly nameless: { name: string; reading: WithdrawnReading }[] = [];

  constructor(
    private readonly workshop: Workshop,
    private readonly memory: Memory,
    private readonly maker: Maker,
    private readonly reporter: Reporter,
    private readonly options: IntakeOptions,
  ) {}

  /**
   * What is known of a source; undefined where nothing is of any, and nobody need ask. What it says may change until
   * the source is taken.
   */
  get standing(): ((source: string) => Standing) | undefined {
    const { memory, options } = this;
    if (memory.sources.isEmpty) return undefined;
    return (source) => {
      const known = memory.sources.standing(source);
      return known === 'read' && options.remake === 'all' ? 'archived' : known;
    };
  }

  /**
   * Takes one source: what is new in it is made. True for one never seen before. Throws a `PublisherError` for one
   * that is refused.
   */
  async take(prepared: Prepared): Promise<boolean> {
    const { hash: source, name, place } = prepared;
    this.reporter.report.read += 1;
    // A new memory knows what this run has presented to it, and nothing else.
    const isUnknown = this.memory.isNew && !this.presented.has(source);
    this.presented.add(source);
    const articles = isUnknown ? null : this.memory.sources.articlesOf(source);
    if (articles?.length && this.options.remake !== 'all') {
      // It was known, and its pack was gone.
      if (place) this.memory.sources.add(place);
      if (!articles.every((id) => this.isSettled(id, source))) this.displaced.add(source);
      return false;
    }
    try {
      await this.consider(readingsOf(prepared), name, source, place);
    } catch (error) {
      // It is refused, and in the archive all the same.
      if (place) this.memory.sources.add(place);
      throw error;
    }
    return articles === null;
  }

  /** Once every source was taken: what depends on all of them. */
  async complete(): Promise<void> {
    await this.maker.done();
    await this.readReturning();
    await this.remake();
    for (const { name, reading } of this.nameless) this.withdraw(reading, name);
    // Nothing more is chosen, and what follows needs the memory.
    this.choice = new Choice();
    this.presented.clear();
  }

  /** Whether an article needs no second look at this source of it. */
  private isSettled(id: ArticleId, source: string): boolean {
    const entry = this.memory.articles.get(id);
    if (!entry) return this.memory.withdrawals.has(id) || hasGivenWay(id, this.memory);
    return entry.source === source && !(entry.missing > 0 && this.options.images);
  }

  private async consider(
    readings: readonly PreparedReading[],
    name: string,
    source: string,
    place?: Packed,
  ): Promise<void> {
    const ids: ArticleId[] = [];
    for (const [index, reading] of readings.entries()) {
      switch (reading.what) {
        case 'skipped':
          this.reporter.warn(`已跳过：${reading.reason}`, name);
          break;
        case 'withdrawn':
          // A later source of this run may be what tells which article the alias means.
          if (reading.whose.by === 'alias') this.nameless.push({ name, reading });
          else this.withdraw(reading, name);
          break;
        case 'article':
          ids.push(await this.offer(reading, name, { source, index }));
      }
    }
    this.memory.sources.note(source, ids, place);
  }

  private async offer(reading: PreparedArticle, name: string, ref: SourceRef): Promise<ArticleId> {
    const { article, aliases, rivals, listed } = reading;
    const id = articleId(article.identity);
    for (const alias of aliases) this.memory.noteAlias(alias, article.identity);
    if (listed) this.memory.listings.learn(listed.account, listed.message, listed.published, listed.updated);
    const { rank, captured = 0, title } = article;
    if (this.memory.withdrawals.has(id)) {
      this.memory.withdrawals.call(article.identity, article.account, title);
      return id;
    }
    if (hasGivenWay(id, this.memory)) return id;
    const offer = { rank, captured, source: ref.source, name, title, rivals };
    if (this.choice.offer(id, offer, this.memory.articles.get(id))) await this.make(reading, ref);
    return id;
  }

  private make(reading: PreparedArticle, ref: SourceRef): Promise<void> {
    const id = articleId(reading.article.identity);
    return this.maker.add(reading, ref, () => this.choice.stands(id, ref.source));
  }

  private withdraw({ whose, time }: WithdrawnReading, name: string): void {
    const identity = whose.by === 'identity' ? whose.identity : this.memory.identityOf(whose.alias);
    if (identity !== undefined) this.memory.withdrawals.add(identity, { by: 'source', time });
    else if (whose.by === 'alias') this.reporter.warn(whose.otherwise, name);
  }

  /** Reads known sources that another one had replaced, and that take their place again. */
  private async readReturning(): Promise<void> {
    const { memory, workshop } = this;
    for (const source of this.displaced) {
      const winners = (memory.sources.articlesOf(source) ?? []).flatMap(
        (id) => memory.articles.get(id)?.source ?? [],
      );
      if (!returns(source, winners, this.presented)) continue;
      const prepared = await workshop.one({ archived: memory.sources.placeOf(source) });
      await this.consider(readingsOf(prepared), prepared.name, source);
    }
    await this.maker.done();
  }

  /** Makes those articles anew, from the archive, whose sources were not presented. */
  private async remake(): Promise<void> {
    const { articles } = this.memory;
    const { remake } = this.options;
    const left: SourceRef[] = [];
    for (const id of remake === 'all' ? articles.ids() : remake) {
      if (this.maker.hasMade(id)) continue;
      const entry = articles.get(id);
      if (entry) left.push({ source: entry.source, index: entry.index });
    }
    const sources = left.map(({ source }) => ({ archived: this.memory.sources.placeOf(source) }));
    let at = 0;
    for await (const prepared of this.workshop.prepare(sources)) {
      const ref = left[at]!;
      at += 1;
      const reading = readingsOf(prepared)[ref.index];
      if (reading?.what === 'article') await this.make(reading, ref);
    }
    await this.maker.done();
  }
}

function readingsOf({ readings, refused, name }: Prepared): readonly PreparedReading[] {
  if (refused !== undefined) throw new PublisherError(refused);
  if (!readings) throw new Error(`${name} was taken for known`);
  return readings;
}
