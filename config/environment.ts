import fs from 'node:fs';
import path from 'node:path';

export interface BuildEnvironment {
  /** Base URL of the feed without a closing slash; empty: the bundled articles are shown. */
  feedUrl: string;
  /** Folder with the bundled `feed.json` and `images/`. */
  bundle: string;
}

/**
 * Reads and checks what the build takes from the environment, once, at its start. Throws one error
 * that lists every problem with its mend.
 */
export function readEnvironment(env: Record<string, string | undefined>, root: string): BuildEnvironment {
  const problems: string[] = [];
  const feedUrl = (env.TARO_APP_FEED_URL ?? '').trim().replace(/\/+$/, '');
  if (feedUrl && !/^https:\/\/[^\s/?#]+(?:\/[^\s?#]*)?$/.test(feedUrl) && !isLoopback(feedUrl))
    problems.push(
      `TARO_APP_FEED_URL=${feedUrl}: expected an https:// address without a query (http:// only on loopback), e.g. https://example.cn/feed`,
    );
  // With a feed there is nothing to bundle: the empty bundle keeps the import of the composition root alive.
  const bundle = feedUrl ? path.join(root, 'config/empty-bundle') : path.join(root, 'dist/bundle');
  if (!feedUrl && !fs.existsSync(path.join(bundle, 'feed.json')))
    problems.push(
      'dist/bundle/feed.json is missing: run `npm run build`, which makes it from the sample column',
    );
  if (problems.length > 0)
    throw new Error(`The build's environment is not right:\n- ${problems.join('\n- ')}`);
  return { feedUrl, bundle };
}

const isLoopback = (url: string) => /^http:\/\/(?:127\.0\.0\.1|localhost)(?::\d+)?(?:\/[^\s?#]*)?$/.test(url);
