import fc from 'fast-check';
import { readEnvironment, readFeedUrl, readLean } from '../../config/environment';
import { resolveUrl } from '../../src/feed';
import { address } from '../support/arbitraries';
import { fuzz } from '../support/fuzz';

const read = (url?: string) => readFeedUrl({ TARO_APP_FEED_URL: url });

test.each([
  [undefined, ''],
  ['  ', ''],
  ['https://feed.example.gov.cn/', 'https://feed.example.gov.cn'],
  ['https://example.cn/feed//', 'https://example.cn/feed'],
  ['http://127.0.0.1:5210/feed', 'http://127.0.0.1:5210/feed'],
])('the address %j is read as %j', (given, expected) => {
  expect(read(given)).toBe(expected);
});

test.each([
  'http://feed.example.gov.cn',
  'feed.example.gov.cn',
  'https://example.cn/?a=1',
  'https://[',
  'https://u:p@a.cn',
])('%s is refused, with its mend', (given) => {
  expect(() => read(given)).toThrow(`TARO_APP_FEED_URL=${given} 不能用：应是`);
});

test('without an address the bundle must be there', () => {
  expect(() => readEnvironment({}, '/nowhere')).toThrow('缺少 dist/bundle/feed.json：请运行 npm run build');
});

describe('LEAN', () => {
  const ALL = ['document', 'window', 'style'];

  test.each([
    [undefined, []],
    [' ', []],
    ['0', ALL],
    ['-style', ['style']],
    ['-style, -window', ['style', 'window']],
  ])('%j leaves out %j', (LEAN, leftOut) => {
    expect(readLean({ LEAN })).toEqual(leftOut);
    const env = { LEAN, TARO_APP_FEED_URL: 'https://example.cn/feed' };
    expect(readEnvironment(env, '/nowhere').leftOut).toEqual(leftOut);
  });

  // Templates and data are numbered by the list of components: without it there is no program.
  test.each(['1', 'style', '-style,', '-components', '-weapp', '-nothing'])(
    '%s is refused, with its mend',
    (LEAN) => {
      expect(() => readLean({ LEAN })).toThrow(`LEAN=${LEAN} 不能用：0 表示`);
    },
  );
});

test('law: the feed’s address is one that files can be asked from, or it is refused', () => {
  const value = fc.oneof(
    address,
    address.map((one) => `https://a.cn/feed${one}`),
    fc.webUrl(),
    fc.constantFrom('https://[', 'http://localhost:8030/', 'https://a.cn//', 'https://u:p@a.cn'),
  );
  fc.assert(
    fc.property(value, (given) => {
      let base: string;
      try {
        base = readFeedUrl({ TARO_APP_FEED_URL: given });
      } catch (error) {
        expect((error as Error).message).toContain('TARO_APP_FEED_URL');
        return;
      }
      if (base === '') expect(given.replace(/[\s/]/g, '')).toBe('');
      else {
        const { protocol, hostname, search, hash, username, href } = new URL(
          resolveUrl(base, 'articles/a.json'),
        );
        expect(protocol === 'https:' || ['127.0.0.1', 'localhost'].includes(hostname)).toBe(true);
        expect([search, hash, username]).toEqual(['', '', '']);
        expect(href.endsWith('/articles/a.json')).toBe(true);
      }
    }),
    fuzz(400),
  );
});
