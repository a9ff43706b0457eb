import { splitTitle } from '../../../src/domain/regions';
import { toFeedTime } from '../../../src/domain/time';
import { articleId, contentHash, editionOf } from '../../../src/publisher/hash';
import type { Entry } from '../../../src/publisher/memory/entry';
import { Memory } from '../../../src/publisher/memory/memory';

/** An article as the publisher remembers it; a test changes what it is about. */
export function entry(
  identity: string,
  { title = identity, ...change }: Partial<Entry> & { title?: string } = {},
): Entry {
  const { region } = splitTitle(title);
  const { published = 0 } = change;
  const id = articleId(identity);
  return {
    id,
    identity,
    source: contentHash(identity),
    index: 0,
    rank: 1,
    changed: 0,
    captured: 0,
    said: contentHash(title),
    published,
    account: '',
    item: {
      id,
      title,
      content_text: '',
      date_published: toFeedTime(published),
      _column: { v: editionOf(title), kind: 'article', region, minutes: 1 },
    },
    words: [],
    own: contentHash(title),
    text: contentHash(title),
    number: null,
    related: [],
    links: '',
    images: [],
    card: null,
    code: null,
    missing: 0,
    ...change,
  };
}

/** What `use` gives of the memory in a folder; kept where `commit` says so. */
export function withMemory<T>(
  folder: string,
  use: (memory: Memory) => T,
  { commit = true, now = 0 } = {},
): T {
  const memory = Memory.open(folder, now);
  memory.begin();
  try {
    const result = use(memory);
    if (commit) memory.commit({ moves: [], removes: [] });
    return result;
  } finally {
    memory.close();
  }
}
