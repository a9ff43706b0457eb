import { access, readFile } from 'node:fs/promises';
import path from 'node:path';
import { allBlocks, filesIn, filesOf } from '../../domain/blocks';
import {
  type ArticleDocument,
  isWithdrawn,
  type ListItem,
  parseArticle,
  parseHead,
  parseListIndex,
  parseListPage,
  parseSearchIndex,
  parseSearchShard,
  paths,
} from '../../feed';
import { hasCode, messageOf } from '../errors';
import { contentHash } from '../hash';

/** A fault breaks the feed for readers; a hint says what will look poor. */
export interface Finding {
  kind: 'fault' | 'hint';
  /** A title, or a file where the fault is in a file. */
  where: string;
  message: string;
}

export interface CheckResult {
  articles: number;
  findings: Finding[];
}

/** Reads a whole feed as a client would: every file parses, every reference leads somewhere, hashes agree. */
export async function checkFeed(
  folder: string,
  each?: (document: ArticleDocument) => Finding[],
): Promise<CheckResult> {
  const findings: Finding[] = [];
  const fault = (where: string, message: string) => findings.push({ kind: 'fault', where, message });
  const read = async <T>(name: string, parse: (input: unknown) => T, hash?: string): Promise<T | null> => {
    try {
      const text = await readFile(path.join(folder, name), 'utf8');
      if (hash && contentHash(text) !== hash) fault(name, `内容与索引里的版本 ${hash} 不一致`);
      return parse(JSON.parse(text));
    } catch (error) {
      fault(name, hasCode(error, 'ENOENT') ? '缺少这个文件' : `读不了：${messageOf(error)}`);
      return null;
    }
  };
  const exists = async (name: string, where: string) => {
    if (/^https?:/.test(name)) return;
    await access(path.join(folder, name)).catch(() => fault(where, `缺少文件 ${name}`));
  };
  const head = await read(paths.head, parseHead);
  const index = await read(paths.listIndex, parseListIndex, head?._column.lists);
  if (head?._column.search) {
    const search = await read(paths.searchIndex, parseSearchIndex, head._column.search);
    for (let shard = 0; shard < (search?.shards ?? 0); shard += 1)
      await read(paths.searchShard(shard), parseSearchShard);
    if (search && search.total !== head._column.total)
      fault(paths.searchIndex, `索引里有 ${search.total} 篇`);
  }
  let articles = 0;
  const all = index?.lists.find((list) => list.slug === 'all');
  if (head && all && head._column.total !== all.count)
    fault(paths.head, `总数 ${head._column.total} 与列表的 ${all.count} 不一致`);
  for (const list of index?.lists ?? []) {
    for (const { page, hash, count } of list.pages) {
      const name = paths.listPage(list.slug, page);
      const found = await read(name, parseListPage, hash);
      if (found && found.items.length !== count)
        fault(name, `应有 ${count} 篇，实有 ${found.items.length} 篇`);
      if (list.slug !== 'all') continue;
      for (const item of found?.items ?? []) {
        articles += 1;
        await checkItem(item);
      }
    }
  }
  for (const id of head?._column.withdrawn ?? []) {
    const document = await read(paths.article(id), parseArticle);
    if (document && !isWithdrawn(document)) fault(paths.article(id), '列为已撤回，文件却仍是文章');
  }
  return { articles, findings };

  async function checkItem(item: ListItem): Promise<void> {
    const name = paths.article(item.id);
    const document = await read(name, parseArticle, item._column.v);
    if (!document) return;
    if (isWithdrawn(document)) {
      fault(name, '列表里仍有这篇已撤回的文章');
      return;
    }
    if (document.id !== item.id) fault(name, `编号是 ${document.id}`);
    if (item._column.cover) await exists(item._column.cover.thumb, name);
    for (const src of sourcesOf(document)) await exists(src, name);
    findings.push(...(each?.(document) ?? []));
  }
}

/** Every picture file that a document names. */
function sourcesOf({ cover, blocks, related, newer, older }: ArticleDocument): Set<string> {
  const items = [...related, newer, older].flatMap((item) => item ?? []);
  return new Set([
    ...(cover ? filesOf(cover) : []),
    ...allBlocks(blocks).flatMap(filesIn),
    ...items.flatMap(({ image, _column: { cover } }) => [
      ...(image ? [image] : []),
      ...(cover ? [cover.thumb] : []),
    ]),
  ]);
}
