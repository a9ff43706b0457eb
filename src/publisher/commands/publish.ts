import type { SourceError } from '../errors';
import type { Report } from '../report';
import { Run, type RunOptions, type SourceInput } from '../run/run';
import { comingFrom } from '../source/coming';
import { sourceFiles } from '../source/files';

export interface PublishOptions extends RunOptions {
  /** Files and folders of sources. */
  from: readonly string[];
  /** Files whose articles are made of them, though there are newer copies. */
  force?: readonly string[] | undefined;
}

/**
 * Publishes saved pages and captured texts to a feed. What the feed holds from earlier runs stays. A source that is
 * refused is told of in the report, and the others are published. Throws a `PublisherError` (nothing is changed then)
 * for what its reader can mend and no source is to blame for.
 */
export async function publish(options: PublishOptions): Promise<Report> {
  const coming = (isKnown: (name: string) => boolean) => comingFrom(options.from, isKnown);
  const run = await Run.open({ ...options, coming });
  try {
    let count = 0;
    let refused = 0;
    const skip = (error: SourceError, name: string) => {
      refused += 1;
      run.reporter.skip(error, name);
    };
    async function* sources(): AsyncGenerator<SourceInput> {
      for await (const file of sourceFiles(options.from, (error, name) => run.reporter.skip(error, name))) {
        count += 1;
        run.reporter.progress(`读取第 ${count} 个来源：${file.name}`);
        yield { file };
      }
    }
    await run.takeAll(sources(), skip);
    // What an editor asks for by its name is not left out.
    const refuse = (error: SourceError) => {
      throw error;
    };
    for await (const file of sourceFiles(options.force ?? [], refuse)) {
      count += 1;
      await run.take({ file }, { forced: true });
    }
    if (count === 0) run.reporter.warn('没有找到任何来源（.html、.mhtml 或 .txt）');
    else if (refused === count)
      run.reporter.warn(`给出的 ${count} 个来源都没有收进来，原因见上；已发布的文章没有变动`);
  } catch (error) {
    await run.abandon();
    throw error;
  }
  return run.finish();
}
