import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'parse5';
import { mapBlocks, markOf } from '../../../src/domain/blocks';
import { blockTexts } from '../../../src/domain/text';
import { type ArticleDocument, type Block, paths } from '../../../src/feed';
import { checkFeed } from '../../../src/publisher/commands/check';
import { publish } from '../../../src/publisher/commands/publish';
import { attribute, type Element, isElement, isText, type Node } from '../../../src/publisher/html/dom';
import { cleanUp, headOf, plain, readJson, temporary } from '../support';

/*
 * Real sources, kept outside the project: REAL_SOURCES names folders, separated as in PATH. What stands in
 * a page is found here in another way than the publisher does it, so that the two can be compared.
 */
const FOLDERS = (process.env.REAL_SOURCES ?? '').split(path.delimiter).filter(Boolean);
const some = FOLDERS.length > 0 ? test : test.skip;

afterAll(cleanUp);

const filesOf = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const file = path.join(folder, name);
    return statSync(file).isDirectory() ? filesOf(file) : [file];
  });

const SKIPPED = new Set(['script', 'style', 'svg', 'mp-style-type']);
const HIDDEN = /display:\s*none|visibility:\s*hidden|opacity:\s*0(?:[;\s]|$)|font-size:\s*0(?:px)?\s*(?:;|$)/;

/** Text that a browser would show inside the article's element, piece by piece. */
function visibleTexts(html: string): string[] {
  const pieces: string[] = [];
  const collect = (node: Node, root: boolean): void => {
    if (isText(node)) pieces.push(node.value);
    if (!isElement(node) || SKIPPED.has(node.tagName)) return;
    if (!root && HIDDEN.test(attribute(node, 'style') ?? '')) return;
    for (const child of node.childNodes) collect(child, false);
  };
  const find = (node: Node): Element | null => {
    if (!isElement(node)) return null;
    if (attribute(node, 'id') === 'js_content') return node;
    for (const child of node.childNodes) {
      const found = find(child);
      if (found) return found;
    }
    return null;
  };
  for (const child of parse(html).childNodes) {
    const content = find(child);
    if (content) collect(content, true);
  }
  return pieces.map(bare).filter((piece) => piece !== '');
}

const bare = (text: string) => text.replace(/[\s\u200b-\u200f\u2060\ufeff\u00a0]/g, '');

/** A number that an editor typed before an item is the list's: readers see it there. */
const withMarks = (blocks: Block[]): Block[] =>
  mapBlocks(blocks, (block) =>
    block.type !== 'list'
      ? block
      : {
          ...block,
          items: block.items.map((item, at) => [
            { type: 'paragraph', inlines: [{ text: markOf(block, at) }] },
            ...item,
          ]),
        },
  );

some(
  'every piece of visible text of real sources is in their documents, in order',
  async () => {
    let compared = 0;
    for (const file of FOLDERS.flatMap(filesOf).filter((name) => /\.(?:html|txt)$/.test(name))) {
      const to = path.join(temporary(), 'to');
      const report = await publish({ from: [file], to, ...plain });
      expect((await checkFeed(to)).findings).toEqual([]);
      if (report.total === 0) {
        expect(report.warnings.length).toBeGreaterThan(0);
        continue;
      }
      const text = readFileSync(file, 'utf8');
      const whole = headOf(to)
        .items.map((item) => readJson(to, paths.article(item.id)) as ArticleDocument)
        .find((one) => one.minutes > 0)!;
      // Posts carry their text in the page's data; their element holds controls.
      if (whole.kind === 'pictures' || whole.kind === 'note') continue;
      const said = bare(blockTexts(withMarks(whole.blocks)).join(''));
      const pieces = file.endsWith('.txt')
        ? text
            .slice(text.indexOf('\n正文') + 3)
            .split('\n')
            .map(bare)
            .filter(Boolean)
        : visibleTexts(text);
      let at = 0;
      for (const piece of pieces) {
        const found = said.indexOf(piece, at);
        if (found < 0)
          throw new Error(
            `${path.basename(file)}: lost “${piece.slice(0, 60)}” after “${said.slice(Math.max(0, at - 30), at)}”`,
          );
        at = found + piece.length;
      }
      compared += 1;
    }
    expect(compared).toBeGreaterThan(0);
  },
  120_000,
);
