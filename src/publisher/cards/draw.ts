import { type ArticleId, type ListItem, paths } from '../../feed';
import type { Articles } from '../memory/articles';
import { FACT } from '../memory/facts';
import type { Memory } from '../memory/memory';
import { Pool } from '../pool';
import type { Reporter } from '../report';
import type { Staging } from '../write/staging';
import { cardKey, cardsEdition } from './key';

/** One card is drawn while another is compressed. */
const PLACES = 4;

/** Which articles have share cards. */
export interface Drawing {
  /** False: none are drawn, and those that show something else than the article does now go, until a run draws some. */
  isWanted: boolean;
  /** How many of the newest articles have cards; one that had some keeps them, however old it becomes. */
  newest: number;
  /** Whose are drawn, however old they are: somebody asked for them, or they are lost. */
  asked: ReadonlySet<ArticleId>;
  /** Whose cards are looked at; undefined for everybody's. */
  only?: ReadonlySet<ArticleId> | undefined;
}

/**
 * Draws the share cards that are missing: of the newest articles, of those that an editor asked for, and of those that
 * had some, which are drawn from something else now, or were lost. Others are left without, so that a column of many
 * years does not take gigabytes.
 * @param fileOf where the bytes of a picture of the feed lie
 */
export async function drawMissing(
  memory: Memory,
  staging: Staging,
  reporter: Reporter,
  { isWanted, newest, asked, only }: Drawing,
  fileOf: (path: string) => string,
): Promise<void> {
  const { articles } = memory;
  // A new one has none yet.
  forgetStale(
    articles,
    [...articles.touched].flatMap(([id, was]) => (was ? [id] : [])),
  );
  if (isWanted && !only && memory.fact(FACT.cards) !== cardsEdition()) {
    forgetStale(articles, articles.drawn());
    memory.setFact(FACT.cards, cardsEdition());
  }
  const wanted = new Set([...memory.owed, ...asked]);
  if (isWanted && !only) for (const { id } of articles.newest(newest)) wanted.add(id);
  articles.wantNoCards(articles.undrawn().filter((id) => !wanted.has(id)));
  if (!isWanted) return;
  const missing = articles.cardless(wanted).filter((id) => !only || only.has(id));
  if (missing.length === 0) return;
  // Loaded where there is something to draw: a run that has nothing would take a third longer.
  const { drawCards } = await import('./cards');
  const pool = new Pool(PLACES);
  for (const [at, id] of missing.entries()) {
    reporter.progress(`画第 ${at + 1} 篇的分享卡片，共 ${missing.length} 篇`);
    await pool.add(() => draw(id, memory, staging, reporter, (item) => drawCards(item, fileOf)));
  }
  await pool.done();
}

async function draw(
  id: ArticleId,
  memory: Memory,
  staging: Staging,
  reporter: Reporter,
  drawCards: (item: ListItem) => Promise<{ chat: Buffer; square: Buffer }>,
): Promise<void> {
  const { item } = memory.articles.get(id)!;
  const { chat, square } = await drawCards(item);
  const cards = {
    chat: paths.card(staging.put(paths.card, chat)),
    square: paths.card(staging.put(paths.card, square)),
  };
  const entry = memory.articles.get(id)!;
  memory.articles.put({
    ...entry,
    card: cardKey(item),
    item: { ...item, _column: { ...item._column, cards } },
  });
  reporter.report.cards += 2;
}

/** Takes from articles the cards that were drawn from something else. */
function forgetStale(articles: Articles, ids: Iterable<ArticleId>): void {
  for (const id of ids) {
    const entry = articles.get(id);
    if (!entry?.card || entry.card === cardKey(entry.item)) continue;
    const { cards: _, ...column } = entry.item._column;
    articles.put({ ...entry, card: null, item: { ...entry.item, _column: column } });
  }
}
