import { truncateSync } from 'node:fs';
import { type ArticleDocument, type ArticleId, parseArticle, paths, SCHEMA } from '../../../src/feed';
import type { Settled } from '../../../src/publisher/run/documents/compose';
import { Documents } from '../../../src/publisher/run/documents/documents';
import { Drafts, draftOf } from '../../../src/publisher/run/drafts';
import { carryOut, Staging } from '../../../src/publisher/write/staging';
import { paragraph } from '../../fixtures/publisher/generate';
import { randomNumbers } from '../../support/random';
import { cleanUp, temporary } from '../support';

afterEach(cleanUp);

/** More than wait at a time, and no whole number of what is sent together. */
const COUNT = 700;
const ids: ArticleId[] = Array.from({ length: COUNT }, (_, at) => `A${String(at).padStart(11, '0')}`);
const CARDS = { chat: 'cards/AAAAAAAA.jpg', square: 'cards/BBBBBBBB.jpg' };

function documentOf(id: ArticleId, text: string): ArticleDocument {
  return {
    id,
    schema: SCHEMA,
    v: '',
    title: '一篇',
    headline: '一篇',
    region: null,
    kind: 'article',
    byline: { column: '栏目', channel: '', place: '', published: '2026-01-01T00:00:00+08:00' },
    digest: '',
    minutes: 1,
    contents: [],
    blocks: [{ type: 'paragraph', inlines: [{ text }] }],
    related: [],
  };
}

/** A feed's staging area, and drafts whose texts come from a seed. */
function drafted(seed: number, folder = temporary()) {
  const next = randomNumbers(seed);
  const staging = Staging.open(folder);
  const drafts = new Drafts(staging.spool);
  for (const id of ids) drafts.add(draftOf(documentOf(id, paragraph(next, 40))), new Uint8Array(4));
  return { folder, staging, drafts };
}

const settled = (at: number): Settled => ({
  v: 'AAAAAA',
  cards: at % 3 === 0 ? CARDS : undefined,
  code: null,
  links: '{"related":[],"newer":null,"older":null}',
});

/** Has all documents written; a thread does it unless there are as few. */
async function write({ staging, drafts }: ReturnType<typeof drafted>, few: number): Promise<void> {
  const documents = new Documents(staging, drafts, few);
  try {
    for (const [at, id] of ids.entries()) {
      documents.write(id, settled(at));
      if (at % 100 === 0) await documents.room();
    }
    await documents.done();
  } finally {
    await documents.close();
  }
}

test('a thread stages the documents that are staged here, and none that readers see already', async () => {
  const [here, there] = [drafted(1), drafted(1)];
  await write(here, COUNT);
  await write(there, 0);
  expect(there.staging.plan).toEqual(here.staging.plan);
  expect(there.staging.plan.moves).toHaveLength(COUNT);
  for (const id of ids) {
    const text = there.staging.read(paths.article(id))!;
    expect(text).toBe(here.staging.read(paths.article(id)));
    expect(parseArticle(JSON.parse(text))).toMatchObject({ id, v: 'AAAAAA' });
  }
  carryOut(there.folder, there.staging.plan);
  for (const one of [here, there]) one.staging.close();
  const again = drafted(1, there.folder);
  await write(again, 0);
  const kept = there.staging.plan.moves.map((one) => ({ ...one, isKept: true }));
  expect(again.staging.plan).toEqual({ moves: [], removes: [], kept: expect.arrayContaining(kept) });
  again.staging.close();
});

test('what fails in the thread fails here', async () => {
  const made = drafted(2);
  made.staging.spool.flush();
  truncateSync(made.staging.spool.name, 1000);
  await expect(write(made, 0)).rejects.toThrow('is shorter than what was written to it');
  made.staging.close();
});

test('a document that the feed has keeps its body; one that nobody has is an error', async () => {
  const { folder, staging, drafts } = drafted(3);
  await write({ folder, staging, drafts }, COUNT);
  carryOut(folder, staging.plan);
  staging.close();
  const next = Staging.open(folder);
  const documents = new Documents(next, new Drafts(next.spool));
  const before = next.document(ids[0]!)!;
  documents.write(ids[0]!, { ...settled(0), v: 'BBBBBB' });
  await documents.done();
  expect(next.document(ids[0]!)).toEqual({ ...before, v: 'BBBBBB' });
  expect(() => documents.write('Z00000000000', settled(0))).toThrow('neither made nor published');
  await documents.close();
  next.close();
});
