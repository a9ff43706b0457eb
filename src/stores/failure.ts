import { FeedError, OtherSchemaError } from '../feed';
import { TransportError } from './ports';

/**
 * What went wrong, as the pages word it. `missing`: the feed has no such file; `outdated`: the feed is
 * of another edition than this mini-program; `data`: broken JSON, a broken contract, or not what was asked for.
 */
export type Failure = 'offline' | 'timeout' | 'server' | 'missing' | 'data' | 'outdated';

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

/** Whether another network can help. */
export const isPassing = (failure: Failure) => failure !== 'missing' && failure !== 'outdated';
