import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { cleanedLine } from '../clean';
import { hasCode, PublisherError, readFault } from '../errors';

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
  /** How many of the newest articles have share cards drawn; 500 unless said. */
  cards?: number | undefined;
}

/** Cards of 500 articles are some 80 MB; of the 10,000 of twenty years they would be 1.6 GB. */
const CARDS = 500;

/** How many of the newest articles have share cards drawn. */
export const cardsOf = ({ cards = CARDS }: Pick<Column, 'cards'>): number => cards;

export const DEFAULT_COLUMN: Column = {
  name: '山东省交通运输厅',
  slogan: '解读交通 服务出行',
  place: '山东',
  channel: '公众号',
};

/** What makes a column the one that it is: it stands in every article. */
const IDENTITY = [
  { key: 'name', words: '名称' },
  { key: 'place', words: '地点' },
  { key: 'channel', words: '渠道' },
] as const;

/**
 * The column of a run. What it is called belongs to the archive, so that a run that is told nothing, or is given
 * another body's settings by mistake, does not rename every article. What is not given stays.
 * @param known what the archive's column is; null where no run has said so
 * @param given the settings of this run; undefined where it has none
 * @param rename whether the column may become another one
 * Throws a `PublisherError` where it would and nobody said so.
 */
export function columnOf(
  known: Partial<Column> | null,
  given: Partial<Column> | undefined,
  rename: boolean,
): Column {
  const before = { ...DEFAULT_COLUMN, ...cleanNames(known) };
  if (!given) return before;
  const column: Column = { ...before, ...cleanNames(given) };
  // An empty address takes the one of before away.
  for (const key of ['home', 'url', 'web'] as const) if (column[key] === '') delete column[key];
  if (!known || rename) return column;
  // Of what nobody has said nothing can be another.
  const other = IDENTITY.filter(({ key }) => known[key] !== undefined && column[key] !== before[key]);
  if (other.length > 0) {
    const changes = other.map(
      ({ key, words }) => `${words} ${key}：现在是“${before[key]}”，要改成“${column[key]}”`,
    );
    throw new PublisherError(
      `栏目设置与这个存档的栏目不同，会改动每一篇文章，没有发布：\n${changes.join('\n')}\n确实要改，请加上 --rename；给错了文件，请换成这个栏目的，或不写 --column`,
    );
  }
  return column;
}

/** Without what no reader sees: names stand in every article. */
function cleanNames(column: Partial<Column> | null): Partial<Column> {
  const made = { ...column };
  for (const key of ['name', 'slogan', 'place', 'channel'] as const)
    if (made[key] !== undefined) made[key] = cleanedLine(made[key]);
  return made;
}

const web = v.pipe(v.string(), v.regex(/^https?:\/\/[^\s"'<>]+$/, '应为 http(s) 网址'));
const address = v.union([v.literal(''), web], '应为 http(s) 网址');
const schema = v.partial(
  v.strictObject({
    name: v.pipe(
      v.string(),
      v.check((name) => cleanedLine(name) !== '', '不能为空'),
    ),
    slogan: v.string(),
    place: v.string(),
    channel: v.string(),
    home: address,
    url: address,
    web: address,
    cards: v.pipe(v.number('应为数字'), v.integer('应为整数'), v.minValue(0, '不能小于 0')),
  }),
);

/** Reads a `column.json`; every key is optional. Throws a `PublisherError` that lists every problem. */
export async function readColumn(file: string): Promise<Partial<Column>> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) throw new PublisherError(`找不到栏目设置 ${file}`);
    throw readFault(error, `栏目设置 ${file}`);
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
