import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isNamedByContent, paths } from '../../../../src/feed';
import { headOf, type Look, look } from './look';
import { archived, type Chapter, contents, type Files } from './story';

/** What a run that died left behind. */
export interface State extends Look {
  staging: boolean;
  /** Whether the publication of the run that died has happened. */
  committed: boolean;
  /** Whether readers see what is committed, or still what was before. */
  carried: boolean;
}

const NOTHING: Files = new Map();

/**
 * Looks at a feed after a death: the last of the `chapters` is the one that was being published, or carried out.
 * Throws where a reader, of the head or of one of before, misses something.
 */
export function stateOf(feed: string, chapters: readonly Chapter[]): State {
  const files = contents(feed);
  const found = look(`${feed}.archive`);
  if (!found.sound) throw new Error('the memory is damaged');
  const at = [chapters.length - 1, chapters.length - 2].find((one) => headFact(chapters[one]) === found.head);
  if (at === undefined) throw new Error('the memory is of no publication');
  const [now, before] = [chapters[at], chapters[at - 1]];
  const state = {
    ...found,
    staging: existsSync(path.join(feed, '.staging')),
    committed: at === chapters.length - 1,
    carried: files.get(paths.head) === now?.led.get(paths.head),
  };
  if (found.plan === 0) {
    const other = differences(files, now?.folder ?? NOTHING).filter(
      (name) => !isPlaced(name, now?.folder ?? NOTHING),
    );
    if (other.length > 0) throw new Error(`without a plan, ${other.join(', ')} differ`);
    return state;
  }
  expectReadable(feed, files, now!, before);
  return state;
}

/**
 * What readers find whatever has happened to the run: the old head or the new one, with all that it leads to; and who
 * holds the old one finds what it leads to, until what went is gone, and then the head is the new one. Throws else.
 * @returns whether the head is the new one
 */
export function expectReadable(
  feed: string,
  files: Files,
  now: Chapter,
  before: Chapter | undefined,
): boolean {
  const carried = files.get(paths.head) === now.led.get(paths.head);
  const led = (carried ? now : before)?.led ?? NOTHING;
  if (files.get(paths.head) !== led.get(paths.head)) throw new Error('the head is neither of the two');
  readHead(feed, files, led, now);
  // Heads of before, too: what is in its grace period is for them. What goes goes after the head.
  for (const [name, content] of before?.folder ?? NOTHING) {
    if (!isNamedByContent(name)) continue;
    if (files.has(name) ? files.get(name) !== content : !carried || now.folder.has(name))
      throw new Error(`${name} ${files.has(name) ? 'has other bytes' : 'is gone'}`);
  }
  return carried;
}

/** What a run puts in its place before its commit, where nothing leads to it; the next run takes it away again. */
export const isPlaced = (name: string, folder: Files): boolean =>
  /^(images|cards|codes)\//.test(name) && !folder.has(name);

const headFact = (chapter: Chapter | undefined): string | null => headOf(chapter?.memory ?? {});

/** Everything that a head leads to is there; what keeps its name may be newer than the head, with all that it shows. */
function readHead(feed: string, files: Files, led: Files, now: Chapter): void {
  for (const [name, content] of led) {
    const there = files.get(name);
    if (there === content) continue;
    if (isNamedByContent(name) || there === undefined || there !== now.led.get(name))
      throw new Error(`${name} ${there ? 'has other bytes' : 'is missing'}`);
    for (const [shown] of readFileSync(path.join(feed, name), 'utf8').matchAll(SHOWN))
      if (files.get(shown) !== now.folder.get(shown))
        throw new Error(`${name} is newer than the head, and shows ${shown}, which is not there`);
  }
}

/** Pictures, cards and codes that a document names. */
const SHOWN = /\b(?:images|cards|codes)\/[\w-]+\.\w+/g;

/** Everything is as if nobody had died: every file of the feed and of the archive, and all that is remembered. */
export function expectUndisturbed(feed: string, { folder, archive, memory }: Chapter): void {
  expect(differences(contents(feed, /^$/), folder)).toEqual([]);
  expect(differences(archived(`${feed}.archive`), archive)).toEqual([]);
  const { dump, plan } = look(`${feed}.archive`);
  expect(plan).toBe(0);
  expect(dump).toEqual(memory);
}

export const differences = (one: Files, other: Files): string[] =>
  [...new Set([...one.keys(), ...other.keys()])].filter((name) => one.get(name) !== other.get(name)).sort();
