import { Scheduler } from '../../../src/host/core/scheduler';
import { reportingPromise } from '../../../src/host/logic/promise';

describe('the logic layer’s promise', () => {
  it('reports a rejection that nobody handles, and only that', async () => {
    const scheduler = new Scheduler(() => {});
    const reported: unknown[] = [];
    const Logic = reportingPromise(
      (reason) => reported.push(reason),
      (run) => scheduler.soon(run),
    );
    Logic.reject('handled').catch(() => {});
    Logic.resolve(1).then(() => {
      throw 'lost';
    });
    const passed = Logic.reject('passed on').then(() => {});
    await expect(passed).rejects.toBe('passed on');
    await scheduler.idle();
    expect(reported).toEqual(['lost']);
  });
});
