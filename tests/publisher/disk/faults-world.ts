import { type ChildProcess, spawn } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import sharp from 'sharp';
import { articleId } from '../../../src/publisher/hash';
import { messageIdentity } from '../../../src/publisher/source/identity';
import { page } from '../../fixtures/publisher/generate';
import { deletedPage } from '../../fixtures/publisher/pages';
import { message } from '../commands/fake-account';
import { look } from '../commands/kills/look';
import { archived, type Chapter, contents } from '../commands/kills/story';
import { closure, write } from '../support';
import { environment, type Outcome, type Task } from './faults-process';

/** A process that runs one task after another. */
export class Driver {
  private readonly child: ChildProcess;
  private readonly waiting: ((outcome: Outcome) => void)[] = [];

  /** @param withSync whether the system has the command that flushes a file system */
  constructor(driver: string, withSync = true) {
    this.child = spawn(process.execPath, [driver], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: environment(withSync ? {} : { PATH: '' }),
    });
    createInterface({ input: this.child.stdout! }).on('line', (line) =>
      this.waiting.shift()!(JSON.parse(line) as Outcome),
    );
  }

  run(task: Task): Promise<Outcome> {
    this.child.stdin!.write(`${JSON.stringify(task)}\n`);
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  close(): void {
    this.child.kill('SIGKILL');
  }
}

/** One run of a command that is to be disturbed: on what, and what it comes to where it is not. */
export interface Scene {
  name: string;
  /** Where the feed and its archive lie before it; nothing is there for a first one. */
  base: string;
  task: Omit<Task, 'root' | 'to' | 'hasCodes'>;
  hasCodes: boolean;
  /** What the feed was before, if anything, and what it is afterwards. */
  chapters: Chapter[];
  /** Where it lies afterwards. */
  end: string;
}

/** A copy of a folder that shares the files which nobody writes into. */
function copy(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) copy(source, target);
    else if (/^(memory\.db|record\.log|spool|lock|calls-)|\.pack|\.html$/.test(entry.name))
      copyFileSync(source, target);
    else linkSync(source, target);
  }
}

/** Puts a fresh copy of what a scene begins with in a folder; the task on it. */
export function setUp(
  { base, task, hasCodes }: Pick<Scene, 'base' | 'task' | 'hasCodes'>,
  root: string,
): Task {
  rmSync(root, { recursive: true, force: true });
  mkdirSync(root, { recursive: true });
  if (existsSync(base)) copy(base, root);
  for (const [at, from] of (task.from ?? []).entries()) copy(from, path.join(root, `inbox-${at}`));
  return {
    ...task,
    hasCodes,
    root,
    to: path.join(root, 'feed'),
    from: (task.from ?? []).map((_, at) => path.join(root, `inbox-${at}`)),
    bundle: path.join(root, 'bundle'),
  };
}

async function chapterOf(feed: string, task: Task): Promise<Chapter> {
  const folder = contents(feed, /^$/);
  const archive = `${feed}.archive`;
  return {
    job: { from: task.from!, now: task.now },
    // Pictures that are none are all that the others need.
    led:
      task.command === 'bundle'
        ? folder
        : new Map([...(await closure(feed)).keys()].map((name) => [name, folder.get(name)!])),
    folder,
    archive: archived(archive),
    memory: look(archive).dump,
  };
}

/** A captured text: its cover is looked for beside it. */
const TEXT = `标题: 德州 | 一篇文本
山东省交通运输厅 · 公众号 · 山东 · 2025-12-16 20:10

正文
一段话。
`;

/** Makes pictures of what stands in their place. */
async function draw(images: string): Promise<void> {
  const blue = { width: 720, height: 480, channels: 3, background: '#3366cc' } as const;
  const picture = await sharp({ create: blue }).webp().toBuffer();
  for (const name of readdirSync(images)) {
    // A link to what other scenes begin with.
    rmSync(path.join(images, name));
    writeFileSync(path.join(images, name), picture);
  }
}

const made: string[] = [];

/** A fresh folder that need not come to a disk, where the system has such. To be taken away by `forget`. */
export function inMemory(): string {
  const folder = mkdtempSync(path.join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'publisher-'));
  made.push(folder);
  return folder;
}

export function forget(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
}

const HOUR = 3600_000;
const BEGIN = Date.UTC(2026, 0, 5);
const idOf = (index: number): string =>
  articleId(messageIdentity('MzA5MDAwMDAwMA==', String(2_000_000 + index), '1'));

/** Sources of articles, each with a picture beside it. */
function fill(inbox: string, articles: readonly (readonly [index: number, version: number])[]): string {
  for (const [index, version] of articles) {
    const { name, html } = page(index, 120);
    const picture = `pictures/${index}-${version}.png`;
    const more = `<p>第${version}版。</p><p><img data-src="${picture}"></p>`;
    write(inbox, { [picture]: `picture ${picture}`, [name]: html.replace('</div>\n', `${more}</div>\n`) });
  }
  return inbox;
}

/**
 * Runs on a column of a few articles, one after the other, of everything that writes.
 * @param hasCodes whether mini-program codes are made
 */
export async function scenes(root: string, driver: Driver, hasCodes = true): Promise<Scene[]> {
  const found: Scene[] = [];
  const inbox = (name: string, ...articles: (readonly [number, number])[]) =>
    fill(path.join(root, 'inboxes', name), articles);
  const at = (hours: number) => BEGIN + hours * HOUR;
  /** Runs a scene on what another one left; it is what the next ones may begin with. */
  const scene = async (name: string, before: Scene | null, task: Scene['task'], prepared?: string) => {
    const base = prepared ?? (before ? path.join(root, before.name) : path.join(root, 'nothing'));
    const here = path.join(root, name);
    const given = setUp({ base, task, hasCodes }, here);
    const { error } = await driver.run(given);
    if (error) throw new Error(`${name}: ${error}`);
    for (const each of readdirSync(here))
      if (each.startsWith('inbox')) rmSync(path.join(here, each), { recursive: true });
    const now = await chapterOf(given.to, given);
    // What is only cut out leaves the feed as it was.
    const chapters = task.command === 'bundle' ? [now] : [...(before?.chapters.slice(-1) ?? []), now];
    const one: Scene = { name, base, task, hasCodes, chapters, end: here };
    found.push(one);
    return one;
  };
  const first = await scene('first', null, {
    command: 'publish',
    now: at(0),
    from: [inbox('first', [1, 0], [2, 0], [3, 0])],
  });
  const changes = inbox('second', [1, 1], [4, 0]);
  write(changes, { [page(2).name]: deletedPage(), 'a.txt': TEXT, 'a.cover.png': 'picture of a text' });
  const second = await scene('second', first, { command: 'publish', now: at(9), from: [changes] });
  await scene('sweep', second, { command: 'publish', now: at(90), from: [inbox('third', [5, 0])] });
  await scene('rebuild', second, { command: 'rebuild', now: at(30), column: { place: '济南' } });
  const withdrawal = await scene('withdraw', first, { command: 'withdraw', now: at(9), which: [idOf(3)] });
  await scene('restore', withdrawal, { command: 'restore', now: at(12), which: [idOf(3)] });
  const listed = await scene('sync first', null, {
    command: 'sync',
    now: at(0),
    messages: [message(1), message(2)],
  });
  await scene('sync', listed, {
    command: 'sync',
    now: at(9),
    messages: [message(3), message(2, { title: '改过的' }), message(1, { is_deleted: true })],
  });
  const drawn = path.join(root, 'before bundle');
  copy(path.join(root, 'first'), drawn);
  await draw(path.join(drawn, 'feed/images'));
  await scene('bundle', first, { command: 'bundle', now: at(1) }, drawn);
  // A memory that is gone is made again.
  const lost = path.join(root, 'before lost');
  copy(path.join(root, 'second'), lost);
  rmSync(path.join(lost, 'feed.archive/memory.db'));
  await scene('lost memory', second, { command: 'publish', now: at(30), from: [inbox('third')] }, lost);
  return found;
}
