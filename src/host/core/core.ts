import type { Package } from '../package/package';
import type { BootOptions } from './options';
import type { Records } from './records';
import type { Scheduler } from './scheduler';
import type { Signals } from './signals';

/** What every part of the host stands on. */
export interface Core {
  readonly pkg: Package;
  readonly options: BootOptions;
  readonly records: Records;
  readonly scheduler: Scheduler;
  readonly signals: Signals;
}
