/** Above this share of the account's articles a full listing that lacks them is not believed. */
const SHARE = 0.5;
/** So few may be missing whatever their share. */
const FEW = 5;

/** What a full listing said of the account. */
export interface Listed {
  /** Places of the articles that it had. */
  names: ReadonlySet<string>;
  /** Number of its different messages. */
  messages: number;
  /** What its pages said of the length of the list. */
  totals: ReadonlySet<number>;
}

export type Missing =
  /** The list changed while it was read: an article may have moved from one page to another unseen. */
  | { verdict: 'list moved' }
  /** So many are missing that the API is likelier at fault than the account. */
  | { verdict: 'not believed'; missing: number; of: number }
  | { verdict: 'vanished'; names: string[] };

/** Which articles of the feed the account no longer has. `live` are their places in the account. */
export function missingFrom(listed: Listed, live: readonly string[]): Missing {
  if (listed.totals.size > 1 || !listed.totals.has(listed.messages)) return { verdict: 'list moved' };
  const names = live.filter((name) => !listed.names.has(name));
  return names.length > FEW && names.length > live.length * SHARE
    ? { verdict: 'not believed', missing: names.length, of: live.length }
    : { verdict: 'vanished', names };
}
