import {
  articleChatShare,
  articleTimelineShare,
  COLUMN_CARD,
  columnChatShare,
  columnTimelineShare,
  idFromQuery,
} from '../../src/domain/share';

const article = { id: 'aB3dE5gH7jK9', title: '青岛 | 示范区交通运输局' };

test('a chat share has the full title, the id and the ready card', () => {
  expect(articleChatShare('https://feed.example/x/', article)).toEqual({
    title: '青岛 | 示范区交通运输局',
    path: '/pages/article/index?id=aB3dE5gH7jK9',
    imageUrl: 'https://feed.example/x/cards/aB3dE5gH7jK9-chat.jpg',
  });
});

test('while loading the id is kept, and without a feed the column’s card stands in', () => {
  const share = articleChatShare(null, { id: article.id });
  expect(share.path).toContain(article.id);
  expect(share.title).not.toBe('');
  expect(share.imageUrl).toBe(COLUMN_CARD);
});

test('Moments get a query string and the square', () => {
  expect(articleTimelineShare('https://feed.example', article, 'p3')).toEqual({
    title: article.title,
    query: 'id=aB3dE5gH7jK9&at=p3',
    imageUrl: 'https://feed.example/cards/aB3dE5gH7jK9-square.jpg',
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
