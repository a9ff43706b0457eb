import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { filesOf } from '../../domain/blocks';
import { type Picture, paths } from '../../feed';
import { contentHash } from '../hash';
import type { Archive } from '../memory/archive';
import type { Reporter } from '../report';
import { PictureError } from './error';
import { DEFAULT_LIMITS, type FetchLimits, fetchPicture } from './fetch';
import type { PictureRecord, RenderedFile } from './render';
import { isTall } from './tall';

export interface Mirrored {
  picture: Picture;
  thumb: string;
  /** Paths in the feed of its widths and slices; the thumb is another. */
  files: string[];
}

/** Kind of the archive's notes on pictures. */
const NOTES = 'renderings';

const LOCAL = 'archive:';

const ADDRESS = 300;
/** What is cut out of a longer address is its middle: pictures of one article often differ at the end only. */
const shownAddress = (src: string): string =>
  src.length <= ADDRESS ? src : `${src.slice(0, ADDRESS / 2)}…${src.slice(1 - ADDRESS / 2)}`;

/**
 * Pictures of the feed. Each is fetched and rendered once; what came of it is kept in the archive, and noted there
 * under the hash of its address, so that neither a second run nor a rebuild asks for it again.
 */
export class PictureStore {
  private readonly running = new Map<string, Promise<PictureRecord>>();

  constructor(
    private readonly archive: Archive,
    private readonly reporter: Reporter,
    /** False: pictures of the web stay where they are. */
    private readonly download: boolean,
    private readonly limits: FetchLimits = DEFAULT_LIMITS,
  ) {}

  /** Mirrors a picture; null where that is not wanted or not possible (then it was reported). */
  async mirror(picture: Picture, article: string): Promise<Mirrored | null> {
    const local = picture.src.startsWith(LOCAL);
    if (!local && !this.download) return null;
    try {
      const key = contentHash(picture.src);
      let running = this.running.get(key);
      if (!running) {
        running = this.obtain(picture.src, key).finally(() => this.running.delete(key));
        this.running.set(key, running);
      }
      return describe(picture, await running);
    } catch (error) {
      if (!(error instanceof PictureError)) throw error;
      this.reporter.report.pictures.failed += 1;
      this.reporter.warn(
        `${error.message}：${local ? '来源旁边的图片' : shownAddress(picture.src)}`,
        article,
      );
      return null;
    }
  }

  private async obtain(src: string, key: string): Promise<PictureRecord> {
    const known = await this.archive.note<PictureRecord>(NOTES, key);
    if (known && hashesOf(known).every((hash) => this.archive.hasRendered(hash))) {
      this.reporter.report.pictures.kept += 1;
      const isUncut = !known.slices && !known.animated && isTall(known.w, known.h);
      return isUncut ? this.cut(src, key, known) : known;
    }
    const data = src.startsWith(LOCAL)
      ? await this.archive.beside(src.slice(LOCAL.length))
      : await fetchPicture(src, this.limits);
    // Loaded where there is a picture to render: it takes a tenth of a second.
    const { renderPicture } = await import('./render');
    const record = await this.keep(key, await renderPicture(data));
    this.reporter.report.pictures.mirrored += 1;
    return record;
  }

  /**
   * A tall picture of before there were slices gets them: out of what lay beside its source, else out of its widest
   * rendition, for of the web's pictures the archive has no more. Where neither can be had it stays whole.
   */
  private async cut(src: string, key: string, known: PictureRecord): Promise<PictureRecord> {
    const widest = () => readFile(this.archive.renderedFile(known.variants.at(-1)!.hash));
    const { cutPicture } = await import('./render');
    const source = src.startsWith(LOCAL)
      ? this.archive.beside(src.slice(LOCAL.length)).catch(widest)
      : widest();
    const made = await source.then((data) => cutPicture(data, known)).catch(() => null);
    return made ? this.keep(key, made) : known;
  }

  private async keep(
    key: string,
    { record, files }: { record: PictureRecord; files: RenderedFile[] },
  ): Promise<PictureRecord> {
    for (const file of files) this.archive.keepRendered(file.hash, file.data);
    await this.archive.saveNote(NOTES, key, record);
    return record;
  }
}

/** Where the archive keeps the bytes of a picture of the feed. */
export const archivedPicture = (archive: Archive, src: string): string =>
  archive.renderedFile(path.posix.basename(src, path.posix.extname(src)));

const hashesOf = ({ variants, whole, slices = [], thumb }: PictureRecord): string[] => [
  ...[...variants, ...slices].map(({ hash }) => hash),
  ...(whole ? [whole] : []),
  thumb,
];

function describe(picture: Picture, { w, h, color, ...record }: PictureRecord): Mirrored {
  const variants = record.variants.map(({ hash, w }) => ({ src: paths.image(hash), w }));
  const slices = record.slices?.map(({ hash, h }) => ({ src: paths.image(hash), h }));
  const src = record.whole ? paths.tallImage(record.whole) : variants.at(-1)!.src;
  const made = { ...picture, src, w, h, color, variants, ...(slices ? { slices } : {}) };
  return { picture: made, thumb: paths.image(record.thumb), files: [...new Set(filesOf(made))] };
}
