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
