import { type ArticleId, type ListItem, paths } from '../../feed';
import type { Memory } from '../memory/memory';
import { Pool } from '../pool';
import type { Reporter } from '../report';
import type { Staging } from '../write/staging';
import { cardKey } from './key';

/** One card is drawn while another is compressed. */
const PLACES = 4;

/**
 * Draws the share cards of articles that have none, or whose were drawn from something else. Where none can be or
 * are to be drawn, those of another edition go: no card is better than one with another title.
 * @param fileOf where the bytes of a picture of the feed lie
 * @param only whose are drawn; of all articles where it is not said
 */
export async function drawMissing(
  memory: Memory,
  staging: Staging,
  reporter: Reporter,
  wanted: boolean,
  fileOf: (path: string) => string,
  only?: ReadonlySet<ArticleId>,
): Promise<void> {
  const stale = forgetStale(memory);
  if (!wanted) return;
  const missing = [...new Set([...stale, ...memory.articles.undrawn()])].filter(
    (id) => only?.has(id) ?? true,
  );
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

/** Takes from the articles that this run touched the cards that were drawn from something else; returns whose. */
function forgetStale({ articles }: Memory): ArticleId[] {
  const stale: ArticleId[] = [];
  // A new one has none yet.
  for (const [id, was] of articles.touched) {
    const entry = was && articles.get(id);
    if (!entry || entry.card === null || entry.card === cardKey(entry.item)) continue;
    const { cards: _, ...column } = entry.item._column;
    articles.put({ ...entry, card: null, item: { ...entry.item, _column: column } });
    stale.push(entry.id);
  }
  return stale;
}
