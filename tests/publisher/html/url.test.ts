import fc from 'fast-check';
import { parseArticle } from '../../../src/feed';
import { isWebUrl, webUrl } from '../../../src/publisher/html/url';
import { address } from '../../support/arbitraries';
import { document } from '../../support/feed';
import { fuzz } from '../../support/fuzz';

/** Whether clients take an address: they refuse a document with any other. */
function isInContract(url: string): boolean {
  try {
    parseArticle({ ...document(1), url });
    return true;
  } catch {
    return false;
  }
}

test.each([
  ['//mp.weixin.qq.com/s/a b', 'https://mp.weixin.qq.com/s/a%20b'],
  ["https://a.cn/'x'?q='", 'https://a.cn/%27x%27?q=%27'],
  [' HTTP://A.cn ', 'http://a.cn/'],
  ['javascript:alert(1)', null],
  ['https://user@a.cn/', null],
  ['#top', null],
])('%s is made %s', (value, url) => {
  expect(webUrl(value)).toBe(url);
});

describe('law: an address made safe', () => {
  test('is one of the web that clients take, without user info, or null', () => {
    fc.assert(
      fc.property(address, (value) => {
        const url = webUrl(value);
        if (url === null) return;
        const { username, password } = new URL(url);
        expect(username + password).toBe('');
        expect(/^https?:\/\//.test(url) && isInContract(url)).toBe(true);
      }),
      fuzz(500),
    );
  });

  test('is safe already', () => {
    fc.assert(
      fc.property(address, (value) => {
        const url = webUrl(value);
        if (url !== null) expect(webUrl(url)).toBe(url);
      }),
      fuzz(300),
    );
  });

  test('leads where a browser would go', () => {
    fc.assert(
      fc.property(address, (value) => {
        const url = webUrl(value);
        if (url === null) return;
        const browser = new URL(value.trim(), 'https://mp.weixin.qq.com/');
        const escaped = browser.href.replace(
          /["'<>]/g,
          (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
        );
        expect(new URL(url).href).toBe(escaped);
      }),
      fuzz(300),
    );
  });
});

test('law: an address that is taken as it is written is one that clients take', () => {
  fc.assert(
    fc.property(address, (value) => {
      if (isWebUrl(value)) expect(isInContract(value)).toBe(true);
    }),
    fuzz(500),
  );
});
