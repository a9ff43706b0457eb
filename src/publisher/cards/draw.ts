import { paths } from '../../feed';
import type { Entry } from '../memory/state';
import { Pool } from '../pool';
import type { Reporter } from '../report';
import type { Staging } from '../write/staging';
import { cardFontsReady, cardKey, drawCards } from './cards';

/** One card is drawn while another is compressed. */
const PLACES = 4;

/** Draws the share cards of entries that have none, or whose were drawn from something else. */
export async function drawMissing(
  feed: string,
  entries: readonly Entry[],
  staging: Staging,
  reporter: Reporter,
): Promise<void> {
  const missing = entries.filter((entry) => entry.card !== cardKey(entry.item));
  if (missing.length === 0) return;
  if (!cardFontsReady()) {
    reporter.warn('没有找到中文字体，分享卡片未生成。安装 fonts-noto-cjk（Debian）后再运行一次');
    return;
  }
  const draw = async (entry: Entry): Promise<void> => {
    const { chat, square } = await drawCards(entry.item, feed);
    staging.writeChanged(paths.chatCard(entry.id), chat);
    staging.writeChanged(paths.squareCard(entry.id), square);
    entry.card = cardKey(entry.item);
    reporter.report.cards += 2;
  };
  const pool = new Pool(PLACES);
  for (const [at, entry] of missing.entries()) {
    reporter.progress(`画第 ${at + 1} 篇的分享卡片，共 ${missing.length} 篇`);
    await pool.add(() => draw(entry));
  }
  await pool.done();
}
