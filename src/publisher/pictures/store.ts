import path from 'node:path';
import { type Picture, paths } from '../../feed';
import { hasCode } from '../errors';
import { contentHash } from '../hash';
import type { Archive } from '../memory/archive';
import type { Reporter } from '../report';
import { PictureError } from './error';
import { DEFAULT_LIMITS, type FetchLimits, fetchPicture } from './fetch';
import type { PictureRecord } from './render';

export interface Mirrored {
  picture: Picture;
  thumb: string;
  /** Paths in the feed of its widths; the thumb is another. */
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
  private readonly running = new Map<string, Promise<PictureRecord | null>>();

  constructor(
    private readonly archive: Archive,
    private readonly reporter: Reporter,
    /** The feed's folder: what the archive has lost may still be there. */
    private readonly feed: string,
    /** False: pictures of the web that the archive does not have stay where they are. */
    private readonly download: boolean,
    private readonly limits: FetchLimits = DEFAULT_LIMITS,
  ) {}

  /** Mirrors a picture; null where that is not wanted or not possible (then it was reported). */
  async mirror(picture: Picture, article: string): Promise<Mirrored | null> {
    const local = picture.src.startsWith(LOCAL);
    try {
      const key = contentHash(picture.src);
      let running = this.running.get(key);
      if (!running) {
        running = this.obtain(picture.src, key).finally(() => this.running.delete(key));
        this.running.set(key, running);
      }
      const record = await running;
      return record && describe(picture, record);
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

  /** What is known of a picture, which is asked for where nothing is; null where that is not wanted. */
  private async obtain(src: string, key: string): Promise<PictureRecord | null> {
    const known = await this.archive.note<PictureRecord>(NOTES, key);
    if (known && hashesOf(known).every((hash) => this.has(hash))) {
      this.reporter.report.pictures.kept += 1;
      return known;
    }
    const local = src.startsWith(LOCAL);
    if (!local && !this.download) return null;
    const data = local ? await this.beside(src.slice(LOCAL.length)) : await fetchPicture(src, this.limits);
    // Loaded where there is a picture to render: it takes a tenth of a second.
    const { renderPicture } = await import('./render');
    const { record, files } = await renderPicture(data);
    for (const file of files) this.archive.keepRendered(file.hash, file.data);
    await this.archive.saveNote(NOTES, key, record);
    this.reporter.report.pictures.mirrored += 1;
    return record;
  }

  /** Whether the archive has a rendered picture; one that it has lost is taken from the feed. */
  private has(hash: string): boolean {
    return (
      this.archive.hasRendered(hash) || this.archive.recover(hash, path.join(this.feed, paths.image(hash)))
    );
  }

  private async beside(hash: string): Promise<Buffer> {
    try {
      return await this.archive.beside(hash);
    } catch (error) {
      if (!hasCode(error, 'ENOENT')) throw error;
      throw new PictureError('存档里没有这张图片了，请从备份恢复存档的 beside 文件夹，或重新导入这篇文章');
    }
  }
}

/** Where the archive keeps the bytes of a picture of the feed. */
export const archivedPicture = (archive: Archive, src: string): string =>
  archive.renderedFile(path.posix.basename(src, path.posix.extname(src)));

const hashesOf = ({ variants, thumb }: PictureRecord): string[] => [
  ...variants.map(({ hash }) => hash),
  thumb,
];

function describe(picture: Picture, record: PictureRecord): Mirrored {
  const variants = record.variants.map(({ hash, w }) => ({ src: paths.image(hash), w }));
  return {
    picture: {
      ...picture,
      src: variants.at(-1)!.src,
      w: record.w,
      h: record.h,
      color: record.color,
      variants,
    },
    thumb: paths.image(record.thumb),
    files: variants.map(({ src }) => src),
  };
}
