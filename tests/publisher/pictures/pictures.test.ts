import { existsSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { BlockList, isIP } from 'node:net';
import path from 'node:path';
import fc from 'fast-check';
import sharp from 'sharp';
import { allBlocks, picturesIn } from '../../../src/domain/blocks';
import { checkFeed } from '../../../src/publisher/commands/check';
import { publish } from '../../../src/publisher/commands/publish';
import { isPrivateAddress } from '../../../src/publisher/pictures/address';
import { DEFAULT_LIMITS, fetchPicture } from '../../../src/publisher/pictures/fetch';
import { renderPicture } from '../../../src/publisher/pictures/render';
import { ordinaryPage } from '../../fixtures/publisher/pages';
import { anyText } from '../../support/arbitraries';
import { fuzz } from '../../support/fuzz';
import { cleanUp, documentOf, itemOf, snapshot, temporary, write } from '../support';
import { testServer } from './server';

const web = testServer();
afterEach(cleanUp);

const limits = { ...DEFAULT_LIMITS, allowPrivate: true };
const solid = (width: number, height: number, background = '#3366cc') =>
  sharp({ create: { width, height, channels: 3, background } });
const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 400"><rect width="800" height="400" fill="#ff0000"/></svg>';

describe('addresses inside the network', () => {
  test.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1',
    'fd00::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '64:ff9b:1::8.8.8.8',
    '::8.8.8.8',
    '::ffff:0:8.8.8.8',
    '[fe80::1%25eth0]',
    '2001:10:1::1',
    '3fff::1',
    'localhost',
  ])('%s is private', (address) => {
    expect(isPrivateAddress(address)).toBe(true);
  });
  test.each(['203.205.239.154', '8.8.8.8', '172.32.0.1', '2606:4700::1111', '::ffff:8.8.8.8'])(
    '%s is public',
    (address) => {
      expect(isPrivateAddress(address)).toBe(false);
    },
  );

  test('are refused before anything is sent, as numbers, as names and by redirects', async () => {
    web.handler = (_, response) => response.end('secret');
    await expect(fetchPicture(`${web.base}/a.png`)).rejects.toThrow('内网');
    await expect(fetchPicture(web.base.replace('127.0.0.1', 'localhost'))).rejects.toThrow('内网');
    await expect(fetchPicture(web.base.replace('127.0.0.1', '2130706433'))).rejects.toThrow('内网');
    await expect(fetchPicture(web.base.replace('127.0.0.1', '[::ffff:127.0.0.1]'))).rejects.toThrow('内网');
    expect(web.asked).toEqual([]);
  });
});

describe('a download', () => {
  test('follows redirects and checks each address', async () => {
    web.handler = (request, response) => {
      if (request.url === '/a') response.writeHead(302, { location: '/b' }).end();
      else response.end('bytes');
    };
    expect((await fetchPicture(`${web.base}/a`, limits)).toString()).toBe('bytes');
    web.handler = (_, response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end();
    await expect(fetchPicture(`${web.base}/a`, limits)).rejects.toThrow('不是 http(s)');
    web.handler = (_, response) => response.writeHead(302, { location: '/a' }).end();
    await expect(fetchPicture(`${web.base}/a`, limits)).rejects.toThrow('跳转次数过多');
  });

  test('sends no referer, which WeChat would refuse', async () => {
    let referer: string | undefined;
    web.handler = (request, response) => {
      referer = request.headers.referer;
      response.end('x');
    };
    await fetchPicture(`${web.base}/a`, limits);
    expect(referer).toBeUndefined();
  });

  test('is cut off at its limits', async () => {
    web.handler = (_, response) => response.end(Buffer.alloc(2 * 1024 * 1024));
    await expect(fetchPicture(`${web.base}/a`, { ...limits, bytes: 1024 * 1024 })).rejects.toThrow(
      '超过 1 MB',
    );
    web.handler = () => {};
    await expect(fetchPicture(`${web.base}/a`, { ...limits, time: 60 })).rejects.toThrow('超时');
    web.handler = (_, response) => response.writeHead(404).end();
    await expect(fetchPicture(`${web.base}/a`, limits)).rejects.toThrow('404');
  });
});

describe('rendering', () => {
  test('makes variants up to the picture’s own width, a thumb and its colour', async () => {
    const { record, files } = await renderPicture(await solid(2000, 1000).png().toBuffer());
    expect(record).toMatchObject({ w: 2000, h: 1000, color: '#3366cc', animated: false });
    expect(record.variants.map((one) => one.w)).toEqual([360, 720, 1080]);
    const sizes = await Promise.all(files.map(async (file) => (await sharp(file.data).metadata()).width));
    expect(sizes).toEqual([360, 720, 1080, 168]);
    expect(
      (await renderPicture(await solid(500, 100).png().toBuffer())).record.variants.map((one) => one.w),
    ).toEqual([360, 500]);
  });

  test('turns pictures as their camera says', async () => {
    const data = await solid(400, 200).jpeg().withMetadata({ orientation: 6 }).toBuffer();
    const { record, files } = await renderPicture(data);
    expect(record).toMatchObject({ w: 200, h: 400 });
    expect(await sharp(files[0]!.data).metadata()).toMatchObject({ width: 200, height: 400 });
  });

  test('keeps animations moving', async () => {
    const frames = await Promise.all(
      ['#ff0000', '#00ff00', '#0000ff'].map((color) => solid(400, 300, color).png().toBuffer()),
    );
    const gif = await sharp(frames, { join: { animated: true } })
      .gif({ delay: [100, 100, 100] })
      .toBuffer();
    const { record, files } = await renderPicture(gif);
    expect(record).toMatchObject({ w: 400, h: 300, animated: true });
    expect((await sharp(files[0]!.data).metadata()).pages).toBe(3);
  });

  test('rasterises SVG', async () => {
    const { record, files } = await renderPicture(Buffer.from(SVG));
    expect(record.color).toBe('#ff0000');
    for (const file of files) expect((await sharp(file.data).metadata()).format).toBe('webp');
  });

  test.each([
    ['no picture', Buffer.from('<html>not a picture</html>')],
    ['half a picture', readFileSync(path.join(__dirname, '../../../node_modules/sharp/package.json'))],
  ])('%s is refused in words', async (_, data) => {
    await expect(renderPicture(data)).rejects.toThrow('图片打不开');
  });

  test('a bomb is refused by its size', async () => {
    const bomb = '<svg xmlns="http://www.w3.org/2000/svg" width="60000" height="60000"/>';
    await expect(renderPicture(Buffer.from(bomb))).rejects.toThrow('图片太大');
  });
});

describe('a feed with pictures', () => {
  const body = (src: string) =>
    `<p>正文。</p><figure><img data-src="${src}" data-w="900" data-ratio="0.5"><figcaption>说明</figcaption></figure>`;

  test('mirrors each once, by content, and does not ask again', async () => {
    const png = await solid(900, 450).png().toBuffer();
    web.handler = (_, response) => response.end(png);
    const root = temporary();
    const from = write(`${root}/from`, {
      'a.html': ordinaryPage({
        title: '甲',
        mid: '1',
        cover: `${web.base}/cover.png`,
        body: body(`${web.base}/a.png`),
      }),
      'b.html': ordinaryPage({ title: '乙', mid: '2', body: body(`${web.base}/a.png`) }),
    });
    const run = () => publish({ from: [from], to: `${root}/to`, limits });
    const report = await run();
    expect(report.pictures).toMatchObject({ failed: 0 });
    expect(web.asked.sort()).toEqual(['/a.png', '/cover.png']);
    const images = [...snapshot(`${root}/to`).keys()].filter((name) => name.startsWith('images/'));
    expect(images).toHaveLength(4);
    const item = itemOf(`${root}/to`, '甲');
    const { cover } = documentOf(`${root}/to`, '甲');
    expect(cover).toMatchObject({ w: 900, h: 450, color: '#3366cc' });
    expect(item.image).toBe(cover!.src);
    expect(images).toContain(item._column.thumb);
    expect((await run()).written).toBe(0);
    expect(web.asked).toHaveLength(2);
    expect((await checkFeed(`${root}/to`)).findings).toEqual([]);
  });

  test('one that cannot be had is reported, stays a link, and is asked for again', async () => {
    web.handler = (_, response) => response.writeHead(404).end();
    const root = temporary();
    const from = write(`${root}/from`, {
      'a.html': ordinaryPage({ title: '甲', body: body(`${web.base}/a.png`) }),
    });
    const run = () => publish({ from: [from], to: `${root}/to`, cards: false, limits });
    expect((await run()).warnings).toEqual([{ article: '甲', message: `服务器答复 404：${web.base}/a.png` }]);
    expect(documentOf(`${root}/to`, '甲').blocks[1]).toMatchObject({
      type: 'image',
      src: `${web.base}/a.png`,
      w: 900,
      h: 450,
    });
    const png = await solid(900, 450).png().toBuffer();
    web.handler = (_, response) => response.end(png);
    expect(await run()).toMatchObject({ changed: 1, warnings: [] });
    expect(documentOf(`${root}/to`, '甲').blocks[1]).toMatchObject({
      src: expect.stringMatching(/^images\//),
    });
  });

  test('one that stands in an article more than once is asked for once, and each keeps its words', async () => {
    const png = await solid(900, 450).png().toBuffer();
    web.handler = (request, response) =>
      request.url === '/a.png' ? response.end(png) : response.writeHead(404).end();
    const root = temporary();
    const image = (name: string, alt: string) => `<img data-src="${web.base}/${name}" alt="${alt}">`;
    const from = write(`${root}/from`, {
      'a.html': ordinaryPage({
        title: '甲',
        body: `${image('a.png', '桥')}<blockquote>${image('a.png', '路')}</blockquote><ul><li>${image('b.png', '雪')}</li><li>${image('b.png', '')}</li></ul>`,
      }),
    });
    const report = await publish({ from: [from], to: `${root}/to`, cards: false, limits });
    expect(web.asked).toEqual(['/a.png', '/b.png']);
    expect(report.pictures).toEqual({ mirrored: 1, kept: 0, failed: 1 });
    const shown = allBlocks(documentOf(`${root}/to`, '甲').blocks).flatMap(picturesIn);
    const mirrored = expect.stringMatching(/^images\//);
    expect(shown.map(({ src, alt }) => [src, alt])).toEqual([
      [mirrored, '桥'],
      [mirrored, '路'],
      [`${web.base}/b.png`, '雪'],
      [`${web.base}/b.png`, ''],
    ]);
  });

  test('the cover of a video is mirrored, and missed where its file is gone', async () => {
    const png = await solid(900, 450).png().toBuffer();
    web.handler = (_, response) => response.end(png);
    const root = temporary();
    const video = `<iframe class="video_iframe" data-src="https://v.qq.com/iframe/preview.html?vid=x1234567890" data-cover="${web.base}/a.png"></iframe>`;
    const from = write(`${root}/from`, { 'a.html': ordinaryPage({ title: '甲', body: video }) });
    await publish({ from: [from], to: `${root}/to`, cards: false, limits });
    const covers = documentOf(`${root}/to`, '甲').blocks.flatMap((one) =>
      one.type === 'video' ? one.cover : [],
    );
    expect(covers).toEqual([expect.stringMatching(/^images\//)]);
    expect((await checkFeed(`${root}/to`)).findings).toEqual([]);
    rmSync(`${root}/to/${covers[0]}`);
    expect((await checkFeed(`${root}/to`)).findings).toMatchObject([{ message: `缺少文件 ${covers[0]}` }]);
  });

  test('two long addresses that differ at their ends only look different in the report', async () => {
    web.handler = (_, response) => response.writeHead(404).end();
    const root = temporary();
    const long = (length: number, end: string) =>
      `${web.base}/${'a'.repeat(length - web.base.length - 3)}${end}`;
    const page = (src: string, mid: string) => ordinaryPage({ title: mid, mid, body: body(src) });
    const from = write(`${root}/from`, {
      'a.html': page(long(300, '-1'), '1'),
      'b.html': page(long(300, '-2'), '2'),
      'c.html': page(long(900, '-3'), '3'),
      'd.html': page(long(900, '-4'), '4'),
    });
    const { warnings } = await publish({ from: [from], to: `${root}/to`, cards: false, limits });
    const shown = warnings.map(({ message }) => message.slice(message.indexOf('http'))).sort();
    expect(new Set(shown).size).toBe(4);
    expect(shown.filter((address) => address.includes('…'))).toHaveLength(2);
    for (const address of shown) expect(address).toHaveLength(300);
  });

  test('pictures beside a saved page are taken, never from outside its folder', async () => {
    const root = temporary();
    write(root, { 'secret.svg': SVG });
    const from = write(`${root}/from`, {
      'a.html': ordinaryPage({
        title: '甲',
        body: `${body('a_files/%E5%9B%BE.svg')}${body('../secret.svg')}${body('link.svg')}`,
      }),
      'a_files/图.svg': SVG,
      'b.txt': `示例 · 公众号 · 山东 · 2024-12-16 20:10`.replace(/^/, '乙\n\n').concat('\n正文\n一段。'),
      'b.cover.svg': SVG,
    });
    symlinkSync(`${root}/secret.svg`, `${from}/link.svg`);
    await publish({ from: [from], to: `${root}/to`, images: false, cards: false });
    const kinds = documentOf(`${root}/to`, '甲').blocks.map((block) => block.type);
    expect(kinds.filter((kind) => kind === 'image')).toHaveLength(1);
    expect(documentOf(`${root}/to`, '乙').cover).toMatchObject({ color: '#ff0000' });
    expect([...snapshot(`${root}/to`).keys()].some((name) => name.endsWith('.svg'))).toBe(false);
  });

  test('share cards are drawn later where they were left out, and once', async () => {
    const root = temporary();
    const from = write(`${root}/from`, { 'a.html': ordinaryPage({ title: '青岛 | 一张卡片' }) });
    const run = (cards: boolean) => publish({ from: [from], to: `${root}/to`, images: false, cards });
    expect((await run(false)).cards).toBe(0);
    const { cards, warnings } = await run(true);
    expect(cards === 2 || warnings[0]?.message.includes('中文字体')).toBe(true);
    expect(await run(true)).toMatchObject({ cards: 0, written: 0 });
  });

  test('share cards are JPEG of the right size, and few bytes', async () => {
    const root = temporary();
    const from = write(`${root}/from`, { 'a.html': ordinaryPage({ title: '青岛 | 一张卡片' }) });
    const report = await publish({ from: [from], to: `${root}/to`, images: false });
    if (report.cards === 0) {
      // A machine without a Chinese font draws nothing rather than blanks.
      expect(report.warnings[0]?.message).toContain('中文字体');
      return;
    }
    const { cards } = itemOf(`${root}/to`, '青岛 | 一张卡片')._column;
    for (const [name, width, height] of [
      ['chat', 1000, 800],
      ['square', 800, 800],
    ] as const) {
      const file = `${root}/to/${cards![name]}`;
      expect(existsSync(file) && statSync(file).size).toBeLessThanOrEqual(128 * 1024);
      expect(await sharp(file).metadata()).toMatchObject({ format: 'jpeg', width, height });
    }
  });
});

describe('law: an address inside the network', () => {
  /** What the registries of special-purpose addresses call not globally reachable (IANA, RFC 6890), and multicast. */
  const special = new BlockList();
  for (const net of [
    ...[
      '0.0.0.0/8',
      '10.0.0.0/8',
      '100.64.0.0/10',
      '127.0.0.0/8',
      '169.254.0.0/16',
      '172.16.0.0/12',
      '192.0.0.0/24',
    ],
    ...[
      '192.0.2.0/24',
      '192.168.0.0/16',
      '198.18.0.0/15',
      '198.51.100.0/24',
      '203.0.113.0/24',
      '224.0.0.0/3',
    ],
  ]) {
    const [base, bits] = net.split('/') as [string, string];
    special.addSubnet(base, Number(bits), 'ipv4');
  }
  const special6 = new BlockList();
  for (const net of [
    ...[
      '::/127',
      '64:ff9b:1::/48',
      '100::/64',
      '2001:2::/48',
      '2001:10::/28',
      '2001:db8::/32',
      '3fff::/20',
      '5f00::/16',
    ],
    ...['fc00::/7', 'fe80::/10', 'ff00::/8'],
  ]) {
    const [base, bits] = net.split('/') as [string, string];
    special6.addSubnet(base, Number(bits), 'ipv6');
  }
  const dotted = (value: number) => [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join('.');
  const edges = [
    0x0a000000, 0x64400000, 0x7f000001, 0xa9fea9fe, 0xac100000, 0xc0000000, 0xc0a80000, 0xc6120000,
    0xe0000000,
  ];
  const v4 = fc.oneof(
    fc.nat(0xffffffff),
    fc
      .tuple(fc.constantFrom(...edges), fc.integer({ min: -2, max: 2 }))
      .map(([base, off]) => (base + off) >>> 0),
  );

  test('of the fourth version is what the registries say, also inside one of the sixth', () => {
    fc.assert(
      fc.property(v4, (value) => {
        const address = dotted(value);
        const inside = special.check(address, 'ipv4');
        const [high, low] = [value >>> 16, value & 0xffff].map((one) => one.toString(16));
        const forms = [
          address,
          `::ffff:${address}`,
          `::FFFF:${high}:${low}`,
          `64:ff9b::${address}`,
          `2002:${high}:${low}::1`,
        ];
        expect(forms.filter((form) => isPrivateAddress(form) !== inside)).toEqual([]);
      }),
      fuzz(300),
    );
  });

  test('of the fourth version is refused however an address of the web writes it', () => {
    fc.assert(
      fc.property(v4, fc.constantFrom(0, 1, 2, 3), fc.boolean(), (value, short, octal) => {
        const bytes = [24, 16, 8, 0].map((shift) => (value >>> shift) & 255);
        const tail = bytes.slice(short).reduce((sum, byte) => sum * 256 + byte, 0);
        const write = (one: number) => (octal ? `0${one.toString(8)}` : `0x${one.toString(16)}`);
        const host = [...bytes.slice(0, short), tail].map(write).join('.');
        const { hostname } = new URL(`http://${host}/`);
        expect(isPrivateAddress(hostname)).toBe(special.check(dotted(value), 'ipv4'));
      }),
      fuzz(200),
    );
  });

  const heads = [0, 0x64, 0x100, 0x2000, 0x2001, 0x2002, 0x2600, 0x3fff, 0x5f00, 0xfc00, 0xfe80, 0xff02];
  const v6 = fc
    .tuple(
      fc.constantFrom(...heads),
      fc.array(
        fc.oneof(
          { weight: 3, arbitrary: fc.constant(0) },
          fc.constantFrom(1, 2, 0x10, 0xdb8, 0xff9b),
          fc.nat(0xffff),
        ),
        { minLength: 7, maxLength: 7 },
      ),
    )
    .map(([head, rest]) => [head, ...rest]);

  test('of the sixth version is the same however it is written', () => {
    fc.assert(
      fc.property(v6, fc.boolean(), (groups, capitals) => {
        const full = groups.map((one) => one.toString(16)).join(':');
        const padded = groups.map((one) => one.toString(16).padStart(4, '0')).join(':');
        const short = new URL(`http://[${full}]/`).hostname;
        const [high, low] = groups.slice(6) as [number, number];
        const mixed = `${groups
          .slice(0, 6)
          .map((one) => one.toString(16))
          .join(':')}:${dotted(((high << 16) | low) >>> 0)}`;
        const forms = [full, padded, short, short.slice(1, -1), mixed, `${full}%eth0`];
        const said = new Set(forms.map((one) => isPrivateAddress(capitals ? one.toUpperCase() : one)));
        expect(said.size).toBe(1);
      }),
      fuzz(300),
    );
  });

  test('of the sixth version is refused where the registries call it special', () => {
    fc.assert(
      fc.property(v6, (groups) => {
        const address = groups.map((one) => one.toString(16)).join(':');
        if (special6.check(address, 'ipv6'))
          expect([address, isPrivateAddress(address)]).toEqual([address, true]);
      }),
      fuzz(500),
    );
  });

  test('or none at all is anything that is no address', () => {
    fc.assert(
      fc.property(
        fc.oneof(anyText(6), fc.string({ unit: fc.constantFrom('1', 'f', ':', '.', '[', ']', '%', '0') })),
        (text) => {
          const plain = text.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
          if (isIP(plain) === 0) expect(isPrivateAddress(text)).toBe(true);
        },
      ),
      fuzz(300),
    );
  });
});
