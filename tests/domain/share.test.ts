import fc from 'fast-check';
import {
  articleChatShare,
  articleTimelineShare,
  COLUMN_CARD,
  COLUMN_SQUARE,
  columnChatShare,
  columnTimelineShare,
  idFromQuery,
} from '../../src/domain/share';
import { anyText, json, words } from '../support/arbitraries';
import { fuzz } from '../support/fuzz';

const cards = { chat: 'cards/0123456789ab.jpg', square: 'cards/ba9876543210.jpg' };
const article = { id: 'aB3dE5gH7jK9', title: '青岛 | 示范区交通运输局', cards };

test('a chat share has the full title, the id and the ready card', () => {
  expect(articleChatShare('https://feed.example/x/', article)).toEqual({
    title: '青岛 | 示范区交通运输局',
    path: '/pages/article/index?id=aB3dE5gH7jK9',
    imageUrl: 'https://feed.example/x/cards/0123456789ab.jpg',
  });
});

test('while loading the id is kept, and without a feed the column’s card stands in', () => {
  const share = articleChatShare(null, { id: article.id });
  expect(share.path).toContain(article.id);
  expect(share.title).not.toBe('');
  expect(share.imageUrl).toBe(COLUMN_CARD);
});

test('where no cards were drawn the package’s own stand in: a picture that is not there is never named', () => {
  const bare = { id: article.id, title: article.title };
  expect(articleChatShare('https://feed.example', bare).imageUrl).toBe(COLUMN_CARD);
  expect(articleTimelineShare('https://feed.example', bare).imageUrl).toBe(COLUMN_SQUARE);
  expect(articleTimelineShare(null, article).imageUrl).toBe(COLUMN_SQUARE);
});

test('Moments get a query string and the square', () => {
  expect(articleTimelineShare('https://feed.example', article, 'p3')).toEqual({
    title: article.title,
    query: 'id=aB3dE5gH7jK9&at=p3',
    imageUrl: 'https://feed.example/cards/ba9876543210.jpg',
  });
});

test('the column keeps its city', () => {
  expect(columnChatShare('qingdao').path).toBe('/pages/column/index?region=qingdao');
  expect(columnChatShare('all').path).toBe('/pages/column/index');
  expect(columnTimelineShare('qingdao').query).toBe('region=qingdao');
});

test.each([
  [{ id: 'aB3dE5gH7jK9' }, 'aB3dE5gH7jK9'],
  [{ scene: 'aB3dE5gH7jK9' }, 'aB3dE5gH7jK9'],
  [{ scene: '%61B3dE5gH7jK9' }, 'aB3dE5gH7jK9'],
  [{ id: '%E0%A4%A' }, null],
  [{ id: '../../etc' }, null],
  [{ id: '<script>' }, null],
  [{ id: 12 }, null],
  [{}, null],
  [undefined, null],
])('idFromQuery(%j) is %s', (query, id) => {
  expect(idFromQuery(query)).toBe(id);
});

describe('law: a share', () => {
  const ids = fc.stringMatching(/^[0-9A-Za-z]{12}$/);
  const places = fc.option(fc.oneof(fc.stringMatching(/^[\w-]{1,32}$/), words(6)), { nil: undefined });
  /** As WeChat hands a query over: taken apart, not decoded. */
  const queryOf = (query: string) =>
    Object.fromEntries(
      query.split('&').map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
    );

  test('opens its article at its place', () => {
    fc.assert(
      fc.property(ids, places, (id, at) => {
        const { path } = articleChatShare(null, { id }, at);
        const { query } = articleTimelineShare(null, { id }, at);
        expect(path.slice(path.indexOf('?') + 1)).toBe(query);
        expect(idFromQuery(queryOf(query))).toBe(id);
        expect(new URLSearchParams(query).get('at')).toBe(at || null);
      }),
      fuzz(200),
    );
  });

  test('is found by a scanned code, however WeChat escapes it', () => {
    const escaped = fc
      .tuple(ids, fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }))
      .map(([id, flags]) => ({
        id,
        scene: [...id].map((char, at) => (flags[at] ? `%${char.charCodeAt(0).toString(16)}` : char)).join(''),
      }));
    fc.assert(
      fc.property(escaped, ({ id, scene }) => expect(idFromQuery({ scene })).toBe(id)),
      fuzz(100),
    );
  });

  test('that somebody made up is an id of the feed, or none', () => {
    const value = fc.oneof(
      anyText(),
      ids,
      json,
      fc.string({ unit: fc.constantFrom('%', '4', '1', 'a', 'E') }),
    );
    fc.assert(
      fc.property(fc.oneof(fc.record({ id: value, scene: value }, { requiredKeys: [] }), json), (query) => {
        const id = idFromQuery((query ?? undefined) as Record<string, unknown>);
        if (id !== null) expect(id).toMatch(/^[0-9A-Za-z]{12}$/);
      }),
      fuzz(300),
    );
  });
});
