import type { Database } from './database';

/** What an account may sort its list by, newest first. */
export const KEYS = ['updated', 'created'] as const;
export type Key = (typeof KEYS)[number];

/** A set of keys as bits. */
export const BIT: Readonly<Record<Key, number>> = { updated: 1, created: 2 };
export const EVERY_KEY = BIT.updated | BIT.created;

/** A message as an account lists it. Times are seconds since 1970. */
export interface ListedMessage {
  message: string;
  /** What the account says of when it was made; of one that does not say, when it was first seen published. */
  created: number;
  updated: number;
}

/** A message that is known, with what older looks found of it. */
export interface KnownMessage extends ListedMessage {
  /** The keys by which it was missed where it should stand, since it was last seen. */
  missed: number;
}

/** How far the looks at an account's list have come. Times are milliseconds. */
export interface Progress {
  /** Where a listing broke off: what comes from here on may be unknown. Null: nothing is missing. */
  gap: number | null;
  /** When the account was last looked at, and when a part of its older messages was. */
  ran: number | null;
  looked: number | null;
  /** Where that part ended, and how long the list was; null where the next turn begins. */
  at: { updated: number; created: number; offset: number; total: number } | null;
  /** The keys by which nothing was seen out of order. */
  orders: number;
  /** Whether the whole list was seen since `orders` was begun: what it says holds. */
  learned: boolean;
  /** What a part of the list said was hard to believe: the next look is to go through everything. */
  doubted: boolean;
  /** Whether it was said that the quota is too small. */
  told: boolean;
}

const BEGUN: Progress = {
  gap: null,
  ran: null,
  looked: null,
  at: null,
  orders: EVERY_KEY,
  learned: false,
  doubted: false,
  told: false,
};

const COLUMNS = 'message, created, updated, missed';

/**
 * What is known of the lists of official accounts: the messages that each has listed, and how far each was looked
 * through. One account's list says nothing of another's messages.
 */
export class Listings {
  constructor(private readonly db: Database) {}

  progress(account: string): Progress {
    const row = this.db.get<{ progress: string }>('SELECT progress FROM accounts WHERE account = ?', account);
    return { ...BEGUN, ...(row ? (JSON.parse(row.progress) as Partial<Progress>) : {}) };
  }

  setProgress(account: string, progress: Progress): void {
    this.db.run(
      'INSERT INTO accounts (account, progress) VALUES (?, ?) ON CONFLICT (account) DO UPDATE SET progress = excluded.progress WHERE progress <> excluded.progress',
      account,
      JSON.stringify(progress),
    );
  }

  /**
   * Notes that an account lists a message. Whatever it was missed for, it is there.
   * @param created what the account says of it; null where it says nothing
   * @returns when it was first published, in seconds: the earliest time ever listed
   */
  see(account: string, message: string, created: number | null, updated: number): number {
    const known = this.first(message);
    const published = Math.min(known ?? Number.POSITIVE_INFINITY, created ?? updated);
    this.db.run(
      `INSERT INTO listed (message, account, published, created, updated, missed, gone) VALUES (?, ?, ?, ?, ?, 0, NULL)
        ON CONFLICT (message) DO UPDATE SET account = excluded.account, published = excluded.published,
          created = excluded.created, updated = excluded.updated, missed = 0, gone = NULL
        WHERE account IS NOT excluded.account OR published <> excluded.published OR created <> excluded.created
          OR updated <> excluded.updated OR missed <> 0 OR gone IS NOT NULL`,
      message,
      account,
      published,
      created ?? published,
      updated,
    );
    return published;
  }

  /**
   * Notes what the archive says of a message, for a memory that has lost it. Of what is listed now it says nothing.
   * @param account null where it was archived before accounts were told apart
   */
  learn(account: string | null, message: string, published: number, updated: number): void {
    this.db.run(
      `INSERT INTO listed (message, account, published, created, updated, missed, gone) VALUES (?, ?, ?, ?, ?, 0, NULL)
        ON CONFLICT (message) DO UPDATE SET account = coalesce(account, excluded.account),
          published = min(published, excluded.published), updated = max(updated, excluded.updated)
        WHERE (account IS NULL AND excluded.account IS NOT NULL) OR published > excluded.published
          OR updated < excluded.updated`,
      message,
      account,
      published,
      published,
      updated,
    );
  }

  private first(message: string): number | undefined {
    return this.db.get<{ published: number }>('SELECT published FROM listed WHERE message = ?', message)
      ?.published;
  }

  /**
   * Gives an account the messages of no account whose articles' identities begin so: they were archived before
   * accounts were told apart.
   */
  claim(account: string, identities: string): void {
    this.db.run(
      `UPDATE listed SET account = ? WHERE account IS NULL AND EXISTS (SELECT 1 FROM aliases
        WHERE name > 'api:' || message || ':' AND name < 'api:' || message || ';' AND identity >= ? AND identity < ?)`,
      account,
      identities,
      `${identities}\u{10ffff}`,
    );
  }

  /** How many messages an account has, as far as is known. */
  count(account: string): number {
    return this.db.number('SELECT count(*) FROM listed WHERE account = ? AND gone IS NULL', account);
  }

  /** The messages that an account has, as far as is known. */
  all(account: string): KnownMessage[] {
    return this.db.all(`SELECT ${COLUMNS} FROM listed WHERE account = ? AND gone IS NULL`, account);
  }

  /** Every message of every account that is not known to be gone. */
  messages(): string[] {
    return this.db
      .all<{ message: string }>('SELECT message FROM listed WHERE gone IS NULL')
      .map(({ message }) => message);
  }

  /** Those between two times of a key, both excluded; null is without a bound. */
  between(account: string, key: Key, low: number | null, high: number | null): KnownMessage[] {
    return this.db.all(
      `SELECT ${COLUMNS} FROM listed WHERE account = ? AND ${key} > ? AND ${key} < ? AND gone IS NULL`,
      account,
      low ?? -1,
      high ?? Number.MAX_SAFE_INTEGER,
    );
  }

  /** Those that were missed by all of these keys. */
  missed(account: string, keys: number): KnownMessage[] {
    return this.db.all(
      `SELECT ${COLUMNS} FROM listed WHERE account = ? AND missed > 0 AND (missed & ?) = ? AND gone IS NULL`,
      account,
      keys,
      keys,
    );
  }

  /** Notes that a message was missed where it should stand by these keys. */
  miss(message: string, keys: number): void {
    this.db.run(
      'UPDATE listed SET missed = missed | ? WHERE message = ? AND (missed | ?) <> missed',
      keys,
      message,
      keys,
    );
  }

  /** Notes that a message is gone, as far as its account's list tells, since `time` in milliseconds. */
  go(message: string, time: number): void {
    this.db.run('UPDATE listed SET gone = ? WHERE message = ?', time, message);
  }

  /** Whether its account has this message, as far as is known. */
  has(message: string): boolean {
    return this.db.get('SELECT 1 FROM listed WHERE message = ? AND gone IS NULL', message) !== undefined;
  }

  /** How many of an account's messages went since `time`, in milliseconds. */
  goneSince(account: string, time: number): number {
    return this.db.number('SELECT count(*) FROM listed WHERE account = ? AND gone >= ?', account, time);
  }
}
