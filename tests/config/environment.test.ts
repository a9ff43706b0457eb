import { readEnvironment, readFeedUrl, readLean } from '../../config/environment';

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
