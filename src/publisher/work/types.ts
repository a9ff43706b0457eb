import type { Packed } from '../memory/pack';
import type { RawSource } from '../memory/raw-source';
import type { SourceFile } from '../source/files';
import type { ListedAs, Rivals, SourceArticle, WithdrawnReading } from '../source/types';

/** A source as it is given: a file to be loaded, what is loaded already, or one that the archive has. */
export type SourceInput = { file: SourceFile } | { raw: RawSource } | { archived: Packed };

/** What a document says that depends on its source alone: neither on pictures nor on the column. */
export interface ArticleText {
  title: string;
  headline: string;
  region: string | null;
  digest: string;
  /** Of reading; 0 where only the title was captured. */
  minutes: number;
  /** The body, between the words of a repost and 阅读原文, as `bodyJson` writes it. */
  body: Uint8Array;
  /** The addresses of the pictures in it, as their source has them, in reading order. */
  pictures: string[];
  /** What it is about, see words.ts. */
  words: string[];
  /** Hash of all that search looks through. */
  hash: string;
  /** Its grams, as `gramBytes` packs them. */
  grams: Uint8Array;
}

/** An article, read and converted: plain data, which can come from another thread. */
export interface PreparedArticle {
  what: 'article';
  /** Without its body. A picture post without a cover has its first picture as one. */
  article: Omit<SourceArticle, 'body'>;
  text: ArticleText;
  /** Hash of what the source says, whenever it was captured. */
  said: string;
  /** What conversion dropped, counted by kind in the order in which it was met. */
  dropped: Record<string, number>;
  /** What of its words was cut, in words for the editor. */
  warnings: readonly string[];
  /** Lines whose place in the contents an editor should look at, in words. */
  doubts: readonly string[];
  aliases: readonly string[];
  rivals: Rivals;
  listed?: ListedAs | undefined;
}

export type PreparedReading = PreparedArticle | WithdrawnReading | { what: 'skipped'; reason: string };

/** What reading a source gave. */
export interface Read {
  /** Null where it was not read. */
  readings: PreparedReading[] | null;
  /** Why it is refused, in words for whoever gave it. Then nothing was read. */
  refused?: string;
  /** Where it was archived; without it, that was not done. */
  place?: Packed | undefined;
}

/** A source, and what it gave. */
export interface Prepared extends Read {
  /** Its content hash; empty where it could not be loaded, and is refused. */
  hash: string;
  /** Names it in reports. */
  name: string;
}

/** What is known of a source: nothing, that it is archived, or that what it says was read, so that nobody need again. */
export type Standing = 'new' | 'archived' | 'read';

/** Whoever does the work: this thread or another one. Throws a `SourceError` for what cannot be loaded. */
export interface Hands {
  /** Loads a source, archives it and reads it. */
  prepare(job: number, input: SourceInput): Promise<Prepared>;
  /** Loads a source: it is held until it is read or released. */
  load(job: number, input: SourceInput): Promise<Prepared>;
  /** @param keep whether it is archived before */
  read(job: number, keep: boolean): Promise<Read>;
  release(job: number): void;
  /** What was archived is whole, and where it stays, from here on. */
  seal(): Promise<void>;
  close(): Promise<void>;
}
