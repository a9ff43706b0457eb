import { type Literal, readEntries, readLiteral } from '../../html/literal';

/** The page's own data object and loose variables, read from its scripts. */
export interface PageData {
  /** A string or number at a path such as `copyright_info.platform`, as text; empty when missing. */
  text(path: string): string;
  list(path: string): Literal[];
  /** A loose `var name = …` or `window.name = …`. */
  variable(name: string): string;
  /** Whether what stands at a path, or in a loose variable, says yes: not nothing, 0 or false. */
  says(path: string): boolean;
  /** Whether the data object was there and could be read. */
  whole: boolean;
}

/** Where it is assigned. Programs only read it. */
const DATA = /(?:\bwindow\.|\bwindow\[['"]|\b(?:var|let|const)\s+)cgiDataNew\b/;
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
  'item_show_type',
  'is_pay_subscribe',
  'preview_percent',
  'is_paid',
  'isPaid',
  'is_temp_url',
  'tempkey',
];
/** Those that are lists: names that the data object has, too. */
const LISTS = ['album_info_list', 'video_page_infos', 'voice_in_appmsg', 'picture_page_info_list'];
const ASSIGNED = new RegExp(
  `(?:\\bvar\\s+|window\\.)(${[...NAMES, ...LISTS].join('|')})\\s*=\\s*(?=["'\\[])`,
  'g',
);
/** Assignments that are looked at: a page has a dozen, and each may be followed to the end of its script. */
const ASSIGNED_LIMIT = 200;

/** Scripts of this kind hold data of the article; the others are the page's program. */
export const holdsData = (script: string): boolean =>
  DATA.test(script) ||
  /\bvar (?:biz|ct|msg_title)\s*=\s*["']|window\.(?:biz|ct|msg_title)\s*=\s*["']|album_info_list/.test(
    script,
  );

/** Reads the data out of a page's scripts. */
export function pageData(scripts: readonly string[]): PageData {
  let data: { [key: string]: Literal } | null = null;
  const variables = new Map<string, Literal>();
  let looked = 0;
  for (const script of scripts) {
    if (!holdsData(script)) continue;
    const at = script.search(DATA);
    const start = at < 0 ? -1 : script.indexOf('{', at);
    if (start >= 0) data ??= readEntries(script, start);
    for (const found of script.matchAll(ASSIGNED)) {
      looked += 1;
      if (looked > ASSIGNED_LIMIT) break;
      const value = readLiteral(script, found.index + found[0].length);
      if (value !== null && value !== '' && !variables.has(found[1]!)) variables.set(found[1]!, value);
    }
  }
  const at = (path: string): Literal | undefined => {
    let value: Literal | undefined = data ?? undefined;
    for (const key of path.split('.')) {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
      value = value[key];
    }
    return value;
  };
  return {
    whole: data !== null,
    text: (path) => scalar(at(path)),
    list: (path) => {
      const value = at(path) ?? variables.get(path);
      return Array.isArray(value) ? value : [];
    },
    variable: (name) => scalar(variables.get(name)),
    says: (path) => isYes(at(path)) || isYes(variables.get(path)),
  };
}

const scalar = (value: Literal | undefined): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';

const isYes = (value: Literal | undefined): boolean =>
  value === true || !['', '0', 'false'].includes(scalar(value));

/** A scalar entry of one of the data's objects, as text. */
export const entry = (value: Literal, key: string): string =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? scalar(value[key]) : '';
