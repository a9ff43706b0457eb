import type { Ports } from '../stores/ports';
import { album } from './album';
import { bars } from './bars';
import { cache } from './cache';
import { clock } from './clock';
import { readDevice } from './device';
import { easel } from './easel';
import { messages } from './messages';
import { navigator } from './navigator';
import { originals } from './originals';
import { prefetch } from './prefetch';
import { resources } from './resources';
import { sharing } from './sharing';
import { transport } from './transport';
import { updates } from './updates';
import { viewport } from './viewport';

/** WeChat behind the stores' ports. */
export const createPorts = (): Ports => ({
  prefetch,
  transport,
  clock,
  cache,
  navigator,
  viewport,
  originals,
  easel,
  album,
  sharing,
  resources,
  messages,
  device: readDevice(),
  updates,
  bars,
});
