import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

const PROGRAM = path.join(__dirname, 'part.cjs');

/** Runs a part of the bench (part.ts) in a process of its own; resolves to what it returned. */
export async function apart<T>(part: string, ...given: readonly (string | number)[]): Promise<T> {
  const argv = [PROGRAM, part, ...given.map(String)];
  const { stdout } = await promisify(execFile)(process.execPath, argv, { maxBuffer: 1 << 24 });
  return JSON.parse(stdout.slice(stdout.lastIndexOf('\n', stdout.length - 2) + 1)) as T;
}
