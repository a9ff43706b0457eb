import { readFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { parseFullFeed, parseHead, paths } from '../../../src/feed';
import { publish } from '../../../src/publisher/commands/publish';
import type { Column } from '../../../src/publisher/run/column';
import { notePage, ordinaryPage, picturesPage, repostPage } from '../../fixtures/publisher/pages';
import { HOSTILE_WORDS } from '../../support/attacks';
import { foreignFaults } from '../../support/foreign-readers';
import { jsonFeedFaults } from '../../support/json-feed';
import { markupFaults } from '../../support/markup';
import { cleanUp, closure, temporary, write } from '../support';

afterEach(cleanUp);

const CAPTURED = readFileSync(path.join(__dirname, '../../fixtures/publisher/captured.txt'), 'utf8');
const ADDRESSES: Partial<Column> = {
  url: 'https://feed.example/column/',
  home: 'https://jtt.example/',
  web: 'https://www.example/column',
};

/** Both JSON Feeds of a column of every kind of source, with pictures, as they are published. */
async function feeds(column: Partial<Column>): Promise<{ head: string; full: string }> {
  const root = temporary();
  const picture = await sharp({ create: { width: 400, height: 300, channels: 3, background: '#3366cc' } })
    .png()
    .toBuffer();
  const image = '<figure><img src="a.png" alt="图 <1>"><figcaption>“说明”</figcaption></figure>';
  const odd = HOSTILE_WORDS.slice(0, 12).map((words, at) => [
    `odd-${at}.html`,
    ordinaryPage({
      title: `济南 | 甲${words}乙`,
      mid: `${100 + at}`,
      digest: words,
      body: `<p>一段。</p>${image}`,
      cover: 'a.png',
    }),
  ]);
  const from = write(`${root}/from`, {
    'a.png': picture,
    'a.html': ordinaryPage({ mid: '1', author: '小路', body: `<p>正文。</p>${image}` }),
    'b.html': picturesPage({ title: '图片', mid: '2', pictures: [] }),
    'c.html': repostPage({ title: '转载', mid: '3', words: '荐。' }),
    'd.html': notePage({ title: '', mid: '4' }),
    'e.txt': CAPTURED,
    ...Object.fromEntries(odd),
  });
  const to = `${root}/to`;
  const report = await publish({ from: [from], to, column, images: false });
  expect(report.total).toBeGreaterThanOrEqual(18);
  await closure(to);
  const read = (name: string) => readFileSync(path.join(to, name), 'utf8');
  return { head: read(paths.head), full: read(paths.full) };
}

test('of a column with addresses both keep every rule, and readers of others understand them', async () => {
  const { head, full } = await feeds(ADDRESSES);
  expect([jsonFeedFaults(head), jsonFeedFaults(full)]).toEqual([[], []]);
  expect([foreignFaults(head), foreignFaults(full)]).toEqual([[], []]);
  const { items, ...said } = parseHead(JSON.parse(head));
  expect(said).toMatchObject({
    home_page_url: 'https://jtt.example/',
    feed_url: 'https://feed.example/column/feed.json',
  });
  for (const item of items) {
    expect(item.url).toBe(`https://www.example/column/articles/${item.id}.html`);
    if (item.image) expect(item.image).toMatch(/^https:\/\/feed\.example\/column\/images\/[\w-]{8}\.webp$/);
  }
  expect(items.filter(({ image }) => image)).not.toEqual([]);
  const whole = parseFullFeed(JSON.parse(full));
  expect(whole.items.map(({ id }) => id)).toEqual(items.map(({ id }) => id));
  expect(whole.items.flatMap(({ content_html }) => markupFaults(content_html))).toEqual([]);
});

test('of a column without addresses pictures are paths, which is all that the rules have against them', async () => {
  const { head, full } = await feeds({});
  for (const json of [head, full]) {
    expect(jsonFeedFaults(json, { pathsAllowed: true })).toEqual([]);
    expect(jsonFeedFaults(json).every((one) => /^items\.\d+\.image: "images\//.test(one))).toBe(true);
    expect(foreignFaults(json)).toEqual([]);
  }
});
