import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { hasCode, PublisherError } from '../errors';

/** What the feed says of the column itself. */
export interface Column {
  name: string;
  slogan: string;
  /** The place in the byline. */
  place: string;
  /** The channel in the byline. */
  channel: string;
  home?: string | undefined;
  /** The public address of the feed, for `feed_url` and the pictures of its items. */
  url?: string | undefined;
  /** Where the articles have pages of their own: `<web>/articles/<id>.html`. */
  web?: string | undefined;
}

export const DEFAULT_COLUMN: Column = {
  name: '山东省交通运输厅',
  slogan: '解读交通 服务出行',
  place: '山东',
  channel: '公众号',
};

const web = v.pipe(v.string(), v.regex(/^https?:\/\/[^\s"'<>]+$/, '应为 http(s) 网址'));
const schema = v.partial(
  v.strictObject({
    name: v.pipe(v.string(), v.minLength(1, '不能为空')),
    slogan: v.string(),
    place: v.string(),
    channel: v.string(),
    home: web,
    url: web,
    web,
  }),
);

/** Reads a `column.json`; every key is optional. Throws a `PublisherError` that lists every problem. */
export async function readColumn(file: string): Promise<Partial<Column>> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw new PublisherError(
      hasCode(error, 'ENOENT') ? `找不到栏目设置 ${file}` : `读不了栏目设置 ${file}：${String(error)}`,
    );
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new PublisherError(`${file} 不是有效的 JSON：${String(error)}`);
  }
  // To valibot a list is an object with nothing in it.
  if (Array.isArray(value)) throw new PublisherError(`${file} 应是一个对象，现在是一个列表`);
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const problems = result.issues.map((one) => `${v.getDotPath(one) ?? '(整体)'}：${one.message}`);
  throw new PublisherError(`${file} 有 ${problems.length} 处问题\n${problems.join('\n')}`);
}
