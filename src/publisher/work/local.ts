import { cut } from '../../domain/characters';
import { convertBody } from '../convert';
import type { Doubt } from '../convert/headings';
import { withFormulas } from '../convert/mathjax';
import { SourceError } from '../errors';
import { contentHash } from '../hash';
import { loadParser } from '../html/parser';
import { Archive, type Sealed, sealedOf } from '../memory/archive';
import type { Packed } from '../memory/pack';
import type { RawSource } from '../memory/raw-source';
import { Covers } from '../source/covers';
import { creditAmong } from '../source/credit';
import { loadSource } from '../source/load';
import { readSource } from '../source/raw';
import { type ArticleReading, RANK } from '../source/types';
import { joinJson } from './body';
import { articleText, linesAtEnds } from './text';
import type { Hands, Prepared, PreparedArticle, Read, SourceInput } from './types';

/** The archive of a run. */
export interface RunArchive {
  folder: string;
  /** The run's number. */
  run: number;
}

/** A source that was loaded. */
interface Loaded {
  raw: RawSource;
  hash: string;
  /** What there is to archive; null for what comes from the archive. */
  sealed: Sealed | null;
  /** What lay beside it. */
  beside?: ReadonlyMap<string, Buffer>;
}

/** Does the work in the thread that it is in. */
export class Local implements Hands {
  private readonly archive: Archive;
  private readonly covers = new Covers();
  private readonly loaded = new Map<number, Loaded>();

  constructor({ folder, run }: RunArchive) {
    this.archive = new Archive(folder, run);
  }

  async prepare(job: number, input: SourceInput): Promise<Prepared> {
    const loaded = await this.fetch(input);
    this.keepBeside(loaded, false);
    const place = this.keep(job, loaded);
    return { hash: loaded.hash, name: loaded.raw.name, place, ...(await readingsOf(loaded.raw)) };
  }

  async load(job: number, input: SourceInput): Promise<Prepared> {
    const loaded = await this.fetch(input);
    this.keepBeside(loaded, true);
    this.loaded.set(job, loaded);
    return { hash: loaded.hash, name: loaded.raw.name, readings: null };
  }

  async read(job: number, keep: boolean): Promise<Read> {
    const loaded = this.loaded.get(job)!;
    this.loaded.delete(job);
    this.keepBeside(loaded, false);
    const place = keep ? this.keep(job, loaded) : undefined;
    return { place, ...(await readingsOf(loaded.raw)) };
  }

  release(job: number): void {
    this.loaded.delete(job);
  }

  async seal(): Promise<void> {
    this.archive.seal();
  }

  async close(): Promise<void> {
    this.loaded.clear();
  }

  private async fetch(input: SourceInput): Promise<Loaded> {
    if ('archived' in input) {
      const { archived } = input;
      return { raw: this.archive.source(archived), hash: archived.hash, sealed: null };
    }
    const { raw, beside } = 'raw' in input ? { raw: input.raw } : await loadSource(input.file, this.covers);
    const sealed = sealedOf(raw);
    return { raw, hash: sealed.hash, sealed, ...(beside ? { beside } : {}) };
  }

  /** What lies beside a source is kept first, of a known one too: who finds the source finds the rest. */
  private keepBeside({ beside }: Loaded, isKnown: boolean): void {
    if (beside?.size) this.archive.keepBeside(beside, isKnown);
  }

  private keep(turn: number, { sealed }: Loaded): Packed | undefined {
    return sealed ? this.archive.keep(sealed, turn) : undefined;
  }
}

async function readingsOf(raw: RawSource): Promise<Read> {
  await loadParser();
  try {
    const readings = await withFormulas(() =>
      readSource(raw).map((one) => (one.what === 'article' ? prepare(one, raw.name) : one)),
    );
    return { readings };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    // Who converts does not know what.
    const refused = error.message.includes(raw.name) ? error.message : `${raw.name}：${error.message}`;
    return { readings: null, refused };
  }
}

/**
 * Bytes of a body as it is published: what a reader's phone takes at one go. Words are bounded before (source/bounds.ts);
 * tables of empty cells and addresses are not.
 */
const BODY_LIMIT = 10 * 1024 * 1024;

/** Of what has no body, or one of which nothing is left, no fuller source is put aside for it. */
const NOTHING = { rank: RANK.part, rest: '这里没有收录正文' } as const;
const EMPTY =
  '不是全文：正文里没有文字、图片或别的内容。只发布了标题并注明；请打开原文，等它显示完整再保存一次，然后重新发布';

/** Lines of an article that are told of. */
const NAMED = 3;

const inDoubt = ({ text, isHeading }: Doubt): string =>
  `“${cut(text, 24)}”${isHeading ? '进了目录' : '没有进目录'}`;

function prepare(
  { article, resolve, aliases, rivals, warnings = [], listed }: ArticleReading,
  name: string,
): PreparedArticle {
  const dropped: Record<string, number> = {};
  const { body, ...rest } = article;
  const converted = convertBody(body, {
    url: article.url,
    title: article.title,
    picture: resolve,
    drop: (kind) => {
      dropped[kind] = (dropped[kind] ?? 0) + 1;
    },
  });
  const cover = article.cover ?? (body.form === 'pictures' ? body.pictures[0] : undefined);
  const isEmpty = converted.blocks.length === 0;
  const credit = rest.credit ?? (creditAmong(linesAtEnds(converted.blocks)) || undefined);
  const stated = credit === undefined ? rest : { ...rest, credit };
  const known = isEmpty ? { ...stated, ...NOTHING } : stated;
  const text = articleText(known, converted);
  if (text.body.length > BODY_LIMIT)
    throw new SourceError(
      `${name}：正文转换之后超过 ${BODY_LIMIT / 1024 / 1024} MB，手机打不开，请检查它，或分成几篇`,
    );
  const { title, author, digest } = article;
  return {
    what: 'article',
    article: { ...known, cover },
    text,
    said: contentHash(joinJson({ title, author, digest, cover }, text.body, '{}')),
    dropped,
    warnings: isEmpty ? [...warnings, EMPTY] : warnings,
    doubts: converted.doubts.slice(0, NAMED).map(inDoubt),
    aliases,
    rivals,
    ...(listed && { listed }),
  };
}
