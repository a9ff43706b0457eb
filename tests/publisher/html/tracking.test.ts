import fc from 'fast-check';
import { untracked } from '../../../src/publisher/html/tracking';
import { linkUrl } from '../../../src/publisher/html/url';
import { identityOfUrl } from '../../../src/publisher/source/identity';
import { address } from '../../support/arbitraries';
import { fuzz } from '../../support/fuzz';

const ARTICLE = 'https://mp.weixin.qq.com/s?__biz=MzA1MDAwMDAwMQ==&mid=2247000077&idx=2&sn=0123456789abcdef';

/** Every parameter that is known to be added to the address of an article. */
const ADDED = [
  ...['scene=27', 'nwr_flag=1', 'chksm=fa80cdb6', 'sessionid=1774362480', 'subscene=10000', 'clicktime=1774'],
  ...['enterid=1774', 'ascene=1', 'devicetype=android-34', 'version=28003653', 'nettype=WIFI', 'lang=zh_CN'],
  ...['exportkey=n_Cho%2B', 'pass_ticket=a%2Fb', 'wx_header=3', 'from=timeline', 'mpshare=1', 'srcid=0324ab'],
  ...[
    'sharer_sharetime=1774',
    'sharer_shareid=ab',
    'sharer_shareinfo=a',
    'sharer_shareinfo_first=b',
    'key=88a',
  ],
  ...[
    'uin=MTIz',
    'isappinstalled=0',
    'rd2werd=1',
    'poc_token=HAbc',
    'fontgear=2',
    'utm_source=x',
    'fontScale=100',
  ],
];

describe('of an address on mp.weixin.qq.com', () => {
  test.each(ADDED)('%s goes, wherever it stands', (added) => {
    expect(untracked(`${ARTICLE}&${added}#rd`)).toBe(ARTICLE);
    expect(untracked(ARTICLE.replace('?', `?${added}&`))).toBe(ARTICLE);
    expect(untracked(ARTICLE.replace('&idx', `&${added}&idx`))).toBe(ARTICLE);
    expect(untracked(`https://mp.weixin.qq.com/s/AbCdEfGhIjKlMnOp?${added}`)).toBe(
      'https://mp.weixin.qq.com/s/AbCdEfGhIjKlMnOp',
    );
  });

  test.each(['#rd', '#wechat_redirect', '#wechat_webview_type=1', '#'])('%s goes', (mark) => {
    expect(untracked(ARTICLE + mark)).toBe(ARTICLE);
  });

  test.each([
    ARTICLE,
    'https://mp.weixin.qq.com/mp/appmsgalbum?__biz=MzA1MDAwMDAwMQ==&action=getalbum&album_id=2500000000000000001&count=3&from_msgid=2247&from_itemidx=1&nolastread=1',
    'https://mp.weixin.qq.com/s?__biz=A==&tempkey=MTI&mid=1',
    'https://mp.weixin.qq.com/s/AbCdEfGhIjKlMnOp#chapter-2',
    'https://mp.weixin.qq.com/mp/homepage?__biz=A==&hid=3&sn=0&&x',
  ])('what names something stays: %s', (url) => {
    expect(untracked(url)).toBe(url);
    expect(linkUrl(url)).toBe(url);
  });

  test('an ampersand that was escaped once too often hides nothing', () => {
    expect(untracked(`${ARTICLE}&amp;chksm=ab&amp;amp;scene=21`)).toBe(ARTICLE);
  });

  test('one with nothing else left has no question mark', () => {
    expect(
      untracked('http://mp.weixin.qq.com/s/AbCdEfGhIjKlMnOp?scene=1&from=singlemessage#wechat_redirect'),
    ).toBe('http://mp.weixin.qq.com/s/AbCdEfGhIjKlMnOp');
  });
});

/** Links as six other sites write them. What looks like WeChat's own parameters means something else there. */
const OTHERS = [
  'https://www.example.gov.cn/search?from=home&key=%BD%BB%CD%A8&lang=zh_CN&version=2#rd',
  'https://mp.weixin.qq.com.example.com/s?chksm=1&scene=2#wechat_redirect',
  'https://m.example.org/a;v=1?x=1&&scene=&=&uin#',
  'https://example.net/q?u=https%3A%2F%2Fmp.weixin.qq.com%2Fs%3Fscene%3D1&sharer_shareid=%e4%b8%ad',
  'http://example.com:8080/?a=%zz&devicetype=1+2&nettype=%2525&from=&',
  'https://v.example.cn/p?amp;from=1&sessionid=0&my_utm_source=1&x=utm_source=1',
];

describe('of an address on another site', () => {
  test.each(OTHERS)('every byte stays: %s', (url) => {
    expect(untracked(url)).toBe(url);
    expect(linkUrl(url)).toBe(url);
  });

  test.each(OTHERS)('only what any site’s advertising adds goes: %s', (url) => {
    const [page, ...mark] = url.split('#');
    const place = mark.map((one) => `#${one}`).join('');
    expect(untracked(`${page}&utm_source=wechat&utm_campaign=%e4${place}`)).toBe(url);
  });
});

test.each(['', 'nothing', '?scene=1', 'javascript:alert(1)?utm_x=1', 'weixin://dl/?from=1'])(
  'what is no address of the web stays as it is: %s',
  (text) => {
    expect(untracked(text)).toBe(text);
  },
);

describe('law: an address without what tracks', () => {
  const odd = fc
    .tuple(
      fc.constantFrom(
        'https://mp.weixin.qq.com/s',
        'https://a.cn/',
        'http://mp.weixin.qq.com/s/AbCdEfGhIjKlMnOp',
      ),
      fc.array(
        fc.constantFrom(
          ...ADDED,
          '__biz=A==',
          'mid=7',
          'idx=2',
          'sn=1',
          'x',
          '',
          '=',
          'amp;scene=1',
          '?',
          '%00',
        ),
        { maxLength: 8 },
      ),
      fc.constantFrom('', '#rd', '#a', '#?scene=1&x', '#'),
    )
    .map(([page, parts, mark]) => `${page}?${parts.join('&')}${mark}`);

  test('is freed of it at one go, and is of the same article', () => {
    fc.assert(
      fc.property(fc.oneof(odd, address), (url) => {
        const free = untracked(url);
        expect(untracked(free)).toBe(free);
        expect(free.length).toBeLessThanOrEqual(url.length);
        expect(identityOfUrl(free)).toBe(identityOfUrl(url));
      }),
      fuzz(500),
    );
  });
});

test('a query of a hundred thousand parameters takes no time', () => {
  const start = performance.now();
  untracked(`https://mp.weixin.qq.com/s?${'scene=1&amp;'.repeat(100_000)}x#rd`);
  untracked(`https://mp.weixin.qq.com/s?${'amp;'.repeat(500_000)}`);
  expect(performance.now() - start).toBeLessThan(1000);
});
