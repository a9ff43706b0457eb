import { PublisherError } from '../../errors';
import { type Calls, DAY, type Purpose } from '../../memory/calls';
import { BIT, KEYS, type KnownMessage, type Progress } from '../../memory/listings';
import type { Memory } from '../../memory/memory';
import { type AccountClient, BATCH, Malformed, type Message } from './client';
import { callsADay, keptBack, pagesFor, spared, USUAL } from './pace';
import { Pages, type Row } from './pages';
import { isDoubtful } from './vanished';
import { Walk } from './walk';

/** What a look needs of a client. One that does not tell of its calls makes one for each page. */
export type Lister = Pick<AccountClient, 'account' | 'batch'> &
  Partial<Pick<AccountClient, 'untold' | 'onCall'>>;

export interface LookOptions {
  client: Lister;
  memory: Memory;
  calls: Calls;
  /** Calls in 24 hours. */
  quota: number;
  now: () => number;
  /** Goes through everything at once. */
  all: boolean;
  /** Whether whatever is missing is believed to be gone. */
  isTrusted: boolean;
  /**
   * Takes a message that is listed; true where something of it is new, or has changed.
   * @param published when it was first published, in seconds
   */
  take(message: Message, published: number): Promise<boolean>;
  /** Told of a message of which nobody knows what it is called, and of its position in the list, from 1. */
  malformed(message: Malformed, position: number): void;
  warn(message: string): void;
  progress(message: string): void;
}

/** The quota of the interface allows no further call. */
class QuotaSpent extends PublisherError {}

/** What stands for a message that nobody can name, so that those behind it keep their places. */
const unnamed = (position: number, before: Row | undefined): Row => ({
  message: `?${position}`,
  created: before?.created ?? 0,
  updated: before?.updated ?? 0,
  items: 0,
});

/** How often a part is read on where what it lacks is hard to believe. */
const LONGER = 3;

/**
 * One look at the list of an official account: at the newest messages until nothing is new, then at a part of the older
 * ones, in turn, so that all of them were seen within a day. Messages that are missing where they should stand are
 * gone, and their articles are withdrawn.
 *
 * Nothing is assumed of how the list is sorted. By which times it is, is learned from the whole of it once, and from
 * then on from every page. Of a list that is sorted by none, or whose order is in doubt, only the whole says what is
 * gone: it is gone through at once, once a day.
 */
export class Look {
  private readonly pages = new Pages();
  private readonly state: Progress;
  private readonly account: string;
  private readonly time: number;
  private readonly walk: Walk;
  private purpose: Purpose = 'newest';
  /** Since the account was looked at last, and since a part of its older messages was; milliseconds. */
  private readonly interval: number;
  private readonly elapsed: number;

  constructor(private readonly options: LookOptions) {
    const { client, memory, calls, all, now } = options;
    this.account = client.account;
    this.time = now();
    this.state = memory.listings.progress(this.account);
    const since = (time: number | null) =>
      time === null ? USUAL : Math.min(DAY, Math.max(0, this.time - time));
    this.interval = since(this.state.ran);
    this.elapsed = since(this.state.looked ?? this.state.ran);
    this.walk = new Walk(this.state.gap, all);
    // What was asked before there was a run: the token.
    if (client.untold) {
      calls.note('newest', client.untold);
      client.untold = 0;
    }
  }

  /** Throws what the account's interface throws; how far the look came is noted all the same. */
  async go(): Promise<void> {
    const { client, memory } = this.options;
    const tells = client.onCall !== undefined;
    if (tells) client.onCall = () => this.spend();
    this.state.ran = this.time;
    try {
      if (await this.newest()) await this.older();
      this.tell();
    } finally {
      if (tells) client.onCall = null;
      memory.listings.setProgress(this.account, this.state);
    }
  }

  /** Looks at the newest messages, until everything on a page is known; false where the quota ends that. */
  private async newest(): Promise<boolean> {
    const { walk, state, pages, options } = this;
    let fresh = 0;
    try {
      for (let more = true; more; ) {
        options.progress(`读取公众号第 ${walk.offset + 1} 条起的消息`);
        const { total, known, news } = await this.read(walk.offset, fresh);
        fresh = news;
        // The newest page of every run of a day is to be had: the others leave its calls alone.
        this.purpose = 'older';
        more = walk.next({ messages: pages.endFrom(walk.offset) - walk.offset, total }, known, fresh);
      }
    } catch (error) {
      // Of a list whose first page was not had nothing more is unknown than before.
      if (walk.offset > 0) state.gap = walk.offset;
      if (!(error instanceof QuotaSpent)) throw error;
      options.warn(
        walk.offset === 0
          ? `24 小时里的接口调用已满限额 ${options.quota} 次，这一次没有读公众号的列表；之后的运行会接着读`
          : `24 小时里的接口调用快满限额 ${options.quota} 次，只读到公众号第 ${walk.offset} 条消息；之后的运行会接着读`,
      );
      return false;
    }
    state.gap = null;
    return true;
  }

  /** Reads a page and takes what is on it. `fresh` counts new messages, and those below them on their page. */
  private async read(offset: number, fresh = 0): Promise<{ total: number; known: boolean; news: number }> {
    const { client, memory, take, malformed } = this.options;
    if (client.onCall === undefined) this.spend();
    const page = await client.batch(offset);
    let known = true;
    let news = fresh;
    const rows: Row[] = [];
    for (const [index, message] of page.item.entries()) {
      if (message instanceof Malformed) {
        malformed(message, offset + index + 1);
        rows.push(unnamed(offset + index, rows.at(-1)));
        this.pages.hasUnnamed = true;
        continue;
      }
      const { article_id, update_time, content } = message;
      const { create_time: created = null, news_item } = content;
      const published = memory.listings.see(this.account, article_id, created, update_time);
      rows.push({
        message: article_id,
        created: created ?? published,
        updated: update_time,
        items: news_item.length,
      });
      if (await take(message, published)) known = false;
      if (!known) news += 1;
    }
    this.pages.add(offset, rows, page.total_count);
    return { total: page.total_count, known: known && page.item.length > 0, news };
  }

  /** Counts a call that is about to be made. Throws where the quota has none left for its purpose. */
  private spend(): void {
    if (!this.canSpend(this.purpose)) throw new QuotaSpent(`接口调用已满限额 ${this.options.quota} 次`);
    this.options.calls.note(this.purpose);
  }

  private canSpend(purpose: Purpose, count = 1, spared = 0): boolean {
    const { calls, quota } = this.options;
    if (calls.used() + count > quota) return false;
    return purpose === 'newest' || calls.used('older') + count <= this.forOlder - spared;
  }

  /** How many calls of a day are for more than the newest page. */
  private get forOlder(): number {
    const { calls, quota } = this.options;
    return quota - keptBack(this.interval, calls.used('newest'));
  }

  /** Whether the quota allows so many calls for what is known, which leave some for what is new. */
  private canLook(count = 1): boolean {
    return this.canSpend('older', count, spared(this.options.quota));
  }

  /** Looks at a part of the older messages, or at all of them, and withdraws what is gone. */
  private async older(): Promise<void> {
    const { pages, state, options } = this;
    const { listings } = options.memory;
    const known = listings.count(this.account);
    const wantsWhole = state.orders === 0 || state.doubted;
    if (options.all || pages.isWhole) {
      await this.judgeWhole();
      return;
    }
    if (wantsWhole) {
      const left = Math.ceil(known / BATCH) + 1;
      if (!this.canLook(left)) {
        // With this quota it never can be gone through at once.
        if (left > this.forOlder - spared(options.quota)) state.doubted = false;
        return;
      }
      // The next run would come too late.
      const isDue = state.doubted || state.looked === null || this.elapsed + this.interval > DAY - DAY / 48;
      if (!isDue) return;
      for (let at = pages.endFrom(0); at < pages.total; at = pages.endFrom(0)) {
        if (!(await this.readOlder(at)) || pages.fault) return;
      }
      await this.judgeWhole();
      return;
    }
    await this.part(pagesFor(known, this.interval, this.elapsed));
  }

  /** Reads an older page; false where the quota does not allow it, or nothing is there. */
  private async readOlder(offset: number): Promise<boolean> {
    if (!this.canLook()) return false;
    try {
      this.options.progress(`查看公众号第 ${offset + 1} 条起的消息是否还在`);
      await this.read(offset);
    } catch (error) {
      if (error instanceof QuotaSpent) return false;
      throw error;
    }
    return this.pages.at(offset) !== undefined;
  }

  /** Looks at the part that comes next, of so many pages. */
  private async part(count: number): Promise<void> {
    const { pages, state } = this;
    let left = count;
    const top = pages.endFrom(0);
    let start = await this.begin(top);
    if (start === null) return;
    let last = pages.endFrom(start);
    let hasEnded = false;
    const readOn = async () => {
      while (!pages.fault) {
        if (last >= pages.total) {
          if (start === 0 || hasEnded) return;
          // The next turn begins with what is left of this one's pages.
          hasEnded = true;
          start = 0;
          last = top;
          continue;
        }
        // A part of messages of one time alone would never be passed.
        if (left <= 0 && (hasEnded || start === 0 || this.isBelow(last - 1))) return;
        if (!(await this.readOlder(last))) return;
        left -= 1;
        last = pages.endFrom(last);
        if (hasEnded && last >= pages.total) return;
      }
    };
    await readOn();
    for (let again = 0; ; again += 1) {
      const turned = hasEnded || last >= pages.total;
      if (pages.isWhole) {
        await this.judgeWhole();
        return;
      }
      const verdict = await this.judge(turned);
      if (verdict === 'unsure') return;
      if (typeof verdict === 'object') {
        // What many are missing from is looked at in a longer part; then the whole has to say.
        if (again < LONGER && !turned) {
          left = Math.ceil(verdict.missing / BATCH) + 1;
          const before = last;
          await readOn();
          if (last > before || hasEnded) continue;
        }
        state.doubted = true;
      }
      state.looked = this.time;
      const end = pages.at(last - 1);
      state.at =
        end && last < pages.total && state.orders !== 0
          ? { updated: end.updated, created: end.created, offset: last - 1, total: pages.total }
          : null;
      if (turned) state.learned = true;
      return;
    }
  }

  /**
   * Where the next part begins: above the last message of the one before it, by every time that the list may be sorted
   * by. Null where that cannot be had now.
   */
  private async begin(top: number): Promise<number | null> {
    const { pages, state } = this;
    const { at } = state;
    if (!at) return 0;
    const shifted = at.offset + (pages.total - at.total) - 1;
    let start = Math.min(shifted, pages.total - 1);
    for (;;) {
      if (start <= top) return 0;
      if (!(await this.readOlder(start)) || pages.fault) return null;
      const first = pages.at(start)!;
      if (this.keys().every((key) => first[key] > at[key])) return start;
      start -= BATCH;
    }
  }

  /** The keys that the list may be sorted by. */
  private keys() {
    const orders = this.state.orders & this.pages.orders();
    return KEYS.filter((key) => (orders & BIT[key]) !== 0);
  }

  /** Whether a position is below where the part before this one ended. */
  private isBelow(position: number): boolean {
    const { at } = this.state;
    const row = this.pages.at(position);
    return !at || !row || this.keys().every((key) => row[key] < at[key]);
  }

  /**
   * Says what is gone of the stretches that were read.
   * @param turned whether they end a turn through the list
   * @returns `unsure` where they prove nothing; how many are missing where that is hard to believe
   */
  private async judge(turned: boolean): Promise<'judged' | 'unsure' | { missing: number }> {
    const { pages, state, options } = this;
    const { listings } = options.memory;
    if (!this.isSound()) return 'unsure';
    state.orders &= pages.orders();
    if (state.orders === 0) state.doubted = true;
    const missed = new Map<string, KnownMessage>();
    for (const stretch of pages.stretches()) {
      for (const key of this.keys()) {
        const { low, high } = pages.bounds(stretch, key);
        for (const one of listings.between(this.account, key, low, high)) {
          if (pages.has(one.message)) continue;
          const known = missed.get(one.message) ?? one;
          missed.set(one.message, { ...known, missed: known.missed | BIT[key] });
        }
      }
    }
    const isGone = ({ missed: by }: KnownMessage) =>
      state.orders !== 0 && (by & state.orders) === state.orders;
    const gone = new Set<string>();
    if (state.learned || turned) for (const one of missed.values()) if (isGone(one)) gone.add(one.message);
    if (!state.learned && turned && state.orders !== 0)
      for (const one of listings.missed(this.account, state.orders)) gone.add(one.message);
    const verdict = await this.withdraw(gone, false);
    // Of what is not believed nothing is kept.
    if (verdict !== 'judged') return verdict;
    for (const { message, missed: by } of missed.values()) listings.miss(message, by);
    return 'judged';
  }

  /** Says what is gone of a list that was to be read to its end. */
  private async judgeWhole(): Promise<'judged' | 'unsure' | { missing: number }> {
    const { pages, state, options } = this;
    const { listings } = options.memory;
    if (!this.isSound()) return 'unsure';
    if (!pages.isWhole) {
      if (options.all) this.sayMoved();
      return 'unsure';
    }
    state.orders = pages.orders();
    const gone = listings.all(this.account).filter(({ message }) => !pages.has(message));
    const verdict = await this.withdraw(new Set(gone.map(({ message }) => message)), true);
    if (verdict === 'unsure') return verdict;
    state.learned = true;
    state.doubted = false;
    state.at = null;
    state.looked = this.time;
    return verdict;
  }

  /** Whether what was read can prove anything. */
  private isSound(): boolean {
    const { pages, options } = this;
    if (pages.fault === 'moved') {
      if (options.all) this.sayMoved();
      return false;
    }
    if (pages.fault === 'unnamed') {
      options.warn('公众号的列表里有读不懂的消息，这一次不判断哪些文章已经没有；之后的运行会再看');
      return false;
    }
    if (pages.fault === 'short') {
      options.warn('公众号接口给出的列表不完整，这一次不判断哪些文章已经没有；之后的运行会再看');
      return false;
    }
    const known = options.memory.listings.count(this.account);
    const missing = known - pages.total;
    if (!this.isDoubtful(missing, known)) return true;
    this.sayDoubted(missing, known);
    return false;
  }

  /** Whether so many missing are rather the interface's fault, unless somebody says that they are gone. */
  private isDoubtful(missing: number, of: number): boolean {
    return !this.options.isTrusted && isDoubtful(missing, of);
  }

  private sayMoved(): void {
    this.options.warn('读取期间公众号的列表有变动，这一次不判断哪些文章已经没有；之后的运行会再看');
  }

  private sayDoubted(missing: number, of: number): void {
    this.options.warn(
      `公众号的列表里少了 ${missing} 篇（共 ${of} 篇），多得不像是删除，多半是接口暂时异常，没有撤回任何文章。确实删除了，请运行 sync --all --accept-loss`,
    );
  }

  /** Withdraws the articles of messages that are gone, and those that messages no longer have. */
  private async withdraw(
    gone: ReadonlySet<string>,
    isWhole: boolean,
  ): Promise<'judged' | 'unsure' | { missing: number }> {
    const { pages, options, account, time } = this;
    const { memory } = options;
    const { listings } = memory;
    const isLive = (name: string) => memory.isLive(memory.identityOf(name)!);
    const lost = new Map<string, string[]>();
    for (const message of gone) lost.set(message, this.placesOf(message).filter(isLive));
    const dropped: string[] = [];
    let there = 0;
    for (const { message, items } of pages.all())
      for (const name of this.placesOf(message)) {
        if (!isLive(name)) continue;
        if (Number(name.slice(name.lastIndexOf(':') + 1)) <= items) there += 1;
        else dropped.push(name);
      }
    const names = [...[...lost.values()].flat(), ...dropped];
    if (names.length === 0) {
      for (const message of gone) listings.go(message, 0);
      return 'judged';
    }
    const known = listings.count(account);
    if (this.isDoubtful(names.length, names.length + there)) {
      if (isWhole) this.sayDoubted(names.length, names.length + there);
      return { missing: names.length };
    }
    const lately = listings.goneSince(account, time - DAY);
    // A list that says of itself that it is longer than this has them somewhere.
    if (gone.size > known - pages.total || this.isDoubtful(lately + gone.size, known + lately)) {
      this.sayDoubted(names.length, names.length + there);
      return 'judged';
    }
    if (!(await this.standsStill())) return 'unsure';
    for (const [message, live] of lost) listings.go(message, live.length > 0 ? time : 0);
    for (const name of names) this.withdrawOne(name);
    return 'judged';
  }

  /** What an article is called in the account, its message and position, for each article of a message. */
  private placesOf(message: string): string[] {
    const prefix = `api:${message}:`;
    return this.options.memory
      .aliases(prefix)
      .map(({ name }) => name)
      .filter((name) => /^\d+$/.test(name.slice(prefix.length)));
  }

  private withdrawOne(name: string): void {
    const { memory } = this.options;
    const identity = memory.identityOf(name)!;
    // The same article may stand in another message, which is there.
    const isElsewhere = memory.namesOf(identity).some((other) => {
      const [, message] = /^api:(.+):\d+$/.exec(other) ?? [];
      return other !== name && message !== undefined && memory.listings.has(message);
    });
    if (!isElsewhere) memory.withdrawals.add(identity, { by: 'listing', time: this.time });
  }

  /**
   * Whether the list is as it was when this look began: what was edited or published since stands at its top, and may
   * be what seems to be missing.
   */
  private async standsStill(): Promise<boolean> {
    const { pages } = this;
    if (pages.isWhole) return true;
    return (await this.readOlder(0)) && pages.fault === null;
  }

  /** Says once that the quota is too small for what is promised. */
  private tell(): void {
    const { state, options } = this;
    const known = options.memory.listings.count(this.account);
    const interval = Math.max(this.interval, USUAL);
    const need = callsADay(known, interval, options.quota);
    const isEnough = need <= options.quota;
    if (!isEnough && !state.told)
      options.warn(
        `公众号有 ${known} 条消息，要在一天之内看完一遍，接口每天约需 ${need} 次调用，多于限额 ${options.quota} 次：` +
          '删除的文章会发现得晚一些。接口的限额更高时，用 --quota 写明；否则请让定时运行的间隔长一些',
      );
    state.told = !isEnough;
  }
}
