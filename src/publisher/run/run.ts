import path from 'node:path';
import { parseArticle, paths } from '../../feed';
import { makeCodes } from '../cards/codes';
import { drawMissing } from '../cards/draw';
import { type Column, DEFAULT_COLUMN } from '../column';
import { PublisherError } from '../errors';
import { articleId, contentHash, toJson } from '../hash';
import { loadParser } from '../html/parser';
import { Archive, archiveFolder } from '../memory/archive';
import type { Entry, State } from '../memory/state';
import type { FetchLimits } from '../pictures/fetch';
import { PictureStore } from '../pictures/store';
import { writeSearch } from '../search/write';
import type { AccountClient } from '../source/account/client';
import { type RawSource, readSource } from '../source/raw';
import type { Reading, SourceArticle } from '../source/types';
import { Staging } from '../write/staging';
import { inOrder, linkDocuments, writeHead, writeLists } from './assemble';
import { makeDocument } from './document';
import { takeLock } from './lock';
import { forgetLost } from './lost';
import { Pool } from './pool';
import { firstAffected } from './related';
import { type Report, Reporter } from './report';
import { dropTitles, removeImages, settleWithdrawn, sweep } from './settle';
import { tellingWords } from './words';

/** Bump when a better converter makes other documents of the same sources: the next run makes all anew. */
const CONVERTER = 1;

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
  codes?: Pick<AccountClient, 'code'> | undefined;
}

/** Articles in work at a time: enough to keep two cores and a slow picture server busy. */
const PLACES = 4;

/** The source that an article is made of in this run, until a better one comes. */
interface Chosen {
  rank: number;
  captured: number;
  source: string;
  title: string;
  name: string;
}

/**
 * One run of the publisher on one feed: sources are taken one after another, converted, and at the end the
 * feed is put together and published as a whole. Everything in memory is small: documents live on disk.
 */
export class Run {
  readonly reporter: Reporter;
  private readonly before = new Map<string, { own: string; images: string[] }>();
  private readonly chosen = new Map<string, Chosen>();
  private readonly order: string[];
  private readonly pool = new Pool(PLACES);

  private constructor(
    private readonly options: RunOptions,
    readonly column: Column,
    readonly archive: Archive,
    readonly state: State,
    private readonly staging: Staging,
    private readonly pictures: PictureStore,
    reporter: Reporter,
    private readonly unlock: () => Promise<void>,
  ) {
    this.reporter = reporter;
    for (const entry of Object.values(state.entries))
      this.before.set(entry.id, { own: entry.own, images: entry.images });
    this.order = inOrder(state).map(orderKey);
    const maker = contentHash(JSON.stringify([CONVERTER, column.name, column.place, column.channel]));
    this.stale = state.maker !== maker;
    state.maker = maker;
  }
  /** Whether the entries were made by an older converter or for another column. */
  private stale: boolean;
  private readonly remade = new Set<string>();
  /** Pages that say that an article is gone, but not which: their file's name may tell. */
  private readonly nameless: { name: string; time: number | undefined; reason: string }[] = [];
  private readonly presented = new Set<string>();
  private readonly displaced = new Set<string>();

  /** Takes the lock, finishes what a dead run left, and opens feed and archive. */
  static async open(options: RunOptions): Promise<Run> {
    const to = path.resolve(options.to);
    const archive = new Archive(archiveFolder(to));
    await loadParser();
    const unlock = await takeLock(archive.folder);
    try {
      const staging = Staging.open(to);
      const state = await archive.state();
      forgetLost(state, to);
      const reporter = new Reporter(options.onProgress);
      const pictures = new PictureStore(archive, to, reporter, options.images !== false, options.limits);
      const column = { ...DEFAULT_COLUMN, ...options.column };
      return new Run({ ...options, to }, column, archive, state, staging, pictures, reporter, unlock);
    } catch (error) {
      await unlock();
      throw error;
    }
  }

  /** Takes one raw source: archives it and converts what is new in it. True for one never seen before. */
  async take(raw: RawSource, beside?: ReadonlyMap<string, Buffer>): Promise<boolean> {
    const source = await this.archive.keep(raw, beside);
    this.reporter.report.read += 1;
    this.presented.add(source);
    const known = this.state.sources[source];
    if (known && known.length > 0 && !this.stale) {
      if (!known.every((id) => this.isSettled(id, source))) this.displaced.add(source);
      return false;
    }
    await this.read(raw, source);
    return known === undefined;
  }

  private isSettled(id: string, source: string): boolean {
    const entry = this.state.entries[id];
    if (!entry) return this.state.withdrawn[id] !== undefined;
    return entry.source === source && !(entry.missing > 0 && this.options.images !== false);
  }

  /** Whether an article is in the feed. */
  isLive(identity: string): boolean {
    return this.state.entries[articleId(identity)] !== undefined;
  }

  /** Has every article made anew from the archive at the end of the run. */
  remakeAll(): void {
    this.stale = true;
  }

  /** Has the files of this list that nothing refers to any longer removed. */
  sweep(names: readonly string[]): void {
    this.leftovers = names;
  }
  private leftovers: readonly string[] = [];

  private async read(raw: RawSource, source: string): Promise<void> {
    const ids: string[] = [];
    for (const [index, reading] of readSource(raw).entries()) {
      const id = await this.consider(reading, raw, source, index);
      if (id) ids.push(id);
    }
    this.state.sources[source] = ids;
  }

  /**
   * Known sources that another one had replaced. Where the replacement is presented too, it keeps its
   * place; where it is not, its file was put back to what it was before.
   */
  private async readDisplaced(): Promise<void> {
    for (const source of this.displaced) {
      const winners = this.state.sources[source]!.map((id) => this.state.entries[id]?.source);
      const lost = winners.some(
        (winner) => winner !== undefined && winner !== source && this.presented.has(winner),
      );
      if (!lost) await this.read(await this.archive.source(source), source);
    }
    await this.pool.done();
  }

  private async consider(
    reading: Reading,
    raw: RawSource,
    source: string,
    index: number,
  ): Promise<string | null> {
    if (reading.what === 'skipped') {
      this.reporter.warn(`已跳过：${reading.reason}`, raw.name);
      return null;
    }
    if (reading.what === 'withdrawn') {
      if (reading.identity) this.withdraw(reading.identity, reading.time);
      else this.nameless.push({ name: raw.name, time: reading.time, reason: reading.reason });
      return null;
    }
    const { article } = reading;
    if (raw.form === 'page') this.state.aliases[`name:${raw.name}`] = detached(article.identity);
    const id = articleId(article.identity);
    if (this.state.withdrawn[id]) return id;
    const rank = article.body.form === 'title' ? 0 : 1;
    const rival = this.chosen.get(id);
    if (rival && rank > 0 && rival.rank > 0 && rival.title !== article.title && raw.form === 'text')
      throw new PublisherError(
        `${raw.name} 与 ${rival.name} 账号和发布时间相同、标题不同，分不清是不是同一篇：请在其中一份加上“序号: 2”或“原文链接: …”`,
      );
    const best = rival ?? this.known(id);
    const captured = article.captured ?? 0;
    if (best && (rank < best.rank || (rank === best.rank && captured < best.captured))) return id;
    this.chosen.set(id, { rank, captured, source, title: article.title, name: raw.name });
    await this.pool.add(() => this.make(article, reading.resolve ?? (() => null), source, index, rank));
    return id;
  }

  private known(id: string): { rank: number; captured: number } | undefined {
    const entry = this.state.entries[id];
    return entry && { rank: entry.rank, captured: entry.captured };
  }

  private async make(
    article: SourceArticle,
    resolve: (src: string) => string | null,
    source: string,
    index: number,
    rank: number,
  ): Promise<void> {
    const { reporter, column, pictures } = this;
    const made = await makeDocument(article, { column, pictures, reporter, resolve });
    const { document, item } = made;
    // Another source of the same article was preferred while this one was being converted.
    if ((this.chosen.get(document.id)?.source ?? source) !== source) return;
    parseArticle(document);
    const old = this.state.entries[document.id];
    const own = contentHash(JSON.stringify([document, item]));
    this.remade.add(document.id);
    const entry = detached<Entry>({
      id: document.id,
      identity: article.identity,
      source,
      index,
      rank,
      captured: article.captured ?? 0,
      published: article.published,
      account: article.account ?? column.name,
      item,
      words: tellingWords(document),
      own,
      related: old?.related ?? [],
      links: old?.own === own ? old.links : '',
      images: made.images,
      missing: made.missing,
      ...(old?.card ? { card: old.card } : {}),
      ...(old?.code ? { code: old.code } : {}),
    });
    if (old?.own === own) entry.item._column.v = old.item._column.v;
    else this.staging.hold(paths.article(document.id), toJson(document));
    this.state.entries[document.id] = entry;
  }

  /** Withdraws an article by its source's word; `time` in milliseconds where the source knows it. */
  withdraw(identity: string, time?: number): void {
    const id = articleId(identity);
    if (this.state.withdrawn[id]) return;
    this.state.withdrawn[id] = { identity, ...(time === undefined ? {} : { time }) };
  }

  /** Withdraws an article that a full listing no longer has. */
  vanish(identity: string, time: number): void {
    this.withdraw(identity, time);
    this.state.withdrawn[articleId(identity)]!.vanished = true;
  }

  /** Takes a vanished article back, because it is listed again. What its source deleted stays gone. */
  restore(identity: string): void {
    const id = articleId(identity);
    if (this.state.withdrawn[id]?.vanished) delete this.state.withdrawn[id];
  }

  /** Puts the feed together and publishes it. */
  async finish(): Promise<Report> {
    try {
      await this.pool.done();
      await this.readDisplaced();
      await this.remakeStale();
      this.settleNameless();
      const { state, staging, reporter, options } = this;
      settleWithdrawn(state, staging, reporter);
      dropTitles(state, staging);
      if (options.cards !== false) await drawMissing(options.to, state, staging, reporter);
      if (options.codes) await makeCodes(options.codes, state, staging, reporter);
      const entries = inOrder(state);
      reporter.progress(`整理 ${entries.length} 篇文章的列表`);
      linkDocuments(entries, state, staging, this.firstChange(entries));
      const lists = writeLists(entries, staging);
      const search = writeSearch(entries, state, staging);
      writeHead(entries, state, this.column, { lists, search }, staging);
      removeImages(
        [...this.before.values()].map((one) => one.images),
        state,
        staging,
      );
      sweep(this.leftovers, state, staging);
      this.count(entries);
      staging.commit();
      await this.archive.saveState(state);
      return reporter.report;
    } catch (error) {
      // After the plan is written this is undone by nobody: the next run carries it out.
      this.staging.abandon();
      throw error;
    } finally {
      await this.unlock();
    }
  }

  /** Gives everything back without publishing. */
  async abandon(): Promise<void> {
    await this.pool.done().catch(() => {});
    this.staging.abandon();
    await this.unlock();
  }

  private async remakeStale(): Promise<void> {
    if (!this.stale) return;
    for (const entry of Object.values(this.state.entries)) {
      if (this.remade.has(entry.id)) continue;
      const raw = await this.archive.source(entry.source);
      const reading = readSource(raw)[entry.index];
      if (reading?.what === 'article')
        await this.pool.add(() =>
          this.make(reading.article, reading.resolve ?? (() => null), entry.source, entry.index, entry.rank),
        );
    }
    await this.pool.done();
  }

  /** Withdraws what pages of a known name say is gone. */
  private settleNameless(): void {
    for (const { name, time, reason } of this.nameless) {
      const identity = this.state.aliases[`name:${name}`];
      if (identity) this.withdraw(identity, time);
      else this.reporter.warn(`页面显示“${reason}”，但看不出是哪一篇；请用原来的文件名保存它`, name);
    }
  }

  /** The first position at which order or subject of the entries differs from the last run. */
  private firstChange(entries: readonly Entry[]): number {
    const at = entries.findIndex((entry, index) => this.order[index] !== orderKey(entry));
    return at < 0 ? entries.length : firstAffected(at);
  }

  private count(entries: readonly Entry[]): void {
    const { report } = this.reporter;
    report.total = entries.length;
    for (const entry of entries) {
      const old = this.before.get(entry.id);
      if (!old) report.new += 1;
      else if (old.own !== entry.own) report.changed += 1;
      else report.unchanged += 1;
    }
    const { written, removed } = this.staging.counts;
    report.written = written;
    report.removed = removed;
  }
}

/**
 * A copy that shares no text with its source. A string cut out of a page keeps the whole page in memory for
 * as long as it lives itself, and entries live to the end of the run.
 */
const detached = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

const orderKey = (entry: Entry) =>
  `${entry.id} ${entry.words.join()} ${entry.item._column.region} ${entry.published}`;
