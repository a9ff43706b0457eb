import { parentPort, workerData } from 'node:worker_threads';
import { handOver } from '../../write/disk';
import { Spool } from '../../write/spool';
import { type Planned, Staging } from '../../write/staging';
import { draftOfBytes, spooledOf } from '../drafts';
import { compose } from './compose';
import type { Order, Task } from './writer';

/* What runs in the thread of the documents (writer.ts). */

const { feed, spool } = (workerData as { task: Task }).task;
const staging = Staging.beside(feed, 'documents');
const source = Spool.of(spool);

function write({ name, place, settled }: Order): Planned {
  const draft = draftOfBytes(source.read(spooledOf(place)), place.front);
  return staging.writeChanged(name, compose(draft, settled));
}

parentPort!.on('message', (orders: Order[]) => {
  const staged = orders.map(write);
  handOver();
  parentPort!.postMessage(staged);
});
