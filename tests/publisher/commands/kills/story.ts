import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { filesOf } from '../../../../src/domain/blocks';
import { folders, isNamedByContent, isWithdrawn, parseArticle, paths } from '../../../../src/feed';
import { Walk } from '../../../../src/publisher/commands/walk';
import { articleId, contentHash } from '../../../../src/publisher/hash';
import { Archive } from '../../../../src/publisher/memory/archive';
import { RunRecord } from '../../../../src/publisher/memory/record';
import { messageIdentity } from '../../../../src/publisher/source/identity';
import { page } from '../../../fixtures/publisher/generate';
import { deletedPage } from '../../../fixtures/publisher/pages';
import { readJson, write } from '../../support';
import { type Dump, look, rowsOf } from './look';
import type { Job, Server } from './process';

/** Milliseconds between two publications; a replaced file is removed by the third after. */
const BETWEEN = 9 * 3600_000;
const BEGIN = Date.UTC(2026, 0, 5);

/** Contents of files by their paths. */
export type Files = ReadonlyMap<string, string>;

/** Hashes of files by what the file system says of them: most are links to, or moved from, ones that were read before. */
const known = new Map<string, string>();

/** Hashes of all files below a folder. */
export function contents(folder: string, leave: RegExp = /^\.staging\//): Files {
  const found = new Map<string, string>();
  const visit = (below: string) => {
    for (const entry of readdirSync(path.join(folder, below), { withFileTypes: true })) {
      const name = path.posix.join(below, entry.name);
      if (leave.test(entry.isDirectory() ? `${name}/` : name)) continue;
      if (entry.isDirectory()) visit(name);
      else found.set(name, hashOf(path.join(folder, name)));
    }
  };
  if (existsSync(folder)) visit('');
  return found;
}

/**
 * What an archive holds, the memory aside: of its packs, all sources in the order in which they came; of its record,
 * what runs decided. What number each had, and what it found archived, depends on how many died.
 */
export function archived(folder: string): Files {
  const archive = new Archive(folder);
  const packed = [...archive.packed()];
  for (const one of packed) archive.source(one);
  return new Map([
    ...contents(folder, /^(memory\.db|record\.log|sources\/)/),
    [
      'record',
      readFileSync(new RunRecord(folder).file, 'utf8').replace(
        /^.{9}\{"(?:run|end|what":"read)":?.*\n/gm,
        '',
      ),
    ],
    ['sources', packed.map(({ hash }) => hash).join(' ')],
  ]);
}

function hashOf(file: string): string {
  const { ino, size, mtimeNs } = statSync(file, { bigint: true });
  const key = `${ino} ${size} ${mtimeNs}`;
  let hash = known.get(key);
  if (hash === undefined) {
    hash = contentHash(readFileSync(file));
    known.set(key, hash);
  }
  return hash;
}

/** The files that the head of a feed leads to. Throws where a client finds a fault. */
export async function ledTo(feed: string): Promise<string[]> {
  const names: string[] = [];
  const faults: string[] = [];
  const walk = new Walk(feed, {
    fault: (where, message) => faults.push(`${where}: ${message}`),
    file: (name) => names.push(name),
  });
  await walk.run();
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return names.sort();
}

/** What an undisturbed publication left. */
export interface Chapter {
  job: Omit<Job, 'to'>;
  /** Files that the head leads to, and all files of the folder. */
  led: Files;
  folder: Files;
  archive: Files;
  memory: Dump;
}

interface Living {
  index: number;
  version: number;
}

/**
 * A column that is published step by step, as a reference: nobody disturbs it. Each step adds some articles, most of
 * them with dates before others, edits some and withdraws some; what was replaced two steps before is removed.
 */
export class Story {
  readonly inbox: string;
  readonly reference: string;
  readonly chapters: Chapter[] = [];
  private living: Living[] = [];
  private readonly used = new Set<number>();
  private readonly withdrawn: Living[] = [];
  /** Of how many of them files show nothing, by their content. */
  private readonly looked = new Map<string, number>();

  constructor(
    root: string,
    private readonly server: Server,
    private readonly next: () => number,
  ) {
    this.inbox = path.join(root, 'inbox');
    this.reference = path.join(root, 'reference');
  }

  get last(): Chapter {
    return this.chapters.at(-1)!;
  }

  private some(count: number): number {
    return Math.floor(this.next() * count);
  }

  /** Nothing comes in any more. */
  empty(): void {
    rmSync(this.inbox, { recursive: true });
    mkdirSync(this.inbox);
  }

  /** No file of a feed, nor one that is staged, shows anything of an article that was withdrawn. */
  expectNoWithdrawn(feed: string): void {
    for (const [name, hash] of contents(feed, /^$/)) {
      // The same bytes are looked through once, and again for those that were withdrawn since.
      const from = this.looked.get(hash) ?? 0;
      if (from === this.withdrawn.length) continue;
      const text = readFileSync(path.join(feed, name), 'utf8');
      for (const { index } of this.withdrawn.slice(from))
        if (isOf(text, index)) throw new Error(`${name} shows article ${index}, which is withdrawn`);
      this.looked.set(hash, this.withdrawn.length);
    }
  }

  /** What came in since the last step: the inbox holds nothing else. Nothing where `count` is 0. */
  private fill({ add, edit, withdraw }: { add: number; edit: number; withdraw: number }): number[] {
    rmSync(this.inbox, { recursive: true, force: true });
    mkdirSync(this.inbox, { recursive: true });
    const gone: Living[] = [];
    for (let at = 0; at < withdraw && this.living.length > 6; at += 1) {
      const [one] = this.living.splice(this.some(this.living.length), 1) as [Living];
      write(this.inbox, { [page(one.index).name]: deletedPage() });
      gone.push(one);
    }
    for (let at = 0; at < edit && this.living.length > 0; at += 1) {
      const one = this.living[this.some(this.living.length)]!;
      one.version += 1;
      this.present(one);
    }
    for (let at = 0; at < add; at += 1) {
      let index = this.some(1000);
      while (this.used.has(index)) index = this.some(1000);
      this.used.add(index);
      const one = { index, version: 0 };
      this.living.push(one);
      this.present(one);
    }
    this.withdrawn.push(...gone);
    return gone.map(({ index }) => index);
  }

  private present({ index, version }: Living): void {
    const { name, html } = page(index, 120);
    // Every third shares its picture with others; an edit takes another one.
    const picture = index % 3 === 0 ? `pictures/shared-${index % 4}.png` : `pictures/${index}-${version}.png`;
    const more = `<p>第${version}版，暗号${index}止。</p><p><img data-src="${picture}"></p>`;
    write(this.inbox, {
      [picture]: `picture ${picture}`,
      [name]: html.replace('</div>\n', `${more}</div>\n`),
    });
  }

  /** Publishes the next step, and sees that nothing is wrong with what comes of it. */
  async turn(given?: { add: number; edit: number; withdraw: number }): Promise<Chapter> {
    const first = this.chapters.length === 0;
    const gone = this.fill(
      given ??
        (first
          ? { add: 16, edit: 0, withdraw: 0 }
          : { add: 1 + this.some(4), edit: this.some(4), withdraw: this.some(3) }),
    );
    return this.publish({ from: [this.inbox] }, gone);
  }

  /** Takes back the withdrawal that was the last. */
  async restore(): Promise<Chapter> {
    const one = this.withdrawn.pop()!;
    this.living.push(one);
    this.looked.clear();
    return this.publish({ from: [], restored: [idOf(one.index)] });
  }

  /** The feed is lost, and of the archive what can be made again. */
  lose(): void {
    for (const lost of ['', '.archive/rendered']) rmSync(this.reference + lost, { recursive: true });
    this.since = this.chapters.length;
  }

  /** Makes everything anew. */
  rebuild(): Promise<Chapter> {
    return this.publish({ from: [], isRebuild: true });
  }

  /** Publishes the next step, with pictures that are links to the archive's. */
  async turnLinked(step: { add: number; edit: number; withdraw: number }): Promise<Chapter> {
    return this.publish({ from: [this.inbox], link: true }, this.fill(step));
  }

  private async publish(what: Omit<Job, 'to' | 'now'>, gone: readonly number[] = []): Promise<Chapter> {
    const job = { ...what, now: BEGIN + this.chapters.length * BETWEEN };
    const taken = this.filesOfWithdrawn(gone);
    const { error, report } = await this.server.run({ ...job, to: this.reference });
    if (error || !report) throw new Error(error ?? 'no report');
    if (report.withdrawn !== gone.length)
      throw new Error(`${gone.length} withdrawals, of which ${report.withdrawn} were seen`);
    const archive = `${this.reference}.archive`;
    const folder = contents(this.reference);
    const chapter: Chapter = {
      job,
      led: new Map((await ledTo(this.reference)).map((name) => [name, folder.get(name)!])),
      folder,
      archive: archived(archive),
      memory: look(archive).dump,
    };
    this.examine(chapter, taken);
    this.chapters.push(chapter);
    return chapter;
  }

  /** Files that go with these articles: their own, and lists and rows that show them. */
  private filesOfWithdrawn(indexes: readonly number[]): Set<string> {
    const taken = new Set<string>();
    if (indexes.length === 0) return taken;
    const ids = indexes.map(idOf);
    for (const id of ids) {
      const document = parseArticle(readJson(this.reference, paths.article(id)));
      if (isWithdrawn(document)) continue;
      for (const block of document.blocks)
        if (block.type === 'image') for (const one of filesOf(block)) taken.add(one);
      for (const one of document.cover ? filesOf(document.cover) : []) taken.add(one);
      for (const one of [document.cards?.chat, document.cards?.square, document.code]) taken.add(one ?? '');
    }
    for (const name of this.last.folder.keys()) {
      const text = readFileSync(path.join(this.reference, name), 'utf8');
      if (name.startsWith(folders.lists) || name.startsWith(folders.rows)) {
        if (ids.some((id) => text.includes(`"${id}"`))) taken.add(name);
      } else if (indexes.some((index) => isOf(text, index))) taken.add(name);
    }
    return taken;
  }

  /** What the contract says of a folder, of the heads of before, and of what was withdrawn. */
  private examine({ job, led, folder, memory }: Chapter, taken: ReadonlySet<string>): void {
    const waiting = rowsOf<{ path: string; since: number }>(memory, 'replaced');
    const known = new Set([...led.keys(), ...waiting.map((one) => one.path)]);
    const strays = [...folder.keys()].filter((name) => !known.has(name));
    if (strays.length > 0) throw new Error(`nothing explains ${strays.join(', ')}`);
    // What went with a lost feed is waited for all the same.
    const lost = this.since > 0 ? [] : waiting.filter((one) => !folder.has(one.path));
    if (lost.length > 0) throw new Error(`${lost[0]!.path} waits, and is not there`);
    const late = waiting.filter(({ since }) => since < job.now - 24 * 3600_000);
    if (late.length > 0) throw new Error(`${late[0]!.path} is there after its grace period`);
    this.expectNoWithdrawn(this.reference);
    for (const name of taken) this.gone.add(name);
    for (const before of this.chapters.slice(Math.max(this.since, this.chapters.length - 2)))
      for (const name of before.led.keys())
        if (isNamedByContent(name) && !folder.has(name) && !this.gone.has(name))
          throw new Error(`a head within its grace period leads to ${name}, which is gone`);
  }

  private readonly gone = new Set<string>();
  /** The first chapter whose head readers may hold: those of before went with the feed. */
  private since = 0;
}

const idOf = (index: number): string =>
  articleId(messageIdentity('MzA5MDAwMDAwMA==', String(2_000_000 + index), '1'));

/** Whether a file shows an article: its title, its text, its card or one of its own pictures. */
const isOf = (text: string, index: number): boolean =>
  text.includes(`第${index}号`) || text.includes(`暗号${index}止`) || text.includes(`pictures/${index}-`);
