import { diskFault, hasCode, toldOf } from '../errors';

/**
 * What is printed may find a full disk, or nobody who reads it: what is done, and what is to be done, goes on.
 * @param unsaid told in words why the report could not be written; of a reader who left nothing is told
 */
export function guardOutput({ stdout, stderr }: typeof process, unsaid: (words: string) => void): void {
  stderr.on('error', () => {});
  let isTold = false;
  stdout.on('error', (error) => {
    if (!isTold && !hasCode(error, 'EPIPE')) unsaid(toldOf(diskFault(error, '标准输出')));
    isTold = true;
  });
}

const EVERY = 2000;

/** Progress: one line that is overwritten on a terminal, a plain line every 2 seconds in a log. */
export class Progress {
  private shown = false;
  private last: number;

  constructor(
    private readonly stream: NodeJS.WriteStream,
    private readonly now: () => number = Date.now,
  ) {
    // A run that is done within EVERY says nothing in a log.
    this.last = stream.isTTY ? 0 : now();
  }

  show(message: string): void {
    const time = this.now();
    if (this.stream.isTTY) {
      if (time - this.last < 50) return;
      this.stream.write(`\r\x1b[K${Array.from(message).slice(0, 60).join('')}`);
      this.shown = true;
    } else {
      if (time - this.last < EVERY) return;
      this.stream.write(`${message}\n`);
    }
    this.last = time;
  }

  /** Clears the line, so that what is printed next starts on a clean one. */
  end(): void {
    if (this.shown) this.stream.write('\r\x1b[K');
    this.shown = false;
  }
}
