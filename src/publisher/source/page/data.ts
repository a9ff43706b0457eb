import { type Literal, readEntries, readLiteral } from '../../html/literal';

/** The page's own data object and loose variables, read from its scripts. */
export interface PageData {
  /** A string or number at a path such as `copyright_info.platform`, as text; empty when missing. Lists and objects may stand in loose variables, or in a string as JSON. */
  text(path: string): string;
  /** A list, or the objects of an object that has nothing else. */
  list(path: string): Literal[];
  /** A loose `var name = …` or `window.name = …`. */
  variable(name: string): string;
  /** Whether what stands at a path, or in a loose variable, says yes: not nothing, 0 or false. */
  says(path: string): boolean;
  /** Whether the data object was there and could be read. */
  whole: boolean;
}

const DECLARED = String.raw`(?:\bwindow\.|\bwindow\[['"]|\b(?:var|let|const)\s+)`;
/** Where the page's data object is assigned, and what it was called before. Programs only read it. */
const DATA = ['cgiDataNew', 'cgiData'].map((name) => new RegExp(`${DECLARED}${name}['"\\]]*\\s*=\\s*\\{`));
/** A script that names it, however little of it was saved. */
const NAMED = new RegExp(`${DECLARED}cgiDataNew\\b`);
/** Loose variables worth looking for: older pages have only these. */
const NAMES = [
  'biz',
  'mid',
  'idx',
  'ct',
  'msg_title',
  'msg_desc',
  'msg_cdn_url',
  'msg_link',
  'nickname',
  'svr_time',
  'createTime',
  'create_time',
  'create_timestamp',
  'ori_create_time',
  'ori_send_time',
  'publish_time',
  'vid',
  'video_id',
  'item_show_type',
  'is_pay_subscribe',
  'preview_percent',
  'is_paid',
  'isPaid',
  'is_temp_url',
  'tempkey',
];
/** Those that are lists: names that the data object has, too. */
const LISTS = [
  'album_info_list',
  'video_page_infos',
  'videoPageInfos',
  'video_ids',
  'voice_in_appmsg_list_json',
  'voice_in_appmsg',
  'voiceList',
  'picture_page_info_list',
];
const ASSIGNED = new RegExp(
  `(?:\\bvar\\s+|window\\.)(${[...NAMES, ...LISTS].join('|')})\\s*=\\s*(?=["'\\[{\\d])`,
  'g',
);
/** Assignments that are looked at: a page has a dozen, and each may be followed to the end of its script. */
const ASSIGNED_LIMIT = 200;

const LOOSE = '(?:\\bvar\\s+|window\\.)';
/** What only scripts with data have: programs have variables of these names too, but no such values. */
const HELD: readonly RegExp[] = [
  ...DATA,
  new RegExp(`${LOOSE}(?:biz|ct|msg_title)\\s*=\\s*["']`),
  new RegExp(
    `${LOOSE}(?:ct|(?:ori_)?create_time|ori_send_time|create_timestamp|publish_time)\\s*=\\s*["']?\\d{4}`,
  ),
  new RegExp(`${LOOSE}(?:${LISTS.join('|')})\\s*=\\s*["'\\[{]`),
];
/** What a page says of itself for search engines (schema.org, as JSON-LD). */
const LINKED = /"@context"[\s\S]*?"datePublished"\s*:\s*"([^"]{4,80})"/;

/** Scripts of this kind hold data of the article; the others are the page's program. */
export const holdsData = (script: string): boolean =>
  NAMED.test(script) ||
  script.includes('album_info_list') ||
  [...HELD, LINKED].some((one) => one.test(script));

/** Reads the data out of a page's scripts. */
export function pageData(scripts: readonly string[]): PageData {
  const data = dataObject(scripts);
  const variables = new Map<string, Literal>();
  let looked = 0;
  for (const script of scripts) {
    if (!holdsData(script)) continue;
    const linked = LINKED.exec(script)?.[1];
    if (linked && !variables.has('datePublished')) variables.set('datePublished', linked);
    for (const found of script.matchAll(ASSIGNED)) {
      looked += 1;
      if (looked > ASSIGNED_LIMIT) break;
      const value = readLiteral(script, found.index + found[0].length);
      if (value !== null && value !== '' && !variables.has(found[1]!)) variables.set(found[1]!, value);
    }
  }
  const at = (path: string): Literal | undefined => {
    const [first, ...rest] = path.split('.') as [string, ...string[]];
    const named = variables.get(first);
    // Of loose variables the single ones are asked for as such.
    let value: Literal | undefined = data?.[first] ?? (LISTS.includes(first) ? named : undefined);
    for (const key of rest) value = fieldsOf(value)?.[key];
    return value;
  };
  return {
    whole: data !== null,
    text: (path) => scalar(at(path)),
    list: (path) => {
      const value = at(path);
      if (Array.isArray(value)) return value;
      const all = Object.values(fieldsOf(value) ?? {});
      return all.every((one) => isFields(one)) ? all : [];
    },
    variable: (name) => scalar(variables.get(name)),
    says: (path) => isYes(at(path)) || isYes(variables.get(path)),
  };
}

/** The first data object that can be read. */
function dataObject(scripts: readonly string[]): Fields | null {
  for (const name of DATA)
    for (const script of scripts) {
      const found = name.exec(script);
      const data = found && readEntries(script, found.index + found[0].length - 1);
      if (data) return data;
    }
  return null;
}

type Fields = { [key: string]: Literal };

const isFields = (value: Literal | undefined): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The entries of an object, also of one that stands in a string as JSON. */
function fieldsOf(value: Literal | undefined): Fields | undefined {
  if (isFields(value)) return value;
  if (typeof value !== 'string' || !/^\s*\{/.test(value)) return undefined;
  try {
    return JSON.parse(value) as Fields;
  } catch {
    return undefined;
  }
}

const scalar = (value: Literal | undefined): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';

const isYes = (value: Literal | undefined): boolean =>
  value === true || !['', '0', 'false'].includes(scalar(value));

/** WeChat's `item_show_type`; empty where the page does not say. */
export const typeOf = (data: PageData): string =>
  data.text('item_show_type') || data.variable('item_show_type');

/** A scalar entry of one of the data's objects, as text. */
export const entry = (value: Literal, key: string): string =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? scalar(value[key]) : '';
