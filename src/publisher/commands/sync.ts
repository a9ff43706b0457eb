import { PublisherError, SourceError } from '../errors';
import type { Report } from '../report';
import { Run, type RunOptions } from '../run/run';
import { type AccountClient, type Batch, Malformed } from '../source/account/client';
import { missingFrom } from '../source/account/vanished';
import { Walk } from '../source/account/walk';
import { type ListedNews, newsIdentity, newsName, newsOf, newsSource } from '../source/news';

export interface SyncOptions extends RunOptions {
  client: Pick<AccountClient, 'batch'>;
  /** Lists everything, and withdraws what is no longer listed. */
  all?: boolean | undefined;
}

/**
 * Brings a feed up to the official account: lists its messages, newest first, until everything on a page is
 * known. What was listed before a failure is published, and the next run begins where that one ended.
 */
export async function sync(options: SyncOptions): Promise<Report> {
  const run = await Run.open(options);
  try {
    await new Listing(run, options).go();
  } catch (error) {
    if (error instanceof PublisherError && run.reporter.report.read > 0) await run.finish();
    else await run.abandon();
    throw error;
  }
  return run.finish();
}

/** One reading of the account's list. */
class Listing {
  private readonly names = new Set<string>();
  private readonly messages = new Set<string>();
  private readonly totals = new Set<number>();
  private readonly walk: Walk;
  /** Messages, new ones and those below them on their page: how far the list has moved since the last run. */
  private fresh = 0;
  /** Whether there is a message of which nobody knows what it is called. */
  private hasUnnamed = false;

  constructor(
    private readonly run: Run,
    private readonly options: SyncOptions,
  ) {
    this.walk = new Walk(run.memory.gap, options.all === true);
  }

  async go(): Promise<void> {
    const { walk } = this;
    const { memory, reporter } = this.run;
    try {
      for (let more = true; more; ) {
        reporter.progress(`读取公众号第 ${walk.offset + 1} 条起的消息`);
        const page = await this.options.client.batch(walk.offset);
        this.totals.add(page.total_count);
        const known = await this.take(page);
        more = walk.next({ messages: page.item.length, total: page.total_count }, known, this.fresh);
      }
    } catch (error) {
      memory.gap = walk.offset;
      throw error;
    }
    memory.gap = null;
    if (this.options.all && walk.whole) this.withdrawVanished();
  }

  /** Takes a page; true where nothing on it was new. */
  private async take(page: Batch): Promise<boolean> {
    let known = true;
    for (const [at, message] of page.item.entries()) {
      if (message instanceof Malformed) {
        this.hasUnnamed = true;
        this.skip(message, `公众号列表第 ${this.walk.offset + at + 1} 条消息`);
        continue;
      }
      this.messages.add(message.article_id);
      for (const [index, news] of newsOf(message).entries()) {
        const name = newsName({ article_id: message.article_id, position: index + 1 });
        // It is listed, whatever is wrong with it.
        this.names.add(name);
        if (news instanceof Malformed) this.skip(news, name);
        else if (await this.takeNews(news, name)) known = false;
      }
      if (!known) this.fresh += 1;
    }
    return known && page.item.length > 0;
  }

  private skip({ reason }: Malformed, name: string): void {
    this.run.reporter.skip(new SourceError(`不合微信接口的约定，${reason}`), name);
  }

  /** Takes an item of a message; true for one that is new, or has changed. */
  private async takeNews(news: ListedNews, name: string): Promise<boolean> {
    const { run } = this;
    const published = run.memory.noteListed(name, news.published);
    // Its address is gone with what is deleted: what it was called when it was first seen tells which it is.
    const identity = run.memory.identityOf(name) ?? newsIdentity(news);
    run.memory.noteAlias(name, identity);
    if (news.item.is_deleted)
      run.memory.withdrawals.add(identity, { by: 'source', time: news.updated * 1000 });
    else run.memory.withdrawals.restore(identity);
    try {
      return await run.take({ raw: newsSource(identity, { ...news, published }) });
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      run.reporter.skip(error, name);
      return false;
    }
  }

  private withdrawVanished(): void {
    const { memory, reporter } = this.run;
    if (this.hasUnnamed) {
      reporter.warn('公众号的列表里有读不懂的消息，这一次不判断哪些文章已经没有；下次 --all 会再看');
      return;
    }
    const live = memory.listed().filter((name) => {
      const identity = memory.identityOf(name);
      return identity !== undefined && memory.isLive(identity);
    });
    const listed = { names: this.names, messages: this.messages.size, totals: this.totals };
    const missing = missingFrom(listed, live);
    switch (missing.verdict) {
      case 'list moved':
        reporter.warn('读取期间公众号的列表有变动，这一次不判断哪些文章已经没有；下次 --all 会再看');
        return;
      case 'not believed':
        reporter.warn(
          `公众号的列表里少了 ${missing.missing} 篇（共 ${missing.of} 篇），多半是接口暂时异常，没有撤回任何文章`,
        );
        return;
      case 'vanished': {
        const time = (this.options.now ?? Date.now)();
        for (const name of missing.names)
          memory.withdrawals.add(memory.identityOf(name)!, { by: 'listing', time });
      }
    }
  }
}
