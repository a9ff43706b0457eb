import dns from 'node:dns';
import { type AddressInfo, createServer as createSocketServer } from 'node:net';
import { deflateSync, gzipSync } from 'node:zlib';
import sharp from 'sharp';
import { PictureError } from '../../../src/publisher/pictures/error';
import { DEFAULT_LIMITS, fetchPicture } from '../../../src/publisher/pictures/fetch';
import { renderPicture } from '../../../src/publisher/pictures/render';
import { testServer } from './server';

/* Servers and pictures that are made to hurt whoever asks for them. */

const web = testServer();
afterEach(() => jest.restoreAllMocks());

const open = { ...DEFAULT_LIMITS, allowPrivate: true };

/** Every way in which an address of the web writes this machine, and its neighbours. */
const INSIDE = [
  ...[
    '127.0.0.1',
    '127.1',
    '0',
    '0.0.0.0',
    '2130706433',
    '017700000001',
    '0x7f000001',
    '0x7f.1',
    '0177.0.0.01',
  ],
  ...[
    '127.0.0.1.',
    '１２７.0.0.1',
    '127。0。0。1',
    '10.0.0.1',
    '192.168.1.1',
    '172.31.255.255',
    '169.254.169.254',
  ],
  ...['100.100.100.200', '[::1]', '[::]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[::127.0.0.1]'],
  ...['[64:ff9b::127.0.0.1]', '[2002:7f00:1::]', '[fd00::1]', '[fe80::1]', '[0:0:0:0:0:ffff:0a00:0001]'],
];

/** A name that resolves to these addresses, one list after the other, the last for ever. */
function resolving(...answers: { address: string; family: number }[][]): jest.SpyInstance {
  let at = 0;
  return jest.spyOn(dns, 'lookup').mockImplementation(((
    _name: string,
    _options: unknown,
    callback: (error: null, found: unknown) => void,
  ) => {
    const found = answers[Math.min(at, answers.length - 1)];
    at += 1;
    callback(null, found);
  }) as never);
}

describe('an address inside the network', () => {
  test.each(INSIDE.map((host) => [host]))('%s is refused, and asked for nothing', async (host) => {
    const { port } = new URL(web.base);
    const lookup = jest.spyOn(dns, 'lookup');
    await expect(fetchPicture(`http://${host}:${port}/secret`)).rejects.toThrow('内网');
    expect(web.asked).toEqual([]);
    expect(lookup).not.toHaveBeenCalled();
  });

  test('is refused where a name resolves to it, be it to others too', async () => {
    const { port } = new URL(web.base);
    const inside = { address: '127.0.0.1', family: 4 };
    const outside = { address: '8.8.8.8', family: 4 };
    for (const found of [[inside], [outside, inside], [{ address: '::1', family: 6 }], []]) {
      resolving(found);
      await expect(fetchPicture(`http://pictures.example:${port}/secret`)).rejects.toThrow('内网');
    }
    expect(web.asked).toEqual([]);
  });

  test('is not reached by a name that resolves to another address the second time', async () => {
    const { port } = new URL(web.base);
    // 198.51.100.0/24 would be refused: what is connected to here is nobody's, and no answer comes from it.
    const lookup = resolving([{ address: '240.0.0.1', family: 4 }], [{ address: '127.0.0.1', family: 4 }]);
    await expect(fetchPicture(`http://pictures.example:${port}/secret`)).rejects.toThrow('内网');
    lookup.mockRestore();
    const outside = resolving(
      [{ address: '192.88.99.254', family: 4 }],
      [{ address: '127.0.0.1', family: 4 }],
    );
    await expect(
      fetchPicture(`http://pictures.example:${port}/secret`, { ...DEFAULT_LIMITS, time: 300 }),
    ).rejects.toThrow(PictureError);
    // Asked once: what was checked is what was connected to.
    expect(outside).toHaveBeenCalledTimes(1);
    expect(web.asked).toEqual([]);
  });
});

describe('a server', () => {
  test.each([
    ['file:///etc/passwd', '不是 http(s)'],
    ['data:image/png;base64,AA', '不是 http(s)'],
    ['ftp://a.cn/x', '不是 http(s)'],
    ['javascript:1', '不是 http(s)'],
    ['http://[::1', '无效的地址'],
  ])('that redirects to %s is refused', async (location, words) => {
    web.handler = (_, response) => response.writeHead(302, { location }).end();
    await expect(fetchPicture(`${web.base}/a`, open)).rejects.toThrow(words);
    expect(web.asked).toEqual(['/a']);
  });

  test('that redirects for ever, each time elsewhere, is left after five requests', async () => {
    web.handler = (request, response) =>
      response.writeHead(307, { location: `/${'x'.repeat(request.url!.length)}` }).end();
    await expect(fetchPicture(`${web.base}/a`, open)).rejects.toThrow('跳转次数过多');
    expect(web.asked).toHaveLength(5);
  });

  test('whose redirect has a body without end is not read', async () => {
    let written = 0;
    web.handler = (_, response) => {
      response.writeHead(302, { location: 'file:///x' });
      // Whoever is gone takes nothing more: Node 26 says so to whoever writes, and does not call it destroyed.
      const more = (error?: Error | null) => {
        if (error || response.destroyed || response.socket?.destroyed !== false) return;
        written += 1;
        if (written < 10_000) response.write(Buffer.alloc(65_536), more);
      };
      more();
    };
    await expect(fetchPicture(`${web.base}/a`, open)).rejects.toThrow('不是 http(s)');
    const pause = () => new Promise((resolve) => setTimeout(resolve, 100));
    await pause();
    const then = written;
    await pause();
    expect(written).toBe(then);
  });

  test('that sends a byte now and then is cut off by the clock', async () => {
    const timers: NodeJS.Timeout[] = [];
    web.handler = (_, response) => {
      response.writeHead(200);
      timers.push(setInterval(() => response.write('x'), 20));
    };
    const start = performance.now();
    await expect(fetchPicture(`${web.base}/a`, { ...open, time: 300 })).rejects.toThrow('下载超时');
    expect(performance.now() - start).toBeLessThan(5000);
    for (const timer of timers) clearInterval(timer);
  });

  test('that says it sends more than is allowed is refused, whatever it sends', async () => {
    web.handler = (_, response) => {
      response.writeHead(200, { 'content-length': String(10 ** 12) });
      response.write('x');
    };
    await expect(fetchPicture(`${web.base}/a`, open)).rejects.toThrow('图片超过 30 MB');
  });

  test('that sends less than it says, or breaks off, has sent no picture', async () => {
    web.handler = (_, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('x');
      setTimeout(() => response.destroy(), 20);
    };
    await expect(fetchPicture(`${web.base}/a`, open)).rejects.toThrow('下载失败');
  });

  test('that sends a bomb of gzip has sent a few bytes that are no picture', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    web.handler = (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
    const data = await fetchPicture(`${web.base}/a`, open);
    expect(data).toHaveLength(bomb.length);
    await expect(renderPicture(data)).rejects.toThrow('图片打不开');
  });

  test('with headers without end is refused', async () => {
    const raw = createSocketServer((socket) => {
      socket.on('error', () => {});
      socket.write(`HTTP/1.1 200 OK\r\n${'x: '.padEnd(200_000, 'y')}\r\n\r\n`);
    });
    await new Promise<void>((resolve) => raw.listen(0, '127.0.0.1', resolve));
    const { port } = raw.address() as AddressInfo;
    await expect(fetchPicture(`http://127.0.0.1:${port}/a`, open)).rejects.toThrow('下载失败');
    raw.close();
  });
});

/** A PNG that says to be of any size, with the beginning of what it would hold. */
function png(width: number, height: number): Buffer {
  const crcs = Array.from({ length: 256 }, (_, n) => {
    let c = n;
    for (let bit = 0; bit < 8; bit += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
    return c >>> 0;
  });
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    let crc = 0xffffffff;
    for (const byte of body) crc = crcs[(crc ^ byte) & 255]! ^ (crc >>> 8);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE((crc ^ 0xffffffff) >>> 0);
    return Buffer.concat([length, body, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.alloc(1_000_000))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A GIF of this size: one frame that says to fill it, or many, each of a dot. */
function gif(width: number, height: number, frames = 1): Buffer {
  const screen = Buffer.from('GIF89a\0\0\0\0\x80\0\0\xff\xff\xff\0\0\0', 'latin1');
  screen.writeUInt16LE(width, 6);
  screen.writeUInt16LE(height, 8);
  const frame = Buffer.from('21f904040a0000002c0000000001000100000202440100', 'hex');
  if (frames === 1) {
    frame.writeUInt16LE(width, 13);
    frame.writeUInt16LE(height, 15);
  }
  return Buffer.concat([screen, ...Array.from({ length: frames }, () => frame), Buffer.from([0x3b])]);
}

const svg = (inside: string, size = 'width="400" height="300"') =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${size}>${inside}</svg>`,
  );

/** Thirty groups, each of ten times the one before. */
const LAUGHS = Array.from(
  { length: 30 },
  (_, at) => `<g id="g${at + 1}">${`<use xlink:href="#g${at}"/>`.repeat(10)}</g>`,
).join('');
const ENTITIES = `<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">${Array.from({ length: 9 }, (_, at) => {
  const name = String.fromCharCode(98 + at);
  return `<!ENTITY ${name} "${`&${String.fromCharCode(97 + at)};`.repeat(10)}">`;
}).join('')}]>`;

describe('a picture', () => {
  test.each([
    ['a PNG of 50,000 by 50,000', () => png(50_000, 50_000)],
    ['a PNG of 2^31', () => png(2 ** 31 - 1, 2 ** 31 - 1)],
    ['a PNG of no size', () => png(0, 0)],
    ['a GIF of 65,535 by 65,535', () => gif(65_535, 65_535)],
    ['an SVG of 50,000 by 50,000', () => svg('', 'width="50000" height="50000"')],
    ['an SVG of entities in entities', () => Buffer.concat([Buffer.from(ENTITIES), svg('<text>&j;</text>')])],
    [
      'an SVG that is not closed',
      () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9"'.repeat(9)),
    ],
    ['nothing', () => Buffer.alloc(0)],
    ['a page', () => Buffer.from('<!DOCTYPE html><html><body>404</body></html>')],
    ['a program', () => Buffer.concat([Buffer.from('7f454c460201', 'hex'), Buffer.alloc(4096)])],
  ])('%s is refused in words', async (_, make) => {
    const start = performance.now();
    await expect(renderPicture(make())).rejects.toThrow(/^图片(?:打不开|太大)/);
    expect(performance.now() - start).toBeLessThan(20_000);
  });

  test('cut off in the middle is refused, whatever its kind', async () => {
    const noise = sharp({
      create: {
        width: 300,
        height: 200,
        channels: 3,
        background: '#888',
        noise: { type: 'gaussian', mean: 128, sigma: 30 },
      },
    });
    for (const kind of ['png', 'jpeg', 'webp', 'gif'] as const) {
      const data = await noise.clone().toFormat(kind).toBuffer();
      await expect(renderPicture(data.subarray(0, data.length >> 1))).rejects.toThrow('图片打不开');
    }
  });

  test('of thousands of frames stands still', async () => {
    const { record, files } = await renderPicture(gif(300, 300, 5000));
    expect(record).toMatchObject({ w: 300, h: 300, animated: false });
    for (const file of files) expect((await sharp(file.data).metadata()).pages ?? 1).toBe(1);
  });

  test('that is billions of one element ends, drawn or not', async () => {
    const start = performance.now();
    const data = svg(`<rect id="g0" width="9" height="9"/><defs>${LAUGHS}</defs><use xlink:href="#g30"/>`);
    await renderPicture(data).catch((error: unknown) => expect(error).toBeInstanceOf(PictureError));
    expect(performance.now() - start).toBeLessThan(20_000);
  });

  test('asks for nothing else, neither of the web nor of the disk', async () => {
    web.handler = (_, response) => response.end(svg('<rect width="400" height="300" fill="#f00"/>'));
    const inside = [
      `<image xlink:href="${web.base}/a.png" width="400" height="300"/>`,
      `<image href="file:///${__dirname}/a.svg" width="400" height="300"/>`,
      `<use xlink:href="${web.base}/b.svg#x"/>`,
      `<style>@import url(${web.base}/c.css); rect { fill: url(${web.base}/d.svg#x) }</style><rect width="9" height="9"/>`,
      `<filter id="f"><feImage xlink:href="${web.base}/e.png"/></filter><rect width="9" height="9" filter="url(#f)"/>`,
      `<foreignObject width="9" height="9"><img xmlns="http://www.w3.org/1999/xhtml" src="${web.base}/f.png"/></foreignObject>`,
      `<script xlink:href="${web.base}/g.js"/>`,
    ];
    const { record } = await renderPicture(svg(inside.join('')));
    expect(record).toMatchObject({ w: 800, h: 600 });
    const included = `<!DOCTYPE svg [<!ENTITY x SYSTEM "${web.base}/h"><!ENTITY y SYSTEM "file:///etc/hostname">]>`;
    await renderPicture(Buffer.concat([Buffer.from(included), svg('<text y="50">&x;&y;</text>')])).catch(
      () => {},
    );
    expect(web.asked).toEqual([]);
  });
});
