import {
  type ArticleDocument,
  type ArticleId,
  HEAD_SIZE,
  type Head,
  type ListItem,
  type ListStart,
  paths,
  resolveUrl,
  SCHEMA,
  WITHDRAWN_SIZE,
} from '../../../feed';
import { DiskError, PublisherError } from '../../errors';
import { contentHash, toJson } from '../../hash';
import type { Entry } from '../../memory/entry';
import { FACT } from '../../memory/facts';
import type { Memory } from '../../memory/memory';
import type { Staging } from '../../write/staging';
import type { Column } from '../column';
import { fullFeedOf, publicationOf } from '../full';

/** Writes feed.json and feed-full.json: JSON Feed 1.1 with the newest items. */
export function writeHead(
  column: Column,
  { lists, search }: { lists: ListStart[]; search: string | undefined },
  memory: Memory,
  staging: Staging,
): void {
  const items = memory.articles.newest(HEAD_SIZE).map(({ id }) => headItem(memory.articles.get(id)!, column));
  const withdrawn = memory.withdrawals.shown();
  noteFile(memory, FACT.search, paths.search, search);
  const recalled = writeRecalled(withdrawn.slice(WITHDRAWN_SIZE), memory, staging);
  const head: Head = {
    ...publicationOf(column, paths.head),
    items,
    _column: {
      schema: SCHEMA,
      slogan: column.slogan,
      region: column.place,
      total: memory.articles.count,
      lists,
      ...(search ? { search } : {}),
      withdrawn: withdrawn.slice(0, WITHDRAWN_SIZE),
      ...(recalled ? { recalled } : {}),
      ...(memory.articles.isCoded ? { codes: true } : {}),
    },
  };
  const json = toJson(head);
  staging.writeChanged(paths.head, json);
  const hash = contentHash(json);
  const former = memory.fact<string>(FACT.headHash);
  if (former !== hash) memory.setFact(FACT.formerHead, former);
  memory.setFact(FACT.headHash, hash);
  const full = fullFeedOf(
    column,
    items.flatMap((item) => {
      const document = documentOf(item.id, staging);
      return document ? [{ item, document }] : [];
    }),
  );
  staging.writeChanged(paths.full, toJson(full));
}

/** A document; null where it is gone or damaged, and what it is made of as well: the others need not wait for it. */
function documentOf(id: ArticleId, staging: Staging): ArticleDocument | null {
  try {
    return staging.document(id);
  } catch (error) {
    if (!(error instanceof PublisherError) || error instanceof DiskError) throw error;
    return null;
  }
}

/** An item with what the readers of others need. */
function headItem({ item, url }: Entry, column: Column): ListItem {
  const { id, title, content_text, image: cover, ...rest } = item;
  const page = column.web ? resolveUrl(column.web, `articles/${id}.html`) : url;
  const image = cover && column.url ? resolveUrl(column.url, cover) : cover;
  return {
    id,
    ...(page ? { url: page } : {}),
    ...(url ? { external_url: url } : {}),
    title,
    content_text,
    ...(image ? { image } : {}),
    ...rest,
  };
}

/** Writes the file of withdrawn articles that were withdrawn before those in the head; undefined for none. */
function writeRecalled(withdrawn: string[], memory: Memory, staging: Staging): string | undefined {
  const hash =
    withdrawn.length > 0 ? staging.put(paths.withdrawn, toJson({ schema: SCHEMA, withdrawn })) : undefined;
  noteFile(memory, FACT.recalled, paths.withdrawn, hash);
  return hash;
}

/** Remembers which file the head leads to under a name of ours; the one that it led to is replaced. */
function noteFile(
  memory: Memory,
  name: string,
  pathOf: (hash: string) => string,
  hash: string | undefined,
): void {
  const before = memory.fact<string>(name);
  memory.files.exchange(before ? [pathOf(before)] : [], hash ? [pathOf(hash)] : []);
  memory.setFact(name, hash ?? null);
}
