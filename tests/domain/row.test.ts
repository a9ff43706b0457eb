import fs from 'node:fs';
import path from 'node:path';
import { columnHeadOf } from '../../src/domain/column-head';
import { aboveIn, onwardOf, rowOf, rowOfDocument } from '../../src/domain/row';
import { rowOfSnapshot, snapshotOf } from '../../src/domain/snapshot';
import { articleId, document, editionOf, head, listItem, row } from '../support/feed';

const item = listItem(1, {
  title: '青岛 | 海湾大桥',
  content_text: '大桥通车。',
  image: 'images/a-900.webp',
  authors: [{ name: '山东省交通运输厅' }, { name: '转载者' }],
  _column: {
    v: editionOf(1),
    kind: 'article',
    region: 'qingdao',
    minutes: 6,
    thumb: 'images/a-200.webp',
    cards: { chat: 'cards/a.jpg', square: 'cards/b.jpg' },
  },
});

test('an item of the feed becomes a row in our own words', () => {
  expect(rowOf(item)).toEqual({
    id: item.id,
    title: '青岛 | 海湾大桥',
    headline: '海湾大桥',
    digest: '大桥通车。',
    region: 'qingdao',
    minutes: 6,
    published: item.date_published,
    author: '山东省交通运输厅',
    cover: 'images/a-900.webp',
    thumb: 'images/a-200.webp',
    cards: { chat: 'cards/a.jpg', square: 'cards/b.jpg' },
    version: editionOf(1),
  });
});

test('without cover, cards, author or hash there is none in the row, not an empty one', () => {
  const { v: _, ...unnamed } = listItem(2)._column;
  const bare = rowOf({ ...listItem(2), _column: unnamed });
  for (const key of ['author', 'cover', 'thumb', 'cards', 'version'] as const)
    expect(bare[key]).toBeUndefined();
});

test('a document gives the row of an article that no list named, with the smallest of its cover’s pictures', () => {
  const cover = { src: 'images/c.webp', w: 900, h: 383, color: '#ffffff', alt: '' };
  const variants = [
    { src: 'images/c-640.webp', w: 640 },
    { src: 'images/c-200.webp', w: 200 },
  ];
  const opened = document(3, { headline: '只看正文', region: 'jinan', digest: '摘要', minutes: 4 });
  expect(rowOfDocument({ ...opened, cover: { ...cover, variants } })).toMatchObject({
    headline: '只看正文',
    region: 'jinan',
    digest: '摘要',
    minutes: 4,
    published: opened.byline.published,
    cover: 'images/c.webp',
    thumb: 'images/c-200.webp',
  });
  expect(rowOfDocument({ ...opened, cover: { ...cover, variants: [] } }).thumb).toBe('images/c.webp');
  expect(rowOfDocument(opened).version).toBeUndefined();
  const cards = { chat: 'cards/a.jpg', square: 'cards/b.jpg' };
  expect(rowOfDocument({ ...opened, cards }).cards).toEqual(cards);
});

test('what a document leads on to are rows; at the column’s ends there is none', () => {
  const { related, newer, older } = onwardOf(
    document(4, { related: [listItem(1), item], newer: listItem(5) }),
  );
  expect(related).toEqual([rowOf(listItem(1)), rowOf(item)]);
  expect(newer).toEqual(rowOf(listItem(5)));
  expect(older).toBeNull();
  expect(onwardOf(document(4, { newer: null })).newer).toBeNull();
});

test('a kept row shows the same title, tag, time and picture', () => {
  const { id, title, headline, region, published, thumb } = rowOf(item);
  const shown = rowOfSnapshot(id, snapshotOf(rowOf(item)));
  expect(shown).toMatchObject({ id, title, headline, region, published, thumb });
  expect(shown.version).toBeUndefined();
});

test('the head in our own words', () => {
  const rows = [rowOf(item)];
  const lists = [{ slug: 'all', count: 40, page: 'p', index: 'i' }];
  const given = { total: 40, lists, search: 's1', withdrawn: ['w'], recalled: 'r' };
  expect(columnHeadOf(head([item], given), rows)).toEqual({
    title: '山东省交通运输厅',
    slogan: '解读交通 服务出行',
    rows,
    total: 40,
    lists,
    search: 's1',
    withdrawn: ['w'],
    recalled: 'r',
    codes: false,
  });
  expect(columnHeadOf(head([item], { codes: true }), rows).codes).toBe(true);
});

describe('the form of the feed’s items', () => {
  const ROOT = path.resolve(__dirname, '../..');
  const sources = (room: string) =>
    fs
      .readdirSync(path.join(ROOT, 'src', room), { recursive: true })
      .map((file) => `src/${room}/${file}`)
      .filter((file) => /\.(tsx?|wxml)$/.test(file));
  const naming = (word: RegExp, files: string[]) =>
    files.filter((file) => word.test(fs.readFileSync(path.join(ROOT, file), 'utf8')));

  test('is known to the adapters alone: everywhere else articles are rows (src/domain/row.ts)', () => {
    const client = ['domain', 'stores', 'platform', 'components', 'pages'].flatMap(sources);
    expect(naming(/\b(_column|content_text|date_published)\b/, client)).toEqual([
      'src/domain/column-head.ts',
      'src/domain/row.ts',
    ]);
  });

  test('never reaches what draws', () => {
    const drawing = ['components', 'pages'].flatMap(sources);
    expect(naming(/\bListItem\b/, drawing)).toEqual([]);
  });
});

test('above the newest article of a head stands none, above an article that it does not name none that it knows', () => {
  const rows = [3, 2, 1].map((n) => row(n));
  expect([3, 2, 1, 9].map((n) => aboveIn(rows, articleId(n))?.id)).toEqual([
    undefined,
    articleId(3),
    articleId(2),
    undefined,
  ]);
});
