import { DiskError, PublisherError, SourceError } from '../errors';
import type { Report } from '../report';
import { Run, type RunOptions } from '../run/run';
import { Malformed, type Message } from '../source/account/client';
import { type Lister, Look } from '../source/account/look';
import { QUOTA } from '../source/account/pace';
import { type ListedNews, newsIdentity, newsName, newsOf, newsSource } from '../source/news';

export interface SyncOptions extends RunOptions {
  client: Lister;
  /** Lists everything at once, and withdraws what is no longer listed. */
  all?: boolean | undefined;
  /** How many calls the account's interface allows in a day. */
  quota?: number | undefined;
}

/**
 * Brings a feed up to the official account: lists its messages, newest first, until everything on a page is
 * known, and looks at a part of the older ones in turn, whether they are still there. What was listed before a
 * failure is published, and the next run begins where that one ended.
 */
export async function sync(options: SyncOptions): Promise<Report> {
  const run = await Run.open(options);
  try {
    await new Listing(run, options).go();
  } catch (error) {
    // On a disk that fails nothing more is published.
    const isTheirs = error instanceof PublisherError && !(error instanceof DiskError);
    if (isTheirs && run.reporter.report.read > 0) await run.finish();
    else await run.abandon();
    throw error;
  }
  return run.finish();
}

/** One reading of the account's list. */
class Listing {
  /** What the identities of this account's articles begin with. */
  private readonly prefixes = new Set<string>();

  constructor(
    private readonly run: Run,
    private readonly options: SyncOptions,
  ) {}

  async go(): Promise<void> {
    const { run, options } = this;
    const { client, quota = QUOTA, all = false, now = Date.now } = options;
    const { memory, reporter } = run;
    const look = new Look({
      client,
      memory,
      calls: run.callsOf(client.account, now),
      quota,
      now,
      all,
      isTrusted: options.acceptLoss === true,
      take: (message, published) => this.take(message, published),
      malformed: (message, position) => this.skip(message, `公众号列表第 ${position} 条消息`),
      warn: (message) => reporter.warn(message),
      progress: reporter.progress,
    });
    try {
      await look.go();
    } finally {
      for (const prefix of this.prefixes) memory.listings.claim(client.account, prefix);
    }
  }

  /** Takes a message; true where something of it is new, or has changed. */
  private async take(message: Message, published: number): Promise<boolean> {
    let isNew = false;
    for (const [index, news] of newsOf(message).entries()) {
      // It is listed, whatever is wrong with it.
      const name = newsName({ article_id: message.article_id, position: index + 1 });
      if (news instanceof Malformed) this.skip(news, name);
      else if (await this.takeNews({ ...news, published }, name)) isNew = true;
    }
    return isNew;
  }

  private skip({ reason }: Malformed, name: string): void {
    this.run.reporter.skip(new SourceError(`不合微信接口的约定，${reason}`), name);
  }

  private async takeNews(news: ListedNews, name: string): Promise<boolean> {
    const { run, options } = this;
    const { memory } = run;
    // Its address is gone with what is deleted: what it was called when it was first seen tells which it is.
    const identity = memory.identityOf(name) ?? newsIdentity(news);
    memory.noteAlias(name, identity);
    const [prefix] = /^message:[^:]+:/.exec(identity) ?? [];
    if (prefix) this.prefixes.add(prefix);
    // What the item says of its deletion is read with it.
    if (!news.item.is_deleted) memory.withdrawals.restore(identity);
    // What was archived before accounts were told apart is the same item, and not archived again.
    const former = newsSource(identity, news);
    const raw = run.has(former) ? former : newsSource(identity, news, options.client.account);
    try {
      return await run.take({ raw });
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      run.reporter.skip(error, name);
      return false;
    }
  }
}
