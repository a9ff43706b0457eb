import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { auditPage, shownClasses, unusedClasses } from '../../src/build/audit';
import { findForeign, foreignWords } from '../../src/build/foreign';
import { compileOfficially } from '../../src/build/official';
import { splitTitle } from '../../src/domain/regions';
import { type ArticleDocument, type Head, paths } from '../../src/feed';
import { boot, type Host, type Package, type ShareCard } from '../../src/host';
import { compileDist } from '../../src/host/package/compile';
import { PackageError } from '../../src/host/package/package';
import { folderTransport, ROOT } from './support';

/** The feed that the build publishes, from which a program is bundled or which it loads: the truth for its pages. */
const FEED = join(ROOT, 'dist/feed');
const readFeed = (file: string): unknown => JSON.parse(readFileSync(join(FEED, file), 'utf8'));

export const feedHead = (): Head => readFeed(paths.head) as Head;

export function feedArticle(id: string): ArticleDocument | undefined {
  const known = feedHead().items.some((item) => item.id === id);
  return known ? (readFeed(paths.article(id)) as ArticleDocument) : undefined;
}

const WIDE: Record<string, string> = { ',': '，', '!': '！', ';': '；', ':': '：', '?': '？' };

/** Characters as a reader takes them: spaces, line-break control and the width of punctuation do not count. */
export function plain(text: string): string {
  return text.replace(/[\s\u2060\u200b]+/g, '').replace(/[,!;:?]/g, (mark) => WIDE[mark] ?? mark);
}

/** Every text that a document holds, in reading order. */
export function textsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value !== 'object' || value === null) return [];
  const { text, caption, ...rest } = value as Record<string, unknown>;
  const own = [text, caption].filter((each): each is string => typeof each === 'string');
  return [...own, ...Object.values(rest).flatMap(textsOf)];
}

class Fault extends Error {}
function must(condition: unknown, what: string): asserts condition {
  if (!condition) throw new Fault(what);
}

/** A reader's main road: list, article, share, the card opened cold by a friend, pull-down. Throws at the first fault. */
export async function readerJourney(pkg: Package, seen: Set<string>, findings: string[]): Promise<void> {
  const transport = folderTransport(FEED);
  let host = await boot(pkg, { transport });
  const look = () => {
    for (const name of shownClasses(document)) seen.add(name);
    findings.push(...auditPage(host).map((finding) => finding.message));
  };
  const finish = () => {
    host.close();
    const [error] = host.errors;
    if (error) throw error;
    const warning = host.logs.find((line) => line.level === 'warn');
    must(!warning, `warning: ${warning?.text}`);
  };
  try {
    await host.idle();
    look();
    const first = feedHead().items[0];
    must(
      first && plain(host.text()).includes(plain(splitTitle(first.title).headline)),
      'the list does not show the newest title',
    );
    const own = await host.share();
    must(own, 'the column cannot be shared');
    mustBeThere(own, pkg);
    const row = host.$('.row');
    must(row, 'the list has no rows');
    await host.tap(row);
    must(levels(host) === 2, 'a tap on a row opens nothing');
    const id = host.top.query.id ?? '';
    const article = feedArticle(id);
    must(article, `the row leads to "${id}", which is no article of the feed`);
    look();
    mustShow(host, article);
    const card = await shareCard(host, article, pkg);
    await host.back();
    must(levels(host) === 1, 'back leads nowhere');
    await host.pullDown();
    must(!host.ui.pulling, 'a pulled list never lets go');
    finish();

    host = await boot(pkg, { transport, path: card.path, scene: 1007 });
    await host.idle();
    look();
    must(levels(host) === 1 && host.top.query.id === id, `the card leads to ${host.url}`);
    mustShow(host, article);
    finish();
  } catch (error) {
    host.close();
    throw error;
  }
}

const levels = (host: Host): number => host.stack.length;

function mustShow(host: Host, article: ArticleDocument): void {
  const shown = plain(host.text());
  for (const text of [article.headline, ...textsOf(article.blocks)])
    must(shown.includes(plain(text)), `the article lacks "${text.slice(0, 40)}"`);
  must(host.$('.screen .article .p'), 'the article has lost its class names');
}

async function shareCard(host: Host, article: ArticleDocument, pkg: Package): Promise<ShareCard> {
  const card = await host.share();
  must(card, 'the article cannot be shared');
  must(card.title === article.title, `the card says "${card.title}"`);
  must(card.path === `/pages/article/index?id=${article.id}`, `the card leads to ${card.path}`);
  mustBeThere(card, pkg);
  must((await host.shareTimeline())?.path === card.path, 'the article cannot go to Moments');
  return card;
}

/** A card's picture is part of the package, or of the feed. */
function mustBeThere({ imageUrl }: ShareCard, pkg: Package): void {
  const [, inFeed] = /^https?:\/\/[^/]+\/feed\/([^?]+)/.exec(imageUrl) ?? [];
  const there = inFeed ? existsSync(join(FEED, inFeed)) : pkg.assets.includes(imageUrl.replace(/^\//, ''));
  must(there, `the card's picture "${imageUrl}" is not there`);
}

/** Which check caught what; empty where a build is sound. */
export type Verdict = Partial<Record<'package' | 'official' | 'foreign' | 'journey' | 'audit', string>>;

const FOREIGN = foreignWords(ROOT);

/** Every check over one build. Each is tried, whatever the others say, so that it shows which of them are awake. */
export async function examine(dist: string): Promise<Verdict> {
  const verdict: Verdict = {};
  const [official] = compileOfficially(dist).errors;
  if (official) verdict.official = official;
  const [foreign] = findForeign(dist, FOREIGN);
  if (foreign) verdict.foreign = foreign;
  let pkg: Package;
  try {
    pkg = compileDist(dist);
  } catch (error) {
    if (!(error instanceof PackageError)) throw error;
    return { ...verdict, package: error.problems[0] };
  }
  const seen = new Set<string>();
  const findings: string[] = [];
  await readerJourney(pkg, seen, findings).catch((error: Error) => {
    verdict.journey = error.message.split('\n')[0];
  });
  findings.push(...unusedClasses(pkg, seen).map((name) => `.${name} is styled and never used`));
  if (findings.length) verdict.audit = findings.join('; ');
  return verdict;
}
