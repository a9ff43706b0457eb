import { readFileSync } from 'node:fs';
import path from 'node:path';
import { contentHash } from '../../../src/publisher/hash';
import type { Entry } from './log';
import { type Kind, type Naming, type Node, Replay } from './replay';
import { type Fate, fated } from './writings';

/*
 * A small file system in memory, for what a power cut leaves of what a run did (replay.ts). The rules are the least that
 * file systems with a journal promise:
 *
 * - what was written to a file is there once that file was flushed; its name may be missing all the same;
 * - a name is there, or gone, once its folder was flushed; a move once that was where it goes to: it is done wholly, of
 *   a folder with all that is in it, or not at all, and loses nothing: where it goes to is there then;
 * - of everything else any part may be there.
 */

/** A file of a state: one of the beginning, by its place, or bytes. */
export type Content = { base: string } | { hash: string; bytes: Buffer };

/** What may be on the disk: files and folders by their names. */
export interface State {
  files: Map<string, Content>;
  folders: string[];
  database: Uint8Array | null;
}

/** What is not on the disk for sure at some moment. */
export interface Pending {
  names: readonly Naming[];
  files: readonly Node[];
}

/** What of that is there all the same. */
export interface Choice {
  isDone(naming: Naming): boolean;
  fate(node: Node): Fate;
}

export class Model {
  private readonly replay: Replay;
  private readonly made = new Map<string, { hash: string; bytes: Buffer }>();

  /** @param base a folder with what was on the disk at the beginning */
  constructor(
    private readonly base: string,
    readonly entries: readonly Entry[],
    kind: Kind,
  ) {
    this.replay = new Replay(base, entries, kind);
  }

  /** What is not on the disk for sure behind so many entries. */
  pendingAt(point: number): Pending {
    const isPending = ({ at, durable }: { at: number; durable: number }) => at < point && durable >= point;
    const { namings, writings } = this.replay;
    return {
      names: namings.filter(isPending),
      files: [...writings].filter(([, all]) => all.some(isPending)).map(([node]) => node),
    };
  }

  /** The database as of the last commit before, or of so many before that, as far as is known; null where there was none. */
  databaseAt(point: number, before = 0): Uint8Array | null {
    const all = this.replay.databases.filter(({ at }) => at < point);
    return all[Math.max(0, all.length - 1 - before)]!.data;
  }

  /** What is there behind so many entries. */
  state(point: number, choice: Choice): Omit<State, 'database'> {
    const tree = new Map<Node, Map<string, Node>>();
    const namesOf = (folder: Node) => {
      const names = tree.get(folder) ?? new Map(folder.names);
      tree.set(folder, names);
      return names;
    };
    for (const { changes } of this.done(point, choice))
      for (const { folder, name, node } of changes)
        if (node) namesOf(folder).set(name, node);
        else namesOf(folder).delete(name);
    const files = new Map<string, Content>();
    const folders: string[] = [];
    const visit = (folder: Node, below: string) => {
      for (const [name, node] of namesOf(folder)) {
        const full = path.posix.join(below, name);
        if (node.names) {
          folders.push(full);
          visit(node, full);
        } else files.set(full, this.content(node, point, choice));
      }
    };
    visit(this.replay.root, '');
    return { files, folders };
  }

  /** What was done to names, and is there. */
  private done(point: number, { isDone }: Choice): Naming[] {
    const { namings, makings } = this.replay;
    const all = namings.filter(({ at }) => at < point);
    const done = new Set(all.filter((one) => one.durable < point || isDone(one)));
    for (const one of [...done]) {
      if (!one.isMove) continue;
      for (let making = makings.get(one.by); making; making = makings.get(making.by)) done.add(making);
    }
    return all.filter((one) => done.has(one));
  }

  private content(node: Node, point: number, { fate }: Choice): Content {
    const all = (this.replay.writings.get(node) ?? []).filter(({ at }) => at < point);
    if (all.length === 0 && node.base !== null) return { base: node.base };
    const firm = all.filter(({ durable }) => durable < point).length;
    const chosen = firm === all.length ? 'whole' : fate(node);
    const key = `${node.id} ${all.length} ${chosen === 'whole' ? '' : firm} ${chosen}`;
    let made = this.made.get(key);
    if (!made) {
      const before = node.base === null ? Buffer.alloc(0) : readFileSync(path.join(this.base, node.base));
      const bytes = fated(before, all, firm, chosen);
      made = { hash: contentHash(bytes), bytes };
      this.made.set(key, made);
    }
    return made;
  }
}
