/** The 16 cities of Shandong in the usual official order. The slug names their lists in the feed. */
export const CITIES = [
  { slug: 'jinan', name: '济南' },
  { slug: 'qingdao', name: '青岛' },
  { slug: 'zibo', name: '淄博' },
  { slug: 'zaozhuang', name: '枣庄' },
  { slug: 'dongying', name: '东营' },
  { slug: 'yantai', name: '烟台' },
  { slug: 'weifang', name: '潍坊' },
  { slug: 'jining', name: '济宁' },
  { slug: 'taian', name: '泰安' },
  { slug: 'weihai', name: '威海' },
  { slug: 'rizhao', name: '日照' },
  { slug: 'linyi', name: '临沂' },
  { slug: 'dezhou', name: '德州' },
  { slug: 'liaocheng', name: '聊城' },
  { slug: 'binzhou', name: '滨州' },
  { slug: 'heze', name: '菏泽' },
] as const;

/** The list of every article, and the list of those that belong to no single city (`region: null`). */
export const ALL = { slug: 'all', name: '全部' } as const;
export const PROVINCE = { slug: 'province', name: '全省' } as const;

/** Every list of the feed, in the order of the city filter. */
export const LISTS: readonly { slug: string; name: string }[] = [ALL, ...CITIES, PROVINCE];

/** The name on an article's city tag; null (no tag) for the whole province and for unknown slugs. */
export const cityName = (region: string | null): string | null =>
  region === null ? null : (CITIES.find((city) => city.slug === region)?.name ?? null);

/** The list, besides `all`, that an article of this region stands in. */
export const listOf = (region: string | null): string => region ?? PROVINCE.slug;

// Editors write the bar in several ways: | ｜ 丨 │ ∣ (all seen on official accounts).
const PREFIX = new RegExp(
  `^\\s*(${[...CITIES.map((city) => city.name), PROVINCE.name].join('|')})市?\\s*[|｜丨│∣]\\s*`,
);

/**
 * Splits `青岛 | 示范区……` into region `qingdao` and headline `示范区……`. A title without a prefix, or with
 * 全省, has region null. A title of which only the prefix is left (`青岛 | ...`) has an empty headline.
 */
export function splitTitle(title: string): { region: string | null; headline: string } {
  const match = PREFIX.exec(title);
  const rest = (match ? title.slice(match[0].length) : title).trim();
  const headline = /^(?:\.{2,}|…+|。{2,})$/.test(rest) ? '' : rest;
  const city = CITIES.find(({ name }) => name === match?.[1]);
  return { region: city?.slug ?? null, headline };
}
