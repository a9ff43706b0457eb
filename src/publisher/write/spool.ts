import path from 'node:path';
import { disk } from './disk';

/** Where a text stands in a spool: bytes. */
export interface Spooled {
  at: number;
  length: number;
}

/** Bytes that are written at one go. */
const BLOCK = 1 << 20;

/**
 * Texts, and other bytes, that wait for their turn in one file: a file for each, to be opened, written, opened and
 * read, cost more than all the rest of making an article; and in memory there is no room for a hundred thousand.
 */
export class Spool {
  private file: number | null = null;
  private written = 0;
  /** What is not written yet, as far as `waitingLength`. */
  private waiting = Buffer.alloc(0);
  private waitingLength = 0;

  /** @param name its file */
  constructor(readonly name: string) {}

  /** One that another has written, to be read. */
  static of(name: string): Spool {
    const spool = new Spool(name);
    spool.file = disk.openSync(name, 'r');
    spool.written = Number.POSITIVE_INFINITY;
    return spool;
  }

  /** Copies it; what is added next stands right behind it. */
  add(data: string | Uint8Array): Spooled {
    const length = typeof data === 'string' ? Buffer.byteLength(data) : data.length;
    if (this.waitingLength + length > this.waiting.length) this.makeRoom(length);
    const spooled = { at: this.written + this.waitingLength, length };
    if (typeof data === 'string') this.waiting.write(data, this.waitingLength);
    else this.waiting.set(data, this.waitingLength);
    this.waitingLength += length;
    return spooled;
  }

  read(spooled: Spooled): Buffer {
    const bytes = Buffer.allocUnsafe(spooled.length);
    this.readInto(bytes, spooled);
    return bytes;
  }

  /** Reads into the beginning of `bytes`. */
  readInto(bytes: Uint8Array, { at, length }: Spooled): void {
    if (at + length > this.written) this.flush();
    for (let have = 0; have < length; ) {
      const got = disk.readSync(this.file!, bytes, have, length - have, at + have);
      if (got === 0) throw new Error(`${this.name} is shorter than what was written to it`);
      have += got;
    }
  }

  /** Throws away what was written: it is read no more, and need not come to the disk. */
  discard(): void {
    this.close();
    this.waitingLength = 0;
    if (this.written > 0) disk.rmSync(this.name, { force: true });
  }

  close(): void {
    const { file } = this;
    // Whatever comes of it, there is nothing to close a second time.
    this.file = null;
    if (file !== null) disk.closeSync(file);
  }

  /** Brings to the disk what was added. */
  flush(): void {
    if (this.file === null) {
      disk.mkdirSync(path.dirname(this.name), { recursive: true });
      this.file = disk.openScratchSync(this.name);
    }
    for (let done = 0; done < this.waitingLength; )
      done += disk.writeSync(this.file, this.waiting, done, this.waitingLength - done, this.written + done);
    this.written += this.waitingLength;
    this.waitingLength = 0;
  }

  private makeRoom(length: number): void {
    if (this.waitingLength > 0) this.flush();
    if (length > this.waiting.length) this.waiting = Buffer.allocUnsafe(Math.max(BLOCK, length));
  }
}
