import sharp from 'sharp';
import { parseArticle, parseHead } from '../../../src/feed';
import { type Bundle, bundleFeed } from '../../../src/publisher/commands/bundle';
import { publish } from '../../../src/publisher/commands/publish';
import { ordinaryPage } from '../../fixtures/publisher/pages';
import { cleanUp, headOf, readJson, snapshot, temporary, write } from '../support';

afterEach(cleanUp);

async function feed(): Promise<string> {
  const root = temporary();
  const noise = await sharp({
    create: {
      width: 800,
      height: 600,
      channels: 3,
      background: '#888888',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  })
    .png()
    .toBuffer();
  const small = await sharp({ create: { width: 400, height: 300, channels: 3, background: '#3366cc' } })
    .png()
    .toBuffer();
  const pages = Array.from({ length: 8 }, (_, number) => [
    `${number}.html`,
    ordinaryPage({
      title: `第 ${number} 篇`,
      mid: String(number + 1),
      time: 1_734_000_000 + number,
      cover: 'small.png',
      body: `<p>${'正文。'.repeat(300)}</p><figure><img src="noise-${number}.png"><figcaption>图 ${number}</figcaption></figure>`,
    }),
  ]);
  const pictures = Array.from({ length: 8 }, (_, number) => [
    `noise-${number}.png`,
    Buffer.concat([noise, Buffer.from([number])]),
  ]);
  const from = write(`${root}/from`, {
    ...Object.fromEntries(pages),
    ...Object.fromEntries(pictures),
    'small.png': small,
  });
  await publish({ from: [from], to: `${root}/to`, cards: false });
  return `${root}/to`;
}

test('a bundle is the newest articles within its limits, whole in itself', async () => {
  const from = await feed();
  const to = `${from}-bundle`;
  const result = await bundleFeed({ feed: from, to, maxBytes: 16 * 1024, imageBytes: 20 * 1024 });
  const { head, articles } = readJson(to, 'feed.json') as Bundle;
  const ids = Object.keys(articles);
  expect(ids).toEqual(
    headOf(from)
      .items.slice(0, ids.length)
      .map((one) => one.id),
  );
  expect(ids.length).toBeGreaterThan(1);
  expect(ids.length).toBeLessThan(8);
  expect(parseHead(head).items.map((one) => one.id)).toEqual(ids);
  const files = snapshot(to);
  expect(result.bytes).toBeLessThanOrEqual(16 * 1024);
  expect(result.imageBytes).toBeLessThanOrEqual(20 * 1024);
  for (const document of Object.values(articles)) {
    expect(() => parseArticle(document)).not.toThrow();
    for (const item of [...document.related, document.newer, document.older])
      if (item) expect(ids).toContain(item.id);
    expect(document.cover?.src).toMatch(/^\/bundled\//);
  }
  for (const [, name] of JSON.stringify([head, articles]).matchAll(/"\/bundled\/([^"]+)"/g))
    expect([...files.keys()]).toContain(`images/${name}`);
  expect(JSON.stringify([head, articles])).not.toContain('"images/');
});

test('a bundle says of itself what it holds, not what the feed holds', async () => {
  const from = await feed();
  const to = `${from}-bundle`;
  const { articles } = await bundleFeed({ feed: from, to, maxBytes: 16 * 1024 });
  const { head } = readJson(to, 'feed.json') as Bundle;
  expect(headOf(from)._column).toMatchObject({
    total: 8,
    lists: [
      { slug: 'all', count: 8 },
      { slug: 'province', count: 8 },
    ],
  });
  expect(head._column).toMatchObject({ total: articles, withdrawn: [] });
  expect(head._column.lists).toEqual(['all', 'province'].map((slug) => ({ slug, count: articles })));
  expect(head._column).not.toHaveProperty('search');
});

test('the first article of each list has a cover for the lead card, every one a thumb', async () => {
  const wide = (background: string) =>
    sharp({ create: { width: 1800, height: 766, channels: 3, background } })
      .png()
      .toBuffer();
  const root = temporary();
  const titles = ['全省的一篇', '青岛 | 旧的一篇', '青岛 | 新的一篇', '烟台 | 最新的一篇'];
  const covers = await Promise.all(['#102030', '#405060', '#708090', '#a0b0c0'].map(wide));
  const from = write(`${root}/from`, {
    ...Object.fromEntries(covers.map((data, number) => [`${number}.png`, data])),
    ...Object.fromEntries(
      titles.map((title, number) => [
        `${number}.html`,
        ordinaryPage({ title, mid: `${number + 1}`, time: 1_734_000_000 + number, cover: `${number}.png` }),
      ]),
    ),
  });
  await publish({ from: [from], to: `${root}/to`, cards: false });
  await bundleFeed({ feed: `${root}/to`, to: `${root}/bundle` });
  const { head, articles } = readJson(`${root}/bundle`, 'feed.json') as Bundle;
  const file = (src = '') => `${root}/bundle${src.replace('/bundled/', '/images/')}`;
  const widths = head.items.map(async ({ id, image, _column }) => [
    (await sharp(file(image)).metadata()).width,
    (await sharp(file(_column.thumb)).metadata()).width,
    articles[id]!.cover !== undefined,
  ]);
  expect(head.items.map(({ title }) => title)).toEqual([...titles].reverse());
  expect(await Promise.all(widths)).toEqual([
    [720, 168, true],
    [720, 168, true],
    [168, 168, false],
    [720, 168, true],
  ]);
});

test('a picture beyond the limit leaves its caption', async () => {
  const from = await feed();
  const to = `${from}-bundle`;
  await bundleFeed({ feed: from, to, imageBytes: 3000 });
  const { articles } = readJson(to, 'feed.json') as Bundle;
  expect(Object.values(articles)[0]!.blocks.at(-1)).toEqual({
    type: 'unsupported',
    what: 'picture',
    text: '图 7',
  });
});
