import { FeedError, OtherSchemaError } from '../feed';
import { TransportError } from './ports';

/**
 * What went wrong, as the pages word it. `missing`: the feed has no such file; `outdated`: the feed is
 * of another edition than this mini-program; `data`: broken JSON or a broken contract.
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

/** Whether trying again by itself can help. */
export const isPassing = (failure: Failure) =>
  failure === 'timeout' || failure === 'server' || failure === 'offline';
