import type { ArticleId } from '../../feed';
import { PublisherError, SourceError } from '../errors';
import { articleId } from '../hash';
import type { Entry } from '../memory/entry';
import type { Memory } from '../memory/memory';
import type { Packed } from '../memory/pack';
import type { Told } from '../memory/record';
import type { Reporter } from '../report';
import { mayBeOne } from '../source/identity';
import { isNewsName } from '../source/news';
import { RANK, type WithdrawnReading } from '../source/types';
import type { Prepared, PreparedArticle, PreparedReading, Standing } from '../work/types';
import type { Workshop } from '../work/workshop';
import {
  Choice,
  compare,
  isAmbiguous,
  type Offer,
  returns,
  type Standing as Stated,
  supersedes,
} from './choose';
import type { Maker, SourceRef } from './make';
import { hasGivenWay } from './steps/titles';

export interface IntakeOptions {
  /** What is made anew: every article, of an older converter's or for another column's sake, or lost ones. */
  remake: 'all' | ReadonlySet<ArticleId>;
  /** Whether pictures of the web are mirrored: then an article that misses some is not settled. */
  images: boolean;
}

/** A copy of which an article may be made once every source is taken. */
interface Deferred {
  id: ArticleId;
  reading: PreparedArticle;
  ref: SourceRef;
  offer: Offer;
}

/** How a source is taken. */
type Way =
  /** It came; or an editor wants it, however old it is; or its file was put back to what it was. */
  | 'given'
  | 'forced'
  | 'returning'
  /** The archive has it, and the memory is made again of it. */
  | 'archived';

/** How one is to go back to an older copy. */
const FORCE = '确实要用它，请运行 publish --force <这个文件>';

/** Takes the sources of a run, in whatever order, and has each article made of the best one. */
export class Intake {
  private choice = new Choice();
  private readonly presented = new Set<string>();
  private readonly displaced = new Set<string>();
  /** Texts of this run that nothing tells apart, by their sources: nothing is made of them. */
  private readonly clashes = new Map<ArticleId, Map<string, Offer>>();
  /** Texts that may be of another article than what is published: whether that is given too shows later. */
  private deferred: Deferred[] = [];
  /** Articles of which this run has a newer copy under another name, and what they were made of before. */
  private readonly replaced = new Map<ArticleId, Entry>();
  /** Known sources of which nothing was made. */
  private readonly empty = new Set<string>();
  /** While the memory is made again: articles whose sources the record tells of and the archive has lost. */
  private lost: ReadonlySet<ArticleId> = new Set();
  /** Pages that say that an article is gone, but not which. */
  private readonly nameless: { name: string; reading: WithdrawnReading; source: string }[] = [];
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
    if (articles?.length === 0) this.empty.add(source);
    await this.read(prepared, way);
    return articles === null;
  }

  /**
   * From here on sources are taken that the archive has, for a memory that is made again.
   * @param told what the record says; null where there is none
   * @param lost articles whose sources it tells of and the archive has lost: of other copies the best one counts
   */
  beginRestoring(told: Told | null, lost: ReadonlySet<ArticleId>): void {
    this.maker.told = told;
    this.lost = lost;
  }

  async takeArchived(prepared: Prepared): Promise<void> {
    this.reporter.report.read += 1;
    this.isNew = false;
    await this.read(prepared, 'archived');
  }

  async endRestoring(): Promise<void> {
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
    await this.readReturning();
    await this.decide();
    await this.remake();
    for (const { name, reading, source } of this.nameless) this.withdraw(reading, name, source);
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

  /** Makes an article of the best copy that the archive has; false where it has none. */
  async bringBest(id: ArticleId): Promise<boolean> {
    let best: { reading: PreparedArticle; ref: SourceRef } | undefined;
    for (const archived of this.memory.sources.holding(id)) {
      const { readings } = await this.workshop.one({ archived });
      for (const [index, reading] of (readings ?? []).entries()) {
        if (reading.what !== 'article' || articleId(reading.article.identity) !== id) continue;
        if (!best || supersedes(statedOf(reading), statedOf(best.reading)))
          best = { reading, ref: { source: archived.hash, index } };
      }
    }
    if (best) await this.maker.add(best.reading, best.ref, () => true);
    return best !== undefined;
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
    let isRefused = false;
    for (const [index, reading] of readings.entries()) {
      switch (reading.what) {
        case 'skipped':
          this.reporter.warn(`已跳过：${reading.reason}`, name);
          break;
        case 'withdrawn': {
          // What the record tells of withdrawals is all of it.
          if (this.maker.told) break;
          // A later source of this run may be what tells which article the alias means.
          if (this.isNameless(reading)) this.nameless.push({ name, reading, source });
          else this.withdraw(reading, name, source);
          break;
        }
        case 'article': {
          const id = await this.offer(reading, name, { source, index }, way);
          if (id === null) isRefused = true;
          else ids.push(id);
        }
      }
    }
    sources.note(source, name, ids, place);
    if (isRefused || this.maker.told?.refused.has(source)) this.refuse(source, name);
  }

  private refuse(source: string, name: string): void {
    this.memory.sources.refuse(source, name, !this.empty.has(source));
  }

  /** Takes a copy of an article; null where it is refused, since nothing tells it from another one. */
  private async offer(
    reading: PreparedArticle,
    name: string,
    ref: SourceRef,
    way: Way,
  ): Promise<ArticleId | null> {
    const { memory } = this;
    const { article, aliases, listed } = reading;
    const id = articleId(article.identity);
    for (const alias of aliases) memory.noteAlias(alias, article.identity);
    if (listed) memory.listings.learn(listed.account, listed.message, listed.published, listed.updated);
    const offer: Offer = {
      ...statedOf(reading),
      source: ref.source,
      name,
      title: article.title,
      said: reading.said,
      // What was published once and then retitled is in the archive twice.
      rivals: way === 'archived' ? { are: 'versions' } : reading.rivals,
      forced: way === 'forced',
    };
    if (memory.withdrawals.has(id)) return this.offerWithdrawn(id, reading, offer, ref, way) ? id : null;
    if (hasGivenWay(id, memory) || !this.isBest(id, offer, ref, way)) return id;
    if (this.isDoubtful(id, offer)) this.deferred.push({ id, reading, ref, offer });
    else
      await this.maker.add(reading, ref, () => this.choice.stands(id, ref.source), this.backTo(id, ref, way));
    return id;
  }

  /** Whether a text may be of another article than what is published: it has another title, and another name. */
  private isDoubtful(id: ArticleId, offer: Offer): boolean {
    const entry = this.memory.articles.get(id);
    if (!entry || offer.forced || entry.source === offer.source) return false;
    const published = { rank: entry.rank, title: entry.item.title, rivals: offer.rivals };
    return isAmbiguous(offer, published) && this.memory.sources.nameOf(entry.source) !== offer.name;
  }

  /** What goes back to an older copy is as it was, and was not edited since. */
  private backTo(id: ArticleId, { source }: SourceRef, way: Way): { modified: undefined } | undefined {
    if (way !== 'returning' && way !== 'forced') return undefined;
    return this.memory.articles.get(id)?.source === source ? undefined : { modified: undefined };
  }

  /**
   * A copy of an article that is withdrawn: it stays withdrawn, and whoever gave it is told. False where it may be
   * another article's.
   */
  private offerWithdrawn(
    id: ArticleId,
    { article }: PreparedArticle,
    offer: Offer,
    { source, index }: SourceRef,
    way: Way,
  ): boolean {
    const { withdrawals, sources } = this.memory;
    withdrawals.call(article.identity, article.account, offer.title);
    const kept = withdrawals.kept(id);
    const title = withdrawals.row(id)?.title ?? offer.title;
    if (
      kept &&
      isAmbiguous(offer, { rank: kept.rank, title, rivals: offer.rivals }) &&
      sources.nameOf(kept.source) !== offer.name
    ) {
      this.sayRefused(offer, [`已撤回的《${title}》`]);
      return false;
    }
    const isKept = this.maker.told ? kept?.source === source : !kept || supersedes(offer, kept);
    if (isKept) {
      const modified = kept && this.maker.editedSince(kept, offer, { source, index });
      withdrawals.keep(id, { ...offer, source, index, url: article.url, modified: modified ?? undefined });
    }
    if (way !== 'archived' && offer.rank !== RANK.title) {
      withdrawals.tell(id);
      this.sayWithdrawn(id, offer.name);
    }
    return true;
  }

  private sayWithdrawn(id: ArticleId, name: string): void {
    const title = this.memory.withdrawals.row(id)?.title;
    this.reporter.warn(
      `${title ? `《${title}》` : '这篇文章'}已经撤回，没有发布。要恢复它，请运行 npm run feed -- restore ${id} --to <文件夹>`,
      name,
    );
  }

  /** Whether an article is to be made of this copy, as far as is known; says what of several is not. */
  private isBest(id: ArticleId, offer: Offer, ref: SourceRef, way: Way): boolean {
    const { memory } = this;
    const told = this.maker.told;
    if (told && !this.lost.has(id)) {
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
        for (const one of [verdict.rival, offer]) this.clash(id, one);
        return false;
      case 'older':
        if (!isQuiet && isPartBeside(offer, verdict.by ?? entry)) this.sayPart(offer);
        else if (!isQuiet && verdict.by) this.sayBeaten(verdict.by, offer);
        else if (!isQuiet && entry?.rank === offer.rank && entry.said !== offer.said) this.sayOlder(offer);
        return false;
      case 'best':
        if (!isQuiet && verdict.beaten?.rank === offer.rank) this.sayBeaten(offer, verdict.beaten);
        if (way === 'given' && entry && !verdict.beaten && entry.rank === offer.rank)
          this.replaced.set(id, entry);
        return true;
    }
  }

  /** Two copies of this run, of which one is older. Of copies that say the same nobody need know. */
  private sayBeaten(better: Offer, other: Offer): void {
    if (other.said === better.said || other.rank !== better.rank) return;
    this.reporter.warn(`与 ${better.name} 是同一篇文章的两份，采用了较新的 ${better.name}`, other.name);
  }

  private sayOlder({ source, name }: Offer): void {
    if (this.memory.sources.tell(source) || this.memory.sources.nameOf(source) === null)
      this.reporter.warn(`它比已发布的那一份旧，没有采用（已存档）。${FORCE}`, name);
  }

  private sayPart({ source, name }: Offer): void {
    if (this.memory.sources.tell(source) || this.memory.sources.nameOf(source) === null)
      this.reporter.warn(`它只有文章的一部分，已经有全文，没有采用（已存档）。${FORCE}`, name);
  }

  private sayRefused({ name, rivals }: Offer, others: readonly string[]): void {
    const mend = rivals.are === 'ambiguous' ? rivals.mend : '';
    this.reporter.warn(`已跳过：与 ${others.join('、')} ${mend}`, name);
  }

  /** Whether a file was put back to what it was: under its own name, by hand, so that what it states has not changed. */
  private isPutBack(offer: Offer, entry: Entry): boolean {
    if (offer.name !== this.memory.sources.nameOf(entry.source)) return false;
    const order = compare(offer, entry);
    if (order < 0) this.sayOlder(offer);
    return order === 0;
  }

  /** Notes a text of which nothing is made. */
  private clash(id: ArticleId, offer: Offer): void {
    const offers = this.clashes.get(id) ?? new Map<string, Offer>();
    this.clashes.set(id, offers.set(offer.source, offer));
  }

  /** Now that everything was given: makes what had to wait for that, and refuses texts that nothing tells apart. */
  private async decide(): Promise<void> {
    const { memory, choice } = this;
    for (const { id, reading, ref, offer } of this.deferred) {
      const { source } = memory.articles.get(id)!;
      if (this.presented.has(source)) {
        this.clash(id, offer);
        choice.refuse(id);
      } else await this.maker.add(reading, ref, () => choice.stands(id, ref.source));
    }
    this.deferred = [];
    await this.maker.done();
    for (const [id, offers] of this.clashes) {
      const published = memory.articles.before(id)?.made.source;
      // Of what was not published before one may have been made before the other came.
      if (published === undefined && memory.articles.has(id)) {
        memory.articles.drop(id);
        memory.files.set(id, []);
      }
      const names = [...offers.values()].map(({ name }) => name);
      if (published !== undefined) names.push(memory.sources.nameOf(published) ?? published);
      for (const offer of offers.values()) {
        this.sayRefused(
          offer,
          names.filter((name) => name !== offer.name),
        );
        this.refuse(offer.source, offer.name);
      }
    }
    this.sayReplaced();
  }

  /** Tells of articles whose former source was given, too, and is older. */
  private sayReplaced(): void {
    const { sources } = this.memory;
    for (const [id, before] of this.replaced) {
      const best = this.choice.bestOf(id);
      const name = sources.nameOf(before.source) ?? before.source;
      if (!best || this.clashes.has(id) || !this.presented.has(before.source)) continue;
      if (best.source === before.source || best.name === name || best.said === before.said) continue;
      this.reporter.warn(`与 ${best.name} 是同一篇文章的两份，采用了较新的 ${best.name}`, name);
    }
  }

  private isKnown(identity: string): boolean {
    const id = articleId(identity);
    return this.memory.articles.has(id) || this.memory.withdrawals.has(id);
  }

  /** Whether it takes all sources to tell which article is gone. */
  private isNameless({ whose }: WithdrawnReading): boolean {
    return whose.by === 'alias' || (whose.file !== undefined && !this.isKnown(whose.identity));
  }

  /** The article that is gone: of the address, else what was published of a file of this name, where that may be it. */
  private identityOf(whose: WithdrawnReading['whose']): string | undefined {
    const { memory } = this;
    if (whose.by === 'alias') return memory.identityOf(whose.alias);
    const { identity, file } = whose;
    if (!file || memory.articles.has(articleId(identity))) return identity;
    const named = memory.identityOf(file.alias);
    return named !== undefined && mayBeOne(named, identity) ? named : identity;
  }

  private withdraw({ whose, time }: WithdrawnReading, name: string, source: string): void {
    const run = this.memory.sources.runOf(source);
    const identity = this.identityOf(whose);
    const { withdrawals } = this.memory;
    if (whose.by === 'identity' && whose.file && identity === whose.identity && !this.isKnown(identity))
      this.reporter.warn(whose.file.otherwise, name);
    if (identity !== undefined) {
      const isHeeded = withdrawals.add(identity, { by: 'source', time }, run, isNewsName(name));
      if (isHeeded || !this.memory.sources.tell(source)) return;
      this.reporter.warn(
        `它说这篇文章已经删除，而文章后来被恢复过，所以没有再撤回。确实又删除了，请运行 withdraw ${articleId(identity)}`,
        name,
      );
    } else if (whose.by === 'alias') this.reporter.warn(whose.otherwise, name);
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

  /**
   * Articles whose sources are gone keep what was published of them. One that lost a file of that has nothing: that
   * ends the run.
   */
  private keepUnmade(gone: readonly Entry[]): void {
    if (gone.length === 0) return;
    if (this.options.remake !== 'all') {
      const titles = gone.slice(0, 10).map(({ item, id }) => `《${item.title || id}》`);
      throw new PublisherError(
        `${gone.length} 篇文章的文件丢了，来源也不在存档里，没有发布：${titles.join('')}。请从备份恢复存档的 sources 文件夹，或先重新导入这些文章`,
      );
    }
    // Lists and search may be cut anew: they are to have their places in them.
    for (const entry of gone) this.memory.articles.put(entry);
    const ids = gone.slice(0, 20).map(({ id }) => id);
    this.reporter.warn(
      `${gone.length} 篇文章的来源不在存档里，没有重新生成，仍是原来的样子：${ids.join('，')}${gone.length > 20 ? '……' : ''}`,
    );
  }

  /** Makes those articles anew, from the archive, whose sources were not presented. */
  private async remake(): Promise<void> {
    const { articles } = this.memory;
    const { remake } = this.options;
    const { sources: known } = this.memory;
    const left: { id: ArticleId; ref: SourceRef; archived: Packed }[] = [];
    const gone: Entry[] = [];
    for (const id of remake === 'all' ? articles.ids() : remake) {
      if (this.maker.hasMade(id)) continue;
      const entry = articles.get(id);
      if (!entry) continue;
      const archived = known.find(entry.source);
      if (archived) left.push({ id, ref: { source: entry.source, index: entry.index }, archived });
      else gone.push(entry);
    }
    this.keepUnmade(gone);
    const refused = new Set<string>();
    const sources = left.map(({ archived }) => ({ archived }));
    let at = 0;
    for await (const prepared of this.workshop.prepare(sources)) {
      const { id, ref } = left[at]!;
      at += 1;
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

/** Whether of two copies this is a part of what the other one is all of. */
const isPartBeside = (offer: Offer, other: { rank: number } | undefined): boolean =>
  offer.rank === RANK.part && other?.rank === RANK.whole;

/** What a copy states of itself. */
function statedOf({ article }: PreparedArticle): Stated {
  const { rank, modified: changed = 0, captured = 0 } = article;
  return { rank, changed, captured };
}

function readingsOf({ readings, refused, name }: Prepared): readonly PreparedReading[] {
  if (refused !== undefined) throw new SourceError(refused);
  if (!readings) throw new Error(`${name} was taken for known`);
  return readings;
}
