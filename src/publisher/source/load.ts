import { closeSync, constants, fstatSync, openSync, readFileSync, readSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { readFault, SourceError } from '../errors';
import { contentHash } from '../hash';
import type { RawSource } from '../memory/raw-source';
import { elsewhere, wantedBy } from './beside';
import { Covers, PICTURE } from './covers';
import { groupedIn, takeEmbedded } from './embedded';
import { decode } from './encoding';
import type { SourceFile } from './files';
import { isPlaceholder, isShownPicture, pictureKind } from './kind';
import { readMhtml } from './mhtml';
import { COVER, reducePage } from './raw';

const MB = 1024 * 1024;
/** Sources above this are no articles. */
const SOURCE_LIMIT = 40 * MB;
const PICTURE_LIMIT = 30 * MB;

export interface LoadedSource {
  raw: RawSource;
  /** What lay beside the source, by content hash, to be archived with it. */
  beside: Map<string, Buffer>;
}

/**
 * Reads a source and what lies beside it from the disk. Throws a `SourceError` that names the file.
 * @param covers the same for all sources of a run: it lists each folder once
 */
export async function loadSource(source: SourceFile, covers = new Covers()): Promise<LoadedSource> {
  const bytes = readBytes(source);
  const beside = new Map<string, Buffer>();
  const files: Record<string, string> = {};
  const keep = (key: string, data: Buffer) => {
    const hash = contentHash(data);
    beside.set(hash, data);
    files[key] = hash;
  };
  const add = (key: string, relative: string) => {
    const data = readBeside(source, relative);
    if (data) keep(key, data);
  };
  const extension = path.extname(source.file).toLowerCase();
  if (extension === '.txt') {
    const text = decode(bytes);
    const cover = await covers.beside(source.file).catch((error: unknown) => {
      throw readFault(error, `${source.name} 所在的文件夹`);
    });
    if (cover) add(COVER, cover);
    return { raw: { form: 'text', name: source.name, text, files }, beside };
  }
  const { page: whole, parts } = isMhtml(extension, bytes)
    ? readMhtml(bytes, source.name)
    : { page: decode(bytes), parts: new Map<string, Buffer>() };
  const { page, files: embedded } = takeEmbedded(reducePage(whole), PICTURE_LIMIT, groupedIn(whole));
  for (const [key, data] of parts) if (isShownPicture(data, PICTURE_LIMIT)) keep(key, data);
  for (const [key, data] of embedded) keep(key, data);
  const found = picturesBeside(page, source);
  // In a fixed order: the archive knows a source by what it holds.
  for (const key of [...found.keys()].sort()) keep(key, found.get(key)!);
  return { raw: { form: 'page', name: source.name, text: page, files }, beside };
}

/** Some call it `.html`, and some call a page `.mht`. */
const isMhtml = (extension: string, bytes: Buffer): boolean =>
  /^\.mht(?:ml)?$/.test(extension)
    ? !/^\s*(?:<!doctype|<html|<!--)/i.test(bytes.toString('latin1', 0, 200))
    : /^(?:From:[^\r\n]*\r?\n)?(?:[\w-]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){1,20}?Content-Type: multipart\/related/i.test(
        bytes.toString('latin1', 0, 2000),
      );

/** The pictures that lie beside a page, by the paths that it may have for them. */
function picturesBeside(page: string, source: SourceFile): Map<string, Buffer> {
  const found = new Map<string, Buffer>();
  const take = (key: string, place: string): boolean => {
    const data = readBeside(source, place);
    // Of what is not called a picture the bytes tell.
    const isPicture = data && !isPlaceholder(data) && (PICTURE.test(key) || pictureKind(data));
    if (isPicture) found.set(key, data);
    return Boolean(isPicture);
  };
  for (const places of wantedBy(page)) {
    const isThere = places.map((place) => take(place, place)).includes(true);
    if (!isThere) elsewhere(places[0]!, source.name).some((place) => take(places[0]!, place));
  }
  return found;
}

/** For the bytes of one source after the other: memory for each would be asked for and given back. */
let scratch = Buffer.alloc(0);

/** A pipe has no end to wait for; Windows has no such pipes, and no such flag. */
const AT_ONCE = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

function readBytes({ file, name }: SourceFile): Buffer {
  try {
    return readOpened(name, openSync(file, AT_ONCE));
  } catch (error) {
    throw readFault(error, name);
  }
}

function readOpened(name: string, opened: number): Buffer {
  // Synchronous: a source is one small file or a few, and waiting for each in turn takes several times as long.
  try {
    const info = fstatSync(opened);
    if (info.isDirectory()) throw new SourceError(`${name}：它是一个文件夹，不是文件`);
    if (!info.isFile()) throw new SourceError(`${name}：它不是普通的文件`);
    const { size } = info;
    if (size > SOURCE_LIMIT)
      throw new SourceError(`${name}：文件超过 ${SOURCE_LIMIT / MB} MB，不像一篇文章，请检查它`);
    if (size > scratch.length) scratch = Buffer.allocUnsafe(size);
    let length = 0;
    for (let got = -1; got !== 0 && length < size; length += got)
      got = readSync(opened, scratch, length, size - length, length);
    return scratch.subarray(0, length);
  } finally {
    closeSync(opened);
  }
}

/** What says that no picture is there: an address of a page may be anything. */
const NOT_THERE = new Set([
  ...['ENOENT', 'ENOTDIR', 'EISDIR', 'ELOOP', 'ENAMETOOLONG', 'EINVAL', 'EILSEQ', 'ENXIO', 'ENODEV'],
  ...['ERR_INVALID_ARG_VALUE', 'ERR_FS_FILE_TOO_LARGE'],
]);

/**
 * A file below the source's folder; null when it is missing, too large, or would climb out of the folder. Throws for one
 * that cannot be read: archived without it, its article would have lost a picture that it has.
 */
function readBeside(source: SourceFile, relative: string): Buffer | null {
  try {
    const real = realpathSync.native(path.resolve(path.dirname(source.file), relative));
    if (!real.startsWith(source.root + path.sep)) return null;
    const data = readFileSync(real);
    return data.length <= PICTURE_LIMIT ? data : null;
  } catch (error) {
    // Whether what is outside can be read is nobody's business.
    const isOutside = path.posix.join(path.posix.dirname(source.name), relative).startsWith('../');
    if (isOutside || NOT_THERE.has(String((error as { code?: unknown }).code))) return null;
    throw readFault(error, `${source.name} 旁边的 ${relative}`);
  }
}
