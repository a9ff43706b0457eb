import path from 'node:path';
import { filesOf } from '../../domain/blocks';
import { type ContentHash, type Picture, paths } from '../../feed';
import { DRAWN, DRAWN_PICTURE, isDrawn } from '../drawn';
import { contentHash, nameIn } from '../hash';
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
  /** Whether more of it was there once: who has the picture is to give it again. */
  isPart: boolean;
}

/** What is there of a picture. */
interface Kept extends PictureRecord {
  isPart?: boolean;
}

/** Kind of the archive's notes on pictures. */
const NOTES = 'renderings';

/** All, none, or those alone that the archive had once. */
export type Download = 'all' | 'none' | 'known';

const LOCAL = 'archive:';

const ADDRESS = 300;
/** What is cut out of a longer address is its middle: pictures of one article often differ at the end only. */
const shownAddress = (src: string): string =>
  src.length <= ADDRESS ? src : `${src.slice(0, ADDRESS / 2)}…${src.slice(1 - ADDRESS / 2)}`;

const nameOf = (src: string): string =>
  src.startsWith(LOCAL) ? '来源旁边的图片' : isDrawn(src) ? '正文里的公式或图形' : shownAddress(src);

/**
 * Pictures of the feed. Each is fetched and rendered once; what came of it is kept in the archive, and noted there
 * under the hash of its address, so that neither a second run nor a rebuild asks for it again.
 */
export class PictureStore {
  private readonly running = new Map<string, Promise<Kept | null>>();

  constructor(
    private readonly archive: Archive,
    private readonly reporter: Reporter,
    /** The feed's folder: what the archive has lost may still be there. */
    private readonly feed: string,
    /** Which pictures of the web are downloaded that the archive does not have: the others stay where they are. */
    private readonly download: Download,
    private readonly limits: FetchLimits = DEFAULT_LIMITS,
  ) {}

  /** Mirrors a picture; null where that is not wanted or not possible (then it was reported). */
  async mirror(picture: Picture, article: string): Promise<Mirrored | null> {
    try {
      const key = contentHash(picture.src);
      let running = this.running.get(key);
      if (!running) {
        running = this.obtain(picture.src, key, article).finally(() => this.running.delete(key));
        this.running.set(key, running);
      }
      const record = await running;
      return record && describe(picture, record);
    } catch (error) {
      if (!(error instanceof PictureError)) throw error;
      this.reporter.report.pictures.failed += 1;
      this.reporter.warn(`${error.message}：${nameOf(picture.src)}`, article);
      return null;
    }
  }

  /** What is known of a picture, which is asked for where nothing is; null where that is not wanted. */
  private async obtain(src: string, key: string, article: string): Promise<Kept | null> {
    const known = await this.archive.note<PictureRecord>(NOTES, key);
    if (known && hashesOf(known).every((hash) => this.has(hash))) {
      this.reporter.report.pictures.kept += 1;
      const isUncut = !known.slices && !known.animated && isTall(known.w, known.h);
      return isUncut ? this.cut(src, key, known) : known;
    }
    try {
      const made = await this.render(src, key, known !== null);
      if (made || !known) return made;
      throw new PictureError('没有下载（--no-images）');
    } catch (error) {
      if (!(error instanceof PictureError)) throw error;
      const left = known && (await this.left(known));
      if (!left) throw error;
      this.reporter.report.pictures.failed += 1;
      this.reporter.warn(`丢了几种尺寸，还在的照用。补不上，因为${error.message}：${nameOf(src)}`, article);
      return left;
    }
  }

  /** Has a picture and renders it; null where that is not wanted. */
  private async render(src: string, key: string, isKnown: boolean): Promise<PictureRecord | null> {
    if (isDrawn(src)) return this.draw(src, key);
    const local = src.startsWith(LOCAL);
    if (!local && (this.download === 'none' || (this.download === 'known' && !isKnown))) return null;
    const data = local ? await this.beside(src.slice(LOCAL.length)) : await fetchPicture(src, this.limits);
    // Loaded where there is a picture to render: it takes a tenth of a second.
    const { renderPicture } = await import('./render');
    const record = await this.keep(key, await renderPicture(data));
    this.reporter.report.pictures.mirrored += 1;
    return record;
  }

  /** Renders what the article itself draws: small where it stands in a line, else as any picture. */
  private async draw(src: string, key: string): Promise<PictureRecord> {
    const { renderDrawing, renderPicture } = await import('./render');
    const made = src.startsWith(DRAWN)
      ? await renderDrawing(Buffer.from(src.slice(DRAWN.length)))
      : await renderPicture(Buffer.from(src.slice(DRAWN_PICTURE.length)));
    const record = await this.keep(key, made);
    this.reporter.report.pictures.mirrored += 1;
    return record;
  }

  /**
   * A tall picture of before there were slices gets them: out of what lay beside its source, else out of its widest
   * rendition, for of the web's pictures the archive has no more. Where neither can be had it stays whole.
   */
  private async cut(src: string, key: string, known: PictureRecord): Promise<PictureRecord> {
    const widest = async () => this.archive.rendered(known.variants.at(-1)!.hash);
    const { cutPicture } = await import('./render');
    const source = src.startsWith(LOCAL) ? this.beside(src.slice(LOCAL.length)).catch(widest) : widest();
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

  /**
   * What is left of a picture of which some files are lost, for the reader sees the others as well as before; null where
   * nothing is. It is not noted: who can have the picture makes it anew.
   */
  private async left(known: PictureRecord): Promise<Kept | null> {
    const variants = known.variants.filter(({ hash }) => this.has(hash));
    const widest = variants.at(-1);
    if (!widest) return null;
    const { slices, whole, ...record } = known;
    const isCut = slices?.every(({ hash }) => this.has(hash)) && (!whole || this.has(whole));
    const thumb = this.has(known.thumb) ? known.thumb : await this.thumbOf(widest.hash);
    const isPart = variants.length < known.variants.length || (slices !== undefined && !isCut);
    return { ...record, variants, thumb, ...(isCut ? { slices, ...(whole ? { whole } : {}) } : {}), isPart };
  }

  private async thumbOf(rendered: string): Promise<ContentHash> {
    const { renderPicture } = await import('./render');
    const { record, files } = await renderPicture(this.archive.rendered(rendered));
    this.archive.keepRendered(record.thumb, files.find(({ hash }) => hash === record.thumb)!.data);
    return record.thumb;
  }

  /** Whether the archive has a rendered picture; one that it has lost is taken from the feed. */
  private has(hash: string): boolean {
    if (this.archive.hasRendered(hash)) return true;
    const copies = [paths.image(hash), paths.tallImage(hash)];
    return copies.some((copy) => this.archive.recover(hash, path.join(this.feed, copy)));
  }

  private async beside(hash: string): Promise<Buffer> {
    const data = this.archive.beside(hash);
    if (data) return data;
    throw new PictureError('存档里没有这张图片了，请从备份恢复存档的 beside 文件夹，或重新导入这篇文章');
  }
}

/** Where the archive keeps the bytes of a picture of the feed. */
export const archivedPicture = (archive: Archive, src: string): string => archive.renderedFile(nameIn(src));

const hashesOf = ({ variants, whole, slices = [], thumb }: PictureRecord): string[] => [
  ...[...variants, ...slices].map(({ hash }) => hash),
  ...(whole ? [whole] : []),
  thumb,
];

function describe(picture: Picture, { w, h, color, isPart = false, ...record }: Kept): Mirrored {
  const variants = record.variants.map(({ hash, w }) => ({ src: paths.image(hash), w }));
  const slices = record.slices?.map(({ hash, h }) => ({ src: paths.image(hash), h }));
  const src = record.whole ? paths.tallImage(record.whole) : variants.at(-1)!.src;
  const made = { ...picture, src, w, h, color, variants, ...(slices ? { slices } : {}) };
  return { picture: made, thumb: paths.image(record.thumb), files: [...new Set(filesOf(made))], isPart };
}
