import { idFromQuery } from '../../domain/share';
import { type ArticleId, paths } from '../../feed';
import { DiskError, messageOf, PublisherError } from '../errors';
import type { Memory } from '../memory/memory';
import type { Reporter } from '../report';
import type { Staging } from '../write/staging';

const PAGE = 'pages/article/index';
/** WeChat allows 5,000 codes a minute; a first run over a large column spreads over several runs. */
const PER_RUN = 1000;

/** Who makes a code: PNG or JPEG bytes of one that opens `page` with `scene`. Throws a `PublisherError`. */
export interface CodeMaker {
  code(scene: string, page: string): Promise<Buffer>;
}

/**
 * Makes the mini-program codes that are missing. The first refusal ends it for this run, with a warning.
 * @param only whose are made; of all articles where it is not said
 */
export async function makeCodes(
  maker: CodeMaker,
  memory: Memory,
  staging: Staging,
  reporter: Reporter,
  only?: ReadonlySet<ArticleId>,
): Promise<void> {
  const { articles } = memory;
  const uncoded = only
    ? [...only].filter((id) => articles.get(id)?.code === null)
    : articles.uncoded(PER_RUN);
  for (const id of uncoded) {
    if (idFromQuery({ scene: id }) !== id) continue;
    try {
      const code = paths.code(staging.put(paths.code, await maker.code(id, PAGE)));
      articles.put({ ...articles.get(id)!, code });
    } catch (error) {
      // What the disk does is no refusal of WeChat's.
      if (!(error instanceof PublisherError) || error instanceof DiskError) throw error;
      reporter.warn(`小程序码未生成：${messageOf(error)}`);
      return;
    }
    reporter.report.codes += 1;
  }
}
