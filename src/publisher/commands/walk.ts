import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { allBlocks, filesIn, filesOf } from '../../domain/blocks';
import {
  type ArticleDocument,
  type ContentHash,
  type Head,
  isNamedByContent,
  isWithdrawn,
  type ListItem,
  type ListPage,
  type ListStart,
  parseArticle,
  parseFullFeed,
  parseHead,
  parseListIndex,
  parseListPage,
  parseRowBlock,
  parseRowDirectory,
  parseSearchIndex,
  parseSearchShard,
  parseWithdrawnList,
  paths,
  shardBounds,
  shardNames,
} from '../../feed';
import { hasCode, messageOf } from '../errors';
import { contentName, nameIn } from '../hash';

/** What a walk meets, as it meets it. */
export interface Visitor {
  /** A file does not do what leads to it promises. */
  fault(where: string, message: string): void;
  /** A living article, once. */
  article?(document: ArticleDocument): void;
  /** A file that the head leads to, by its path. */
  file?(path: string, bytes: Buffer): void;
}

/**
 * Walks through everything that the head of a feed leads to, as clients do: every file is there, is what its name
 * says, parses, and agrees with what leads to it.
 */
export class Walk {
  private readonly seen = new Set<string>();
  private readonly items = new Map<string, ListItem>();
  articles = 0;
  /** The feed's public address with a slash, which stands before the pictures of the head; empty where it is not known. */
  private base = '';

  constructor(
    private readonly folder: string,
    private readonly visitor: Visitor,
  ) {}

  async run(): Promise<void> {
    const head = await this.read(paths.head, parseHead);
    if (!head) return;
    this.base = head.feed_url?.slice(0, -paths.head.length) ?? '';
    await this.read(paths.full, parseFullFeed);
    const { lists, search, withdrawn, recalled, total } = head._column;
    for (const list of lists) await this.list(list, head);
    const older = recalled ? await this.read(paths.withdrawn(recalled), parseWithdrawnList) : null;
    for (const id of [...withdrawn, ...(older?.withdrawn ?? [])]) await this.notice(id);
    for (const item of this.items.values()) await this.item(item);
    this.articles = this.items.size;
    if (this.items.size !== total)
      this.visitor.fault(paths.head, `总数 ${total} 与列表的 ${this.items.size} 不一致`);
    if (search) await this.search(search, total);
  }

  /** Reads a file, once; null where it cannot be used, or was read before. */
  private async read<T>(name: string, parse: (input: unknown) => T): Promise<T | null> {
    const bytes = await this.bytes(name, name);
    if (!bytes) return null;
    try {
      return parse(JSON.parse(bytes.toString('utf8')));
    } catch (error) {
      this.visitor.fault(name, `读不了：${messageOf(error)}`);
      return null;
    }
  }

  /** The bytes of a file, once; where it is not there, `where` is at fault. */
  private async bytes(name: string, where: string): Promise<Buffer | null> {
    if (/^https?:/.test(name) || this.seen.has(name)) return null;
    this.seen.add(name);
    try {
      const bytes = await readFile(path.join(this.folder, name));
      if (isNamedByContent(name) && contentName(bytes) !== nameIn(name))
        this.visitor.fault(name, '内容与文件名不一致');
      this.visitor.file?.(name, bytes);
      return bytes;
    } catch (error) {
      this.visitor.fault(
        where,
        hasCode(error, 'ENOENT')
          ? where === name
            ? '缺少这个文件'
            : `缺少文件 ${name}`
          : `读不了：${messageOf(error)}`,
      );
      return null;
    }
  }

  private async list({ slug, count, page, index }: ListStart, head: Head): Promise<void> {
    const name = `${paths.list(slug)}`;
    let found = 0;
    if (slug === 'all') for (const item of head.items) found += this.listed(item, name);
    const newest = page ? await this.page(slug, page) : null;
    found += newest?.items.length ?? 0;
    const behind = newest?.index ? await this.node(slug, newest.index, null) : null;
    if (newest && (newest.older ?? null) !== (behind?.newest ?? null))
      this.visitor.fault(paths.listFile(slug, page!), '它后面的一页与索引的不一致');
    if (newest && index && index !== newest.index) this.visitor.fault(name, '头里的索引与最新一页的不一致');
    found += behind?.count ?? 0;
    if (found !== count) this.visitor.fault(name, `应有 ${count} 篇，实有 ${found} 篇`);
  }

  private async page(list: string, hash: ContentHash): Promise<ListPage | null> {
    const name = paths.listFile(list, hash);
    const page = await this.read(name, parseListPage);
    if (page && page.list !== list) this.visitor.fault(name, `是列表 ${page.list} 的一页`);
    for (const item of page?.items ?? []) this.listed(item, name);
    return page;
  }

  /** Walks through a node of an index; returns how many articles it has, and its newest page. */
  private async node(
    list: string,
    hash: ContentHash,
    level: number | null,
  ): Promise<{ count: number; newest: ContentHash | null } | null> {
    const name = paths.listFile(list, hash);
    const node = await this.read(name, parseListIndex);
    if (!node) return null;
    if (node.list !== list || (level !== null && node.level !== level))
      this.visitor.fault(name, `是列表 ${node.list} 第 ${node.level} 层的索引`);
    let count = 0;
    let newest: ContentHash | null = null;
    for (const [at, entry] of node.entries.entries()) {
      const below =
        node.level > 1
          ? await this.node(list, entry.hash, node.level - 1)
          : { count: (await this.page(list, entry.hash))?.items.length ?? 0, newest: entry.hash };
      if (at === 0) newest = below?.newest ?? null;
      if (below && below.count !== entry.count)
        this.visitor.fault(name, `${entry.hash} 应有 ${entry.count} 篇，实有 ${below.count} 篇`);
      count += below?.count ?? 0;
    }
    return { count, newest };
  }

  /** Notes an item of a list; all lists show an article in the same way. Returns 1. */
  private listed(item: ListItem, where: string): number {
    const { url: _, external_url: __, ...rest } = item;
    const own = this.base && rest.image ? { ...rest, image: rest.image.replace(this.base, '') } : rest;
    const known = this.items.get(item.id);
    if (known && JSON.stringify(known) !== JSON.stringify(own))
      this.visitor.fault(where, `${item.title} 与别的列表里的不一样`);
    this.items.set(item.id, own);
    return 1;
  }

  private async item(item: ListItem): Promise<void> {
    const name = paths.article(item.id);
    const document = await this.read(name, parseArticle);
    if (!document) return;
    if (isWithdrawn(document)) return this.visitor.fault(name, '列表里仍有这篇已撤回的文章');
    if (document.id !== item.id) this.visitor.fault(name, `编号是 ${document.id}`);
    if (document.v !== item._column.v) this.visitor.fault(name, '与列表里的不是同一版');
    for (const src of filesOfArticle(document, item)) await this.bytes(src, name);
    this.visitor.article?.(document);
  }

  private async notice(id: string): Promise<void> {
    const document = await this.read(paths.article(id), parseArticle);
    if (document && !isWithdrawn(document))
      this.visitor.fault(paths.article(id), '列为已撤回，文件却仍是文章');
  }

  private async search(hash: ContentHash, total: number): Promise<void> {
    const name = paths.search(hash);
    const index = await this.read(name, parseSearchIndex);
    if (!index) return;
    let number = 0;
    const living = new Set<string>();
    for (const directory of index.rows)
      for (const block of (await this.read(paths.rows(directory), parseRowDirectory))?.blocks ?? []) {
        const found = await this.read(paths.rows(block), parseRowBlock);
        if (found && found.first !== number)
          this.visitor.fault(paths.rows(block), `从 ${found.first} 开始，应从 ${number} 开始`);
        for (const item of found?.items ?? []) {
          number += 1;
          if (!item) continue;
          living.add(item.id);
          this.listed(item, paths.rows(block));
        }
      }
    if (living.size !== total || number !== index.total)
      this.visitor.fault(name, `${number} 个编号里有 ${living.size} 篇，应有 ${total} 篇`);
    let from = 0;
    for (const part of index.parts) {
      const shards = shardNames(part);
      const bounds = shardBounds(from, part);
      if (bounds.length !== shards.length + 1 || bounds.at(-1) !== part.end)
        this.visitor.fault(name, `分片的宽度不合：${from} 到 ${part.end}`);
      for (const [at, shard] of shards.entries()) {
        const found = await this.read(paths.search(shard), parseSearchShard);
        if (found && found.from !== bounds[at]) this.visitor.fault(paths.search(shard), '不是索引要的那一份');
      }
      from = part.end;
    }
  }
}

/** Every file that a document and its row name. */
function filesOfArticle(document: ArticleDocument, item: ListItem): Set<string> {
  const { cover, cards, code, blocks, related, newer, older } = document;
  const items = [item, ...related, newer, older].flatMap((one) => one ?? []);
  return new Set([
    ...(cover ? filesOf(cover) : []),
    ...(cards ? [cards.chat, cards.square] : []),
    ...(code ? [code] : []),
    ...allBlocks(blocks).flatMap(filesIn),
    ...items.flatMap(({ image, _column }) => [
      ...(image ? [image] : []),
      ...(_column.thumb ? [_column.thumb] : []),
      ...(_column.cards ? [_column.cards.chat, _column.cards.square] : []),
    ]),
  ]);
}
