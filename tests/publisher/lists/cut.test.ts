import { cut, type Sizes } from '../../../src/publisher/lists/cut';
import { rounds, seeded } from '../../support/random';

type Next = () => number;
const upto = (next: Next, most: number) => Math.floor(next() * (most + 1));
const sum = (sizes: readonly number[]) => sizes.reduce((all, one) => all + one, 0);

/** Sizes under which what leaves the newest group and what stays both fill a group. */
function sizesFrom(next: Next): Sizes {
  const least = 1 + upto(next, 12);
  const most = 2 * least + upto(next, 30);
  return { least, most, left: least + upto(next, most + 1 - 2 * least) };
}

const sizesOf = (groups: readonly number[], sizes: Sizes) => cut(groups, sizes).map(({ size }) => size);

/** What each of the new groups holds: the articles by number, of groups that held `groups` of them. */
function spans(groups: readonly number[], sizes: Sizes): { from: number; to: number; same: number }[] {
  let from = 0;
  return cut(groups, sizes).map(({ size, same }) => {
    from += size;
    return { from: from - size, to: from, same };
  });
}

test(
  'law: nothing is lost, every group is within its sizes but for a single one, and what is called the same is the same',
  seeded((next) => {
    for (let round = 0; round < rounds(500); round += 1) {
      const sizes = sizesFrom(next);
      const groups = Array.from({ length: 1 + upto(next, 8) }, () =>
        upto(next, next() < 0.2 ? 4 * sizes.most : sizes.most),
      );
      const now = spans(groups, sizes);
      expect(now.at(-1)?.to ?? 0).toBe(sum(groups));
      for (const { from, to, same } of now) {
        if (same >= 0) expect([from, to - from]).toEqual([sum(groups.slice(0, same)), groups[same]]);
        expect(to - from).toBeLessThanOrEqual(sizes.most);
        if (now.length > 1) expect(to - from).toBeGreaterThanOrEqual(sizes.least);
        else expect(to - from).toBeGreaterThan(0);
      }
    }
  }),
);

test(
  'law: after any edits groups stay within their sizes, and one article changes one group, or two where it is cut or joined',
  seeded((next) => {
    for (let round = 0; round < rounds(20); round += 1) {
      const sizes = sizesFrom(next);
      let groups = sizesOf([upto(next, 300)], sizes);
      for (let step = 0; step < 80; step += 1) {
        const at = upto(next, Math.max(0, groups.length - 1));
        const isMore = next() < 0.5 || sum(groups) === 0;
        if (groups.length === 0) groups = [0];
        const edited = groups.map((size, one) => (one === at ? size + (isMore ? 1 : -1) : size));
        if (edited[at]! < 0) continue;
        const now = cut(edited, sizes);
        const kept = new Set(now.map(({ same }) => same));
        // A group that falls below its size takes its neighbour along.
        const touched = edited.flatMap((_, one) => (one === at || kept.has(one) ? [] : [one]));
        expect(touched.length).toBeLessThanOrEqual(isMore ? 0 : 1);
        expect(now.filter(({ same }) => same < 0 || same === at).length).toBeLessThanOrEqual(2);
        groups = now.map(({ size }) => size);
        if (groups.length > 1)
          for (const size of groups) {
            expect(size).toBeGreaterThanOrEqual(sizes.least);
            expect(size).toBeLessThanOrEqual(sizes.most);
          }
      }
    }
  }),
);

test(
  'law: what grows only at its end is cut the same, came it at once or in any portions',
  seeded((next) => {
    for (let round = 0; round < rounds(100); round += 1) {
      const sizes = sizesFrom(next);
      let groups: number[] = [];
      for (let step = 0; step < 12; step += 1) {
        const more = upto(next, next() < 0.7 ? 3 : 90);
        groups = sizesOf([...groups.slice(0, -1), (groups.at(-1) ?? 0) + more], sizes);
        expect(groups).toEqual(sizesOf([sum(groups)], sizes));
      }
    }
  }),
);

test.each<[string, number[], number[]]>([
  ['nothing', [], []],
  ['nothing left', [0, 0], []],
  ['few', [3], [3]],
  ['one too many at the end', [20, 26], [20, 16, 10]],
  ['one too many before the end', [26, 20], [13, 13, 20]],
  ['many at once', [60], [16, 16, 16, 12]],
  ['too few at the end', [20, 4], [24]],
  ['too few at the beginning', [4, 20], [24]],
  ['too few, and its neighbour full', [25, 4, 25], [14, 15, 25]],
  ['the newest gone', [12, 12, 0], [12, 12]],
])('%s: %j becomes %j', (_, before, after) => {
  expect(sizesOf(before, { least: 10, most: 25, left: 16 })).toEqual(after);
});
