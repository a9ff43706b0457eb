import { type Head, type ListItem, parseHead, paths, SCHEMA } from '../../../src/feed';
import { fullFeedOf, type Issued, publicationOf } from '../../../src/publisher/run/full';
import { HOSTILE_WORDS } from '../../support/attacks';
import { foreignFaults, readWithExtractor, readWithFeedsmith } from '../../support/foreign-readers';
import { COLUMN, issued } from '../../support/issued';
import { jsonFeedFaults } from '../../support/json-feed';

/* What our two JSON Feeds say arrives in programs that know nothing of us: feedsmith and feed-extractor. */

const headOf = (all: readonly Issued[]): Head => ({
  ...publicationOf(COLUMN, paths.head),
  items: all.map(({ item }) => item),
  _column: {
    schema: SCHEMA,
    slogan: COLUMN.slogan,
    region: '山东',
    total: all.length,
    lists: [{ slug: 'all', count: all.length }],
    withdrawn: [],
  },
});

const without = (one: Issued, ...names: (keyof ListItem)[]): Issued => ({
  ...one,
  item: Object.fromEntries(
    Object.entries(one.item).filter(([name]) => !names.includes(name as keyof ListItem)),
  ) as unknown as ListItem,
});

/** Twenty articles, newest first: each that may lack something lacks it once. */
const ALL: readonly Issued[] = Array.from({ length: 20 }, (_, at): Issued => {
  const n = 20 - at;
  if (n === 3) return without(issued(n, { item: { title: '', content_text: '' } }), 'image');
  if (n === 4) return without(issued(n), 'url', 'external_url');
  // No page of its own: the original is its address.
  if (n === 5) return issued(n, { item: { url: issued(n).item.external_url } });
  if (n === 6) return without(issued(n), 'authors');
  if (n === 7)
    return issued(n, { item: { authors: [{ name: COLUMN.name }, { name: '王＆<b>' }], tags: ['公交'] } });
  if (n === 8) return issued(n, { blocks: [{ type: 'unsupported', what: 'body' }] });
  return issued(n);
});

const FEEDS = [
  ['feed.json', JSON.stringify(headOf(ALL))],
  ['feed-full.json', JSON.stringify(fullFeedOf(COLUMN, ALL))],
] as const;
const READERS = [
  ['feedsmith', readWithFeedsmith],
  ['feed-extractor', readWithExtractor],
] as const;

describe.each(FEEDS)('%s', (name, json) => {
  test('keeps the rules of JSON Feed', () => {
    expect(jsonFeedFaults(json)).toEqual([]);
  });

  test('arrives as it is', () => {
    expect(foreignFaults(json)).toEqual([]);
  });

  test.each(READERS)(
    'read by %s: column, order, ids, addresses, dates, pictures, authors',
    (_reader, read) => {
      const feed = read(json);
      expect(feed).toMatchObject({
        title: '山东省交通运输厅',
        home: 'https://www.feed.cn/',
        feedUrl: `https://feed.cn/column/${name}`,
      });
      expect(feed.items.map(({ id }) => id)).toEqual(ALL.map(({ item }) => item.id));
      expect(feed.items[0]).toMatchObject({
        url: 'https://www.feed.cn/art000000020.html',
        title: '济南 | 第 20 篇',
        image: 'https://feed.cn/column/images/0000000k.webp',
        published: '2026-01-01T12:00:00.000Z',
        authors: ['山东省交通运输厅'],
      });
      expect(feed.items[13]!.authors).toEqual(['山东省交通运输厅', '王＆<b>']);
      expect(feed.items[15]!.url).toMatch(/^https:\/\/mp\.weixin\.qq\.com\/s\?/);
      expect(feed.items[16]!.url).toBe('');
    },
  );

  test.each(READERS)('read by %s: its texts', (_reader, read) => {
    const { html, text } = read(json).items[0]!;
    expect({ html, text }).toEqual(
      name === 'feed.json' ? { html: '', text: '摘要 20' } : { html: '<p>正文 20</p>', text: '' },
    );
  });
});

test('the head that is read here is one of the contract', () => {
  expect(() => parseHead(JSON.parse(FEEDS[0][1]))).not.toThrow();
});

test('hostile words in a text arrive as that text', () => {
  const hostile = HOSTILE_WORDS.slice(0, 20).map((text, at) =>
    issued(20 - at, { blocks: [{ type: 'paragraph', inlines: [{ text }] }], item: { title: `甲${text}乙` } }),
  );
  expect(foreignFaults(JSON.stringify(headOf(hostile)))).toEqual([]);
  expect(foreignFaults(JSON.stringify(fullFeedOf(COLUMN, hostile)))).toEqual([]);
});

describe('the checks find', () => {
  const [first, second] = fullFeedOf(COLUMN, ALL).items;
  const broken = (change: object, ...items: object[]) =>
    jsonFeedFaults(JSON.stringify({ ...fullFeedOf(COLUMN, []), items, ...change }));

  test.each<[string, string[], object, object[]]>([
    ['another version', ['version: "1"'], { version: '1' }, []],
    ['a path for an address', ['feed_url: "feed.json"'], { feed_url: 'feed.json' }, []],
    ['a member of ours that says not so', ['region: "山东"'], { region: '山东' }, []],
    ['no id', ['items.0.id: missing'], {}, [{ ...first, id: undefined }]],
    ['a number for an id', ['items.0.id: 1'], {}, [{ ...first, id: 1 }]],
    ['one id twice', ['items.1.id: there before'], {}, [first!, { ...second, id: first!.id }]],
    ['no content', ['items.0: no content'], {}, [{ ...first, content_html: undefined }]],
    ['a path for a picture', ['items.0.image: "images/a.webp"'], {}, [{ ...first, image: 'images/a.webp' }]],
    [
      'a day for a time',
      ['items.0.date_published: "2026-01-01"'],
      {},
      [{ ...first, date_published: '2026-01-01' }],
    ],
    ['an author without a name', ['items.0.authors: [{}]'], {}, [{ ...first, authors: [{}] }]],
  ])('%s', (_name, faults, change, items) => {
    expect(broken(change, ...items)).toEqual(faults);
  });

  test('what a reader understands differently', () => {
    const json = JSON.stringify({
      ...fullFeedOf(COLUMN, []),
      items: [{ ...first, date_published: 'soon', id: 7 }],
    });
    expect(() => foreignFaults(json)).toThrow(RangeError);
    const numbered = JSON.stringify({ ...fullFeedOf(COLUMN, []), items: [{ ...first, id: 7 }] });
    expect(foreignFaults(numbered)).toEqual([
      'feedsmith: items.0.id: "" is read as "7"',
      'feed-extractor: items.0.id: "" is read as "7"',
    ]);
  });
});
