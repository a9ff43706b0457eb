import { FeedError, OtherSchemaError } from '../feed';
import { TransportError } from './ports';

/**
 * What went wrong, as the pages word it (pages/failures.ts). `offline`, `dropped`, `timeout`, `interrupted` are the
 * transport's; `server`: it answered that it cannot; `missing`: the feed has no such file; `data`: broken JSON, a broken
 * contract, or not what was asked for; `outdated`: the feed is of another edition than this mini-program.
 */
export type Failure =
  | 'offline'
  | 'dropped'
  | 'timeout'
  | 'interrupted'
  | 'server'
  | 'missing'
  | 'data'
  | 'outdated';

export function toFailure(error: unknown): Failure {
  if (error instanceof OtherSchemaError) return 'outdated';
  if (error instanceof FeedError) return 'data';
  if (!(error instanceof TransportError)) return 'data';
  if (error.kind === 'garbled') return 'data';
  if (error.kind !== 'status') return error.kind;
  return error.status === 404 || error.status === 410 ? 'missing' : 'server';
}

/** Whether something came, and it was not the file: a cache, or a network that wants a login first, can do that. */
export const isWrong = (failure: Failure) => failure === 'data' || failure === 'outdated';

/** Whether the same request may well succeed in a moment. Without a network it cannot: that is waited for. */
export const isMomentary = (failure: Failure) =>
  failure === 'dropped' || failure === 'timeout' || failure === 'interrupted' || failure === 'server';

/** Whether another network, or another time, can help. */
export const isPassing = (failure: Failure) => failure !== 'missing' && failure !== 'outdated';
