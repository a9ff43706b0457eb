import { parentPort, workerData } from 'node:worker_threads';
import { type Fault, faultOf } from '../thread';
import { Local, type RunArchive } from './local';
import type { Prepared, Read, SourceInput } from './types';

/*
 * What runs in a thread of its own. It answers one request after the other, so that the one that was asked
 * first and is not answered yet is the one in work.
 */

export type Request =
  | { ask: 'prepare' | 'load'; job: number; input: SourceInput }
  | { ask: 'read'; job: number; keep: boolean }
  | { ask: 'seal'; job: number }
  | { ask: 'release'; job: number };

export type Answer = { prepared: Prepared } | { read: Read } | { sealed: true } | { fault: Fault };

const local = new Local((workerData as { archive: RunArchive }).archive);

async function answer(request: Exclude<Request, { ask: 'release' }>): Promise<Answer> {
  try {
    switch (request.ask) {
      case 'read':
        return { read: await local.read(request.job, request.keep) };
      case 'seal':
        await local.seal();
        return { sealed: true };
      default:
        return { prepared: await local[request.ask](request.job, request.input) };
    }
  } catch (error) {
    local.release(request.job);
    return { fault: faultOf(error) };
  }
}

/** What is handed over in place of being copied. */
function bodiesOf(answer: Answer): ArrayBuffer[] {
  if ('fault' in answer || 'sealed' in answer) return [];
  const { readings } = 'read' in answer ? answer.read : answer.prepared;
  return (readings ?? []).flatMap((one) =>
    one.what === 'article' ? [one.text.body.buffer as ArrayBuffer] : [],
  );
}

let turn: Promise<void> = Promise.resolve();
parentPort!.on('message', (request: Request) => {
  turn = turn.then(async () => {
    if (request.ask === 'release') local.release(request.job);
    else {
      const made = await answer(request);
      parentPort!.postMessage(made, bodiesOf(made));
    }
  });
});
