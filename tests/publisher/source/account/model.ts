import { rmSync } from 'node:fs';
import { PublisherError } from '../../../../src/publisher/errors';
import { articleId } from '../../../../src/publisher/hash';
import { Calls, DAY } from '../../../../src/publisher/memory/calls';
import { Memory, memoryFile } from '../../../../src/publisher/memory/memory';
import type { Batch, Message } from '../../../../src/publisher/source/account/client';
import { Look } from '../../../../src/publisher/source/account/look';
import { entry } from '../../memory/support';
import { temporary } from '../../support';

/*
 * Official accounts that publish, edit and delete, and a publisher that keeps only what a look at their lists needs: a
 * memory, and the articles' identities. Time is what the test says it is.
 */

export const MINUTE = 60_000;
export const START = Date.UTC(2026, 0, 5);

/** What an account's list is sorted by, newest first; `pinned` is by nothing: some stay on top, others anywhere. */
export type Order = 'updated' | 'created' | 'pinned';

export interface ModelMessage {
  id: string;
  created: number;
  updated: number;
  items: number;
  rank: number;
}

/** An account as its interface shows it. */
export class ModelAccount {
  messages: ModelMessage[] = [];
  /** When each message was deleted, by its id; milliseconds. */
  readonly deleted = new Map<string, number>();
  /** Every call that was made, in milliseconds. */
  readonly asked: number[] = [];
  /** What the next calls do before they answer. */
  readonly before: (() => void)[] = [];
  /** Changes an answer. */
  distort: (batch: Batch, offset: number) => Batch = (batch) => batch;
  private next = 0;

  constructor(
    readonly name: string,
    readonly world: World,
    readonly order: Order = 'updated',
    readonly tellsCreated = true,
  ) {}

  publish(count = 1, seconds = Math.floor(this.world.now / 1000)): ModelMessage[] {
    return Array.from({ length: count }, () => {
      this.next += 1;
      const rank = this.world.random();
      const message = { id: `${this.name}-${this.next}`, created: seconds, updated: seconds, items: 1, rank };
      this.messages.push(message);
      return message;
    });
  }

  edit(message: ModelMessage): void {
    message.updated = Math.floor(this.world.now / 1000);
  }

  delete(message: ModelMessage): void {
    this.messages = this.messages.filter((one) => one !== message);
    this.deleted.set(message.id, this.world.now);
  }

  any(): ModelMessage | undefined {
    return this.messages[Math.floor(this.world.random() * this.messages.length)];
  }

  list(): ModelMessage[] {
    const by: Record<Order, (one: ModelMessage) => number> = {
      updated: (one) => one.updated,
      created: (one) => one.created,
      pinned: (one) => one.rank,
    };
    // Of one second the later one stands above.
    return [...this.messages].reverse().sort((a, b) => by[this.order](b) - by[this.order](a));
  }

  async batch(offset: number): Promise<Batch> {
    this.asked.push(this.world.now);
    this.before.shift()?.();
    const list = this.list();
    const item: Message[] = list.slice(offset, offset + 20).map(({ id, created, updated, items }) => ({
      article_id: id,
      update_time: updated,
      content: {
        ...(this.tellsCreated && { create_time: created }),
        news_item: Array.from({ length: items }, () => ({
          title: id,
          author: '',
          digest: '',
          content: '',
          content_source_url: '',
          thumb_url: '',
          url: '',
          is_deleted: false,
        })),
      },
    }));
    return this.distort({ total_count: list.length, item }, offset);
  }

  /** The largest number of calls in any 24 hours. */
  get most(): number {
    let most = 0;
    let first = 0;
    for (const [at, time] of this.asked.entries()) {
      while (this.asked[first]! <= time - DAY) first += 1;
      most = Math.max(most, at - first + 1);
    }
    return most;
  }
}

export const identityOf = (id: string, position = 1): string =>
  `message:${id.replace(/-.*/, '')}:${id}:${position}`;

/** What a publisher has: its archive, which stays, and its memory, which may be lost. */
export class World {
  now = START;
  readonly archive = temporary();
  readonly warnings: string[] = [];
  private readonly archived = new Map<
    string,
    { account: string | null; published: number; updated: number; items: number }
  >();

  constructor(readonly random: () => number) {}

  /** One run: a look at an account. A fault of the interface ends it, as it ends a run. */
  async run(account: ModelAccount, { quota = 1000, all = false } = {}): Promise<PublisherError | null> {
    const memory = Memory.open(this.archive, this.now);
    memory.begin();
    let taken = 0;
    let fault: PublisherError | null = null;
    if (memory.isNew) this.restore(memory);
    try {
      const look = new Look({
        client: { account: account.name, batch: (offset) => account.batch(offset) },
        memory,
        calls: new Calls(this.archive, account.name, () => this.now),
        quota,
        now: () => this.now,
        all,
        isTrusted: false,
        take: async (message, published) => {
          taken += 1;
          return this.take(memory, account.name, message, published);
        },
        malformed: () => {},
        warn: (message) => this.warnings.push(message),
        progress: () => {},
      });
      await look.go();
    } catch (error) {
      if (!(error instanceof PublisherError)) throw error;
      fault = error;
    }
    for (const id of memory.withdrawals.pending()) {
      memory.articles.drop(id);
      memory.withdrawals.show(id, 0);
    }
    if (!fault || taken > 0) memory.commit({ moves: [], removes: [] });
    memory.close();
    return fault;
  }

  private take(memory: Memory, account: string, message: Message, published: number): boolean {
    const { article_id: id, update_time: updated } = message;
    const items = message.content.news_item.length;
    const key = `${id} ${updated} ${items}`;
    const isNew = !this.archived.has(key);
    this.archived.set(key, this.archived.get(key) ?? { account, published, updated, items });
    for (let position = 1; position <= items; position += 1) this.put(memory, id, position);
    return isNew;
  }

  private put(memory: Memory, id: string, position: number): void {
    const identity = identityOf(id, position);
    memory.noteAlias(`api:${id}:${position}`, identity);
    memory.withdrawals.restore(identity);
    if (!memory.isLive(identity) && !memory.withdrawals.has(articleId(identity)))
      memory.articles.put(entry(identity));
  }

  /** Takes the memory away; the next run makes it again of the archive, and of what the feed says was withdrawn. */
  lose({ accounts = true } = {}): void {
    this.gone = this.withdrawn();
    rmSync(memoryFile(this.archive));
    if (!accounts) for (const one of this.archived.values()) one.account = null;
  }

  /** As if all calls had been made longer ago than anybody asks. */
  forgetCalls({ name, asked }: ModelAccount): void {
    rmSync(`${this.archive}/calls-${name}.txt`);
    asked.length = 0;
  }

  private gone = new Set<string>();

  private restore(memory: Memory): void {
    for (const id of this.gone) memory.withdrawals.adopt(id as never, 0);
    for (const [key, { account, published, updated, items }] of this.archived) {
      const id = key.split(' ')[0]!;
      memory.listings.learn(account, id, published, updated);
      for (let position = 1; position <= items; position += 1) {
        const identity = identityOf(id, position);
        memory.noteAlias(`api:${id}:${position}`, identity);
        if (!memory.withdrawals.has(articleId(identity))) memory.articles.put(entry(identity));
      }
    }
  }

  /** Ids of what is withdrawn. */
  withdrawn(): Set<string> {
    return this.ask((memory) => new Set<string>(memory.withdrawals.shown()));
  }

  ask<T>(what: (memory: Memory) => T): T {
    const memory = Memory.open(this.archive, this.now);
    memory.begin();
    try {
      return what(memory);
    } finally {
      memory.close();
    }
  }
}
