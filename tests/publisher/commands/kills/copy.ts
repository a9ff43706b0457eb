import fs from 'node:fs';
import path from 'node:path';

/** Whether the publisher writes into a file of this name: all others are only ever made, and taken away. */
export const isWrittenInto = (name: string): boolean =>
  /^(memory\.db|record\.log|spool|lock)|\.pack$/.test(path.basename(name));

/** A copy of a folder that shares the files which nobody writes into. */
export function copy(
  from: string,
  to: string,
  real: Pick<typeof fs, 'mkdirSync' | 'copyFileSync'> = fs,
): void {
  real.mkdirSync(to, { recursive: true });
  for (const entry of fs.readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) copy(source, target, real);
    else if (isWrittenInto(entry.name)) real.copyFileSync(source, target);
    else fs.linkSync(source, target);
  }
}
