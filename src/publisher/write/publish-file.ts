import { contentHash } from '../hash';
import type { Staging } from './staging';

/** Stages a file unless readers see these bytes already; returns the content hash. */
export function writeIfChanged(staging: Staging, name: string, data: string): string {
  staging.writeChanged(name, data);
  return contentHash(data);
}
