import path from 'node:path';
import type { CodeMaker } from '../cards/codes';
import { PublisherError } from '../errors';
import { contentHash } from '../hash';
import { holdHeap } from '../heap';
import { Archive, archiveFolder } from '../memory/archive';
import { FACT } from '../memory/facts';
import { Memory } from '../memory/memory';
import type { FetchLimits } from '../pictures/fetch';
import { PictureStore } from '../pictures/store';
import { type Report, Reporter } from '../report';
import type { SourceInput } from '../work/types';
import { Workshop } from '../work/workshop';
import { carryOut, Staging } from '../write/staging';
import { assemble } from './assemble';
import { type Column, DEFAULT_COLUMN } from './column';
import { Drafts } from './drafts';
import { Intake } from './intake';
import { takeLock } from './lock';
import { findLost, headOf, type Lost } from './lost';
import { Maker } from './make';
import { adoptWithdrawn } from './restore';

/** Bump when a better converter makes other documents of the same sources: the next run makes all anew. */
const CONVERTER = 3;

/** What decides how the same source is made into a document: converter and column. */
export const makerOf = ({ name, place, channel }: Column): string =>
  contentHash(JSON.stringify([CONVERTER, name, place, channel]));

/** How long a file stays that the head no longer leads to: a reader may hold the head of before. Milliseconds. */
export const GRACE = 24 * 3600_000;

export type { SourceInput };

export interface RunOptions {
  /** The feed's folder. */
  to: string;
  column?: Partial<Column> | undefined;
  /** False: pictures of the web are not downloaded and stay links. */
  images?: boolean | undefined;
  /** False: no share cards. */
  cards?: boolean | undefined;
  onProgress?: ((message: string) => void) | undefined;
  limits?: FetchLimits | undefined;
  /** Makes mini-program codes, where the mini-program's credentials are known. */
  codes?: CodeMaker | undefined;
  /** How long replaced files stay, in milliseconds; a day unless told. */
  grace?: number | undefined;
  /** How many threads prepare the sources; as many as there are processors, at most four, unless told. */
  threads?: number | undefined;
  /** The time of the run, in milliseconds since 1970. */
  now?: (() => number) | undefined;
}

/**
 * One run of the publisher on one feed: sources are taken one after another, converted, and at the end the
 * feed is put together and published as a whole. Everything in memory is small: documents live on disk.
 */
export class Run {
  readonly reporter: Reporter;
  private readonly column: Column;
  private readonly maker: Maker;
  private readonly intake: Intake;
  private readonly drafts: Drafts;
  private readonly lost: Lost;
  private readonly workshop: Workshop;
  /** Whether the run has happened, and is not carried out yet. */
  private planIsOpen = false;

  private constructor(
    private readonly options: RunOptions,
    private readonly remakeAll: boolean,
    readonly archive: Archive,
    readonly memory: Memory,
    private readonly staging: Staging,
    /** The moment of the run, in milliseconds since 1970. */
    private readonly now: number,
    /** Gives back what the process has for the run alone. */
    private readonly giveBack: () => void,
  ) {
    const { limits } = options;
    const images = options.images !== false;
    this.reporter = new Reporter(options.onProgress);
    this.column = { ...DEFAULT_COLUMN, ...options.column };
    this.drafts = new Drafts(staging.spool);
    const { reporter, column } = this;
    const pictures = new PictureStore(archive, reporter, images, limits);
    this.maker = new Maker({ column, pictures, reporter }, memory, this.drafts);
    this.lost = findLost(memory, options.to);
    const stale = memory.fact(FACT.maker) !== makerOf(column);
    memory.setFact(FACT.maker, makerOf(column));
    const remake = remakeAll || stale ? 'all' : this.lost.articles;
    this.workshop = new Workshop({
      archive: { folder: archive.folder, run: memory.sources.nextRun },
      threads: options.threads,
    });
    this.intake = new Intake(this.workshop, memory, this.maker, reporter, { remake, images });
  }

  /**
   * Takes the lock, finishes what a dead run left, and opens feed and archive. With `remakeAll` every article
   * is made anew from the archive, and lists and search are cut anew. A memory that is lost, damaged, or not that
   * of the published head is made again from the archive. Throws a `PublisherError` where another run is at work.
   */
  static async open(given: RunOptions, { remakeAll = false } = {}): Promise<Run> {
    const options = { ...given, to: path.resolve(given.to) };
    const archive = new Archive(archiveFolder(options.to));
    const unlock = takeLock(archive.folder);
    const letGrow = holdHeap();
    const giveBack = () => {
      letGrow();
      unlock();
    };
    const now = (options.now ?? Date.now)();
    let memory: Memory | undefined;
    let run: Run | undefined;
    try {
      archive.tidy();
      memory = Memory.open(archive.folder, now, archive.isEmpty);
      const { plan } = memory;
      if (plan) {
        carryOut(options.to, plan);
        memory.done();
      }
      memory.begin();
      const missing = memory.sources.follow(archive);
      // Another head than the one that it published: a copy of before was put in place of the memory, or of the feed.
      const isOther = !memory.isNew && headOf(memory, options.to) === 'other';
      const all = remakeAll || isOther;
      if (all) memory.cutAnew();
      run = new Run(options, all, archive, memory, Staging.open(options.to), now, giveBack);
      for (const pack of missing)
        run.reporter.warn(`存档里少了 sources/${pack}：请从备份恢复它，或重新导入其中的文章`);
      if (memory.isNew || isOther) await run.restore();
      return run;
    } catch (error) {
      if (run) await run.abandon();
      else {
        memory?.close();
        giveBack();
      }
      throw error;
    }
  }

  /**
   * Makes the memory again of what the archive has, or completes one that is older. Of what the feed says was
   * withdrawn nothing comes back.
   */
  private async restore(): Promise<void> {
    const { memory, reporter, options } = this;
    adoptWithdrawn(options.to, memory);
    // A run that was given it refused it then, and published nothing of it.
    const count = await this.takeUnread((error, name) => reporter.warn(`已跳过：${error.message}`, name));
    if (count === 0) return;
    const why = memory.isNew ? '没有可用的发布记录' : '发布记录与已发布的内容不是同一次的';
    reporter.warn(`${why}，已按存档重新生成全部文章`);
  }

  /** Takes one source: archives it and converts what is new in it. True for one never seen before. */
  async take(input: SourceInput): Promise<boolean> {
    const { intake, workshop } = this;
    return intake.take(await workshop.one(input, intake.standing));
  }

  /**
   * Takes sources, one after the other, of which the next ones are prepared meanwhile.
   * @param refused what is done about one that is refused; else the error is thrown
   */
  async takeAll(
    sources: AsyncIterable<SourceInput> | Iterable<SourceInput>,
    refused?: (error: PublisherError, name: string) => void,
  ): Promise<void> {
    const { intake, workshop } = this;
    for await (const prepared of workshop.prepare(sources, intake.standing)) {
      try {
        await intake.take(prepared);
      } catch (error) {
        if (!refused || !(error instanceof PublisherError)) throw error;
        refused(error, prepared.name);
      }
    }
  }

  /**
   * Takes what the archive has and the memory has not read.
   * @returns how many sources the archive has
   */
  async takeUnread(refused?: (error: PublisherError, name: string) => void): Promise<number> {
    const { sources } = this.memory;
    function* unread(): Generator<SourceInput> {
      for (const archived of sources.unread()) yield { archived };
    }
    await this.takeAll(unread(), refused);
    return sources.count;
  }

  /** Puts the feed together and publishes it. */
  async finish(): Promise<Report> {
    const { options, archive, memory, staging, reporter, column, drafts, lost, now } = this;
    try {
      await this.workshop.seal();
      memory.sources.notePacks(archive.packNames());
      await this.intake.complete();
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
        cards: options.cards !== false,
        codes: options.codes,
        strays: this.remakeAll || memory.isNew,
        sweepBefore: now - (options.grace ?? GRACE),
      });
      const { plan } = staging;
      memory.commit(plan);
      // From here on it is undone by nobody: what is not done here is done by the next run.
      this.planIsOpen = true;
      carryOut(options.to, plan);
      memory.done();
      this.planIsOpen = false;
      return reporter.report;
    } finally {
      await this.release();
    }
  }

  /** Gives everything back without publishing. */
  async abandon(): Promise<void> {
    await this.maker.done().catch(() => {});
    await this.release();
  }

  private async release(): Promise<void> {
    try {
      // What a run kept that failed is archived all the same. What is not whole is seen to by the next run.
      await this.workshop.seal().catch(() => {});
      await this.workshop.close();
      this.staging.close({ isOpen: this.planIsOpen });
      this.memory.close();
    } finally {
      this.giveBack();
    }
  }
}
