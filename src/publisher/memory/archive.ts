import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { threadId } from 'node:worker_threads';
import { constants, gunzipSync, gzipSync } from 'node:zlib';
import { PublisherError } from '../errors';
import { contentHash } from '../hash';
import { writeWhole } from '../write/file';
import type { RawSource } from './raw-source';

/** The archive of a feed lies beside it, never inside: what is inside is public. */
export const archiveFolder = (feed: string): string => `${path.resolve(feed)}.archive`;

/**
 * Every raw source that the feed was made from, named by content. With it a better converter can rebuild
 * the whole feed without asking anybody. The publisher's memory lies in the same folder.
 */
export class Archive {
  constructor(readonly folder: string) {}

  /** Whether nothing was ever kept. */
  get isEmpty(): boolean {
    return !existsSync(path.join(this.folder, 'sources'));
  }

  /** Throws away what a dead run had half written. Nobody else may be at work. */
  tidy(): void {
    rmSync(this.parts, { recursive: true, force: true });
  }

  private get parts(): string {
    return path.join(this.folder, 'parts');
  }

  private write(file: string, data: string | Uint8Array): void {
    // One folder for each thread: two that make files in one wait for each other.
    writeWhole(file, data, path.join(this.parts, String(threadId)));
  }

  /** Keeps a source; returns its content hash. Writing one that is there already writes nothing. */
  async keep(raw: RawSource, beside: ReadonlyMap<string, Buffer> = new Map()): Promise<string> {
    // Bytes from here on: as a text it would be encoded for its hash, and again for its file.
    const bytes = Buffer.from(JSON.stringify(raw));
    const hash = contentHash(bytes);
    for (const [name, data] of beside)
      if (!existsSync(this.besideFile(name))) this.write(this.besideFile(name), data);
    const file = this.sourceFile(hash);
    // Level 1: a tenth larger than level 6, four times as fast.
    if (!existsSync(file)) this.write(file, gzipSync(bytes, { level: constants.Z_BEST_SPEED }));
    return hash;
  }

  async source(hash: string): Promise<RawSource> {
    try {
      const text = gunzipSync(readFileSync(this.sourceFile(hash))).toString('utf8');
      return JSON.parse(text) as RawSource;
    } catch (error) {
      throw new PublisherError(
        `存档里的来源 ${this.sourceFile(hash)} 丢失或损坏，请重新导入它：${String(error)}`,
      );
    }
  }

  /**
   * The hash of every archived source, in the order in which they came: of two captures of an article that do not
   * say when they were made, the later one is its newer edition.
   */
  async *sources(): AsyncGenerator<string> {
    const root = path.join(this.folder, 'sources');
    const found: { hash: string; time: bigint }[] = [];
    for (const folder of await readdir(root).catch(() => []))
      for (const name of await readdir(path.join(root, folder))) {
        if (!name.endsWith('.json.gz')) continue;
        const { mtimeNs } = statSync(path.join(root, folder, name), { bigint: true });
        found.push({ hash: name.slice(0, -'.json.gz'.length), time: mtimeNs });
      }
    found.sort((a, b) => Number(a.time - b.time) || (a.hash < b.hash ? -1 : 1));
    for (const { hash } of found) yield hash;
  }

  /** The bytes of a picture that lay beside a source. */
  beside(hash: string): Promise<Buffer> {
    return readFile(this.besideFile(hash));
  }

  /** Where a rendered picture lies: the feed has a copy of it. */
  renderedFile(hash: string): string {
    return path.join(this.folder, 'rendered', hash.slice(0, 2), hash);
  }

  hasRendered(hash: string): boolean {
    return existsSync(this.renderedFile(hash));
  }

  keepRendered(hash: string, data: Buffer): void {
    if (!this.hasRendered(hash)) this.write(this.renderedFile(hash), data);
  }

  /** A small JSON file of the archive, such as what is known of a mirrored picture. */
  async note<T>(kind: string, name: string): Promise<T | null> {
    const file = this.noteFile(kind, name);
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as T) : null;
  }

  async saveNote(kind: string, name: string, value: unknown): Promise<void> {
    this.write(this.noteFile(kind, name), JSON.stringify(value));
  }

  private sourceFile(hash: string): string {
    return path.join(this.folder, 'sources', hash.slice(0, 2), `${hash}.json.gz`);
  }

  private besideFile(hash: string): string {
    return path.join(this.folder, 'beside', hash.slice(0, 2), hash);
  }

  private noteFile(kind: string, name: string): string {
    return path.join(this.folder, kind, name.slice(0, 2), `${name}.json`);
  }
}
