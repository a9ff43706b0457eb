import { type CodeMaker, makeCodes } from '../cards/codes';
import { drawMissing } from '../cards/draw';
import type { Memory } from '../memory/memory';
import type { Reporter } from '../report';
import { writeSearch } from '../search/write';
import type { Staging } from '../write/staging';
import type { Before } from './before';
import type { Column } from './column';
import { inOrder } from './order';
import { writeHead } from './steps/head';
import { linkDocuments } from './steps/links';
import { writeLists } from './steps/lists';
import { removeImages, sweep } from './steps/sweep';
import { dropTitles } from './steps/titles';
import { withdrawArticles } from './steps/withdraw';

export interface Assembly {
  /** The feed's folder. */
  feed: string;
  column: Column;
  memory: Memory;
  staging: Staging;
  reporter: Reporter;
  before: Before;
  /** Whether share cards are drawn. */
  cards: boolean;
  codes: CodeMaker | undefined;
  /** Files that go where nothing refers to them. */
  leftovers: readonly string[];
}

/**
 * Puts the feed together of what the memory holds: stages every file that differs from what is published,
 * and brings the memory up to it. The order counts: who is in the feed is settled first, and each step
 * needs what those before it wrote.
 */
export async function assemble(assembly: Assembly): Promise<void> {
  const { feed, column, memory, staging, reporter, before } = assembly;
  withdrawArticles(memory, staging, reporter);
  dropTitles(memory, staging);
  const entries = inOrder(memory.entries());

  if (assembly.cards) await drawMissing(feed, entries, staging, reporter);
  if (assembly.codes) await makeCodes(assembly.codes, entries, staging, reporter);

  reporter.progress(`整理 ${entries.length} 篇文章的列表`);
  linkDocuments(entries, before.firstChange(entries), staging);
  const lists = writeLists(entries, staging);
  memory.search = writeSearch(entries, memory.search, staging);
  const hashes = { lists, search: memory.search.index };
  writeHead(entries, memory.withdrawals.shown(), column, hashes, staging);

  removeImages(before.images, memory, staging);
  sweep(assembly.leftovers, memory, staging);

  before.count(entries, reporter.report);
  const { written, removed } = staging.counts;
  reporter.report.written = written;
  reporter.report.removed = removed;
}
