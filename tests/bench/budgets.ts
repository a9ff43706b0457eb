import type { Figures } from './figures';

/** What a figure may be. `most` may depend on another figure of the same run. */
export interface Budget {
  most?: number | ((figures: Figures) => number);
  least?: number;
  /** It is the same on every machine, so CI holds it. */
  steady: boolean;
}

const most = (value: Budget['most']): Budget => ({ most: value, steady: true });
const mostHere = (value: number): Budget => ({ most: value, steady: false });
const leastHere = (value: number): Budget => ({ least: value, steady: false });

/** What one more publication may cost in a large column, and what readers fetch of it; see publications.ts. */
function publications(name: string, search: { requests: number; kilobytes: number }): Record<string, Budget> {
  const files = {
    'head.gz': 6 * 1024,
    'page2.all.requests': 2,
    'page2.all.gz': 12 * 1024,
    'page2.qingdao.requests': 2,
    'page2.qingdao.gz': 12 * 1024,
    'month.requests': 3,
    'one_more.files': 15,
    'one_more.files.worst': 200,
    'search.requests': search.requests,
    'search.gz': search.kilobytes * 1024,
    'backdated.files': 40,
    'withdrawn.files': 40,
    // Of any of these publications.
    flushes: 4,
  };
  const here = { 'one_more.s': 1.5, 'one_more.s.worst': 4, 'backdated.s': 2, 'withdrawn.s': 2, mb: 300 };
  const named = (all: Record<string, number>, budget: (value: number) => Budget) =>
    Object.entries(all).map(([key, value]) => [`feed.${name}.${key}`, budget(value)]);
  return Object.fromEntries([...named(files, most), ...named(here, mostHere)]);
}

/** The budgets of the figures; a figure without one is only shown. */
export const BUDGETS: Record<string, Budget> = {
  'package.total': most(400_000),
  'package.main': most(380_000),
  'package.bundled': most(440_000),
  'first.calls': most(2),
  // Twice the JSON of what is read on the page: issue 8's floor.
  'first.bytes': most((figures) => 2 * (figures['first.floor'] ?? 0)),
  'first.settled.bytes': most((figures) => 2 * (figures['first.floor'] ?? 0)),
  'page2.bytes': most((figures) => 2 * (figures['page2.floor'] ?? 0)),
  // A page's own titles differ by a few bytes; what must not happen is that rows are sent again.
  'page50.bytes': most((figures) => Math.floor((figures['page2.bytes'] ?? 0) * 1.05)),
  'column.nodes': most(470),
  'column.depth': most(30),
  'scroll.page.bytes': most(3800),
  'scroll.requests_per_row': most(0.1),
  'reader.first.bytes': most(32_768),
  'reader.total.bytes': most(61_440),
  'reader.max.bytes': most(65_536),
  'reader.nodes': most(1000),
  // Of 10,000 paragraphs, until the program settles by itself.
  'reader.endless.calls': most(30),
  'reader.endless.nodes': most(1000),
  'resize.bytes': most(2000),
  'scroll.bytes': most(300),
  'search.requests': most(3),
  'search.bytes': most(61_440),
  'reader.vs_rich_text': mostHere(1),
  'reader.endless.vs_rich_text': mostHere(1),
  'search.ms': mostHere(100),
  ...publications('10k', { requests: 3, kilobytes: 70 }),
  ...publications('100k', { requests: 4, kilobytes: 130 }),
  'publish.full.100k.s': mostHere(360),
  'publish.full.100k.mb': mostHere(500),
  // A deep check of 10,000 articles and 20,000 pictures, over reading and hashing the same files.
  'check.deep_vs_hashing': mostHere(2),
  // A full build against a site generator that writes the same texts: issue 23.
  'publish.vs_eleventy': mostHere(1),
  // Of 200 KB, in one thread, over what parse5 alone takes for it; and how much faster two threads are than one.
  'convert.vs_parse5': mostHere(1.5),
  'convert.text.vs_parse5': mostHere(1.5),
  'convert.two_threads': leastHere(1.7),
  // Four times the files in one folder.
  'load.covers.growth': mostHere(6),
  'publish.body.per_s': leastHere(100),
  'publish.page.per_s': leastHere(15),
};

export interface Verdict {
  name: string;
  value: number;
  /** As it is shown: `≤ 1000`; empty where there is none. */
  budget: string;
  ok: boolean;
}

export function judge(name: string, figures: Figures): Verdict {
  const value = figures[name]!;
  const { most, least } = BUDGETS[name] ?? {};
  const limit = typeof most === 'function' ? most(figures) : most;
  // A figure that could not be measured is no success.
  const ok =
    Number.isFinite(value) &&
    (limit === undefined || value <= limit) &&
    (least === undefined || value >= least);
  const budget = limit !== undefined ? `≤ ${limit}` : least !== undefined ? `≥ ${least}` : '';
  return { name, value, budget, ok };
}
