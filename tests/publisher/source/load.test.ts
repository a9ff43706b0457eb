import { realpathSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { DiskError, SourceError } from '../../../src/publisher/errors';
import { loadParser } from '../../../src/publisher/html/parser';
import { sourceFiles } from '../../../src/publisher/source/files';
import { loadSource } from '../../../src/publisher/source/load';
import { localPath, placesOf, readSource } from '../../../src/publisher/source/raw';
import { ordinaryPage, picturesPage } from '../../fixtures/publisher/pages';
import { address, HOSTILE_KEYS, text } from '../../support/arbitraries';
import { fuzz } from '../../support/fuzz';
import { cleanUp, temporary, write } from '../support';

beforeAll(loadParser);
afterAll(cleanUp);

/** Of 64 by 48, as far as its head tells. */
const PNG = Buffer.from('89504e470d0a1a0a0000000d494844520000004000000030080600000000000000', 'hex');

test.each([
  ['page_files/a%20b.png', 'page_files/a b.png'],
  ['./a.png?x#y', 'a.png'],
  ['a\\b.png', 'a/b.png'],
  ['%2Fetc/a.png', null],
  ['.//etc/a.png', 'etc/a.png'],
  ['/etc/a.png', null],
  ['file:///etc/a.png', null],
  ['%', null],
])('%s lies at %s beside its page', (src, place) => {
  expect(localPath(src)).toBe(place);
});

describe('law: an address beside a page', () => {
  test('is a path below some folder or climbs openly; never one from the root', () => {
    const parts = fc
      .array(
        fc.constantFrom('a', '.', '..', '/', '\\', '%2F', '%2f', '%5C', '%2e', '%00', ':', '?', 'c', '//'),
        { maxLength: 8 },
      )
      .map((all) => all.join(''));
    fc.assert(
      fc.property(fc.oneof(parts, address), (src) => {
        const place = localPath(src);
        if (place === null) return;
        expect(path.posix.isAbsolute(place)).toBe(false);
        expect(place).not.toContain('\\');
      }),
      fuzz(500),
    );
  });

  test('is the name of the file that it was written for', () => {
    const name = text(5).filter((one) => one !== '' && !/^\.?\/|\\/.test(one));
    fc.assert(
      fc.property(name, (one) => {
        expect(localPath(one.split('/').map(encodeURIComponent).join('/'))).toBe(one);
      }),
      fuzz(200),
    );
  });
});

test.each([
  ['50% 降_files/640', ['50% 降_files/640']],
  ['a%20b.png', ['a b.png', 'a b.png', 'a%20b.png']],
  ['a.png', ['a.png']],
])('%s may lie at %j', (src, places) => {
  expect(placesOf(src)).toEqual(places);
});

describe('a picture beside a page', () => {
  const archived = async (html: string) => {
    const root = temporary();
    write(root, { 'page.html': html, 'a.png': 'a' });
    for await (const source of sourceFiles([path.join(root, 'page.html')]))
      return (await loadSource(source)).raw.files;
    throw new Error('no source');
  };

  test.each([
    '<img src="a.png">',
    "<img alt='x'src='./a.png'>",
    '<img src=a.png>',
    '<img data-src = "a.png">',
    '<img data-src\n=\n"a.png">',
    '<meta property="og:image" content="a.png">',
    '<svg><image xlink:href="a.png"/></svg>',
    '<mpvoice data-cover="a.png"></mpvoice>',
    'src="a.png"',
    'data-src data-src="a.png"',
  ])('is archived with it: %s', async (html) => {
    expect(Object.values(await archived(html))).toHaveLength(1);
  });

  test('whose name has a percent sign as it is, is found by that name', async () => {
    const root = write(temporary(), {
      '50% 降.html': ordinaryPage({ body: '<p>字。</p><img src="./50% 降_files/640">' }),
      '50% 降_files/640': PNG,
    });
    for await (const source of sourceFiles([path.join(root, '50% 降.html')])) {
      const { raw } = await loadSource(source);
      expect(Object.keys(raw.files)).toEqual(['50% 降_files/640']);
    }
    expect.hasAssertions();
  });

  test.each([
    '<img xsrc="a.png">',
    '<img _src="a.png">',
    '<img srcs="a.png">',
    '<p>src a.png</p>',
    '<img src="https://a.png">',
    '<img src="a.png',
    'src',
  ])('is not named by %s', async (html) => {
    expect(await archived(html)).toEqual({});
  });
});

describe('a picture beside a page that cannot be looked at', () => {
  const { native } = realpathSync;
  afterEach(() => Object.assign(realpathSync, { native }));

  const loaded = async (src: string, code: string) => {
    const root = write(temporary(), { 'page.html': `<img src="${src}">`, 'a.png': 'a' });
    for await (const source of sourceFiles([path.join(root, 'page.html')])) {
      Object.assign(realpathSync, {
        native: () => {
          throw Object.assign(new Error(code), { code });
        },
      });
      return await loadSource(source).catch((error: unknown) => error);
    }
    return null;
  };

  test.each(['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG', 'EINVAL'])('is none: %s', async (code) => {
    expect(await loaded('a.png', code)).toMatchObject({ raw: { files: {} } });
  });

  test.each(['EIO', 'EACCES', 'EPERM', 'ESTALE'])(
    'leaves the page out: without it less would be published: %s',
    async (code) => {
      const error = await loaded('a.png', code);
      expect(error).toBeInstanceOf(SourceError);
      expect(error).toMatchObject({
        message: expect.stringMatching(`^page.html 旁边的 a.png：.*（${code}）`),
      });
    },
  );

  test.each(['EMFILE', 'ENFILE', 'ENOMEM'])(
    'ends the run where the system is the cause: %s',
    async (code) => {
      const error = await loaded('a.png', code);
      expect(error).toBeInstanceOf(DiskError);
      expect(error).toMatchObject({ code, message: expect.stringMatching(/a\.png：.*。请/) });
    },
  );

  test('is nobody’s business outside of its folder', async () => {
    expect(await loaded('../../root/a.png', 'EACCES')).toMatchObject({ raw: { files: {} } });
  });
});

test('law: what is archived beside a page lies in its folder, whatever its addresses say', async () => {
  const root = temporary();
  write(root, {
    'secret.png': 'SECRET',
    'in/page.html': '',
    'in/a.png': 'a',
    'in/a_files/b.png': 'b',
    'in/a_files/deep/c d.png': 'c',
  });
  write(path.join(root, 'in.png'), { 'x.png': 'SECRET' });
  symlinkSync(path.join(root, 'secret.png'), path.join(root, 'in/link.png'));
  symlinkSync(root, path.join(root, 'in/out'));
  const segment = fc.constantFrom(
    ...['..', '.', 'in', 'a_files', 'deep', 'out', 'a.png', 'b.png', 'c%20d.png', 'secret.png', 'link.png'],
    ...[
      '%2e%2e',
      '..%2f',
      '%2F',
      '..\\',
      'in.png',
      'x.png',
      '',
      root,
      encodeURIComponent(root),
      'file:',
      '%00',
    ],
  );
  const src = fc.array(segment, { minLength: 1, maxLength: 6 }).map((all) => all.join('/'));
  await fc.assert(
    fc.asyncProperty(fc.array(src, { minLength: 1, maxLength: 6 }), async (all) => {
      write(root, { 'in/page.html': all.map((one) => `<img data-src="${one}">`).join('') });
      for await (const source of sourceFiles([path.join(root, 'in/page.html')])) {
        const { beside, raw } = await loadSource(source);
        const contents = [...beside.values()].map(String);
        expect(['a', 'b', 'c']).toEqual(expect.arrayContaining(contents));
        expect(Object.values(raw.files).sort()).toEqual(expect.arrayContaining([...beside.keys()].sort()));
      }
    }),
    fuzz(60),
  );
});

test('law: a picture of an archived page is one of the web or one that was archived with it', () => {
  const files = { 'a.png': '0123456789ab', 'b/c.png': 'ba9876543210' };
  const srcs = fc.oneof(
    address,
    fc.constantFrom(...HOSTILE_KEYS, ...Object.keys(files), './a.png', 'b\\c.png'),
  );
  fc.assert(
    fc.property(srcs, (src) => {
      for (const page of [ordinaryPage({ cover: 'a.png' }), picturesPage()]) {
        const [reading] = readSource({ form: 'page', name: 'page.html', text: page, files });
        if (reading?.what !== 'article') throw new Error('no article');
        const found = reading.resolve!(src);
        if (found === null) continue;
        if (found.startsWith('archive:'))
          expect(Object.values(files)).toContain(found.slice('archive:'.length));
        else expect(found).toMatch(/^https?:\/\//);
      }
    }),
    fuzz(150),
  );
});
