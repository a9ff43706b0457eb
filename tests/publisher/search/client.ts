import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { searchFeed } from '../../../src/domain/search';
import { parseRowBlock, parseRowDirectory, paths, rowPlace } from '../../../src/feed';
import { headOf, readJson } from '../support';

/** A client of a feed on the disk, which counts what a query asks for: rows aside, those of what is shown are few. */
export function client(feed: string) {
  const asked: { name: string; bytes: number }[] = [];
  const row = (rows: readonly string[], number: number) => {
    const { directory, block, at } = rowPlace(number);
    const { blocks } = parseRowDirectory(readJson(feed, paths.rows(rows[directory]!)));
    return parseRowBlock(readJson(feed, paths.rows(blocks[block]!))).items[at]!;
  };
  /** Titles of what is found, the last arrival first; null for a query that is too short. */
  const find = async (query: string): Promise<string[] | null> => {
    asked.length = 0;
    const found = await searchFeed(query, headOf(feed)._column.search, async (name, parse) => {
      const data = readFileSync(path.join(feed, name));
      asked.push({ name, bytes: gzipSync(data).length });
      return parse(JSON.parse(data.toString('utf8')));
    });
    return found === null
      ? null
      : found.numbers.flatMap((number) => row(found.index.rows, number)?.title ?? []);
  };
  return { find, asked };
}
