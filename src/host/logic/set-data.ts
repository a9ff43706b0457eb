import type { Records } from '../core/records';
import { byteLength } from '../core/utf8';

/** WeChat's most for one call, in bytes. */
const LIMIT = 1024 * 1024;

export interface Measured {
  is: string;
  setData(data: Record<string, unknown>, done?: () => void): void;
}

/** Counts what pages and components send, and sends it as JSON, as WeChat does: what JSON cannot hold does not arrive. */
export class SetDataMeter {
  readonly #measured = new WeakSet<object>();

  constructor(private readonly records: Records) {}

  measure(instance: Measured): void {
    // A page made by `Component()` comes here twice.
    if (this.#measured.has(instance)) return;
    this.#measured.add(instance);
    const send = instance.setData;
    instance.setData = (data, done) => {
      const json = JSON.stringify(data ?? {});
      const bytes = byteLength(json);
      this.records.stats.add({ is: instance.is, bytes, keys: Object.keys(data ?? {}) });
      if (bytes > LIMIT)
        this.records.error(new Error(`setData of ${bytes} bytes on ${instance.is}: WeChat takes 1 MB`));
      send.call(instance, JSON.parse(json) as Record<string, unknown>, done);
    };
  }
}
