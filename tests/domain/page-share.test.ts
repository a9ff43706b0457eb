import { pageChatShare, pageTimelineShare, type SharedPage } from '../../src/domain/page-share';
import { COLUMN_CARD, COLUMN_SQUARE } from '../../src/domain/share';

const id = 'aB3dE5gH7jK9';
const page = (change: Partial<SharedPage> = {}): SharedPage => ({
  feedBase: 'https://feed.example',
  id,
  title: '青岛 | 跨海大桥的十二小时',
  cards: { chat: 'cards/0123456789ab.jpg', square: 'cards/ba9876543210.jpg' },
  quote: null,
  ...change,
});
const quote = { text: '风从海上来。', at: 'b4', card: undefined, drawing: undefined };
const path = `/pages/article/index?id=${id}`;

test('a page without an article shares the column', () => {
  expect(pageChatShare(page({ id: null }))).toMatchObject({
    path: '/pages/column/index',
    imageUrl: COLUMN_CARD,
  });
  expect(pageTimelineShare(page({ id: null })).query).toBe('');
});

test('the article, also while its title is not known', () => {
  expect(pageChatShare(page())).toEqual({
    title: '青岛 | 跨海大桥的十二小时',
    path,
    imageUrl: `https://feed.example/cards/0123456789ab.jpg`,
  });
  expect(pageChatShare(page({ title: undefined }))).toMatchObject({
    path,
    title: expect.stringMatching(/./),
  });
});

test('an article without cards is shared with the package’s own', () => {
  const bare = page({ cards: undefined });
  expect(pageChatShare(bare).imageUrl).toBe(COLUMN_CARD);
  expect(pageChatShare({ ...bare, quote }).imageUrl).toBe(COLUMN_CARD);
  expect(pageTimelineShare(bare).imageUrl).toBe(COLUMN_SQUARE);
});

test('what is quoted, with its card where that is drawn, else with the article’s', () => {
  const drawn = pageChatShare(page({ quote: { ...quote, card: 'wxfile://card.jpg' } }));
  expect(drawn).toEqual({ title: '“风从海上来。”', path: `${path}&at=b4`, imageUrl: 'wxfile://card.jpg' });
  expect(pageChatShare(page({ quote })).imageUrl).toContain('cards/0123456789ab.jpg');
});

test.each([
  ['that is drawn in time', 'wxfile://card.jpg', 'wxfile://card.jpg'],
  ['that fails', undefined, `https://feed.example/cards/0123456789ab.jpg`],
])('a card %s comes by the promise; the words and the path are there at once', async (_, card, imageUrl) => {
  const share = pageChatShare(page({ quote: { ...quote, drawing: Promise.resolve(card) } }));
  expect(share).toMatchObject({ title: '“风从海上来。”', path: `${path}&at=b4` });
  await expect(share.promise).resolves.toEqual({ title: '“风从海上来。”', path: `${path}&at=b4`, imageUrl });
});

test('Moments and favourites get the article, whatever is quoted of it', () => {
  expect(pageTimelineShare(page({ quote }))).toEqual({
    title: '青岛 | 跨海大桥的十二小时',
    query: `id=${id}`,
    imageUrl: `https://feed.example/cards/ba9876543210.jpg`,
  });
});
