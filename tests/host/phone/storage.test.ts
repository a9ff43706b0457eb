import fc from 'fast-check';
import { formatPageUrl, parsePageUrl } from '../../../src/host/core/url';
import { byteLength, decodeUtf8, encodeUtf8 } from '../../../src/host/core/utf8';
import { KEY_LIMIT, STORAGE_FAILURES, Storage } from '../../../src/host/phone/storage';
import { anyText } from '../../support/arbitraries';
import { fuzz } from '../../support/fuzz';

const megabyte = (count: number) => 'x'.repeat(count * 1024 * 1024 - 64);

describe('storage', () => {
  it('gives back a copy of what was put in', () => {
    const storage = new Storage();
    const value = { a: [1] };
    storage.set('k', value);
    value.a.push(2);
    expect(storage.get('k')).toEqual({ a: [1] });
    expect(new Storage(storage.dump()).get('k')).toEqual({ a: [1] });
  });

  it('refuses a key of more than 1 MB, counted in bytes', () => {
    const storage = new Storage();
    storage.set('fits', megabyte(1));
    expect(() => storage.set('bytes', '字'.repeat(KEY_LIMIT / 3 + 1))).toThrow('entry size limit');
    expect(storage.has('bytes')).toBe(false);
  });

  it('refuses more than 10 MB together, and takes more once there is room', () => {
    const storage = new Storage();
    for (let index = 0; index < 10; index += 1) storage.set(`k${index}`, megabyte(1));
    expect(() => storage.set('more', megabyte(1))).toThrow('exceed storage max size 10Mb');
    storage.set('k0', megabyte(1));
    storage.remove('k0');
    storage.set('more', megabyte(1));
    expect(storage.info()).toMatchObject({ limitSize: 10240 });
  });
});

describe('storage that refuses', () => {
  it('fails each kind of call with the words that it was given, and keeps what it holds', () => {
    const storage = new Storage({ k: JSON.stringify({ data: 1 }) }, { set: STORAGE_FAILURES.brokenIos });
    expect(() => storage.set('k', 2)).toThrow('write DB data fail');
    storage.fails = { get: 'read', remove: 'taken', info: 'told' };
    expect(() => storage.get('k')).toThrow('read');
    expect(() => storage.has('k')).toThrow('read');
    expect(() => storage.remove('k')).toThrow('taken');
    expect(() => storage.clear()).toThrow('taken');
    expect(() => storage.info()).toThrow('told');
    storage.fails = {};
    expect(storage.get('k')).toBe(1);
  });
});

describe('law: text in UTF-8', () => {
  it('has the bytes that Node writes, and as many as are counted', () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        const node = Buffer.from(text, 'utf8');
        expect(Buffer.from(encodeUtf8(text)).equals(node)).toBe(true);
        expect(byteLength(text)).toBe(node.length);
        expect(decodeUtf8(node)).toBe(new TextDecoder().decode(node));
      }),
      fuzz(300),
    );
  });
});

it('law: the address of a page comes back as it was', () => {
  const part = fc.stringMatching(/^[\w%.-]{1,8}$/);
  const query = fc.dictionary(part, fc.stringMatching(/^[\w%.=?/-]{0,8}$/), { noNullPrototype: true });
  fc.assert(
    fc.property(
      fc.array(
        part.filter((one) => !/^\.+$|\.html$/.test(one)),
        { minLength: 1, maxLength: 3 },
      ),
      query,
      (path, params) => {
        const page = { path: path.join('/'), query: params };
        expect(parsePageUrl(formatPageUrl(page))).toEqual(page);
      },
    ),
    fuzz(200),
  );
});
