import { type CodeMaker, makeCodes } from '../cards/codes';
import { type Drawing, drawMissing } from '../cards/draw';
import { contentName } from '../hash';
import { writeLists } from '../lists/lists';
import type { Archive } from '../memory/archive';
import { FACT } from '../memory/facts';
import type { Memory } from '../memory/memory';
import { archivedPicture } from '../pictures/store';
import type { Report, Reporter } from '../report';
import { type Building, buildApart } from '../search/apart';
import { writeSearch } from '../search/write';
import type { Staging } from '../write/staging';
import type { Column } from './column';
import { Documents } from './documents/documents';
import type { Drafts } from './drafts';
import type { Lost } from './lost';
import type { Repair } from './repair';
import { writeHead } from './steps/head';
import { Settling } from './steps/settle';
import { dropUnpublished, noteStrays, sweep } from './steps/sweep';
import { dropTitles } from './steps/titles';
import { purge, withdrawArticles, writeNotices } from './steps/withdraw';

export interface Assembly {
  /** The feed's folder. */
  feed: string;
  column: Column;
  archive: Archive;
  memory: Memory;
  staging: Staging;
  drafts: Drafts;
  reporter: Reporter;
  lost: Lost;
  /** Which articles have share cards. */
  cards: Omit<Drawing, 'only'>;
  codes: CodeMaker | undefined;
  /** Whether files are looked for that nothing refers to: they go when their grace period ends. */
  strays: boolean;
  /** Files that were replaced before this moment go; milliseconds since 1970. */
  sweepBefore: number;
  /** What is repaired, where nothing else is to be done. */
  repair?: Repair | null;
}

/**
 * Puts the feed together of what the memory holds: stages every file that differs from what is published,
 * and brings the memory up to it. The order counts: who is in the feed is settled first, and each step
 * needs what those before it wrote.
 */
export async function assemble(assembly: Assembly): Promise<void> {
  const { column, archive, memory, staging, drafts, reporter, lost } = assembly;
  const withdrawn = withdrawArticles(memory, reporter);
  dropTitles(memory);
  redraw(memory, lost);
  // A repair draws no card that was never wanted.
  const only = assembly.repair ? lost : null;
  const asked = new Set([...assembly.cards.asked, ...lost.cards]);
  const cards = { ...assembly.cards, asked, only: only?.cards };
  const fileOf = (src: string) => archivedPicture(archive, src);
  await drawMissing(memory, staging, reporter, cards, fileOf);
  if (assembly.codes) await makeCodes(assembly.codes, memory, staging, reporter, only?.codes);

  reporter.progress(`整理 ${memory.articles.count} 篇文章的列表`);
  const searching = searchOfAll(memory, drafts, staging);
  const documents = new Documents(staging, drafts, undefined, (name, text) => {
    const content = memory.files.content(name);
    if (!content || content.hash === contentName(text)) return true;
    reporter.warn('这个文件损坏了，没有更新它：请运行 check --repair', name);
    return false;
  });
  try {
    await new Settling(memory, staging, drafts, documents, archive).run();
    // A feed that this memory does not know may have none, or notices of an older edition.
    const notices = assembly.strays ? memory.withdrawals.shown() : [...withdrawn, ...lost.notices];
    writeNotices(memory, notices, staging);
    // Where nothing was written yet, everything is: there is no need to look at each change.
    const whole = lost.lists || memory.trees.count === 0;
    const lists = writeLists(memory, staging, whole);
    await documents.done();
    reporter.progress('更新搜索索引');
    const total = memory.fact<number>(FACT.numbers) ?? 0;
    const grams = (id: string) => drafts.grams(id, () => staging.document(id));
    const built = await searching?.parts;
    const search = writeSearch({ memory, staging, total, grams, whole, lost: lost.search, built });
    writeHead(column, { lists, search }, memory, staging);
  } finally {
    await documents.close();
    await searching?.close();
  }

  if (assembly.strays) noteStrays(assembly.feed, memory, staging);
  else if (lost.strays) dropUnpublished(assembly.feed, memory, staging);
  // Strays are nobody's: they may show what was withdrawn long ago.
  purge(memory, assembly.strays ? memory.withdrawals.shown() : withdrawn, staging);
  sweep(assembly.sweepBefore, memory, staging);
  assembly.repair?.dropWaiting();
  count(memory, reporter.report);
  const { written, removed } = staging.counts;
  reporter.report.written = written;
  reporter.report.removed = removed;
}

/** The building of the search, where every article is new: then their numbers will be their order. */
function searchOfAll(memory: Memory, drafts: Drafts, staging: Staging): Building | null {
  const { articles, trees } = memory;
  if (trees.parts().length > 0 || memory.fact(FACT.numbers) !== null) return null;
  const ids: string[] = [];
  for (const { id } of articles.places()) {
    if (articles.touched.get(id) !== null) return null;
    ids.push(id);
  }
  const grams = drafts.gramsOf(ids);
  return grams && buildApart(grams, staging);
}

/** Has cards and codes made again whose files are gone. */
function redraw({ articles }: Memory, lost: Lost): void {
  for (const id of new Set([...lost.cards, ...lost.codes])) {
    const entry = articles.get(id);
    if (!entry) continue;
    const { cards, ...column } = entry.item._column;
    const isCard = lost.cards.has(id);
    articles.put({
      ...entry,
      ...(isCard ? { card: null } : {}),
      ...(lost.codes.has(id) ? { code: null } : {}),
      item: { ...entry.item, _column: { ...column, ...(cards && !isCard ? { cards } : {}) } },
    });
  }
}

/** Counts what became of the articles. */
function count({ articles }: Memory, report: Report): void {
  report.total = articles.count;
  for (const change of articles.changes()) {
    if (!change.isThere) continue;
    if (!change.was) report.new += 1;
    else if (change.was.own !== change.now?.own) report.changed += 1;
  }
  report.unchanged = report.total - report.new - report.changed;
}
