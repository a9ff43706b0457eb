import type { Cards } from '../../../feed';
import { joinJson } from '../../work/body';
import type { Draft } from '../drafts';

/** What of a document depends on other articles, or is made once the document is. */
export interface Settled {
  v: string;
  cards: Cards | undefined;
  code: string | null;
  /** JSON of an object: related, newer and older articles. */
  links: string;
}

/** A document as it is published. */
export function compose(draft: Draft, { v, cards, code, links }: Settled): Buffer {
  const { id, schema, title, headline, breaks, region, kind, byline, url, digest, cover, minutes } =
    draft.front;
  // Written out, so that a document has the same bytes whichever way it came about.
  const front = {
    id,
    schema,
    v,
    title,
    headline,
    ...(breaks ? { breaks } : {}),
    region,
    kind,
    byline,
    ...(url === undefined ? {} : { url }),
    digest,
    ...(cover ? { cover } : {}),
    ...(cards ? { cards } : {}),
    ...(code ? { code } : {}),
    minutes,
  };
  return joinJson(front, draft.body, `${links}\n`);
}
