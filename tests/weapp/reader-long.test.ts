import { paths } from '../../src/feed';
import { boot } from '../../src/preview/host';
import { articleId } from '../support/feed';
import { endlessArticle, heavyArticle } from '../support/long-article';
import { FEED_DIST, weapp } from './support';

test.each([
  ['heavy', heavyArticle(1)],
  ['endless', endlessArticle(1)],
])('%s baseline', async (name, doc) => {
  const encode = (value: unknown) => Uint8Array.from(Buffer.from(JSON.stringify(value))).buffer;
  const host = await boot(weapp(FEED_DIST), {
    path: `pages/article/index?id=${articleId(1)}`,
    transport: async ({ url }) => ({
      status: url.includes(paths.article(articleId(1))) ? 200 : 404,
      header: {},
      body: url.includes('articles/') ? encode(doc) : new ArrayBuffer(0),
    }),
  });
  await host.idle({ limit: 60000 });
  console.log(
    name,
    JSON.stringify({
      calls: host.stats.calls,
      bytes: host.stats.bytes,
      largest: host.stats.largest,
      log: host.stats.log.map(({ bytes, keys }) => [bytes, keys.length > 3 ? keys.length : keys]),
      tree: host.tree(),
    }),
    host.errors.map((e) => e.message),
  );
  host.close();
});
