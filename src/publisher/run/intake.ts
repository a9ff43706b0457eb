import type { ArticleId } from '../../feed';
import { PublisherError, SourceError } from '../errors';
import { articleId } from '../hash';
import type { Entry } from '../memory/entry';
import type { Memory } from '../memory/memory';
import type { Packed } from '../memory/pack';
import type { Made, Told } from '../memory/record';
import type { Reporter } from '../report';
import { RANK, type WithdrawnReading } from '../source/types';
import type { Prepared, PreparedArticle, PreparedReading, Standing } from '../work/types';
import type { Workshop } from '../work/workshop';
import { Choice, compare, isAmbiguous, type Offer, returns, supersedes } from './choose';
import type { Maker, SourceRef } from './make';
import { hasGivenWay } from './steps/titles';

export interface IntakeOptions {
  /** What is made anew: every article, of an older converter's or for another column's sake, or lost ones. */
  remake: 'all' | ReadonlySet<ArticleId>;
  /** Whether pictures of the web are mirrored: then an article that misses some is not settled. */
  images: boolean;
}

/** Two captured texts that may be different articles, of which nothing is made. */
interface Clash {
  /** The texts of this run, by their sources. */
  offers: Map<string, Offer>;
  /** What the article was made of when the run began; null where it was not there. */
  before: { ref: Made; name: string } | null;
}

/** How a source is taken. */
type Way =
  /** It came; or an editor wants it, however old it is; or its file was put back to what it was. */
  | 'given'
  | 'forced'
  | 'returning'
  /** The archive has it, and the memory is made again of it. */
  | 'archived';

/** How one is to go back to an older copy, or to take a withdrawal back. */
const FORCE = '确实要用它，请运行 publish --force <这个文件>';

/** Takes the sources of a run, in whatever order, and has each article made of the best one. */
export class Intake {
  private choice = new Choice();
  private readonly presented = new Set<string>();
  private readonly displaced = new Set<string>();
  private readonly clashes = new Map<ArticleId, Clash>();
  /** Texts under another title and another name than what the article was made of: perhaps of another article. */
  private readonly doubtful = new Map<ArticleId, { offer: Offer; before: Entry }>();
  /** Pages that say that an article is gone, but not which; the run in which each came. */
  private readonly nameless: { name: string; reading: WithdrawnReading; run: number | null }[] = [];
  /** Whether the memory knows more than what this run has presented to it. */
  private isNew: boolean;

  constructor(
    private readonly workshop: Workshop,
    private readonly memory: Memory,
    private readonly maker: Maker,
    private readonly reporter: Reporter,
    private readonly options: IntakeOptions,
  ) {
    this.isNew = memory.isNew;
  }

  /**
   * What is known of a source; undefined where nothing is of any, and nobody need ask. What it says may change until
   * the source is taken.
   */
  get standing(): ((source: string) => Standing) | undefined {
    const { memory } = this;
    return memory.sources.isEmpty ? undefined : (source) => memory.sources.standing(source);
  }

  /**
   * Takes one source: what is new in it is made. True for one never seen before. Throws a `SourceError` for one
   * that is refused.
   */
  async take(prepared: Prepared, way: 'given' | 'forced' = 'given'): Promise<boolean> {
    const { hash: source, name, place } = prepared;
    this.reporter.report.read += 1;
    const isUnknown = this.isNew && !this.presented.has(source);
    this.presented.add(source);
    const articles = isUnknown ? null : this.memory.sources.articlesOf(source);
    // It was known, and its pack was gone.
    if (place && articles?.length) this.memory.sources.add(place);
    if (articles?.length && way === 'given') {
      for (const id of articles) if (this.memory.withdrawals.tell(id)) this.sayWithdrawn(id, name);
      if (!articles.every((id) => this.isSettled(id, source))) this.displaced.add(source);
      return false;
    }
    await this.read(prepared, way);
    return articles === null;
  }

  /** Takes a source that the archive has, for a memory that is made again. `told`: what the record says. */
  async takeArchived(prepared: Prepared, told: Told | null): Promise<void> {
    this.reporter.report.read += 1;
    this.isNew = false;
    this.maker.told = told;
    await this.read(prepared, 'archived');
  }

  /** Everything that was archived is taken. */
  async archivedIsTaken(): Promise<void> {
    await this.maker.done();
    this.maker.told = null;
    this.choice = new Choice();
  }

  private async read(prepared: Prepared, way: Way): Promise<void> {
    const { hash: source, place } = prepared;
    try {
      const known = prepared.readings || prepared.refused !== undefined ? prepared : await this.again(source);
      await this.consider(readingsOf(known), { source, name: prepared.name, place, way });
    } catch (error) {
      // It is refused, and in the archive all the same.
      if (place) this.memory.sources.add(place);
      throw error;
    }
  }

  private again(source: string): Promise<Prepared> {
    return this.workshop.one({ archived: this.memory.sources.placeOf(source) });
  }

  /** Once every source was taken: what depends on all of them. */
  async complete(): Promise<void> {
    await this.maker.done();
    await this.refuseClashes();
    await this.readReturning();
    await this.remake();
    for (const { name, reading, run } of this.nameless) this.withdraw(reading, name, run);
    // Nothing more is chosen, and what follows needs the memory.
    this.choice = new Choice();
    this.presented.clear();
  }

  /** Makes an article of a source that the archive has, and of no other. Throws a `PublisherError` where it has not. */
  async bring(id: ArticleId, ref: SourceRef, modified: number | undefined): Promise<void> {
    const reading = readingsOf(await this.again(ref.source))[ref.index];
    if (reading?.what !== 'article') throw new PublisherError(`存档里的来源 ${ref.source} 不再是文章 ${id}`);
    await this.maker.add(reading, ref, () => true, { modified });
  }

  /** Whether an article needs no second look at this source of it. */
  private isSettled(id: ArticleId, source: string): boolean {
    const entry = this.memory.articles.get(id);
    if (!entry) return this.memory.withdrawals.has(id) || hasGivenWay(id, this.memory);
    return entry.source === source && !(entry.missing > 0 && this.options.images);
  }

  private async consider(
    readings: readonly PreparedReading[],
    given: { source: string; name: string; place: Packed | undefined; way: Way },
  ): Promise<void> {
    const { source, name, place, way } = given;
    const { sources } = this.memory;
    const ids: ArticleId[] = [];
    for (const [index, reading] of readings.entries()) {
      switch (reading.what) {
        case 'skipped':
          this.reporter.warn(`已跳过：${reading.reason}`, name);
          break;
        case 'withdrawn': {
          // What the record tells of withdrawals is all of it.
          if (this.maker.told) break;
          const run = sources.runOf(source);
          // A later source of this run may be what tells which article the alias means.
          if (reading.whose.by === 'alias') this.nameless.push({ name, reading, run });
          else this.withdraw(reading, name, run);
          break;
        }
        case 'article':
          ids.push(await this.offer(reading, name, { source, index }, way));
      }
    }
    sources.note(source, name, ids, place);
  }

  private async offer(reading: PreparedArticle, name: string, ref: SourceRef, way: Way): Promise<ArticleId> {
    const { memory } = this;
    const { article, aliases, rivals, listed } = reading;
    const id = articleId(article.identity);
    for (const alias of aliases) memory.noteAlias(alias, article.identity);
    if (listed) memory.listings.learn(listed.account, listed.message, listed.published, listed.updated);
    const { rank, captured = 0, modified: changed = 0, title } = article;
    const offer: Offer = {
      rank,
      changed,
      captured,
      source: ref.source,
      name,
      title,
      said: reading.said,
      rivals,
      forced: way === 'forced',
    };
    if (memory.withdrawals.has(id)) this.offerWithdrawn(id, reading, offer, ref, way);
    else if (!hasGivenWay(id, memory) && this.isBest(id, offer, ref, way))
      await this.maker.add(reading, ref, () => this.choice.stands(id, ref.source), this.backTo(id, ref, way));
    return id;
  }

  /** What goes back to an older copy is as it was, and was not edited since. */
  private backTo(id: ArticleId, { source }: SourceRef, way: Way): { modified: undefined } | undefined {
    const isOther = this.memory.articles.get(id)?.source !== source;
    return isOther && (way === 'returning' || way === 'forced') ? { modified: undefined } : undefined;
  }

  /** A copy of an article that is withdrawn: it stays withdrawn, and whoever gave it is told. */
  private offerWithdrawn(
    id: ArticleId,
    { article }: PreparedArticle,
    offer: Offer,
    { source, index }: SourceRef,
    way: Way,
  ): void {
    const { withdrawals } = this.memory;
    withdrawals.call(article.identity, article.account, offer.title);
    const kept = withdrawals.kept(id);
    const isKept = this.maker.told ? kept?.source === source : !kept || supersedes(offer, kept);
    if (isKept) withdrawals.keep(id, { ...offer, source, index, url: article.url });
    if (way === 'archived' || offer.rank === RANK.title) return;
    withdrawals.tell(id);
    this.sayWithdrawn(id, offer.name);
  }

  private sayWithdrawn(id: ArticleId, name: string): void {
    const title = this.memory.withdrawals.row(id)?.title;
    this.reporter.warn(
      `${title ? `《${title}》` : '这篇文章'}已经撤回，没有发布。要恢复它，请运行 restore ${id}`,
      name,
    );
  }

  /** Whether an article is to be made of this copy, as far as is known; says what of several is not. */
  private isBest(id: ArticleId, offer: Offer, ref: SourceRef, way: Way): boolean {
    const { memory } = this;
    const told = this.maker.told;
    if (told) {
      const made = told.made.get(id);
      return made?.source === ref.source && made.index === ref.index;
    }
    const entry = memory.articles.get(id);
    if (way === 'returning' && entry && entry.source !== offer.source && !this.isPutBack(offer, entry))
      return false;
    const verdict = this.choice.offer(id, offer, entry);
    const isQuiet = way !== 'given' || offer.rank === RANK.title;
    switch (verdict.is) {
      case 'ambiguous':
        if (way === 'archived') return false;
        for (const one of [verdict.rival, offer]) this.clash(id).offers.set(one.source, one);
        return false;
      case 'older':
        if (!isQuiet && verdict.by) this.sayBeaten(verdict.by, offer);
        else if (!isQuiet && entry?.rank === offer.rank && entry.said !== offer.said)
          this.reporter.warn(`它比已发布的那一份旧，没有采用（已存档）。${FORCE}`, offer.name);
        return false;
      case 'best':
        if (!isQuiet && verdict.beaten?.rank === offer.rank) this.sayBeaten(offer, verdict.beaten);
        if (way === 'given' && entry) this.doubt(id, offer, entry);
        return true;
    }
  }

  /** Two copies of this run, of which one is older. Of copies that say the same nobody need know. */
  private sayBeaten(better: Offer, other: Offer): void {
    if (other.said === better.said || other.rank !== better.rank) return;
    this.reporter.warn(`与 ${better.name} 是同一篇文章的两份，采用了较新的 ${better.name}`, other.name);
  }

  /** Whether a file was put back to what it was: under its own name, by hand, so that what it states has not changed. */
  private isPutBack(offer: Offer, entry: Entry): boolean {
    return compare(offer, entry) === 0 && offer.name === this.memory.sources.nameOf(entry.source);
  }

  /** An article is going to be made of another source than in an earlier run. Whether that one is given too shows later. */
  private doubt(id: ArticleId, offer: Offer, before: Entry): void {
    if (before.source === offer.source || offer.forced || this.doubtful.has(id)) return;
    if (this.memory.articles.touched.has(id)) return;
    this.doubtful.set(id, { offer, before });
  }

  private clash(id: ArticleId): Clash {
    const known = this.clashes.get(id);
    if (known) return known;
    const made = this.memory.articles.before(id)?.made;
    const before = made ? { ref: made, name: this.memory.sources.nameOf(made.source) ?? made.source } : null;
    const clash: Clash = { offers: new Map(), before };
    this.clashes.set(id, clash);
    return clash;
  }

  /** Reports texts that nothing tells apart: nothing is made of them, and what was there before stays. */
  private async refuseClashes(): Promise<void> {
    const { memory, reporter } = this;
    for (const [id, { offer, before }] of this.doubtful) {
      const name = memory.sources.nameOf(before.source) ?? before.source;
      if (!this.presented.has(before.source) || name === offer.name) continue;
      const was = { rank: before.rank, title: before.item.title, rivals: offer.rivals };
      if (isAmbiguous(offer, was)) {
        this.clash(id).offers.set(offer.source, offer);
        this.choice.refuse(id);
      } else if (before.rank === offer.rank && before.said !== offer.said && !this.clashes.has(id))
        this.reporter.warn(`与 ${offer.name} 是同一篇文章的两份，采用了较新的 ${offer.name}`, name);
    }
    for (const [id, { offers, before }] of this.clashes) {
      if (this.maker.hasMade(id) && before) await this.bring(id, before.ref, before.ref.modified);
      else if (this.maker.hasMade(id)) {
        memory.articles.drop(id);
        memory.files.set(id, []);
      }
      const names = [...[...offers.values()].map(({ name }) => name), ...(before ? [before.name] : [])];
      for (const { source, name, rivals } of offers.values()) {
        const others = names.filter((one) => one !== name).join('、');
        const mend = rivals.are === 'ambiguous' ? rivals.mend : '';
        reporter.warn(`已跳过：与 ${others} ${mend}`, name);
        // It is looked at again when it comes again.
        memory.sources.note(source, name, []);
      }
    }
    await this.maker.done();
  }

  private withdraw({ whose, time }: WithdrawnReading, name: string, run: number | null): void {
    const identity = whose.by === 'identity' ? whose.identity : this.memory.identityOf(whose.alias);
    if (identity !== undefined) this.memory.withdrawals.add(identity, { by: 'source', time }, run);
    else if (whose.by === 'alias') this.reporter.warn(whose.otherwise, name);
  }

  /** Reads known sources that another one had replaced, and that take their place again. */
  private async readReturning(): Promise<void> {
    const { memory } = this;
    for (const source of this.displaced) {
      const ids = memory.sources.articlesOf(source) ?? [];
      const winners = ids.map((id) => memory.articles.get(id)?.source);
      const own = memory.sources.nameOf(source);
      const mayReturn = winners.some(
        (one) => one === undefined || one === source || memory.sources.nameOf(one) === own,
      );
      const found = winners.filter((one): one is string => one !== undefined);
      if (!mayReturn || !returns(source, found, this.presented)) continue;
      const prepared = await this.again(source);
      const { name } = prepared;
      if (prepared.refused === undefined)
        await this.consider(readingsOf(prepared), { source, name, place: undefined, way: 'returning' });
      else this.reporter.skip(new SourceError(prepared.refused), name);
    }
    await this.maker.done();
  }

  /** Makes those articles anew, from the archive, whose sources were not presented. */
  private async remake(): Promise<void> {
    const { articles } = this.memory;
    const { remake } = this.options;
    const left: { id: ArticleId; ref: SourceRef }[] = [];
    for (const id of remake === 'all' ? articles.ids() : remake) {
      if (this.maker.hasMade(id)) continue;
      const entry = articles.get(id);
      if (entry) left.push({ id, ref: { source: entry.source, index: entry.index } });
    }
    const refused = new Set<string>();
    const sources = left.map(({ ref }) => ({ archived: this.memory.sources.placeOf(ref.source) }));
    let at = 0;
    for await (const prepared of this.workshop.prepare(sources)) {
      const { id, ref } = left[at]!;
      at += 1;
      // An article that was published keeps what it has. One that lost a file has nothing, and that ends the run.
      if (prepared.refused !== undefined && remake === 'all') {
        if (!refused.has(ref.source)) this.reporter.skip(new SourceError(prepared.refused), prepared.name);
        refused.add(ref.source);
        // Lists and search may be cut anew: it is to have its place in them.
        articles.put(articles.get(id)!);
        continue;
      }
      const reading = readingsOf(prepared)[ref.index];
      if (reading?.what === 'article') await this.maker.add(reading, ref, () => true);
    }
    await this.maker.done();
  }
}

function readingsOf({ readings, refused, name }: Prepared): readonly PreparedReading[] {
  if (refused !== undefined) throw new SourceError(refused);
  if (!readings) throw new Error(`${name} was taken for known`);
  return readings;
}
