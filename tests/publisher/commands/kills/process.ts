import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import type { Report } from '../../../../src/publisher/report';

export interface Job {
  from: string[];
  /** The feed's folder. */
  to: string;
  /** Milliseconds since 1970. */
  now: number;
  grace?: number;
  link?: boolean;
  /** Articles whose withdrawal is taken back: nothing is published else. */
  restored?: string[];
  /** Whether everything is made anew: nothing is published else. */
  isRebuild?: boolean;
}

/** States that a run is to keep in a folder: from its beginning or from its commit on, each, or one of so many. */
export interface Keeping {
  into: string;
  all: boolean;
  every: number;
}

/** The file into which is written what a run does to the disk, and which of its flushes does nothing. */
export interface Recording {
  into: string;
  drop?: number;
}

/** What else a server does to a run. */
export interface Disturbed {
  recording?: Recording;
  states?: Keeping;
  /** Which of the calls behind the commit fails. */
  failing?: number;
}

/** What became of a run. */
export interface Done {
  report?: Report;
  error?: string;
  /** Whether the error is in words for its reader. */
  isOurs?: boolean;
  /** Number of the state right behind the commit, where states were kept. */
  committed?: number;
}

/** What a run says that it has come to, in this order. */
export const MARKS = ['open', 'stage', 'commit', 'committed', 'move', 'carried'] as const;
export type Mark = (typeof MARKS)[number];

const MODULES = path.join(__dirname, '../../../../node_modules');

/**
 * Bundles a program, with drawings of no cost in place of pictures and cards. Returns its file.
 * @param banner what stands before it
 */
export async function bundle(entry: string, outfile: string, banner = ''): Promise<string> {
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['libsql', 'sharp'],
    banner: { js: banner },
    logLevel: 'silent',
    plugins: [
      {
        name: 'drawings',
        setup({ onResolve }) {
          onResolve({ filter: /^\.\/(render|cards)$/ }, ({ importer }) =>
            /publisher\/(pictures\/store|cards\/draw)\.ts$/.test(importer)
              ? { path: path.join(__dirname, 'drawings.ts') }
              : undefined,
          );
        },
      },
    ],
  });
  return outfile;
}

/** Bundles the driver: a process is then at work in a few tenths of a second. Returns its file. */
export const bundleDriver = (folder: string): Promise<string> =>
  bundle(path.join(__dirname, 'driver.ts'), path.join(folder, 'driver.cjs'));

const start = (driver: string, given: string[], env: NodeJS.ProcessEnv = {}): ChildProcess =>
  spawn(process.execPath, [driver, ...given], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, NODE_PATH: MODULES, ...env },
  });

/** A process that runs one job after another. */
export class Server {
  private readonly child: ChildProcess;
  private readonly waiting: ((done: Done) => void)[] = [];

  /** @param kind `hurried` waits for no disk; `recording` finds no command that flushes a whole file system */
  constructor(driver: string, kind?: 'hurried' | 'recording') {
    this.child = start(driver, ['serve', ...(kind ? [kind] : [])], kind === 'recording' ? { PATH: '' } : {});
    createInterface({ input: this.child.stdout! }).on('line', (line) =>
      this.waiting.shift()!(JSON.parse(line) as Done),
    );
  }

  run(job: Job & Disturbed): Promise<Done> {
    this.child.stdin!.write(`${JSON.stringify(job)}\n`);
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  close(): void {
    this.child.kill('SIGKILL');
  }
}

/** One run in a process of its own. */
export class Process {
  /** When it came to what, in milliseconds since it was started. */
  readonly marks = new Map<Mark, number>();
  readonly ended: Promise<{ done: Done | null; killed: boolean; ms: number }>;
  private readonly child: ChildProcess;
  private readonly listeners: { mark: Mark; resolve(): void }[] = [];

  constructor(driver: string, job: Job) {
    const begun = performance.now();
    this.child = start(driver, ['once', JSON.stringify(job)]);
    let done: Done | null = null;
    createInterface({ input: this.child.stdout! }).on('line', (line) => {
      if (line.startsWith('{')) {
        done = JSON.parse(line) as Done;
        return;
      }
      this.marks.set(line as Mark, performance.now() - begun);
      for (const { mark, resolve } of this.listeners) if (mark === line) resolve();
    });
    this.ended = new Promise((resolve) =>
      this.child.once('close', (_, signal) => {
        resolve({ done, killed: signal === 'SIGKILL', ms: performance.now() - begun });
        for (const one of this.listeners) one.resolve();
      }),
    );
  }

  get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Until it has come somewhere, or has ended. */
  comesTo(mark: Mark): Promise<void> {
    if (this.marks.has(mark) || !this.isRunning) return Promise.resolve();
    return new Promise((resolve) => this.listeners.push({ mark, resolve }));
  }

  /** Kills it, or stops it, so many milliseconds from now. */
  async killAfter(ms: number, signal: 'SIGKILL' | 'SIGSTOP' = 'SIGKILL'): Promise<void> {
    const until = performance.now() + ms;
    if (ms > 4) await new Promise((resolve) => setTimeout(resolve, ms - 2));
    while (performance.now() < until && this.isRunning) await new Promise(setImmediate);
    if (this.isRunning) this.child.kill(signal);
  }
}
