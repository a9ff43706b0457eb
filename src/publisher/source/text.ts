import { clipped, countCharacters } from '../../domain/characters';
import { cleanedLine } from '../clean';
import { SourceError } from '../errors';
import { untracked } from '../html/tracking';
import { isWebUrl } from '../html/url';
import { identityOfUrl, textIdentity, titleIdentity } from './identity';
import { isListedAs } from './titles';
import { RANK, type SourceArticle } from './types';

/*
 * A captured text: the page of an article as a reading site shows it, copied as plain text. Header lines,
 * a list of other titles, a breadcrumb, the title, the byline, `正文` and the body.
 */

const UNITS: Record<string, number> = {
  分钟: 60_000,
  小时: 3_600_000,
  天: 86_400_000,
  周: 7 * 86_400_000,
  个月: 30 * 86_400_000,
  月: 30 * 86_400_000,
  年: 365 * 86_400_000,
};
const AGO = /^(\d+)\s*(分钟|小时|天|周|个月|月|年)前$/;
const STAMP = /(\d{4})-(\d{1,2})-(\d{1,2})\s+(\d{1,2}):(\d{2})/;
/** Times before are no article's, and some of them are none of the feed's. */
const FIRST_YEAR = 1970;
/** Characters of the editor's that a message repeats. */
const QUOTED = 100;
const LONGEST_AGO = 80 * UNITS.年!;

/** Parts between dots. A pattern with the spaces around them takes the square of their number. */
const partsOf = (line: string): string[] => line.split('·').map((part) => part.trim());

interface Related {
  account: string;
  title: string;
  /** Milliseconds before the capture. */
  ago: number;
}

/** Milliseconds of `2024-12-16 20:10` in China, or null. */
export function stampTime(text: string): number | null {
  const found = STAMP.exec(text);
  if (!found) return null;
  const [year, month, day, hour, minute] = found.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ];
  // What no calendar or clock has comes out as another moment, a year before 100 as one of the 20th century.
  const local = new Date(Date.UTC(year, month - 1, day, hour, minute));
  const [, m, d, h, min] = local
    .toISOString()
    .split(/[-T:.]/)
    .map(Number);
  const exists = year >= FIRST_YEAR && m === month && d === day && h === hour && min === minute;
  return exists ? local.getTime() - 8 * UNITS.小时! : null;
}

/** `13 小时前` in milliseconds, or null; also for more than a lifetime, which no article is old. */
export function agoTime(text: string): number | null {
  if (text === '刚刚') return 0;
  if (text === '昨天') return UNITS.天!;
  const found = AGO.exec(text);
  if (!found) return null;
  const ago = Number(found[1]) * UNITS[found[2]!]!;
  return ago < LONGEST_AGO ? ago : null;
}

function relatedLine(line: string): Related | null {
  const parts = partsOf(line);
  const ago = agoTime(parts.at(-1) ?? '');
  if (parts.length < 3 || ago === null) return null;
  return { account: parts[0]!, title: parts.slice(1, -1).join(' · '), ago };
}

interface Parsed {
  fields: Map<string, string>;
  related: Related[];
  title: string;
  byline: string;
  /** Line number of the byline, 1-based, for messages. */
  line: number;
  body: string[];
}

const FIELDS = /^(专栏名称|收录时间|原文链接|摘要|标签|作者|序号)[:：]\s*(.+)$/;

function parse(text: string, name: string): Parsed {
  const written = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  // What nobody sees parts no words and hides no mark. What is taken out of a field is told of where all fields are
  // cleaned (bounds.ts), and identities stay what they were: so the values are those that are written.
  const lines = written.map(cleanedLine);
  const start = lines.findIndex((line) => line.trim() === '正文');
  if (start < 0) throw new SourceError(`${name}：没有单独一行的“正文”，请在正文前加上这一行`);
  const header = lines.slice(0, start);
  const fields = new Map<string, string>();
  const related: Related[] = [];
  let byline = -1;
  header.forEach((line, index) => {
    const field = FIELDS.exec(written[index]!.trim()) ?? FIELDS.exec(line.trim());
    if (field) fields.set(field[1]!, field[2]!.trim());
    const other = relatedLine(written[index]!) ?? relatedLine(line);
    if (other) related.push(other);
    else if (line.includes('·') && stampTime(line) !== null) byline = index;
  });
  if (byline < 0)
    throw new SourceError(
      `${name}：“正文”之前没有署名行，应形如“山东省交通运输厅 · 公众号 · 山东 · 2024-12-16 20:10”`,
    );
  let titled = byline - 1;
  while (titled >= 0 && (header[titled]!.trim() === '' || FIELDS.test(header[titled]!.trim()))) titled -= 1;
  if (titled < 0 || relatedLine(header[titled]!))
    throw new SourceError(`${name}：第 ${byline + 1} 行署名之前没有标题`);
  const body = written.slice(start + 1).map((line) => line.trim());
  const [title, signed] = [written[titled]!.trim(), written[byline]!.trim()];
  return { fields, related, title, byline: signed, line: byline + 1, body };
}

function field(parsed: Parsed, name: string, time: number | null, key: string): number | undefined {
  const value = parsed.fields.get(key);
  if (value === undefined) return undefined;
  if (time === null)
    throw new SourceError(`${name}：${key}“${clipped(value, QUOTED)}”应形如 2024-12-16 20:10`);
  return time;
}

/**
 * Reads a captured text: the article itself first, then an entry for each other title that it lists.
 * `name` names the file in messages. Throws a `SourceError` that names the line to mend.
 */
export function readText(text: string, name: string): SourceArticle[] {
  const parsed = parse(text, name);
  const parts = partsOf(parsed.byline);
  // Names stand before the time, and there may be nothing between two dots.
  const timed = parts.findIndex((part) => stampTime(cleanedLine(part)) !== null);
  const [account, channel, place] = [parts[0]!, ...parts.slice(1, timed)] as [string, string?, string?];
  const published = stampTime(cleanedLine(parsed.byline))!;
  const stated = (key: string) => cleanedLine(parsed.fields.get(key) ?? '') || undefined;
  const url = stated('原文链接')?.replace(/^https?:/i, (scheme) => scheme.toLowerCase());
  if (url !== undefined && !isWebUrl(url))
    throw new SourceError(`${name}：原文链接“${clipped(url, QUOTED)}”不是 http(s) 网址`);
  const position = Number(stated('序号') ?? '1');
  if (!Number.isInteger(position) || position < 1 || position > 8)
    throw new SourceError(`${name}：序号应为 1 到 8，即文章在同一次推送中的位置`);

  const self = parsed.related.find(
    (one) => one.account === account && isListedAs(cleanedLine(parsed.title), cleanedLine(one.title)),
  );
  const noted = field(parsed, name, stampTime(stated('收录时间') ?? ''), '收录时间');
  const captured = noted ?? (self ? published + self.ago : undefined);
  const common = {
    kind: 'article',
    account: account || undefined,
    channel: channel || undefined,
    tags: [] as string[],
    captured,
  } as const;
  const article: SourceArticle = {
    ...common,
    rank: RANK.whole,
    identity: identityOfUrl(url) ?? textIdentity(account, stampKey(published), position),
    title: parsed.title,
    place,
    author: parsed.fields.get('作者'),
    published,
    url: url && untracked(url),
    digest: parsed.fields.get('摘要'),
    tags: (parsed.fields.get('标签') ?? '').split(/[,，、\s]+/).filter(Boolean),
    body: { form: 'text', lines: parsed.body.filter((line) => countCharacters(line) > 0) },
  };
  const entries = parsed.related
    .filter((one) => one !== self)
    .map(
      (one): SourceArticle => ({
        ...common,
        account: one.account,
        rank: RANK.title,
        identity: titleIdentity(one.account, one.title),
        title: one.title,
        published: (captured ?? published) - one.ago,
        tags: [],
        body: { form: 'title' },
      }),
    );
  return [article, ...entries];
}

/** Minutes since 1970: the precision that a captured byline has. */
const stampKey = (ms: number): string => new Date(ms).toISOString().slice(0, 16);
