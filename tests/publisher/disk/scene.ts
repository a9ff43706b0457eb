import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { copy } from '../commands/kills/copy';
import type { Done, Job, Server } from '../commands/kills/process';
import { expectReadable, expectUndisturbed } from '../commands/kills/state';
import { type Chapter, contents, type Files, ledTo, type Story } from '../commands/kills/story';
import { articlesOf, mended } from '../commands/kills/whole';
import { lay } from './build';
import type { Cut } from './cuts';
import { type Log, unpackedLog } from './log';

/** Somebody can tell that the power went. */
export class Noticed extends Error {}

/** A step of a story whose run was recorded. */
export interface Scene {
  story: Story;
  folder: string;
  /** What was there before the step: `feed`, and `feed.archive`. */
  base: string;
  log: Log;
  now: Chapter;
  before: Chapter | undefined;
  /** What readers of the reference find. */
  articles: Record<string, string>;
  /** Whether a plan was broken before: then a run may say so. */
  isBroken?: boolean;
  /** How many runs refused a pack that a power cut had cut, since the memory was lost, too. */
  refused: number;
}

/**
 * Has a step of a story published as the reference is, and recorded.
 * @param folder a fresh one
 */
export async function recorded(
  folder: string,
  story: Story,
  server: Server,
  turn: () => Promise<Chapter>,
): Promise<Scene> {
  const base = path.join(folder, 'base');
  mkdirSync(base, { recursive: true });
  for (const end of ['', '.archive'])
    if (existsSync(story.reference + end)) copy(story.reference + end, `${base}/feed${end}`);
  const before = existsSync(story.reference) ? story.chapters.at(-1) : undefined;
  const now = await turn();
  const scene = { story, folder, base, now, before, articles: await articlesOf(story.reference), refused: 0 };
  return { ...scene, log: await record(scene, server) };
}

/** Records the run of a scene once more, one of whose flushes does nothing. */
export async function record(
  { folder, base, now }: Omit<Scene, 'log'>,
  server: Server,
  drop = 0,
): Promise<Log> {
  const [run, into] = [path.join(folder, 'run'), path.join(folder, 'log')];
  copy(base, run);
  const to = path.join(run, 'feed');
  expect(await server.run({ ...now.job, to, recording: { into, drop } })).not.toHaveProperty('error');
  expectUndisturbed(to, now);
  rmSync(run, { recursive: true });
  return unpackedLog(readFileSync(into));
}

/** What a run warned of. */
export const said = ({ report }: Done): string => report!.warnings.map(({ message }) => message).join('\n');

/** Files that the head leads to, by their contents. */
export async function ledFiles(feed: string): Promise<Files> {
  const files = contents(feed);
  return new Map((await ledTo(feed)).map((name) => [name, files.get(name)!]));
}

/** What a rebuild makes of the reference. */
export async function rebuilt({ story, folder, now }: Scene, server: Server): Promise<Files> {
  const to = path.join(folder, 'rebuilt/feed');
  for (const end of ['', '.archive']) copy(story.reference + end, to + end);
  return rebuild(server, now, to);
}

async function rebuild(server: Server, { job }: Chapter, to: string): Promise<Files> {
  expect(await server.run({ from: [], now: job.now, isRebuild: true, to })).not.toHaveProperty('error');
  return ledFiles(to);
}

/**
 * Lays down what a power cut leaves, and looks at it as readers do; then runs again, and sees that nobody can tell.
 * Throws `Noticed` where one can.
 * @param end what a rebuild makes of the reference, where that is looked at too
 */
export async function expectMended(
  scene: Scene,
  cut: Cut,
  server: Server,
  into: string,
  end?: Files,
): Promise<void> {
  const { story, base, folder, now, before, log } = scene;
  const to = path.join(into, 'feed');
  rmSync(into, { recursive: true, force: true });
  lay(cut, into, base, path.join(folder, 'pool'));
  try {
    expectReadable(to, contents(to), now, before);
    // A run that has said that it is done stays done.
    if (cut.point === log.entries.length) story.expectNoWithdrawn(to);
    const job = { ...now.job, to };
    if (cut.kept === 'last') {
      const done = await server.run(job);
      expect(done).not.toHaveProperty('error');
      // What a commit relies on was on the disk before it.
      if (!scene.isBroken) expect(said(done)).not.toContain('断电');
      expectUndisturbed(to, now);
    } else {
      await expectCarriedOn(scene, cut, server, job);
      expect(await articlesOf(to)).toEqual(scene.articles);
      if (end) expect(await rebuild(server, now, to)).toEqual(end);
    }
    story.expectNoWithdrawn(to);
  } catch (error) {
    const { point, how, kept } = cut;
    const last = log.entries[point - 1];
    const at = last ? `${last.do} ${'name' in last ? last.name : ''}` : 'the beginning';
    const where = `behind entry ${point} of ${log.entries.length} (${at}), with ${how}, database ${kept}`;
    throw new Noticed(`${where}: ${(error as Error).message}`, { cause: error });
  }
}

/**
 * Runs where the memory is not what it was. What is not to be had of a power cut alone, for the database outlives it, is
 * that the memory is lost with a run in the record that was not committed: nobody knows that it was not. Where that
 * run's pack is cut, too, the publisher says so, and goes on when it was done as told.
 */
async function expectCarriedOn(scene: Scene, cut: Cut, server: Server, job: Job): Promise<void> {
  if (cut.kept !== 'before' && cut.point < committedAt(scene.log)) {
    const { error } = await server.run(job);
    const [, pack] = /^存档文件 (\S+\.pack) 从第 \d+ 字节起损坏/.exec(error ?? '') ?? [];
    if (pack) {
      scene.refused += 1;
      expectReadable(job.to, contents(job.to), scene.now, scene.before);
      rmSync(pack);
    }
  }
  await mended(server, job);
}

/** Behind how many entries a run has happened. */
export const committedAt = ({ entries }: Log): number =>
  1 + entries.findIndex((one, at) => one.do === 'database' && entries[at - 1]?.do === 'sync ends');
