import { idFromQuery } from '../../domain/share';
import { paths } from '../../feed';
import { messageOf, PublisherError } from '../errors';
import type { Entry } from '../memory/state';
import type { Reporter } from '../report';
import type { Staging } from '../write/staging';

const PAGE = 'pages/article/index';
/** WeChat allows 5,000 codes a minute; a first run over a large column spreads over several runs. */
const PER_RUN = 1000;

/** Who makes a code: PNG or JPEG bytes of one that opens `page` with `scene`. Throws a `PublisherError`. */
export interface CodeMaker {
  code(scene: string, page: string): Promise<Buffer>;
}

/** Makes the mini-program codes that are missing. The first refusal ends it for this run, with a warning. */
export async function makeCodes(
  maker: CodeMaker,
  entries: readonly Entry[],
  staging: Staging,
  reporter: Reporter,
): Promise<void> {
  const missing = entries
    .filter((entry) => !entry.code && idFromQuery({ scene: entry.id }) === entry.id)
    .sort((a, b) => b.published - a.published)
    .slice(0, PER_RUN);
  for (const entry of missing) {
    try {
      staging.write(paths.code(entry.id), await maker.code(entry.id, PAGE));
    } catch (error) {
      if (!(error instanceof PublisherError)) throw error;
      reporter.warn(`小程序码未生成：${messageOf(error)}`);
      return;
    }
    entry.code = true;
    reporter.report.codes += 1;
  }
}
