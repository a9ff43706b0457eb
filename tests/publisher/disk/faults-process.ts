import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { FakeMessage } from '../commands/fake-account';
import { bundle } from '../commands/kills/process';

/* The programs that tests have the disk fail under, as bundles: they start in a few tenths of a second. */

/** A fault of the disk: what the n-th call comes to. */
export interface Fault {
  /** Which call, from 1. */
  at: number;
  code: string;
}

export type Command = 'publish' | 'rebuild' | 'withdraw' | 'restore' | 'sync' | 'bundle';

/** What a driver is to run. */
export interface Task {
  command: Command;
  /** Below it lies everything that a call of the disk may fail on. */
  root: string;
  /** The feed's folder. */
  to: string;
  /** Milliseconds since 1970. */
  now: number;
  from?: string[];
  which?: string[];
  column?: { [key: string]: string };
  messages?: FakeMessage[];
  /** Where `bundle` writes. */
  bundle?: string;
  /** Whether mini-program codes are made, as with an account's credentials. */
  hasCodes: boolean;
  fault?: Fault;
  /** Whether the calls are to be told. */
  isTraced?: boolean;
}

/** A call of the disk. */
export interface Call {
  name: string;
  file: string;
}

/** What became of a task. */
export interface Outcome {
  error?: string;
  /** The error's class is one of words for their reader. */
  isOurs?: boolean;
  warnings?: { article?: string; message: string }[];
  /** What the disk was asked for, where that was to be told. */
  calls?: Call[];
  /** The one that failed. */
  failed?: Call;
}

const COMMANDS = path.join(__dirname, '../../../src/publisher/commands');

export const bundleFaultsDriver = (folder: string): Promise<string> =>
  bundle(path.join(__dirname, 'faults-driver.ts'), path.join(folder, 'driver.cjs'));

/** The command line, at a moment that the environment gives. */
export const bundleCommandLine = (folder: string): Promise<string> =>
  bundle(
    path.join(COMMANDS, 'cli.ts'),
    path.join(folder, 'cli.cjs'),
    'if (process.env.NOW) Date.now = () => Number(process.env.NOW);',
  );

/** How a process ended. */
export interface Ended {
  code: number | null;
  signal: string | null;
  out: string;
  err: string;
}

/** The arguments of a task on the command line. */
function argumentsOf({ command, to, root, from = [], which = [], column }: Task): string[] {
  const settings = path.join(root, 'column.json');
  if (column) writeFileSync(settings, JSON.stringify(column));
  return [
    command,
    ...which,
    ...from.flatMap((one) => ['--from', one]),
    ...['--to', to],
    ...(column ? ['--column', settings, '--rename'] : []),
  ];
}

/** Runs a task on the command line. */
export function runCommand(cli: string, task: Task, more: Record<string, string> = {}): Promise<Ended> {
  const env = environment({ NOW: String(task.now), ...more });
  const child = spawn(process.execPath, [cli, ...argumentsOf(task)], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (part) => {
    out += String(part);
  });
  child.stderr.on('data', (part) => {
    err += String(part);
  });
  return new Promise((resolve) => child.on('close', (code, signal) => resolve({ code, signal, out, err })));
}

const MODULES = path.join(__dirname, '../../../node_modules');

export const environment = (more: Record<string, string> = {}): NodeJS.ProcessEnv =>
  ({ PATH: process.env.PATH, HOME: process.env.HOME, NODE_PATH: MODULES, ...more }) as NodeJS.ProcessEnv;
