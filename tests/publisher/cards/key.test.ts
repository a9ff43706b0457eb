import { headlineOf } from '../../../src/publisher/cards/key';
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
