import { paths } from '../../src/feed';
import type { Transport } from '../../src/host';
import { articlesFeed } from '../support/articles-feed';
import { articleId, document } from '../support/feed';
import { closeAll, FEED_DIST, start, weapp } from './support';

/* A friend's card, opened where something stands between the reader and the feed. */

const id = articleId(1);
const feed = articlesFeed(document(1, { title: '跨海大桥', headline: '跨海大桥' }), document(2));
const answer = (text: string) => ({
  status: 200,
  header: { 'content-type': 'text/html' },
  body: Uint8Array.from(Buffer.from(text)).buffer,
});
const PORTAL: Transport = async () => answer('<!doctype html><title>登录</title><p>请先登录无线网络</p>');
/** Has one article for another: everybody gets the second one. */
const EXCHANGED: Transport = (request) => feed({ ...request, url: request.url.replace(id, articleId(2)) });

/** Opens the card; `asked` has what the feed was asked for of articles. */
async function open(between: Transport) {
  let way = between;
  const asked: { url: URL; header: Record<string, string> }[] = [];
  const host = await start({
    pkg: weapp(FEED_DIST),
    path: `pages/article/index?id=${id}`,
    scene: 1007,
    transport: (request) => {
      if (request.url.includes('articles/'))
        asked.push({ url: new URL(request.url), header: request.header });
      return way(request);
    },
  });
  return { host, asked, free: () => (way = feed) };
}

afterEach(() => closeAll());

test.each([
  ['a network that wants a login', PORTAL],
  ['a cache that has another article for it', EXCHANGED],
])(
  '%s: the card says that it did not come, and what to do; tried again the article is there',
  async (_, between) => {
    const { host, asked, free } = await open(between);
    expect(host.text('.state')).toContain('文章没有加载出来');
    expect(host.text('.state')).toContain('网络需要登录的，请先登录。');
    expect(host.text()).not.toContain('正文 2');
    // Once as always, once past the caches.
    expect(asked.map(({ url }) => url.pathname)).toEqual(Array(2).fill(`/feed/${paths.article(id)}`));
    expect(asked.map(({ url }) => url.search === '')).toEqual([true, false]);
    expect(asked.map(({ header }) => header['cache-control'])).toEqual([undefined, 'no-cache']);
    expect(JSON.stringify(host.storage.dump())).not.toContain('正文');
    free();
    await host.tap(host.$$('.state .btn').find((one) => one.textContent?.includes('重试'))!);
    expect(host.text('.title')).toBe('跨海大桥');
    expect(host.text()).toContain('正文 1');
  },
);

test('a cache that has another article for it, and can be passed by: the article comes by itself', async () => {
  const { host } = await open((request) =>
    request.header['cache-control'] === 'no-cache' ? feed(request) : EXCHANGED(request),
  );
  expect(host.text('.title')).toBe('跨海大桥');
  expect(host.text()).not.toContain('正文 2');
});
