import { articlesFeed } from '../support/articles-feed';
import { articleId } from '../support/feed';
import { endlessArticle } from '../support/long-article';
import { closeAll, FEED_DIST, start, weapp } from './support';

/*
 * An article of ten thousand paragraphs: nobody writes one, but somebody's program may. WeChat's audit allows a page
 * a thousand nodes, however long what it shows.
 */

const COUNT = 10_000;
const KB = 1024;
const endless = endlessArticle(3, COUNT);
const open = () =>
  start({
    pkg: weapp(FEED_DIST),
    path: `pages/article/index?id=${articleId(3)}`,
    transport: articlesFeed(endless),
    limit: 50_000,
  });

afterEach(() => closeAll());

test('ten thousand paragraphs settle within 30 calls and 1,000 nodes', async () => {
  const host = await open();
  expect(host.text('.article')).toContain(`1。`);
  expect(host.stats.calls).toBeLessThanOrEqual(30);
  expect(host.stats.largest).toBeLessThan(64 * KB);
  const tree = host.tree();
  expect(tree.nodes).toBeLessThanOrEqual(1000);
  expect(tree.maxChildren).toBeLessThanOrEqual(60);
  expect(tree.depth).toBeLessThan(30);
});
