import type { Worker } from 'node:worker_threads';
import { endOf, startThread } from '../../thread';
import type { Planned, Staging } from '../../write/staging';
import type { DraftPlace } from '../drafts';
import type { Settled } from './compose';

/** What the thread is given. */
export interface Task {
  feed: string;
  spool: string;
}

/** A document to be written. The thread answers each list of these with what it staged. */
export interface Order {
  name: string;
  place: DraftPlace;
  settled: Settled;
}

/** MB for what dies young. */
const YOUNG = 8;
/** Documents that are sent at a time: a message costs as much as some of them. */
const BATCH = 32;
/** Batches that may wait. */
const WAITING = 16;

/** Has documents written in a thread of its own. To be closed. */
export class Writer {
  private readonly worker: Worker;
  private batch: Order[] = [];
  /** Batches that are sent and not written yet. */
  private waiting = 0;
  private dead: Error | null = null;
  private wake = () => {};

  constructor(staging: Staging) {
    staging.spool.flush();
    const task: Task = { feed: staging.feed, spool: staging.spool.name };
    this.worker = startThread('run/documents/worker', { task }, { young: YOUNG });
    this.worker.on('message', (staged: Planned[]) => {
      staging.adopt(staged);
      this.waiting -= 1;
      this.wake();
    });
    const die = (error: Error) => {
      this.dead ??= error;
      this.wake();
    };
    this.worker.on('error', (error) => die(endOf(error)));
    this.worker.on('exit', (code) => die(new Error(`the thread of the documents ended with ${code}`)));
  }

  add(order: Order): void {
    this.batch.push(order);
    if (this.batch.length === BATCH) this.send();
  }

  /** Waits while too many wait to be written. Throws what the thread threw. */
  room(): Promise<void> {
    return this.until(WAITING);
  }

  /** Waits until all are written. Throws what the thread threw. */
  done(): Promise<void> {
    this.send();
    return this.until(0);
  }

  async close(): Promise<void> {
    await this.worker.terminate();
  }

  private send(): void {
    this.waiting += 1;
    this.worker.postMessage(this.batch);
    this.batch = [];
  }

  private async until(most: number): Promise<void> {
    while (this.waiting > most) {
      if (this.dead) throw this.dead;
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
  }
}
