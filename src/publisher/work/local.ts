import { convertBody } from '../convert';
import { PublisherError } from '../errors';
import { loadParser } from '../html/parser';
import { Archive } from '../memory/archive';
import type { RawSource } from '../memory/raw-source';
import { Covers } from '../source/covers';
import { loadSource } from '../source/load';
import { readSource } from '../source/raw';
import type { ArticleReading } from '../source/types';
import { articleText } from './text';
import type { Hands, Prepared, PreparedArticle, Read, SourceInput } from './types';

/** Does the work in the thread that it is in. */
export class Local implements Hands {
  private readonly archive: Archive;
  private readonly covers = new Covers();
  private readonly loaded = new Map<number, RawSource>();

  /** @param folder of the archive */
  constructor(folder: string) {
    this.archive = new Archive(folder);
  }

  async prepare(_: number, input: SourceInput): Promise<Prepared> {
    const { raw, hash } = await this.fetch(input);
    return { hash, name: raw.name, ...(await readingsOf(raw)) };
  }

  async load(job: number, input: SourceInput): Promise<Prepared> {
    const { raw, hash } = await this.fetch(input);
    this.loaded.set(job, raw);
    return { hash, name: raw.name, readings: null };
  }

  read(job: number): Promise<Read> {
    const raw = this.loaded.get(job)!;
    this.loaded.delete(job);
    return readingsOf(raw);
  }

  release(job: number): void {
    this.loaded.delete(job);
  }

  async close(): Promise<void> {
    this.loaded.clear();
  }

  private async fetch(input: SourceInput): Promise<{ raw: RawSource; hash: string }> {
    if ('archived' in input) return { raw: await this.archive.source(input.archived), hash: input.archived };
    if ('raw' in input) return { raw: input.raw, hash: await this.archive.keep(input.raw) };
    const { raw, beside } = await loadSource(input.file, this.covers);
    return { raw, hash: await this.archive.keep(raw, beside) };
  }
}

async function readingsOf(raw: RawSource): Promise<Read> {
  await loadParser();
  try {
    const readings = readSource(raw).map((one) => (one.what === 'article' ? prepare(one) : one));
    return { readings };
  } catch (error) {
    if (!(error instanceof PublisherError)) throw error;
    return { readings: null, refused: error.message };
  }
}

function prepare({ article, resolve, aliases, rivals }: ArticleReading): PreparedArticle {
  const dropped: Record<string, number> = {};
  const { body, ...rest } = article;
  const converted = convertBody(body, {
    url: article.url,
    picture: resolve,
    drop: (kind) => {
      dropped[kind] = (dropped[kind] ?? 0) + 1;
    },
  });
  const first = body.form === 'pictures' ? body.pictures[0] : undefined;
  return {
    what: 'article',
    article: { ...rest, cover: article.cover ?? first },
    text: articleText(rest, converted),
    dropped,
    aliases,
    rivals,
  };
}
