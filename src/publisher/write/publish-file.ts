import { contentHash } from '../hash';
import type { Staging } from './staging';

/** Stages a file unless readers see these bytes already; returns the content hash. */
export async function writeIfChanged(staging: Staging, name: string, data: string): Promise<string> {
  if ((await staging.live(name)) !== data) await staging.write(name, data);
  return contentHash(data);
}
