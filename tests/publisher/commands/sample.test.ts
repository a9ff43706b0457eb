import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { allBlocks, inlinesOf } from '../../../src/domain/blocks';
import { blockTexts } from '../../../src/domain/text';
import {
  type ArticleDocument,
  type Block,
  type Head,
  isWithdrawn,
  parseArticle,
  parseHead,
} from '../../../src/feed';

/*
 * The sample column is what a newcomer sees first and what every layout is looked at with: it has to show
 * everything that a document can hold, and to say of itself that it is a sample.
 */

const folder = mkdtempSync(path.join(tmpdir(), 'sample-'));
let head: Head;
let documents: ArticleDocument[];

beforeAll(() => {
  // The command that a newcomer types; it ends with an error when a document breaks the contract.
  const command = ['src/publisher/start.cjs', 'publish', '--from', 'src/sample', '--to', folder];
  execFileSync(process.execPath, command, { stdio: 'pipe' });
  const read = (file: string): unknown => JSON.parse(readFileSync(path.join(folder, file), 'utf8'));
  head = parseHead(read('feed.json'));
  documents = readdirSync(path.join(folder, 'articles')).map((name) => {
    const document = parseArticle(read(`articles/${name}`));
    if (isWithdrawn(document)) throw new Error(`${name} is withdrawn`);
    return document;
  });
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  rmSync(`${folder}.archive`, { recursive: true, force: true });
});

const all = () => documents.flatMap((document) => allBlocks(document.blocks));

test('every article is shared with cards of its own, and they are there', () => {
  const shown = documents.flatMap(({ cards }) => [cards?.chat, cards?.square]);
  expect(new Set(shown).size).toBe(24);
  for (const card of shown) {
    const bytes = readFileSync(path.join(folder, card!));
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
    expect(bytes.length).toBeLessThanOrEqual(128 * 1024);
  }
  expect(head.items.map(({ _column: { cards } }) => cards)).not.toContain(undefined);
});

test('twelve articles, eight of them with a cover, from nine cities and the whole province', () => {
  expect(head.items).toHaveLength(12);
  expect(head.items.filter((item) => item.image)).toHaveLength(8);
  expect(new Set(head.items.map((item) => item._column.region)).size).toBe(10);
});

test('each says at its beginning that it is a sample', () => {
  for (const document of documents) expect(blockTexts(document.blocks)[0]).toMatch(/^示例内容/);
});

test('every type of block occurs', () => {
  const types: Record<Block['type'], true> = {
    heading: true,
    paragraph: true,
    quote: true,
    list: true,
    table: true,
    code: true,
    image: true,
    gallery: true,
    video: true,
    audio: true,
    card: true,
    divider: true,
    unsupported: true,
  };
  expect(new Set(all().map((block) => block.type))).toEqual(new Set(Object.keys(types)));
});

test('every kind of card, every mark, links, captions, spans, an epigraph and every level of heading occur', () => {
  const blocks = all();
  const inlines = blocks.flatMap(inlinesOf);
  const cells = blocks.flatMap((block) => (block.type === 'table' ? block.rows.flat() : []));
  expect(new Set(blocks.map((block) => (block.type === 'card' ? block.kind : null)))).toEqual(
    new Set([null, 'miniprogram', 'account', 'link', 'location']),
  );
  expect(new Set(inlines.flatMap((inline) => inline.marks ?? []))).toEqual(
    new Set(['strong', 'em', 'underline', 'strike', 'sup', 'sub', 'accent']),
  );
  expect(inlines.some((inline) => inline.href)).toBe(true);
  expect(blocks.some((block) => block.type === 'image' && block.caption)).toBe(true);
  expect(cells.some((cell) => cell.colspan) && cells.some((cell) => cell.rowspan)).toBe(true);
  expect(blocks.some((block) => block.type === 'paragraph' && block.lead)).toBe(true);
  expect(new Set(documents.flatMap((one) => one.contents.map((entry) => entry.level)))).toEqual(
    new Set([1, 2, 3]),
  );
});

test('every picture is in the feed', () => {
  const pictures = all().flatMap((block) =>
    block.type === 'image' ? [block] : block.type === 'gallery' ? block.images : [],
  );
  expect(pictures).toHaveLength(8);
  for (const picture of pictures) expect(picture.src).toMatch(/^images\//);
});
