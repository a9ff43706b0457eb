import { type ArticleDocument, parseArticle, SCHEMA } from '../../feed';

/** What a document is for the most part. It is JSON from where it is made to where it is published. */
export type Body = Pick<ArticleDocument, 'contents' | 'blocks' | 'footnotes'>;

/** The rest of a document before it has its links to others. */
export type Front = Omit<ArticleDocument, keyof Body | 'related' | 'newer' | 'older'>;

/**
 * A body as the properties of a JSON object, without its braces, in UTF-8: to be parsed, or only encoded, and written
 * again on its way, in each thread and for each step, would be a third of what a first publication costs.
 */
export const bodyJson = ({ contents, blocks, footnotes }: Body): Uint8Array =>
  // No `Buffer`: a small one is part of a large one, all of which would cross to the other thread.
  new TextEncoder().encode(
    JSON.stringify({ contents, blocks, ...(footnotes ? { footnotes } : {}) }).slice(1, -1),
  );

export const parseBody = (json: Uint8Array): Body =>
  JSON.parse(`{${new TextDecoder().decode(json)}}`) as Body;

/** JSON of an object with a front, a body and what follows, which is JSON of an object too. */
export const joinJson = (front: object, body: Uint8Array, rest: string): Buffer =>
  Buffer.concat([
    Buffer.from(`${JSON.stringify(front).slice(0, -1)},`),
    body,
    Buffer.from(`,${rest.slice(1)}`),
  ]);

const BLANK: ArticleDocument = {
  id: 'A00000000000',
  schema: SCHEMA,
  v: 'AAAAAA',
  title: '',
  headline: '',
  region: null,
  kind: 'article',
  byline: { column: '', channel: '', place: '', published: '2000-01-01T00:00:00+08:00' },
  digest: '',
  minutes: 0,
  contents: [],
  blocks: [],
  related: [],
};

/** Throws where a client would: with the path of what it does not take. */
export function checkBody(body: Body): void {
  parseArticle({ ...BLANK, ...body });
}

export function checkFront(front: Front): void {
  parseArticle({ ...BLANK, ...front, v: BLANK.v });
}
