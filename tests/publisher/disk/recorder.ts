import fs from 'node:fs';
import path from 'node:path';
import { Database } from '../../../src/publisher/memory/database';
import { Memory, memoryFile } from '../../../src/publisher/memory/memory';
import { type Disk, disk } from '../../../src/publisher/write/disk';
import type { Entry, Log } from './log';

/*
 * Takes down what a run does to the disk, in the process of the publisher: in place of the calls behind the seam stand
 * ones that do the same and tell of it. The database goes past the seam: it is kept as it is after each commit.
 */

type Given = unknown[];

/** Nobody relies on them: the database's own, and the lock. */
const ASIDE = /^[^/]+\.archive\/(memory\.db|lock$|lock\.db)/;

export class Recorder {
  private readonly entries: Entry[] = [];
  private syncs = 0;
  private readonly root: string;
  private readonly database: string;
  private latest: Buffer | null;
  private readonly restores: (() => void)[] = [];
  private readonly names = new Map<number, string>();
  private readonly original = { ...disk };

  /**
   * @param feed what lies beside its folder is not recorded, but for its archive
   * @param drop which of the calls of `sync` does nothing; none unless told
   */
  constructor(
    feed: string,
    private readonly drop = 0,
  ) {
    this.root = path.dirname(feed);
    this.database = memoryFile(`${feed}.archive`);
    this.latest = this.databaseNow();
    this.replace(disk, this.calls());
    this.replace(fs, this.syncing());
    this.watchDatabase();
  }

  /** Gives the calls back. */
  end(): Log {
    for (const restore of this.restores.reverse()) restore();
    return { entries: this.entries, syncs: this.syncs };
  }

  private replace<T extends object>(object: T, by: Partial<T>): void {
    const before = Object.fromEntries(Object.keys(by).map((key) => [key, object[key as keyof T]]));
    Object.assign(object, by);
    this.restores.push(() => Object.assign(object, before));
  }

  private note(entry: Entry): void {
    const names = [...('name' in entry ? [entry.name] : []), ...('from' in entry ? [entry.from] : [])].map(
      (one) => path.relative(this.root, path.resolve(one)),
    );
    if (names.some((name) => name.startsWith('..') || ASIDE.test(name))) return;
    const [name, from] = names;
    this.entries.push({
      ...entry,
      ...(name === undefined ? {} : { name }),
      ...(from === undefined ? {} : { from }),
    } as Entry);
  }

  /** A file is opened to be written anew. */
  private anew(name: string, was: boolean): void {
    this.note(was ? { do: 'size', name, size: 0 } : { do: 'create', name });
  }

  private whole(name: string, was: boolean): void {
    this.anew(name, was);
    this.note({ do: 'write', name, at: 0, data: fs.readFileSync(name) });
  }

  private calls(): Partial<Disk> {
    const { original } = this;
    const call = (name: keyof Disk, given: Given) =>
      (original[name] as (...given: Given) => unknown)(...given);
    const was = (name: unknown) => fs.existsSync(String(name));
    const appending = new Map<number, string>();
    const calls: Record<string, (...given: Given) => unknown> = {
      appendFileSync: (...given) => {
        const name = String(given[0]);
        const before = was(name) ? fs.statSync(name).size : null;
        call('appendFileSync', given);
        if (before === null) this.note({ do: 'create', name });
        this.note({ do: 'write', name, at: before ?? 0, data: fs.readFileSync(name).subarray(before ?? 0) });
      },
      writeFileSync: (...given) => {
        const there = was(given[0]);
        call('writeFileSync', given);
        this.whole(String(given[0]), there);
      },
      copyFileSync: (...given) => {
        const there = was(given[1]);
        call('copyFileSync', given);
        this.whole(String(given[1]), there);
      },
      openSync: (...given) => {
        const [name, flags] = given.map(String) as [string, string];
        const there = was(name);
        const number = call('openSync', given) as number;
        if (flags.startsWith('w')) this.anew(name, there);
        if (flags.startsWith('a')) {
          if (!there) this.note({ do: 'create', name });
          appending.set(number, name);
        }
        return number;
      },
      openScratchSync: (...given) => {
        const there = was(given[0]);
        const number = call('openScratchSync', given);
        this.anew(String(given[0]), there);
        return number;
      },
      closeSync: (...given) => {
        appending.delete(given[0] as number);
        return call('closeSync', given);
      },
      writeSync: (...given) => {
        const [number, bytes, offset = 0, , position] = given as [
          number,
          Uint8Array,
          number?,
          number?,
          number?,
        ];
        const at = appending.has(number) ? fs.fstatSync(number).size : position!;
        const done = call('writeSync', given) as number;
        const data = Uint8Array.from(bytes.subarray(offset, offset + done));
        this.note({ do: 'write', name: this.names.get(number)!, at, data });
        return done;
      },
      ftruncateSync: (...given) => {
        call('ftruncateSync', given);
        this.note({ do: 'size', name: this.names.get(given[0] as number)!, size: Number(given[1] ?? 0) });
      },
      truncateSync: (...given) => {
        call('truncateSync', given);
        this.note({ do: 'size', name: String(given[0]), size: Number(given[1] ?? 0) });
      },
      linkSync: (...given) => {
        call('linkSync', given);
        this.note({ do: 'link', from: String(given[0]), name: String(given[1]) });
      },
      renameSync: (...given) => {
        call('renameSync', given);
        this.note({ do: 'rename', from: String(given[0]), name: String(given[1]) });
      },
      mkdirSync: (...given) => {
        const first = call('mkdirSync', given) as string | undefined;
        const made: string[] = [];
        if (first !== undefined)
          for (let one = path.resolve(String(given[0])); one.length >= first.length; one = path.dirname(one))
            made.push(one);
        for (const name of made.reverse()) this.note({ do: 'folder', name });
        return first;
      },
      rmSync: (...given) => {
        const there = below(String(given[0]));
        call('rmSync', given);
        for (const name of there) this.note({ do: 'remove', name });
      },
      sync: (...given) => {
        this.syncs += 1;
        if (this.syncs === this.drop) return;
        this.note({ do: 'sync' });
        call('sync', given);
        this.note({ do: 'sync ends' });
      },
    };
    return calls as unknown as Partial<Disk>;
  }

  /** `disk` knows what is to be brought to the disk; what it does bring there is taken down, and goes nowhere. */
  private syncing(): Partial<typeof fs> {
    const { openSync } = fs;
    return {
      openSync: (...given) => {
        const number = openSync(...given);
        this.names.set(number, String(given[0]));
        return number;
      },
      fsyncSync: (number) => this.note({ do: 'synced', name: this.names.get(number)! }),
    };
  }

  private databaseNow(): Buffer | null {
    return fs.existsSync(this.database) ? fs.readFileSync(this.database) : null;
  }

  private watchDatabase(): void {
    const look = () => {
      const data = this.databaseNow();
      if (data && data.length > 0 && !this.latest?.equals(data)) this.entries.push({ do: 'database', data });
      this.latest = data;
    };
    const after = <T extends object>(object: T, name: keyof T) => {
      const call = object[name] as (...given: Given) => unknown;
      const watched = function (this: unknown, ...given: Given) {
        const result = call.apply(this, given);
        look();
        return result;
      };
      this.replace(object, { [name]: watched } as Partial<T>);
    };
    after(Database.prototype, 'commit');
    after(Memory.prototype, 'done');
    after(Memory.prototype, 'close');
  }
}

/** What is removed with a file or folder: what lies in it first. */
function below(name: string): string[] {
  const stat = fs.statSync(name, { throwIfNoEntry: false });
  if (!stat?.isDirectory()) return stat ? [name] : [];
  return [...fs.readdirSync(name).flatMap((one) => below(path.join(name, one))), name];
}
