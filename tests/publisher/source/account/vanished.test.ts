import { isDoubtful } from '../../../../src/publisher/source/account/vanished';

test('more than half of what should be there, and more than a few, is hard to believe', () => {
  expect(isDoubtful(6, 11)).toBe(true);
  expect(isDoubtful(6, 12)).toBe(false);
  expect(isDoubtful(5, 5)).toBe(false);
  expect(isDoubtful(6, 6)).toBe(true);
  expect(isDoubtful(0, 0)).toBe(false);
});
