import { PublisherError } from '../errors';
import type { Report } from '../run/report';
import { Run, type RunOptions } from '../run/run';
import { type AccountClient, BATCH, type Batch } from '../source/account/client';
import { type NewsSource, newsIdentity, newsName } from '../source/news';

export interface SyncOptions extends RunOptions {
  client: Pick<AccountClient, 'batch'>;
  /** Lists everything, and withdraws what is no longer listed. */
  all?: boolean | undefined;
  /** The time of the run in milliseconds, for articles that vanished without a word of when. */
  now?: (() => number) | undefined;
}

/** Above this share of vanished articles the listing is not believed. */
const VANISHED_SHARE = 0.5;
const VANISHED_FEW = 5;

/**
 * Brings a feed up to the official account: lists its messages, newest first, until everything on a page is
 * known. What was listed before a failure is published, and the next run begins where that one ended.
 */
export async function sync(options: SyncOptions): Promise<Report> {
  const run = await Run.open(options);
  let failure: unknown = null;
  try {
    await new Listing(run, options).go();
  } catch (error) {
    failure = error;
    if (!(error instanceof PublisherError) || run.reporter.report.read === 0) {
      await run.abandon();
      throw error;
    }
  }
  const report = await run.finish();
  if (failure) throw failure;
  return report;
}

class Listing {
  private readonly seen = new Set<string>();
  private readonly messages = new Set<string>();
  /** What the pages said of the length of the list: more than one number means that it changed. */
  private readonly totals = new Set<number>();
  private fresh = 0;

  constructor(
    private readonly run: Run,
    private readonly options: SyncOptions,
  ) {}

  async go(): Promise<void> {
    const { state } = this.run;
    const gap = state.gap;
    let offset = 0;
    let whole = true;
    let jumped = false;
    try {
      for (;;) {
        this.run.reporter.progress(`读取公众号第 ${offset + 1} 条起的消息`);
        const page = await this.options.client.batch(offset);
        this.totals.add(page.total_count);
        const known = await this.take(page);
        offset += BATCH;
        if (page.item.length === 0 || offset >= page.total_count) break;
        if (!known || this.options.all || jumped) continue;
        if (gap === undefined) {
          whole = false;
          break;
        }
        // Known ground at the top; what the broken-off run had still before it lies further down.
        whole = false;
        jumped = true;
        offset = Math.max(offset, gap + this.fresh - BATCH);
      }
    } catch (error) {
      // The lower of two gaps covers both.
      state.gap = gap === undefined || !jumped ? offset : Math.max(offset, 0);
      throw error;
    }
    delete state.gap;
    if (this.options.all && whole) this.withdrawVanished();
  }

  /** Takes a page; true where nothing on it was new. */
  private async take(page: Batch): Promise<boolean> {
    const { state } = this.run;
    let known = true;
    for (const message of page.item) {
      this.messages.add(message.article_id);
      for (const [index, item] of message.content.news_item.entries()) {
        const position = index + 1;
        const name = newsName(message.article_id, position);
        const published = message.content.create_time ?? message.update_time;
        const first = state.published[name] ?? published;
        const { title, author, digest, content, content_source_url, thumb_url, url, is_deleted } = item;
        const found = {
          article_id: message.article_id,
          position,
          published: Math.min(first, published),
          updated: message.update_time,
          item: { title, author, digest, content, content_source_url, thumb_url, url, is_deleted },
        };
        state.published[name] = found.published;
        this.seen.add(name);
        const identity = state.aliases[name] ?? newsIdentity(found);
        state.aliases[name] = identity;
        const news: NewsSource = { identity, ...found };
        if (is_deleted) this.run.withdraw(identity, message.update_time * 1000);
        else this.run.restore(identity);
        const isNew = await this.run.take({ form: 'news', name, text: JSON.stringify(news), files: {} });
        if (isNew) known = false;
      }
      if (!known) this.fresh += 1;
    }
    return known && page.item.length > 0;
  }

  private withdrawVanished(): void {
    const { state, reporter } = this.run;
    if (this.totals.size > 1 || !this.totals.has(this.messages.size)) {
      reporter.warn('读取期间公众号的列表有变动，这一次不判断哪些文章已经没有；下次 --all 会再看');
      return;
    }
    const names = Object.keys(state.published).filter((name) => {
      const identity = state.aliases[name];
      return identity !== undefined && this.run.isLive(identity);
    });
    const vanished = names.filter((name) => !this.seen.has(name));
    if (vanished.length > VANISHED_FEW && vanished.length > names.length * VANISHED_SHARE) {
      reporter.warn(
        `公众号的列表里少了 ${vanished.length} 篇（共 ${names.length} 篇），多半是接口暂时异常，没有撤回任何文章`,
      );
      return;
    }
    const now = (this.options.now ?? Date.now)();
    for (const name of vanished) this.run.vanish(state.aliases[name]!, now);
  }
}
