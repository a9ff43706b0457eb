/*
 * The rules of JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/), member by member, as far as they can be
 * checked: what it requires, and of what it allows the type. Members that begin with `_` are extensions.
 */

type Rule = (value: unknown) => boolean;

const isText: Rule = (value) => typeof value === 'string';
const isWords: Rule = (value) => typeof value === 'string' && value.trim() !== '';
const isUrl: Rule = (value) =>
  typeof value === 'string' && /^https?:\/\/[^\s"'<>]+$/.test(value) && URL.canParse(value);
const isTime: Rule = (value) =>
  typeof value === 'string' &&
  /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/.test(value) &&
  !Number.isNaN(Date.parse(value));
const isLanguage: Rule = (value) =>
  typeof value === 'string' && /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/.test(value);
const listOf =
  (rule: Rule): Rule =>
  (value) =>
    Array.isArray(value) && value.every(rule);
/** An author has a name, an address or a picture. */
const isAuthor: Rule = (value) => {
  if (typeof value !== 'object' || value === null) return false;
  const { name, url, avatar } = value as Record<string, unknown>;
  const given = [name, url, avatar].some((one) => one !== undefined);
  return (
    given &&
    (name === undefined || isWords(name)) &&
    [url, avatar].every((one) => one === undefined || isUrl(one))
  );
};

const FEED: Record<string, Rule> = {
  version: (value) => value === 'https://jsonfeed.org/version/1.1',
  title: isWords,
  home_page_url: isUrl,
  feed_url: isUrl,
  description: isText,
  user_comment: isText,
  next_url: isUrl,
  icon: isUrl,
  favicon: isUrl,
  authors: listOf(isAuthor),
  language: isLanguage,
  expired: (value) => typeof value === 'boolean',
  items: (value) => Array.isArray(value),
};

const ITEM: Record<string, Rule> = {
  id: isWords,
  url: isUrl,
  external_url: isUrl,
  title: isText,
  content_html: isText,
  content_text: isText,
  summary: isWords,
  image: isUrl,
  banner_image: isUrl,
  date_published: isTime,
  date_modified: isTime,
  authors: listOf(isAuthor),
  tags: listOf(isWords),
  language: isLanguage,
};

interface Options {
  /** Without the feed's own address, pictures in it have none of the web: they are paths. */
  pathsAllowed?: boolean;
}

/** What a text that claims to be a JSON Feed breaks of the standard, as `items.3.image: "…"`; empty for a valid one. */
export function jsonFeedFaults(json: string, { pathsAllowed = false }: Options = {}): string[] {
  const feed: unknown = JSON.parse(json);
  if (typeof feed !== 'object' || feed === null || Array.isArray(feed)) return ['(root): no object'];
  const faults = membersOf(feed, FEED, ['version', 'title', 'items'], '');
  const { items } = feed as { items?: unknown };
  if (!Array.isArray(items)) return faults;
  const rules = pathsAllowed ? { ...ITEM, image: isText } : ITEM;
  const ids = items.map((one: { id?: unknown } | null) => one?.id);
  for (const [at, item] of items.entries()) {
    if (typeof item !== 'object' || item === null) {
      faults.push(`items.${at}: no object`);
      continue;
    }
    faults.push(...membersOf(item, rules, ['id'], `items.${at}.`));
    if (!('content_html' in item || 'content_text' in item)) faults.push(`items.${at}: no content`);
    if (ids.indexOf(ids[at]) !== at) faults.push(`items.${at}.id: there before`);
  }
  return faults;
}

const membersOf = (
  value: object,
  rules: Record<string, Rule>,
  required: readonly string[],
  path: string,
): string[] => [
  ...required.filter((name) => !(name in value)).map((name) => `${path}${name}: missing`),
  ...Object.entries(value)
    .filter(([name]) => !name.startsWith('_'))
    .filter(([name, one]) => !(Object.hasOwn(rules, name) && rules[name]!(one)))
    .map(([name, one]) => `${path}${name}: ${JSON.stringify(one)?.slice(0, 120)}`),
];
