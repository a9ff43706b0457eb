import path from 'node:path';
import { type ArticleId, paths } from '../../feed';
import type { CodeMaker } from '../cards/codes';
import { PublisherError, quietly, SourceError } from '../errors';
import { contentHash } from '../hash';
import { holdHeap } from '../heap';
import { Archive, archiveFolder, sealedOf } from '../memory/archive';
import { Calls } from '../memory/calls';
import { FACT } from '../memory/facts';
import type { Memory } from '../memory/memory';
import type { RawSource } from '../memory/raw-source';
import { type ColumnFacts, RunRecord, type Told } from '../memory/record';
import { LISTING } from '../memory/withdrawals';
import type { FetchLimits } from '../pictures/fetch';
import { PictureStore } from '../pictures/store';
import { type Report, Reporter, someOf } from '../report';
import { breaksEdition } from '../titles/breaks';
import type { SourceInput } from '../work/types';
import { Workshop } from '../work/workshop';
import { disk } from '../write/disk';
import { carryOut, Staging } from '../write/staging';
import { assemble } from './assemble';
import { type Column, cardsOf, columnOf } from './column';
import { Drafts } from './drafts';
import { inspectFeed } from './inspect';
import { Intake } from './intake';
import { type Lock, takeLock } from './lock';
import { findLost, headOf, type Lost } from './lost';
import { Maker } from './make';
import { type Broken, committedBy, missingIn, openMemory } from './open';
import { Repair } from './repair';
import { adoptWithdrawn, isReadable, publishedColumn, unknownIn } from './restore';
import { type Comings, comingTo, NOTHING_COMES, requireRoom } from './room';
import { whichArticle } from './which';

/** Bump when a better converter makes other documents of the same sources: the next run makes all anew. */
const CONVERTER = 7;

/** What decides how the same source is made into a document: converter, what finds a title's words, and column. */
export const makerOf = ({ name, place, channel }: Column): string =>
  contentHash(JSON.stringify([CONVERTER, breaksEdition(), name, place, channel]));

/** How long a file stays that the head no longer leads to: a reader may hold the head of before. Milliseconds. */
export const GRACE = 24 * 3600_000;

export type { SourceInput };

export interface RunOptions {
  /** The feed's folder. */
  to: string;
  /** What the column is, where this run says so: what it was stays else. */
  column?: Partial<Column> | undefined;
  /** Whether `column` may be another one than the archive's. */
  rename?: boolean | undefined;
  /** False: pictures of the web are not downloaded and stay links. */
  images?: boolean | undefined;
  /** Whether what cannot be made again may go: else the run refuses to take it out of the feed. */
  acceptLoss?: boolean | undefined;
  /** Whether the feed's pictures are hard links to the archive's: half the room, and one damage is both's. */
  link?: boolean | undefined;
  /** False: no share cards are drawn. */
  cards?: boolean | undefined;
  onProgress?: ((message: string) => void) | undefined;
  limits?: FetchLimits | undefined;
  /** Makes mini-program codes, where the mini-program's credentials are known. */
  codes?: CodeMaker | undefined;
  /** How long replaced files stay, in milliseconds; a day unless told. */
  grace?: number | undefined;
  /** How many threads prepare the sources; as many as there are processors, at most four, unless told. */
  threads?: number | undefined;
  /** Tells what is about to come in: a run that would not fit ends before it writes. */
  coming?: Comings | undefined;
  /** The time of the run, in milliseconds since 1970. */
  now?: (() => number) | undefined;
}

/** How a run is opened that is more than an ordinary one. */
export interface RunKind {
  /** Every article is made anew from the archive, and lists and search are cut anew. */
  remakeAll?: boolean;
  /** What of the feed is not as it was published is made again, and nothing else is done; see repair.ts. */
  repair?: boolean;
  /** Whether whoever opens it has the lock, and keeps it. */
  isLocked?: boolean;
}

/**
 * One run of the publisher on one feed: sources are taken one after another, converted, and at the end the
 * feed is put together and published as a whole. Everything in memory is small: documents live on disk.
 */
export class Run {
  readonly reporter: Reporter;
  private readonly maker: Maker;
  private readonly intake: Intake;
  private readonly drafts: Drafts;
  private readonly lost: Lost;
  private readonly workshop: Workshop;
  /**
   * How far it has come: once it is committed, what it wrote, and one that died before it, is on the disk, and its plan
   * is open until it is carried out.
   */
  private state: 'open' | 'committed' | 'carried out' = 'open';
  /** The number of the run. */
  private readonly number: number;
  /** Articles whose share cards somebody asked for. */
  private readonly asked = new Set<ArticleId>();
  /** Articles of which the record tells and the archive has no source. */
  private missing: readonly ArticleId[] = [];

  private constructor(
    private readonly options: RunOptions,
    private readonly remakeAll: boolean,
    readonly archive: Archive,
    readonly memory: Memory,
    private readonly record: RunRecord,
    private readonly column: Column,
    private readonly staging: Staging,
    /** The moment of the run, in milliseconds since 1970. */
    private readonly now: number,
    /** The lock, which gives back what the process has for the run alone. */
    private readonly lock: Lock,
    wrong?: ReadonlySet<string>,
    private readonly repair: Repair | null = null,
  ) {
    const images = options.images !== false;
    this.reporter = new Reporter(options.onProgress);
    this.drafts = new Drafts(staging.spool);
    const { reporter } = this;
    this.lost = repair?.lost(reporter) ?? findLost(memory, options.to, wrong);
    const download = !images ? 'none' : repair?.isTextOnly(this.lost) ? 'known' : 'all';
    const pictures = new PictureStore(archive, reporter, options.to, download, options.limits);
    this.maker = new Maker({ column, pictures, reporter }, memory, this.drafts, now);
    const stale = memory.fact(FACT.maker) !== makerOf(column);
    memory.setFact(FACT.maker, makerOf(column));
    const remake = remakeAll || stale ? 'all' : this.lost.articles;
    this.number = memory.nextRun;
    this.workshop = new Workshop({
      archive: { folder: archive.folder, run: this.number },
      threads: options.threads,
    });
    this.intake = new Intake(this.workshop, memory, this.maker, reporter, { remake, images });
  }

  /**
   * Takes the lock, finishes what a dead run left, and opens feed and archive. A memory that is lost, damaged, or not that
   * of the published head is made again from the archive. Throws a `PublisherError` where another run is at work.
   */
  static async open(given: RunOptions, kind: RunKind = {}): Promise<Run> {
    const options = { ...given, to: path.resolve(given.to) };
    if (disk.existsSync(options.to) && !disk.statSync(options.to).isDirectory())
      throw new PublisherError(`--to 应为文件夹，而 ${given.to} 是一个文件`);
    const archive = new Archive(archiveFolder(options.to));
    // Before the first folder is made. What of it is new is known where the memory is open.
    const isFirst = !disk.existsSync(archive.folder);
    // What the archive says is not known yet.
    const mostCards = options.cards === false ? 0 : cardsOf(options.column ?? {});
    const mustFit = (coming = NOTHING_COMES) => requireRoom(options.to, archive.folder, coming, mostCards);
    mustFit(isFirst ? await options.coming?.(() => false) : undefined);
    const held: Lock = kind.isLocked ? { isInherited: true, giveBack() {} } : takeLock(archive.folder);
    const letGrow = holdHeap();
    const giveBack = (isSeenTo?: boolean) => {
      letGrow();
      held.giveBack(isSeenTo);
    };
    const lock: Lock = { ...held, giveBack };
    const now = (options.now ?? Date.now)();
    const record = new RunRecord(archive.folder);
    let memory: Memory | undefined;
    let run: Run | undefined;
    try {
      archive.tidy();
      const opened = openMemory(archive, record, options.to, now);
      memory = opened.memory;
      const { broken } = opened;
      if (!isFirst && !memory.isNew) mustFit(await comingTo(options, archive, memory));
      const told = memory.isNew ? record.told() : null;
      const missing = memory.sources.follow(archive, committedBy(memory, told, options.to, archive));
      const lost = told ? missingIn(told, memory) : new Set<ArticleId>();
      if (told) memory.follow(told);
      // Another head than the one that it published: a copy of before was put in place of the feed, or of the archive.
      const isOther =
        !memory.isNew && !kind.repair && headOf(memory, options.to, broken !== null) === 'other';
      const all = kind.remakeAll === true || isOther;
      if (all) memory.cutAnew();
      const known = (memory.column as Partial<Column> | null) ?? publishedColumn(options.to);
      const column = columnOf(known, options.column, options.rename === true);
      const { files, isNew } = memory;
      const inspection = kind.repair && !memory.isNew ? inspectFeed(memory, options.to) : null;
      const wrong = new Set([...(broken?.pending ?? []), ...(inspection?.wrong.keys() ?? [])]);
      const staging = Staging.open(options.to, {
        link: options.link === true,
        wrong,
        // A new memory knows nothing that was not of this run.
        isSettled: (name) => !isNew && files.wasKnown(name),
      });
      // What is repaired is not taken from a copy that nobody has looked at.
      if (!kind.repair)
        archive.isSettled = (hash) =>
          files.wasKnown(paths.image(hash)) || files.wasKnown(paths.tallImage(hash));
      const repair =
        inspection && new Repair({ feed: options.to, archive, memory, staging, inspection, wrong });
      run = new Run(options, all, archive, memory, record, column, staging, now, lock, wrong, repair);
      if (broken) run.remake(broken);
      for (const pack of missing)
        run.reporter.warn(`存档里少了 sources/${pack}：请从备份恢复它，或重新导入其中的文章`);
      if (memory.isNew) await run.restore(told, lost, opened.isOlder);
      else if (isOther) {
        run.reporter.warn('发布记录与已发布的内容不是同一次的，已按存档重新生成全部文章');
        adoptWithdrawn(options.to, memory);
      }
      memory.column = { ...column } as ColumnFacts;
      return run;
    } catch (error) {
      if (run) await run.abandon();
      else {
        quietly(() => memory?.close());
        giveBack(!held.isInherited);
      }
      throw error;
    }
  }

  /**
   * Makes the memory again of what the archive has: as the record tells, where there is one, else as if all that is
   * archived came now. Of what the feed says was withdrawn nothing comes back.
   * @param lost articles whose sources the record tells of and the archive has lost
   * @param isOlder whether there was one, and it is not that of the record
   */
  private async restore(told: Told | null, lost: ReadonlySet<ArticleId>, isOlder: boolean): Promise<void> {
    const { memory, reporter, options, intake, workshop } = this;
    const { sources, articles, withdrawals } = memory;
    if (!told) adoptWithdrawn(options.to, memory);
    let left = 0;
    function* unread(): Generator<SourceInput> {
      for (const archived of sources.unread()) {
        // What a run left that was not carried out is nobody's yet.
        if (!told || told.wasRead(archived)) yield { archived };
        else left += 1;
      }
    }
    intake.beginRestoring(told, lost);
    for await (const prepared of workshop.prepare(unread())) {
      try {
        await intake.takeArchived(prepared);
      } catch (error) {
        if (!(error instanceof SourceError)) throw error;
        // A run that was given it refused it then, and published nothing of it.
        reporter.skip(error, prepared.name);
      }
    }
    await intake.endRestoring();
    memory.isRestored(told !== null);
    memory.settleListings();
    // The feed may be newer than an archive that was put back.
    if (told) adoptWithdrawn(options.to, memory);
    if (sources.count === 0) return;
    const why = isOlder ? '发布记录比存档旧' : '没有可用的发布记录';
    reporter.warn(`${why}，已按存档重新生成全部文章`);
    this.missing = [...lost].filter((id) => !articles.has(id) && !withdrawals.has(id));
    if (!told && !isReadable(options.to))
      reporter.warn(
        '存档里没有 record.log，不知道哪些文章曾经撤回：请检查有没有撤回的文章又出现，并用 withdraw 撤回它们',
      );
    if (left > 0)
      reporter.warn(`存档里有 ${left} 份来源没有发布过，是没有做完的运行留下的；要收进来，请运行 rebuild`);
  }

  /** What a plan of before would not have brought in is made again, and what was to go goes then. */
  private remake({ lost, removes }: Broken): void {
    for (const name of removes) this.staging.remove(name);
    this.reporter.warn(
      `上一次发布到一半时断电或磁盘出错，有 ${lost.length} 个文件没有写完整（${someOf(lost)}）：读者没有看到它们，已用存档重新生成`,
    );
  }

  /** Whether the archive has this very source. */
  has(raw: RawSource): boolean {
    return this.memory.sources.standing(sealedOf(raw).hash) !== 'new';
  }

  /** The calls that were made of an account's interface. They count whether the run comes to an end or not. */
  callsOf(account: string, now: () => number): Calls {
    return new Calls(this.archive.folder, account, now);
  }

  /**
   * Takes one source: archives it and converts what is new in it. True for one never seen before.
   * @param forced whether its article is made of it, though there is a newer copy
   */
  async take(input: SourceInput, { forced = false } = {}): Promise<boolean> {
    const { intake, workshop } = this;
    return intake.take(await workshop.one(input, intake.standing), forced ? 'forced' : 'given');
  }

  /**
   * Withdraws an article, whatever its sources say.
   * @param given its id or its address. Throws a `PublisherError` for one that was never in the feed
   */
  withdraw(given: string): void {
    const { memory, reporter, now } = this;
    const id = whichArticle(given, memory);
    const row = memory.withdrawals.row(id);
    // What is only missing in a listing may turn up again: not after an editor's word.
    if (row && row.vanished !== LISTING) reporter.warn('这篇文章早已撤回，什么都没有改', row.title ?? id);
    else
      memory.withdrawals.add(row?.identity ?? memory.articles.get(id)!.identity, { by: 'editor', time: now });
  }

  /**
   * Has share cards drawn that are not drawn by themselves.
   * @param given ids or addresses of articles; null for every one
   * Throws a `PublisherError` for one that is not in the feed, and where the disk has no room for so many.
   */
  draw(given: readonly string[] | null): void {
    const { memory, reporter, options, archive } = this;
    const { articles, withdrawals } = memory;
    const ids = given?.map((one) => whichArticle(one, memory));
    for (const id of ids ?? []) {
      if (withdrawals.has(id) && !articles.has(id))
        throw new PublisherError(`文章 ${id} 已经撤回，不能画卡片`);
      if (articles.get(id)?.card) reporter.note(`已有卡片：《${articles.item(id)!.title}》（${id}）`);
    }
    for (const id of articles.cardless(ids)) this.asked.add(id);
    requireRoom(options.to, archive.folder, { ...NOTHING_COMES, cards: this.asked.size }, 0);
  }

  /**
   * Takes a withdrawal back, and makes the article again from the archive.
   * @param given its id or its address. Throws a `PublisherError` where it cannot be made
   */
  async takeBack(given: string): Promise<void> {
    const { memory, reporter, intake } = this;
    const { withdrawals } = memory;
    const id = whichArticle(given, memory);
    if (!withdrawals.has(id)) {
      reporter.warn('这篇文章没有撤回，什么都没有改', memory.articles.item(id)?.title);
      return;
    }
    const kept = withdrawals.kept(id);
    const row = withdrawals.row(id);
    withdrawals.takeBack(id, this.number);
    const isThere = kept !== null && memory.sources.standing(kept.source) !== 'new';
    if (isThere) await intake.bring(id, kept, kept.modified);
    else if (!(await intake.bringBest(id)))
      throw new PublisherError(`存档里没有文章 ${id} 的来源：请把它重新存下来，发布一次，再恢复`);
    reporter.note(`已恢复：${row?.title ? `《${row.title}》` : ''}（${id}）`);
  }

  /**
   * Takes sources, one after the other, of which the next ones are prepared meanwhile.
   * @param refused what is done about one that is refused; else the error is thrown
   */
  async takeAll(
    sources: AsyncIterable<SourceInput> | Iterable<SourceInput>,
    refused?: (error: SourceError, name: string) => void,
  ): Promise<void> {
    const { intake, workshop } = this;
    for await (const prepared of workshop.prepare(sources, intake.standing)) {
      try {
        await intake.take(prepared);
      } catch (error) {
        if (!refused || !(error instanceof SourceError)) throw error;
        refused(error, prepared.name);
      }
    }
  }

  /**
   * Takes what the archive has and the memory has not read.
   * @returns how many sources the archive has
   */
  async takeUnread(refused?: (error: SourceError, name: string) => void): Promise<number> {
    const { sources } = this.memory;
    function* unread(): Generator<SourceInput> {
      for (const archived of sources.unread()) yield { archived };
    }
    await this.takeAll(unread(), refused);
    return sources.count;
  }

  /**
   * Nothing that was published is lost with a memory that had to be made again, unless somebody says so: an archive
   * that was left behind, or packs that are gone, would take their articles out of the feed.
   */
  private refuseLoss(): void {
    const { memory, options, archive } = this;
    const lost = unknownIn(options.to, memory);
    for (const id of this.missing)
      if (!memory.articles.has(id) && !memory.withdrawals.has(id)) lost.set(id, lost.get(id) ?? '');
    if (lost.size === 0 || options.acceptLoss) return;
    const names = [...lost].slice(0, 10).map(([id, title]) => (title ? `《${title}》` : id));
    throw new PublisherError(
      `存档 ${archive.folder} 里没有这 ${lost.size} 篇已发布文章的来源，没有发布，读者看到的还是原来的内容：${names.join('、')}${lost.size > 10 ? '……' : ''}。请把完整的存档（尤其是 sources 文件夹）放回来；没有备份时，连同这些文章的来源一起再发布；确实要放弃它们，请加 --accept-loss`,
    );
  }

  /** Puts the feed together and publishes it. */
  async finish(): Promise<Report> {
    const { options, archive, memory, staging, reporter, column, drafts, lost, now } = this;
    try {
      await this.workshop.seal();
      memory.sources.notePacks(archive.packNames());
      await this.intake.complete();
      if (memory.isNew) this.refuseLoss();
      // Their memory is needed for what follows.
      await this.workshop.close();
      await assemble({
        feed: options.to,
        column,
        archive,
        memory,
        staging,
        drafts,
        reporter,
        lost,
        cards: { isWanted: options.cards !== false, newest: cardsOf(column), asked: this.asked },
        codes: options.codes,
        strays: this.remakeAll || memory.isNew,
        // A repair takes nothing away that is as it should be.
        sweepBefore: this.repair ? 0 : now - (options.grace ?? GRACE),
        repair: this.repair,
      });
      const { plan } = staging;
      const isAll = !this.workshop.wasAlone || this.lock.isInherited;
      memory.commit(plan, this.record, this.number, () => staging.settle([archive.folder], isAll));
      // From here on it is undone by nobody: what is not done here is done by the next run.
      this.state = 'committed';
      staging.committed();
      carryOut(options.to, plan, staging.left(plan));
      memory.done();
      this.state = 'carried out';
    } catch (error) {
      await this.release().catch(() => {});
      throw error;
    }
    await this.release();
    return reporter.report;
  }

  /** Gives everything back without publishing. What made it fail is not hidden by what is thrown here: nothing is. */
  async abandon(): Promise<void> {
    await this.maker.done().catch(() => {});
    await this.release().catch(() => {});
  }

  /** Gives everything back, whatever becomes of the rest; throws what was thrown first. */
  private async release(): Promise<void> {
    const { workshop, staging, memory, lock, state } = this;
    const thrown: unknown[] = [];
    for (const step of [
      // What a run kept that failed is archived all the same. What is not whole is seen to by the next run.
      () => workshop.seal().catch(() => {}),
      () => workshop.close(),
      () => staging.close({ isOpen: state === 'committed' }),
      () => memory.close(),
      () => lock.giveBack(state !== 'open' || !lock.isInherited),
    ])
      try {
        await step();
      } catch (error) {
        thrown.push(error);
      }
    if (thrown.length > 0) throw thrown[0];
  }
}
