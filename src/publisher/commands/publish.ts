import type { Report } from '../report';
import { Run, type RunOptions, type SourceInput } from '../run/run';
import { sourceFiles } from '../source/files';

export interface PublishOptions extends RunOptions {
  /** Files and folders of sources. */
  from: readonly string[];
  /** Files whose articles are made of them, though there are newer copies. */
  force?: readonly string[] | undefined;
}

/**
 * Publishes saved pages and captured texts to a feed. What the feed holds from earlier runs stays.
 * Throws a `PublisherError` (nothing is changed then) for what its reader can mend.
 */
export async function publish(options: PublishOptions): Promise<Report> {
  const run = await Run.open(options);
  try {
    let count = 0;
    async function* sources(): AsyncGenerator<SourceInput> {
      for await (const file of sourceFiles(options.from)) {
        count += 1;
        run.reporter.progress(`读取第 ${count} 个来源：${file.name}`);
        yield { file };
      }
    }
    await run.takeAll(sources());
    for await (const file of sourceFiles(options.force ?? [])) {
      count += 1;
      await run.take({ file }, { forced: true });
    }
    if (count === 0) run.reporter.warn('没有找到任何来源（.txt 或 .html）');
  } catch (error) {
    await run.abandon();
    throw error;
  }
  return run.finish();
}
