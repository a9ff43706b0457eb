import type { Ports } from '../stores/ports';
import { cache } from './cache';
import { clock } from './clock';
import { readDevice } from './device';
import { messages } from './messages';
import { navigator } from './navigator';
import { originals } from './originals';
import { transport } from './transport';
import { updates } from './updates';
import { viewport } from './viewport';

/** WeChat behind the stores' ports. */
export const createPorts = (): Ports => ({
  transport,
  clock,
  cache,
  navigator,
  viewport,
  originals,
  messages,
  device: readDevice(),
  updates,
});
