import { readEnvironment, readFeedUrl } from '../../config/environment';

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

test.each(['http://feed.example.gov.cn', 'feed.example.gov.cn', 'https://example.cn/?a=1'])(
  '%s is refused, with its mend',
  (given) => {
    expect(() => read(given)).toThrow(`TARO_APP_FEED_URL=${given} 不能用：应是`);
  },
);

test('without an address the bundle must be there', () => {
  expect(() => readEnvironment({}, '/nowhere')).toThrow('缺少 dist/bundle/feed.json：请运行 npm run build');
});
