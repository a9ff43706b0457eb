import path from 'node:path';
import { hasCode } from '../errors';
import { disk } from '../write/disk';
import { writeWhole } from '../write/file';

/** The interface counts by days; which hour its day begins is not told, so that none of 24 hours may have more. */
export const DAY = 24 * 3600_000;

/** What a call is for: the newest messages, or older ones. */
export type Purpose = 'newest' | 'older';

const LETTERS: Readonly<Record<Purpose, string>> = { newest: 'n', older: 'o' };
const LINE = /^(\d{1,16}) ([no])$/;

/**
 * The calls of an account's interface in the last 24 hours. They are noted as they are made, in a file of the archive
 * and not in the memory: a run that fails or is killed has made them all the same, and so has one whose memory is lost.
 */
export class Calls {
  private readonly file: string;
  private readonly made: Record<Purpose, number[]> = { newest: [], older: [] };

  /** @param account a name of the account that can stand in the name of a file */
  constructor(
    archive: string,
    account: string,
    private readonly now: () => number,
  ) {
    this.file = path.join(archive, `calls-${account}.txt`);
    const lines = linesOf(this.file);
    for (const line of lines) {
      const [, time, letter] = LINE.exec(line) ?? [];
      if (time) this.made[letter === 'n' ? 'newest' : 'older'].push(Number(time));
    }
    this.forget();
    if (lines.length > 2 * this.used() + 100)
      writeWhole(this.file, this.lines().join(''), { parts: path.join(archive, 'parts') });
  }

  /** How many were made in the last 24 hours, for one purpose or for any. */
  used(purpose?: Purpose): number {
    this.forget();
    return purpose ? this.made[purpose].length : this.made.newest.length + this.made.older.length;
  }

  /** Notes that calls are about to be made. */
  note(purpose: Purpose, count = 1): void {
    if (count === 0) return;
    const line = lineOf(this.now(), purpose);
    for (let at = 0; at < count; at += 1) this.made[purpose].push(this.now());
    disk.mkdirSync(path.dirname(this.file), { recursive: true });
    disk.appendFileSync(this.file, line.repeat(count), { mode: 0o600 });
  }

  private forget(): void {
    const now = this.now();
    for (const purpose of ['newest', 'older'] as const) {
      const { [purpose]: made } = this.made;
      // A clock that was put back must not bar the account for longer than a day.
      if (made.some((time) => time <= now - DAY || time > now + DAY))
        this.made[purpose] = made.filter((time) => time > now - DAY && time <= now + DAY);
    }
  }

  private lines(): string[] {
    return (['newest', 'older'] as const).flatMap((purpose) =>
      this.made[purpose].map((time) => lineOf(time, purpose)),
    );
  }
}

/** The break stands in front: half a line of a process that died is not the beginning of the next one. */
const lineOf = (time: number, purpose: Purpose): string => `\n${time} ${LETTERS[purpose]}`;

function linesOf(file: string): string[] {
  try {
    return disk.readFileSync(file, 'utf8').split('\n');
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
    return [];
  }
}
