import { refusalOf } from '../../src/platform/refusal';

test.each([
  ['setStorageSync:fail:entry size limit reached', 'large'],
  ['setStorage:fail entry size limit reached', 'large'],
  ['setStorageSync:fail:quota reached', 'full'],
  ['APP-SERVICE-SDK:setStorageSync:fail exceed storage max size 10Mb', 'full'],
  ['setStorageSync:fail:internal error set DB data fail', 'broken'],
  ['APP-SERVICE-SDK:setStorageSync:fail write DB data fail', 'broken'],
  ['setStorage:fail', 'broken'],
  ['setStorageSync:fail something that nobody has seen', 'broken'],
])('%s is %s', (words, why) => {
  expect(refusalOf(new Error(words))).toBe(why);
  expect(refusalOf({ errMsg: words })).toBe(why);
  expect(refusalOf(words)).toBe(why);
});

test.each([[undefined], [null], [7], [{}], [{ errMsg: null }]])('thrown %j is broken', (thrown) => {
  expect(refusalOf(thrown)).toBe('broken');
});
