import { Scheduler } from '../../../src/host/core/scheduler';

describe('idle', () => {
  it('comes when chains of timers and pending work are through', async () => {
    const scheduler = new Scheduler(() => {});
    const order: string[] = [];
    const end = scheduler.begin('request');
    scheduler.setTimeout(() => {
      order.push('timer');
      scheduler.setTimeout(() => order.push('timer of a timer'), 5);
      end();
    }, 10);
    await scheduler.idle();
    expect(order).toEqual(['timer', 'timer of a timer']);
  });

  it('does not wait for far timers, and says what it waited for in vain', async () => {
    const scheduler = new Scheduler(() => {});
    scheduler.setTimeout(() => {}, 60_000);
    scheduler.setInterval(() => {}, 5);
    await scheduler.idle();
    scheduler.begin('request x');
    await expect(scheduler.idle({ limit: 30 })).rejects.toThrow('request x');
    scheduler.close();
  });

  it('hands errors of timers over', async () => {
    const errors: unknown[] = [];
    const scheduler = new Scheduler((error) => errors.push(error));
    const fault = new Error('in a timer');
    scheduler.setTimeout(() => {
      throw fault;
    }, 1);
    await scheduler.idle();
    expect(errors).toEqual([fault]);
  });
});
