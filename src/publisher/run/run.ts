import path from 'node:path';
import type { CodeMaker } from '../cards/codes';
import { contentHash } from '../hash';
import { loadParser } from '../html/parser';
import { Archive, archiveFolder } from '../memory/archive';
import { Memory } from '../memory/memory';
import type { RawSource } from '../memory/raw-source';
import type { FetchLimits } from '../pictures/fetch';
import { PictureStore } from '../pictures/store';
import { type Report, Reporter } from '../report';
import { Staging } from '../write/staging';
import { assemble } from './assemble';
import { Before } from './before';
import { type Column, DEFAULT_COLUMN } from './column';
import { Intake } from './intake';
import { takeLock } from './lock';
import { forgetLost } from './lost';
import { Maker } from './make';

/** Bump when a better converter makes other documents of the same sources: the next run makes all anew. */
const CONVERTER = 1;

/** What decides how the same source is made into a document: converter and column. */
const makerOf = ({ name, place, channel }: Column): string =>
  contentHash(JSON.stringify([CONVERTER, name, place, channel]));

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
}

/**
 * One run of the publisher on one feed: sources are taken one after another, converted, and at the end the
 * feed is put together and published as a whole. Everything in memory is small: documents live on disk.
 */
export class Run {
  readonly reporter: Reporter;
  private readonly column: Column;
  private readonly before: Before;
  private readonly maker: Maker;
  private readonly intake: Intake;

  private constructor(
    private readonly options: RunOptions,
    remakeAll: boolean,
    readonly archive: Archive,
    readonly memory: Memory,
    private readonly staging: Staging,
    private readonly unlock: () => Promise<void>,
  ) {
    const { to, limits } = options;
    const images = options.images !== false;
    this.reporter = new Reporter(options.onProgress);
    this.column = { ...DEFAULT_COLUMN, ...options.column };
    this.before = new Before(memory.entries());
    const pictures = new PictureStore(archive, to, this.reporter, images, limits);
    const { reporter, column } = this;
    this.maker = new Maker({ column, pictures, reporter }, memory, staging);
    const stale = memory.changeMaker(makerOf(column));
    const choices = { remakeAll: remakeAll || stale, images };
    this.intake = new Intake(archive, memory, this.maker, reporter, choices);
  }

  /**
   * Takes the lock, finishes what a dead run left, and opens feed and archive. With `remakeAll` every article
   * is made anew from the archive. Throws a `PublisherError` where another run is at work.
   */
  static async open(options: RunOptions, { remakeAll = false } = {}): Promise<Run> {
    const to = path.resolve(options.to);
    const archive = new Archive(archiveFolder(to));
    await loadParser();
    const unlock = await takeLock(archive.folder);
    try {
      const staging = Staging.open(to);
      const memory = await Memory.open(archive.folder);
      forgetLost(memory, to);
      return new Run({ ...options, to }, remakeAll, archive, memory, staging, unlock);
    } catch (error) {
      await unlock();
      throw error;
    }
  }

  /** Takes one raw source: archives it and converts what is new in it. True for one never seen before. */
  take(raw: RawSource, beside?: ReadonlyMap<string, Buffer>): Promise<boolean> {
    return this.intake.take(raw, beside);
  }

  /** Puts the feed together and publishes it; those of the `leftovers` go that nothing in it refers to. */
  async finish(leftovers: readonly string[] = []): Promise<Report> {
    const { options, memory, staging, reporter, column, before } = this;
    try {
      await this.intake.complete();
      await assemble({
        feed: options.to,
        column,
        memory,
        staging,
        reporter,
        before,
        cards: options.cards !== false,
        codes: options.codes,
        leftovers,
      });
      staging.commit();
      await memory.save();
      return reporter.report;
    } catch (error) {
      // After the plan is written this is undone by nobody: the next run carries it out.
      staging.abandon();
      throw error;
    } finally {
      await this.unlock();
    }
  }

  /** Gives everything back without publishing. */
  async abandon(): Promise<void> {
    await this.maker.done().catch(() => {});
    this.staging.abandon();
    await this.unlock();
  }
}
