import { cardKey, headlineOf } from '../../../src/publisher/cards/key';
import type { Column } from '../../../src/publisher/run/column';
import { makerOf } from '../../../src/publisher/run/run';
import * as titles from '../../../src/publisher/titles/breaks';
import { listItem } from '../../support/feed';

test.each([
  ['its headline', { title: '青岛 | 轮渡改签' }, '轮渡改签'],
  [
    'of a text without a title whose it is',
    { title: '青岛 | ', authors: [{ name: '示例交通' }] },
    '示例交通 · 文章',
  ],
  ['of one of nobody nothing beside the word', { title: '', authors: [] }, '文章'],
])('on a card stands %s', (_, item, headline) => {
  expect(headlineOf(listItem(1, item))).toBe(headline);
});

describe('cards are drawn again', () => {
  const item = listItem(1, { title: '青岛 | 轮渡改签' });

  test.each([
    ['another subject of the title', { title: '青岛 | 公交改签' }],
    ['a tag that names another', { tags: ['图:公交'] }],
    ['a tag that takes the ground away', { tags: ['图:无'] }],
    ['a cover', { image: 'images/abcdefgh.webp' }],
    ['another number, which chooses the light', { id: listItem(2).id }],
  ])('for %s', (_, change) => {
    expect(cardKey({ ...item, ...change })).not.toBe(cardKey(item));
  });

  test('where only the text gives a subject, for another one', () => {
    const of = (content_text: string) => cardKey(listItem(1, { title: '一封来信', content_text }));
    expect(of('老码头、旧码头。')).not.toBe(of(''));
    expect(of('另一段话。')).toBe(of(''));
  });

  test.each([
    ['a tag that says the same', item, { tags: ['港航'] }],
    ['a tag of an article with a cover', { ...item, image: 'images/abcdefgh.webp' }, { tags: ['图:公交'] }],
    ['another number of one without a subject', listItem(1, { title: '来信' }), { id: listItem(2).id }],
  ])('not for %s', (_, before, change) => {
    expect(cardKey({ ...before, ...change })).toBe(cardKey(before));
  });
});

test('cards whose title has other breaks are other cards', () => {
  const item = listItem(1, { title: '青岛 | 服务区开放' });
  const key = cardKey(item);
  expect(cardKey(item)).toBe(key);
  const breaksOf = jest.spyOn(titles, 'breaksOf').mockReturnValue([1, 4]);
  expect(cardKey(item)).not.toBe(key);
  expect(breaksOf).toHaveBeenLastCalledWith('服务区开放');
  breaksOf.mockRestore();
});

test('so is what decides whether documents are made anew', () => {
  const column = { name: '示例', slogan: '', place: '', channel: '', home: '', url: '', web: '' };
  const maker = makerOf(column as Column);
  const edition = jest.spyOn(titles, 'breaksEdition').mockReturnValue('another');
  expect(makerOf(column as Column)).not.toBe(maker);
  edition.mockRestore();
});
