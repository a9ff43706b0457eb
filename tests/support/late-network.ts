import { paths } from '../../src/feed';
import { type Clock, type Transport, TransportError } from '../../src/stores/ports';
import type { LivingColumn } from './living-column';

/** A request that was given up after so many ms was so by the program's patience, which is a failure like others. */
const PATIENT = 10_000;

/** `cancelled`: nobody waited for it any more. */
export type Outcome = 'answered' | 'failed' | 'cancelled';

/** A request that has not ended yet. */
export interface LateRequest {
  path: string;
  /** What the server had when it was asked; undefined where it had no such file. */
  asked: unknown;
  /** No answer will ever come: the connection died and nobody was told. */
  isDead: boolean;
  isCancelled: boolean;
  /** How many had been asked for before. */
  number: number;
  at: number;
  resolve(value: unknown): void;
  reject(error: TransportError): void;
}

/** How a request ends: with what the server has now, with what it had when it was asked, or with a fault. */
export type Ending = 'now' | 'asked' | TransportError;

/** What is asked for one after another: outcomes are told of each of these. */
const thingOf = (path: string) => path.replace(/^(search|rows)\/.*/, '$1');

/** A network whose every answer comes when the test says so, in any order. A request given up ends later, too. */
export class LateNetwork {
  pending: LateRequest[] = [];
  isOffline = false;
  /** Of what was asked for last, by path; the files of the search are one thing. */
  readonly outcomes = new Map<string, Outcome>();
  /** The number of the request that each outcome is of. */
  private readonly last = new Map<string, number>();
  private asked = 0;
  /** Whether something that a search needs has failed since this was last set to false. */
  hasSearchFailed = false;
  /** The program that asks has ended: nothing reaches it any more. */
  isOver = false;

  constructor(
    private readonly column: LivingColumn,
    private readonly clock: Clock,
    /** Whether the next request is a dead one. */
    private readonly isDead: () => boolean,
    /** Hears of each answer before the program does. */
    private readonly received: (path: string, value: unknown) => void,
  ) {}

  readonly transport: Transport = {
    get: (url) => {
      const path = url.replace('https://feed.example/', '');
      const { column, clock } = this;
      let request: LateRequest | undefined;
      const result = new Promise<unknown>((resolve, reject) => {
        const about = { path, asked: column.file(path), isDead: this.isDead(), isCancelled: false };
        this.asked += 1;
        request = { ...about, number: this.asked, at: clock.now(), resolve, reject };
        this.pending.push(request);
      });
      return {
        result,
        cancel: () => {
          request!.isCancelled = true;
        },
      };
    },
  };

  /** Those that can end. */
  get live(): LateRequest[] {
    return this.pending.filter(({ isDead, isCancelled }) => isCancelled || !isDead);
  }

  /** Ends a request. @returns what has come of it, in words */
  end(request: LateRequest, ending: Ending): string {
    const { path } = request;
    this.pending = this.pending.filter((one) => one !== request);
    if (request.isCancelled) {
      const isFault = request.isDead || this.clock.now() - request.at >= PATIENT;
      return this.fail(request, isFault ? 'failed' : 'cancelled', new TransportError('interrupted'));
    }
    if (this.isOffline) return this.fail(request, 'failed', new TransportError('offline'));
    if (ending instanceof TransportError) return this.fail(request, 'failed', ending);
    const value = ending === 'now' ? this.column.file(path) : request.asked;
    if (value === undefined) return this.fail(request, 'failed', new TransportError('status', 404));
    this.note(request, 'answered');
    this.received(path, value);
    request.resolve(value);
    return `${path}: as it is ${ending === 'now' ? 'now' : 'when asked'}`;
  }

  /** Whether a file of a list could not be had, and has not come since. */
  hasListFailed(list: string): boolean {
    const folder = paths.list(list);
    return [...this.outcomes].some(([path, outcome]) => outcome === 'failed' && path.startsWith(folder));
  }

  private note({ path, number }: LateRequest, outcome: Outcome): void {
    const thing = thingOf(path);
    if (number < (this.last.get(thing) ?? 0)) return;
    this.last.set(thing, number);
    this.outcomes.set(thing, outcome);
  }

  private fail(request: LateRequest, outcome: Outcome, error: TransportError): string {
    const { path, reject } = request;
    const thing = thingOf(path);
    this.note(request, outcome);
    if (outcome === 'failed' && (thing === 'search' || thing === 'rows' || thing === paths.head))
      this.hasSearchFailed = true;
    reject(error);
    return `${path}: ${outcome}, ${error.message}`;
  }
}
