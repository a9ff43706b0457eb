import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { paths } from '../../src/feed';
import { checkDeep } from '../../src/publisher/commands/deep';
import { articleId, contentHash, contentName } from '../../src/publisher/hash';
import { Archive, archiveFolder } from '../../src/publisher/memory/archive';
import { Memory } from '../../src/publisher/memory/memory';
import { page } from '../fixtures/publisher/generate';
import { identityOf, publishRows } from './column';
import { type Figures, median, seconds } from './figures';

/*
 * What a deep check takes, against reading and hashing the same files, those of the archive included, in one thread.
 */

const ROUNDS = 5;
const PICTURES = 2;
/** Bytes of a picture: few, so that what a check does beside hashing weighs the more. */
const PICTURE = 8000;

/** Files below a folder, by their whole paths. */
const below = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !/^lock/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name));

/** Gives each article of a column two pictures, in feed and archive, and a source in a pack. */
function furnish(to: string, count: number): void {
  const archive = new Archive(archiveFolder(to), 1);
  const memory = Memory.open(archive.folder, Date.now());
  memory.begin();
  mkdirSync(path.join(to, 'images'), { recursive: true });
  for (let index = 0; index < count; index += 1) {
    const { name, html } = page(index);
    const bytes = Buffer.from(`${JSON.stringify({ form: 'page', name, files: {} })}\n${html}`);
    memory.sources.add(archive.keep({ hash: contentHash(bytes), bytes }, index));
    const files = Array.from({ length: PICTURES }, () => {
      const data = randomBytes(PICTURE);
      const hash = contentName(data);
      archive.keepRendered(hash, data);
      writeFileSync(path.join(to, paths.image(hash)), data);
      return paths.image(hash);
    });
    memory.files.add(articleId(identityOf(index)), files);
  }
  archive.seal();
  memory.sources.notePacks(archive.packNames());
  memory.commit({ moves: [], removes: [] });
  memory.done();
  memory.close();
}

/** A deep check of so many articles with twice as many pictures, over hashing alone: medians of runs by turns. */
export async function checkFigures(count: number): Promise<Figures> {
  const root = mkdtempSync(path.join(tmpdir(), 'check-bench-'));
  const to = path.join(root, 'to');
  try {
    await publishRows(to, count);
    furnish(to, count);
    const files = [...below(to), ...below(archiveFolder(to))];
    const ratios: number[] = [];
    const deep: number[] = [];
    // What lies in the system's cache lies there for both: the first round is for that.
    for (let round = 0; round <= ROUNDS; round += 1) {
      const hashing = await seconds(() => {
        for (const file of files) contentName(readFileSync(file));
      });
      const checking = await seconds(async () => {
        const { articles, findings } = await checkDeep(to);
        if (articles !== count || findings.length > 0) throw new Error(JSON.stringify(findings.slice(0, 3)));
      });
      if (round === 0) continue;
      ratios.push(checking / hashing);
      deep.push(checking);
    }
    return { 'check.deep.s': median(deep), 'check.deep_vs_hashing': median(ratios) };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
