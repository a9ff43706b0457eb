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

/**
 * Draws share cards of articles that have none, as they are not of the newest. Throws as `withdraw` does.
 * @param options `which` is null for every article
 */
export const drawCards = ({
  which,
  ...options
}: RunOptions & { which: readonly string[] | null }): Promise<Report> =>
  inRun(options, async (run) => run.draw(which));

const edit = (options: WithdrawOptions, each: (run: Run, given: string) => Promise<void>): Promise<Report> =>
  inRun(options, async (run) => {
    for (const given of options.which) await each(run, given);
  });

async function inRun(options: RunOptions, work: (run: Run) => Promise<void>): Promise<Report> {
  const run = await Run.open(options);
  try {
    await work(run);
  } catch (error) {
    await run.abandon();
    throw error;
  }
  return run.finish();
}
