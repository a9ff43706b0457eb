import path from 'node:path';
import { contentHash, contentName } from '../hash';
import { bytesOf } from '../write/file';
import { type Archive, isSound, namesIn } from './archive';
import { unsoundIn } from './pack';

/** Something of an archive that is not what it says of itself, by its path there. */
export type Damaged = { path: string } & (
  | { what: 'rendered' | 'beside'; hash: string }
  /** A source in a pack, whose other ones can be read. */
  | { what: 'source'; hash: string; at: number }
  /** From this byte on nothing of a pack can be read. */
  | { what: 'pack'; at: number }
);

/** Folders of files that are named by what they hold, and how. */
const NAMED = { rendered: contentName, beside: contentHash } as const;

/** Looks at every source and every picture of an archive: what is not what its hash says? */
export function* damagesOf(archive: Archive): Generator<Damaged> {
  for (const name of archive.packNames()) {
    const own = `sources/${name}`;
    const { sources, end } = unsoundIn(path.join(archive.folder, own), isSound);
    for (const { hash, at } of sources) yield { path: own, what: 'source', hash, at };
    if (end !== null) yield { path: own, what: 'pack', at: end };
  }
  for (const what of ['rendered', 'beside'] as const)
    for (const start of namesIn(path.join(archive.folder, what)))
      for (const hash of namesIn(path.join(archive.folder, what, start))) {
        const own = `${what}/${start}/${hash}`;
        const data = bytesOf(path.join(archive.folder, own));
        if (data && NAMED[what](data) !== hash) yield { path: own, what, hash };
      }
}
