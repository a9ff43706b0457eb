/** Children of one element in groups: WeChat's audit asks for at most 60 children of a node. */
export function inGroups<T>(items: readonly T[], size = 50): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, group) =>
    items.slice(group * size, (group + 1) * size),
  );
}
