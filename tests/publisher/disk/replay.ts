import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Entry } from './log';
import type { Writing } from './writings';

/*
 * What a run did to the disk (log.ts), on top of what was there at its beginning: of each thing done it is known when it
 * was brought to the disk.
 */

/** A file, or a folder with what it held at the beginning. */
export interface Node {
  id: number;
  /** Where the file's bytes lie that it had at the beginning; null for one that was made since. */
  base: string | null;
  names: Map<string, Node> | null;
}

export interface Done {
  /** Which of the log's entries did it. */
  at: number;
  /** Which of them brought it to the disk. */
  durable: number;
}

/** Something was done to names: all at once. */
export interface Naming extends Done {
  changes: { folder: Node; name: string; node: Node | null }[];
  /** The folder whose flush brings it to the disk. */
  by: Node;
  isMove: boolean;
}

/** How `disk.sync` does its work: for each file and folder, or for the whole file system. */
export type Kind = 'each' | 'all';

const NEVER = Number.POSITIVE_INFINITY;
const ASIDE = /^[^/]+\.archive\/(memory\.db|lock$|lock\.db)/;

export class Replay {
  readonly root: Node;
  readonly namings: Naming[] = [];
  /** What made each folder that was made since. */
  readonly makings = new Map<Node, Naming>();
  readonly writings = new Map<Node, Writing[]>();
  /** The database as it was at the beginning, and after each commit. */
  readonly databases: { at: number; data: Uint8Array | null }[] = [];
  /** The tree as the run sees it. */
  private readonly now = new Map<Node, Map<string, Node>>();
  private at = 0;
  private isFlushing = false;
  private count = 0;

  /** @param base a folder with what was on the disk at the beginning */
  constructor(
    private readonly base: string,
    entries: readonly Entry[],
    private readonly kind: Kind,
  ) {
    this.root = this.read('', new Map());
    const archive = readdirSync(base).find((name) => name.endsWith('.archive')) ?? '';
    const file = path.join(base, archive, 'memory.db');
    const first = statSync(file, { throwIfNoEntry: false }) ? readFileSync(file) : null;
    this.databases.push({ at: -1, data: first });
    for (const entry of entries) {
      this.apply(entry);
      this.at += 1;
    }
  }

  private node(base: string | null, names: Map<string, Node> | null): Node {
    this.count += 1;
    const node = { id: this.count, base, names };
    if (names) this.now.set(node, new Map(names));
    return node;
  }

  private read(below: string, files: Map<bigint, Node>): Node {
    const names = new Map<string, Node>();
    for (const entry of readdirSync(path.join(this.base, below), { withFileTypes: true })) {
      const name = path.posix.join(below, entry.name);
      if (ASIDE.test(name)) continue;
      if (entry.isDirectory()) {
        names.set(entry.name, this.read(name, files));
        continue;
      }
      const { ino } = statSync(path.join(this.base, name), { bigint: true });
      if (!files.has(ino)) files.set(ino, this.node(name, null));
      names.set(entry.name, files.get(ino)!);
    }
    return this.node(null, names);
  }

  private find(name: string): Node {
    let node = this.root;
    for (const part of name === '' ? [] : name.split('/')) {
      const next = this.now.get(node)?.get(part);
      if (!next) throw new Error(`entry ${this.at}: there is no ${name}`);
      node = next;
    }
    return node;
  }

  private place(name: string): { folder: Node; name: string } {
    return {
      folder: this.find(path.posix.dirname(name).replace(/^\.$/, '')),
      name: path.posix.basename(name),
    };
  }

  private naming(...changes: Naming['changes']): Naming {
    for (const { folder, name, node } of changes)
      if (node) this.now.get(folder)!.set(name, node);
      else this.now.get(folder)!.delete(name);
    const naming = {
      at: this.at,
      durable: NEVER,
      changes,
      by: changes[0]!.folder,
      isMove: changes.length > 1,
    };
    this.namings.push(naming);
    return naming;
  }

  private writing(name: string, done: Pick<Writing, 'size' | 'from' | 'data'>): void {
    const node = this.find(name);
    const all = this.writings.get(node) ?? [];
    all.push({ at: this.at, durable: NEVER, ...done });
    this.writings.set(node, all);
  }

  private apply(entry: Entry): void {
    switch (entry.do) {
      case 'create':
        this.naming({ ...this.place(entry.name), node: this.node(null, null) });
        break;
      case 'folder': {
        const node = this.node(null, new Map());
        this.makings.set(node, this.naming({ ...this.place(entry.name), node }));
        break;
      }
      case 'link':
        this.naming({ ...this.place(entry.name), node: this.find(entry.from) });
        break;
      case 'rename': {
        const node = this.find(entry.from);
        // Where it goes to comes first: that folder's flush counts.
        this.naming({ ...this.place(entry.name), node }, { ...this.place(entry.from), node: null });
        break;
      }
      case 'remove':
        this.naming({ ...this.place(entry.name), node: null });
        break;
      case 'size':
        this.writing(entry.name, { size: entry.size, from: entry.size, data: new Uint8Array() });
        break;
      case 'write':
        this.writing(entry.name, { size: null, from: entry.at, data: entry.data });
        break;
      case 'database':
        this.databases.push({ at: this.at, data: entry.data });
        break;
      case 'synced':
        if (this.kind === 'each' || !this.isFlushing) this.flush(this.find(entry.name));
        break;
      case 'sync':
        this.isFlushing = true;
        break;
      case 'sync ends':
        this.isFlushing = false;
        if (this.kind === 'all') this.flush();
    }
  }

  private flush(only?: Node): void {
    const settle = (done: Done) => {
      done.durable = Math.min(done.durable, this.at);
    };
    for (const one of this.namings) if (!only || one.by === only) settle(one);
    for (const [node, all] of this.writings) if (!only || node === only) all.forEach(settle);
  }
}
