import type { ArticleId } from '../../feed';
import { articleId } from '../hash';
import type { Archive } from '../memory/archive';
import type { Memory } from '../memory/memory';
import type { RawSource } from '../memory/raw-source';
import type { Reporter } from '../report';
import { readSource } from '../source/raw';
import type { ArticleReading, Reading, WithdrawnReading } from '../source/types';
import { Choice, returns } from './choose';
import { detached } from './detached';
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
  private readonly choice = new Choice();
  private readonly presented = new Set<string>();
  private readonly displaced = new Set<string>();
  /** Pages that say that an article is gone, but not which. */
  private readonly nameless: { name: string; reading: WithdrawnReading }[] = [];

  constructor(
    private readonly archive: Archive,
    private readonly memory: Memory,
    private readonly maker: Maker,
    private readonly reporter: Reporter,
    private readonly options: IntakeOptions,
  ) {}

  /** Takes one raw source: archives it and converts what is new in it. True for one never seen before. */
  async take(raw: RawSource, beside?: ReadonlyMap<string, Buffer>): Promise<boolean> {
    const source = await this.archive.keep(raw, beside);
    this.reporter.report.read += 1;
    this.presented.add(source);
    const articles = this.memory.articlesOf(source);
    if (articles.length > 0 && this.options.remake !== 'all') {
      if (!articles.every((id) => this.isSettled(id, source))) this.displaced.add(source);
      return false;
    }
    const isNew = !this.memory.hasRead(source);
    await this.read(raw, source);
    return isNew;
  }

  /** Once every source was taken: what depends on all of them. */
  async complete(): Promise<void> {
    await this.maker.done();
    await this.readReturning();
    await this.remake();
    for (const { name, reading } of this.nameless) this.withdraw(reading, name);
  }

  /** Whether an article needs no second look at this source of it. */
  private isSettled(id: ArticleId, source: string): boolean {
    const entry = this.memory.articles.get(id);
    if (!entry) return this.memory.withdrawals.has(id) || hasGivenWay(id, this.memory);
    return entry.source === source && !(entry.missing > 0 && this.options.images);
  }

  private async read(raw: RawSource, source: string): Promise<void> {
    const ids: ArticleId[] = [];
    for (const [index, reading] of readSource(raw).entries())
      ids.push(...(await this.consider(reading, raw.name, { source, index })));
    this.memory.noteSource(source, ids);
  }

  /** The ids of the articles that a reading holds: one or none. */
  private async consider(reading: Reading, name: string, ref: SourceRef): Promise<ArticleId[]> {
    switch (reading.what) {
      case 'skipped':
        this.reporter.warn(`已跳过：${reading.reason}`, name);
        return [];
      case 'withdrawn':
        // A later source of this run may be what tells which article the alias means.
        if (reading.whose.by === 'alias') this.nameless.push({ name, reading });
        else this.withdraw(reading, name);
        return [];
      case 'article':
        return [await this.offer(reading, name, ref)];
    }
  }

  private async offer(reading: ArticleReading, name: string, ref: SourceRef): Promise<ArticleId> {
    const { article, aliases, rivals } = reading;
    const id = articleId(article.identity);
    for (const alias of aliases) this.memory.noteAlias(alias, detached(article.identity));
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

  private make(reading: ArticleReading, ref: SourceRef): Promise<void> {
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
    for (const source of this.displaced) {
      const winners = this.memory
        .articlesOf(source)
        .flatMap((id) => this.memory.articles.get(id)?.source ?? []);
      if (returns(source, winners, this.presented))
        await this.read(await this.archive.source(source), source);
    }
    await this.maker.done();
  }

  /** Makes those articles anew, from the archive, whose sources were not presented. */
  private async remake(): Promise<void> {
    const { articles } = this.memory;
    const { remake } = this.options;
    for (const id of remake === 'all' ? articles.ids() : remake) {
      const entry = articles.get(id);
      if (!entry || this.maker.hasMade(id)) continue;
      const { source, index } = entry;
      const reading = readSource(await this.archive.source(source))[index];
      if (reading?.what === 'article') await this.make(reading, { source, index });
    }
    await this.maker.done();
  }
}
