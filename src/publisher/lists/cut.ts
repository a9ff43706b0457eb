/** How many children a page or a node may have, and how many leave the newest one when it is full. */
export interface Sizes {
  least: number;
  most: number;
  /** What the newest one leaves behind when it grows over `most`: at least `least`, and as much stays. */
  left: number;
}

/**
 * Cuts neighbouring children into groups, oldest first. Groups that hold between `least` and `most` stay as they
 * are. The newest group, which nearly all additions meet, leaves `left` of its oldest behind, so that what it
 * leaves is well filled and a column that only grows is cut the same whether it came at once or one by one;
 * any other one is cut evenly. A group below `least` joins the one before it.
 * @param groups sizes of the groups as they are, oldest first; a new list is one group of everything
 * @returns the new groups: for each, how many children it has and which of `groups` it is, unchanged (`same`), or
 *   -1 where it was cut anew
 */
export function cut(groups: readonly number[], sizes: Sizes): { size: number; same: number }[] {
  const result: { size: number; same: number }[] = [];
  const newest = groups.reduce((last, size, at) => (size > 0 ? at : last), -1);
  for (const [at, size] of groups.entries()) {
    let joined = size;
    let same = at;
    // A small group, the one before it, or both: what is too small joins its neighbour.
    while (joined > 0 && result.length > 0 && (joined < sizes.least || result.at(-1)!.size < sizes.least)) {
      joined += result.pop()!.size;
      same = -1;
    }
    if (joined === 0) continue;
    if (joined <= sizes.most) result.push({ size: joined, same });
    else
      for (const part of at === newest ? cutNewest(joined, sizes) : halve(joined, sizes))
        result.push({ size: part, same: -1 });
  }
  return result;
}

function cutNewest(size: number, { most, left }: Sizes): number[] {
  const parts: number[] = [];
  let rest = size;
  for (; rest > most; rest -= left) parts.push(left);
  return [...parts, rest];
}

/** Even parts, as few as can be. */
function halve(size: number, { most }: Sizes): number[] {
  const parts = Math.ceil(size / most);
  return Array.from(
    { length: parts },
    (_, at) => Math.floor(((at + 1) * size) / parts) - Math.floor((at * size) / parts),
  );
}
