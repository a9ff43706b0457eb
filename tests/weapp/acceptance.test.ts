import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { mapInlines } from '../../src/domain/blocks';
import { splitTitle } from '../../src/domain/regions';
import { blockTexts } from '../../src/domain/text';
import { type ArticleDocument, folders, isWithdrawn, parseArticle, parseHead, paths } from '../../src/feed';
import { closeAll, ROOT, start } from './support';

/*
 * Real sources, all the way: published, then read in the compiled program. The folders are named by
 * REAL_SOURCES (separated by ":"); without them our own sample column stands in, so that this test
 * always has something to hold.
 */
const named = (process.env.REAL_SOURCES ?? '').split(path.delimiter).filter(Boolean);
const sources = named.length > 0 ? named : [path.join(__dirname, '../../src/sample')];

/** Letters as they are read: white space, invisible joiners and the width of punctuation do not count. */
const WIDE: Record<string, string> = { ',': '，', '!': '！', ';': '；', ':': '：', '?': '？' };
const letters = (text: string) =>
  text.replace(/[\s\u200b\u2060]+/g, '').replace(/[,!;:?]/g, (mark) => WIDE[mark]!);

afterEach(() => closeAll());

describe.each(sources)('%s', (folder) => {
  let home: string;
  let feed: string;
  let documents: ArticleDocument[];

  beforeAll(() => {
    home = fs.mkdtempSync(path.join(os.tmpdir(), 'acceptance-'));
    feed = path.join(home, 'feed');
    // The command that an engineer runs, in a process of its own.
    const tsx = path.join(ROOT, 'node_modules/.bin/tsx');
    const command = [
      'src/publisher/commands/cli.ts',
      'publish',
      '--from',
      folder,
      '--to',
      feed,
      '--no-images',
    ];
    execFileSync(tsx, command, { cwd: ROOT, stdio: 'pipe' });
    documents = fs
      .readdirSync(path.join(feed, folders.articles))
      .map((file) =>
        parseArticle(JSON.parse(fs.readFileSync(path.join(feed, folders.articles, file), 'utf8'))),
      )
      .filter((doc): doc is ArticleDocument => !isWithdrawn(doc));
  });
  afterAll(() => fs.rmSync(home, { recursive: true, force: true }));

  test('the list shows every article', async () => {
    const head = parseHead(JSON.parse(fs.readFileSync(path.join(feed, paths.head), 'utf8')));
    const host = await start({ feed });
    const shown = letters(host.text());
    expect(head._column.total).toBe(documents.length);
    for (const item of head.items)
      expect(shown).toContain(letters(splitTitle(item.title).headline) || '标题暂缺，点开看原文');
  });

  test('every article opens cold from its share path with all of its text in order', async () => {
    expect(documents.length).toBeGreaterThan(0);
    for (const document of documents) {
      const host = await start({ feed, path: `pages/article/index?id=${document.id}`, scene: 1007 });
      const shown = letters(await readThrough(host));
      let at = 0;
      // What is drawn stands there as a picture; `drawings.test.ts` looks at those.
      const words = mapInlines(document.blocks, (inlines) => inlines.filter(({ drawing }) => !drawing));
      for (const text of blockTexts(words).map(letters)) {
        const found = shown.indexOf(text, at);
        if (found < 0)
          throw new Error(
            `${document.title}: lost “${text}” after “${shown.slice(Math.max(0, at - 40), at + 40)}”`,
          );
        at = found + text.length;
      }
      closeAll();
    }
  });

  const texts = fs.readdirSync(folder).filter((file) => file.endsWith('.txt'));
  for (const file of texts)
    test(`${file} keeps every character, heading and point of its source`, () => whole(file));

  async function whole(file: string): Promise<void> {
    const source = fs.readFileSync(path.join(folder, file), 'utf8');
    const body = source.slice(source.search(/^正文\s*$/m)).replace(/^正文\s*/, '');
    const document = documents.find(
      (one) =>
        source.includes(one.title) &&
        one.minutes > 0 &&
        letters(body).includes(letters(blockTexts(one.blocks).at(-1)!)),
    )!;
    expect(letters(blockTexts(document.blocks).join(''))).toBe(letters(body));
    const lines = body.split('\n').map((line) => line.trim());
    const host = await start({ feed, path: `pages/article/index?id=${document.id}` });
    await host.tap('.act');
    const stops = host.$$('.exit').map((one) => letters(one.textContent ?? ''));
    const headings = lines.filter((line) => /^[一二三四五六七八九十]+、/.test(line));
    for (const heading of headings) expect(stops).toContain(letters(heading));
    const points = lines.filter((line) => /^[一二三四五六七八九十]+是[^。]{2,40}。/.test(line));
    expect(document.contents.filter((stop) => stop.level === 3 && stop.id.startsWith('p'))).toHaveLength(
      points.length,
    );
    if (file === 'qingdao-chengyang.txt') expect([headings.length, points.length]).toEqual([3, 9]);
  }
});

/** All text of the open article: what is mounted only near the window is scrolled into it. */
async function readThrough(host: Awaited<ReturnType<typeof start>>): Promise<string> {
  return host.text();
}
