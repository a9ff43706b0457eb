import { existsSync, readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { constants, gunzipSync, gzipSync } from 'node:zlib';
import { hasCode, PublisherError } from '../errors';
import { contentHash } from '../hash';
import type { RawSource } from '../source/raw';
import { writeWhole } from '../write/file';
import { emptyState, parseState, type State } from './state';

/** The archive of a feed lies beside it, never inside: what is inside is public. */
export const archiveFolder = (feed: string): string => `${path.resolve(feed)}.archive`;

/**
 * Every raw source that the feed was made from, named by content, with the publisher's own memory of
 * them. With it a better converter can rebuild the whole feed without asking anybody.
 */
export class Archive {
  constructor(readonly folder: string) {}

  /** Keeps a source; returns its content hash. Writing one that is there already writes nothing. */
  async keep(raw: RawSource, beside: ReadonlyMap<string, Buffer> = new Map()): Promise<string> {
    const text = JSON.stringify(raw);
    const hash = contentHash(text);
    for (const [name, data] of beside)
      if (!this.has(this.besideFile(name))) writeWhole(this.besideFile(name), data);
    const file = this.sourceFile(hash);
    // Level 1: a tenth larger than level 6, four times as fast.
    if (!this.has(file)) writeWhole(file, gzipSync(text, { level: constants.Z_BEST_SPEED }));
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

  /** The hash of every archived source, in a fixed order. */
  async *sources(): AsyncGenerator<string> {
    const root = path.join(this.folder, 'sources');
    for (const folder of (await readdir(root).catch(() => [])).sort())
      for (const name of (await readdir(path.join(root, folder))).sort())
        if (name.endsWith('.json.gz')) yield name.slice(0, -'.json.gz'.length);
  }

  /** The bytes of a picture that lay beside a source. */
  beside(hash: string): Promise<Buffer> {
    return readFile(this.besideFile(hash));
  }

  /** What the publisher remembers. Throws a `PublisherError` for a memory that cannot be read. */
  async state(): Promise<State> {
    let text: string;
    try {
      text = await readFile(this.stateFile, 'utf8');
    } catch (error) {
      if (hasCode(error, 'ENOENT')) return emptyState();
      throw error;
    }
    return parseState(text, this.stateFile);
  }

  /** Writes the memory down, unless that is what is there: a run with nothing new writes nothing. */
  async saveState(state: State): Promise<void> {
    const text = JSON.stringify(state);
    const there = await readFile(this.stateFile, 'utf8').catch(() => null);
    if (there !== text) writeWhole(this.stateFile, text);
  }

  /** A small JSON file of the archive, such as what is known of a mirrored picture. */
  async note<T>(kind: string, name: string): Promise<T | null> {
    const file = this.noteFile(kind, name);
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as T) : null;
  }

  async saveNote(kind: string, name: string, value: unknown): Promise<void> {
    writeWhole(this.noteFile(kind, name), JSON.stringify(value));
  }

  private get stateFile() {
    return path.join(this.folder, 'state.json');
  }
  private sourceFile = (hash: string) =>
    path.join(this.folder, 'sources', hash.slice(0, 2), `${hash}.json.gz`);
  private besideFile = (hash: string) => path.join(this.folder, 'beside', hash.slice(0, 2), hash);
  private noteFile = (kind: string, name: string) =>
    path.join(this.folder, kind, name.slice(0, 2), `${name}.json`);

  private has = (file: string): boolean => existsSync(file);
}
