import type { Report } from '../report';
import { Run, type RunOptions } from '../run/run';

export interface WithdrawOptions extends RunOptions {
  /** Articles by their ids or addresses. */
  which: readonly string[];
}

/** Withdraws articles, whatever their sources say. Throws a `PublisherError`, and changes nothing, where one is not known. */
export const withdraw = (options: WithdrawOptions): Promise<Report> =>
  edit(options, async (run, given) => run.withdraw(given));

/** Takes withdrawals back: the articles are made again from the archive. Throws as `withdraw` does. */
export const restore = (options: WithdrawOptions): Promise<Report> =>
  edit(options, (run, given) => run.takeBack(given));

async function edit(
  options: WithdrawOptions,
  each: (run: Run, given: string) => Promise<void>,
): Promise<Report> {
  const run = await Run.open(options);
  try {
    for (const given of options.which) await each(run, given);
  } catch (error) {
    await run.abandon();
    throw error;
  }
  return run.finish();
}
