import { Walk } from '../../../../src/publisher/source/account/walk';

/** Where pages are asked for, in an account of `total` messages of which the first `fresh` are new. */
function offsets(total: number, { gap = null as number | null, all = false, fresh = 0 } = {}) {
  const walk = new Walk(gap, all);
  const asked: number[] = [];
  for (let more = true; more; ) {
    asked.push(walk.offset);
    const messages = Math.min(20, Math.max(0, total - walk.offset));
    const known = walk.offset >= fresh && messages > 0;
    more = walk.next({ messages, total }, known, Math.min(fresh, walk.offset + messages));
  }
  return { asked, whole: walk.whole };
}

test('ends on known ground', () => {
  expect(offsets(100)).toEqual({ asked: [0], whole: false });
  expect(offsets(100, { fresh: 25 })).toEqual({ asked: [0, 20, 40], whole: false });
});

test('an account that is new altogether is gone through to its end', () => {
  expect(offsets(45, { fresh: 45 })).toEqual({ asked: [0, 20, 40], whole: true });
  expect(offsets(40, { fresh: 40 })).toEqual({ asked: [0, 20], whole: true });
  expect(offsets(0)).toEqual({ asked: [0], whole: true });
});

test('goes through everything when that is asked for', () => {
  expect(offsets(45, { all: true })).toEqual({ asked: [0, 20, 40], whole: true });
});

test('goes on where an earlier run broke off, moved by what is new since, with a page of overlap', () => {
  expect(offsets(100, { gap: 60 })).toEqual({ asked: [0, 40, 60, 80], whole: false });
  expect(offsets(103, { gap: 60, fresh: 3 })).toEqual({ asked: [0, 20, 43, 63, 83], whole: false });
});

test('does not go back for a gap that it has passed already', () => {
  expect(offsets(100, { gap: 10 })).toEqual({ asked: [0, 20, 40, 60, 80], whole: false });
});

test('an empty page ends it, whatever the account says of its length', () => {
  const walk = new Walk(null, true);
  expect(walk.next({ messages: 0, total: 1000 }, false, 0)).toBe(false);
});

test('a run that breaks off leaves its gap at the page that it did not get', () => {
  const walk = new Walk(null, false);
  walk.next({ messages: 20, total: 100 }, false, 20);
  walk.next({ messages: 20, total: 100 }, false, 40);
  expect(walk.offset).toBe(40);
});
