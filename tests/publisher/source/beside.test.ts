import path from 'node:path';
import sharp from 'sharp';
import { allBlocks, picturesIn } from '../../../src/domain/blocks';
import { publish } from '../../../src/publisher/commands/publish';
import { loadParser } from '../../../src/publisher/html/parser';
import { elsewhere, wantedBy } from '../../../src/publisher/source/beside';
import { sourceFiles } from '../../../src/publisher/source/files';
import { ordinaryPage } from '../../fixtures/publisher/pages';
import { cleanUp, documentOf, headOf, plain, temporary, write } from '../support';

/* 另存为“网页，全部”: the pictures lie in a folder beside the page, and none of them is fetched again. */

beforeAll(loadParser);
afterEach(cleanUp);

const COUNT = 5;
let pictures: Buffer[];
beforeAll(async () => {
  pictures = await Promise.all(
    Array.from({ length: COUNT }, (_, at) =>
      sharp({ create: { width: 300 + at, height: 200, channels: 3, background: { r: 40 * at, g: 9, b: 9 } } })
        .toFormat((['png', 'jpeg', 'webp'] as const)[at % 3]!)
        .toBuffer(),
    ),
  );
});

/** Where each of the pictures is told to be: WeChat's own address, and the one that the browser wrote. */
const page = (srcs: readonly string[]) =>
  ordinaryPage({
    title: '桥面铺装完工',
    body: srcs
      .map(
        (src, at) =>
          `<p>图 ${at}：</p><p><img class="rich_pages wxw-img" data-ratio="0.66" data-w="300" data-src="https://mmbiz.qpic.cn/p${at}/640?wx_fmt=png&amp;from=appmsg" src="${src}"></p>`,
      )
      .join('\n'),
  });

/** The pictures of the document, and what else of the feed is one of the web. */
async function shownOf(
  file: string,
  folder: string,
  names: readonly string[],
  address: (name: string) => string,
) {
  const root = write(temporary(), {
    [`from/${file}`]: page(names.map(address)),
    ...Object.fromEntries(names.map((name, at) => [`from/${folder}/${name}`, pictures[at]!])),
  });
  const to = path.join(root, 'to');
  const { warnings, read } = await publish({ from: [path.join(root, 'from')], to, ...plain });
  expect({ warnings, read }).toEqual({ warnings: [], read: 1 });
  return allBlocks(documentOf(to, headOf(to).items[0]!.title).blocks)
    .flatMap(picturesIn)
    .map(({ src, w }) => `${src.split('/')[0]} ${w}`);
}

const LONG = '关于印发高速公路服务区充电设施建设与运营服务提升三年行动方案（2026—2028年）的通知全文';
const CHROME = ['640', '640(1)', '640(2)', '640(1).png', 'saved_resource'];
const FIREFOX = ['640.png', '640_002', '640_003.jpg', '640_004.webp', '640'];

describe('of a page saved with its folder all five pictures are from the folder', () => {
  test.each<[string, string, string, readonly string[], (name: string) => string]>([
    [
      'Chrome, the name as it is',
      '大桥 今日（一）.html',
      '大桥 今日（一）_files',
      CHROME,
      (one) => `./大桥 今日（一）_files/${one}`,
    ],
    [
      'Edge, the name escaped, with a mark in it',
      '#大桥# 今日通车.html',
      '#大桥# 今日通车_files',
      CHROME,
      (one) => `./${encodeURIComponent('#大桥# 今日通车_files')}/${encodeURIComponent(one)}`,
    ],
    ['Chrome, a mark as it is', '#大桥#.html', '#大桥#_files', CHROME, (one) => `./#大桥#_files/${one}`],
    [
      'Firefox, a long name escaped',
      `${LONG}.html`,
      `${LONG}_files`,
      FIREFOX,
      (one) => `${encodeURIComponent(`${LONG}_files`)}/${one}`,
    ],
    [
      'renamed together with its folder',
      '新名.html',
      '新名_files',
      CHROME,
      (one) => `./微信公众平台_files/${one}`,
    ],
    [
      'an older browser or WPS',
      '旧.htm',
      '旧.files',
      ['640', '640[1]', '640[2].jpg', '0', '640(3)'],
      (one) => `旧.files/${one}`,
    ],
    [
      'a name with signs',
      'a+b & c “d”.html',
      'a+b & c “d”_files',
      CHROME,
      (one) => `./a+b &amp; c “d”_files/${one}`,
    ],
    [
      'a space that does not break',
      '桥.html',
      '桥\u00a0今日_files',
      CHROME,
      (one) => `./桥&nbsp;今日_files/${one}`,
    ],
    [
      'an accent as another system has it',
      'Cafe.html',
      'Cafe\u0301_files',
      CHROME,
      (one) => `./Caf\u00e9_files/${one}`,
    ],
  ])('%s', async (_, file, folder, names, address) => {
    expect(await shownOf(file, folder, names, address)).toEqual(
      Array.from({ length: COUNT }, (_, at) => `images ${300 + at}`),
    );
  });

  test('whose folder is not there they are those of the web', async () => {
    const shown = await shownOf('a.html', 'b_pictures', CHROME, (one) => `./a_files/${one}`);
    expect(shown.map((one) => one.split(' ')[0])).toEqual(Array.from({ length: COUNT }, () => 'https:'));
  });
});

test.each([
  ['<p style="background-image: url(&quot;a_files/640(1)&quot;)">', ['a_files/640(1)']],
  ['<p style=\'background:url("./a_files/640")\'>', ['a_files/640']],
  ['<p style="background:url(a_files/640)">', ['a_files/640']],
  ['<video poster="a_files/0"></video>', ['a_files/0']],
  ['<svg><image href="a_files/640"/></svg>', ['a_files/640']],
  ['<a href="notes/640">', []],
  ['<a href="https://a.cn/a_files/640">', []],
  ['<link href="a_files/a.css">', []],
  ['<p style="background:url(&quot;https://a.cn/640&quot;)">', []],
])('%s names %j', (html, names) => {
  expect(wantedBy(html).flat()).toEqual(names);
});

test('only what lay in the folder of a page is looked for in the one that is called as the page is now', () => {
  expect(elsewhere('x_files/640', 'sub/页.html')).toEqual(['页_files/640']);
  expect(elsewhere('x.files/640', '页.htm')).toEqual(['页.files/640']);
  expect(elsewhere('pictures/640', '页.html')).toEqual([]);
  expect(elsewhere('../x_files/640', '页.html')).toEqual([]);
});

test('a folder is of a page where the page lies beside it', async () => {
  const root = write(temporary(), {
    ...{ 'a.htm': '', 'a.files/frame.html': '', 'b.files/c.html': '', 'd_files/e.html': '' },
  });
  const found: string[] = [];
  for await (const { name } of sourceFiles([root])) found.push(name);
  expect(found).toEqual(['a.htm', 'b.files/c.html']);
});

test.each([
  ['src="', 'a'],
  ['src=\'"', ' '],
  ['src = ', ''],
  ['url("', 'a '],
  ['url(&quot;', '_files/'],
  ['url(', 'a'],
  ['href="', '_files/:'],
  ['href="a_files/', '_files/'],
])('a page of nothing but %s and %s takes no time', (start, rest) => {
  const unit = start + rest.repeat(400);
  const html = unit.repeat(Math.ceil(5_000_000 / unit.length));
  const begin = performance.now();
  wantedBy(html);
  expect(performance.now() - begin).toBeLessThan(3000);
});
