import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { blockTexts } from '../../../src/domain/text';
import { type ArticleDocument, isWithdrawn, parseArticle, paths } from '../../../src/feed';
import { publish } from '../../../src/publisher/commands/publish';
import { rebuild } from '../../../src/publisher/commands/rebuild';
import { articleId } from '../../../src/publisher/hash';
import { memoryFile } from '../../../src/publisher/memory/memory';
import { RunRecord } from '../../../src/publisher/memory/record';
import type { Report } from '../../../src/publisher/report';
import { ordinaryPage } from '../../fixtures/publisher/pages';
import { cleanUp, headOf, plain, readJson, snapshot, temporary, write } from '../support';

/*
 * Several copies of one article: which of them it is made of, what the editor is told, and that it is the same after
 * every loss.
 */

afterEach(cleanUp);

const NOW = Date.UTC(2026, 3, 5, 2);
const ID = articleId('message:MzA1MDAwMDAwMQ==:2247000001:1');
/** A page of the article: `served` is when it was captured, in seconds. */
const copy = (text: string, served = 1734500000) =>
  ordinaryPage({ mid: '2247000001', served, body: `<p>${text}</p>` });
const minute = (title: string, more = '') =>
  `${more}${title}\n\n示例交通 · 公众号 · 山东 · 2025-03-04 09:10\n\n正文\n${title}的一段正文。`;

/** A folder of sources that is published whenever it is said, an hour later each time. */
function desk(files: Record<string, string>) {
  const root = temporary();
  const from = write(path.join(root, 'from'), files);
  const to = path.join(root, 'to');
  let now = NOW;
  const step = () => {
    now += 3600_000;
    const moment = now;
    return { to, ...plain, now: () => moment };
  };
  return {
    from,
    to,
    save: (more: Record<string, string>) => write(from, more),
    remove: (name: string) => rmSync(path.join(from, name)),
    publish: (more: { force?: string[] } = {}) => publish({ from: [from], ...step(), ...more }),
    force: (name: string) => publish({ from: [], force: [path.join(from, name)], ...step() }),
    rebuild: () => rebuild(step()),
    loseMemory: () => rmSync(memoryFile(`${to}.archive`)),
    document: (id = ID) => parseArticle(readJson(to, paths.article(id))) as ArticleDocument,
    text: (id = ID) => {
      const found = parseArticle(readJson(to, paths.article(id)));
      return isWithdrawn(found) ? 'withdrawn' : blockTexts(found.blocks).join('');
    },
  };
}
const said = ({ warnings }: Report) => warnings.map(({ article, message }) => `${article}：${message}`);

describe('of two copies of an article', () => {
  test('in one run the newer one wins, whichever is read first, with a line that names both', async () => {
    for (const [older, newer] of [
      ['a.html', 'b.html'],
      ['b.html', 'a.html'],
    ] as const) {
      const { publish: run, text } = desk({ [older]: copy('旧', 1734400000), [newer]: copy('新') });
      expect(said(await run())).toEqual([`${older}：与 ${newer} 是同一篇文章的两份，采用了较新的 ${newer}`]);
      expect(text()).toBe('新');
      expect(said(await run())).toEqual([]);
    }
  });

  test('an older one does not undo a newer one: it is named once, is archived, and nothing else changes', async () => {
    const { publish: run, text, save, to } = desk({ 'a.html': copy('新') });
    await run();
    const before = snapshot(to);
    save({ 'b.html': copy('旧', 1734400000) });
    expect(said(await run())).toEqual([
      'b.html：它比已发布的那一份旧，没有采用（已存档）。确实要用它，请运行 publish --force <这个文件>',
    ]);
    expect(await run()).toMatchObject({ warnings: [], written: 0 });
    expect([text(), snapshot(to)]).toEqual(['新', before]);
  });

  test('an older one under the same name does not either', async () => {
    const { publish: run, text, save } = desk({ 'a.html': copy('旧', 1734400000) });
    await run();
    save({ 'a.html': copy('新') });
    await run();
    save({ 'a.html': copy('旧', 1734400000) });
    await run();
    expect(text()).toBe('新');
    save({ 'a.html': copy('更旧', 1734300000) });
    expect(said(await run())).toHaveLength(1);
    expect(text()).toBe('新');
  });

  test('--force goes back to the older one, which stays until a newer one than that comes', async () => {
    const { publish: run, force, text, save, loseMemory, rebuild: again } = desk({ 'a.html': copy('新') });
    await run();
    save({ 'b.html': copy('旧', 1734400000) });
    await run();
    expect(await force('b.html')).toMatchObject({ changed: 1, warnings: [] });
    expect(text()).toBe('旧');
    // Both are still in the folder.
    expect(await run()).toMatchObject({ changed: 0, warnings: [], written: 0 });
    await again();
    expect(text()).toBe('旧');
    loseMemory();
    await again();
    expect(text()).toBe('旧');
    save({ 'c.html': copy('最新', 1734600000) });
    await run();
    expect(text()).toBe('最新');
  });

  test('a file that was changed by hand and put back puts the article back; a file of another name does not', async () => {
    const { publish: run, text, save, remove, document } = desk({ 'a.html': copy('甲') });
    await run();
    const before = document();
    save({ 'a.html': copy('乙') });
    await run();
    save({ 'a.html': copy('甲') });
    expect(await run()).toMatchObject({ changed: 1 });
    expect(document()).toEqual(before);
    save({ 'b.html': copy('丙') });
    await run();
    expect(text()).toBe('丙');
    remove('b.html');
    expect(await run()).toMatchObject({ changed: 0, written: 0 });
    expect(text()).toBe('丙');
  });
});

describe('an edited article', () => {
  test('gets the time of the edit: of its capture, where that is later, else of the run that saw it', async () => {
    const { publish: run, document, save, to } = desk({ 'a.html': copy('甲') });
    await run();
    expect(document().byline.modified).toBeUndefined();
    save({ 'a.html': copy('乙', 1734600000) });
    expect(await run()).toMatchObject({ changed: 1 });
    expect(document().byline.modified).toBe('2024-12-19T17:20:00+08:00');
    expect(headOf(to).items[0]!.date_modified).toBe('2024-12-19T17:20:00+08:00');
    save({ 'a.html': copy('丙', 1734600000) });
    await run();
    expect(document().byline.modified).toBe('2026-04-05T13:00:00+08:00');
  });

  test('a capture that says the same is no edit, and a title that is completed neither', async () => {
    const listing = `示例交通 · 只有标题 · 3 天前\n\n${minute('另一篇')}`;
    const { publish: run, document, save } = desk({ 'a.html': copy('甲'), 'b.txt': listing });
    await run();
    save({ 'a.html': copy('甲', 1734700000) });
    save({ 'c.html': ordinaryPage({ title: '只有标题', mid: '9', body: '<p>全文</p>' }) });
    await run();
    expect(document().byline.modified).toBeUndefined();
    expect(document(articleId('message:MzA1MDAwMDAwMQ==:9:1')).byline.modified).toBeUndefined();
  });

  test('keeps it through rebuilds and the loss of the memory', async () => {
    const { publish: run, rebuild: again, loseMemory, document, save } = desk({ 'a.html': copy('甲') });
    await run();
    save({ 'a.html': copy('乙') });
    await run();
    const { modified } = document().byline;
    expect(modified).toBeDefined();
    await again();
    expect(document().byline.modified).toBe(modified);
    loseMemory();
    await run();
    expect(document().byline.modified).toBe(modified);
  });
});

describe('two texts that claim the same account and minute', () => {
  const MEND = '账号和发布时间相同、标题不同，分不清是不是同一篇：请在其中一份加上“序号: 2”或“原文链接: …”';
  const TEXT = articleId('text:示例交通:2025-03-04T01:10');

  test('are each reported and skipped, at every run until one is mended; the rest is published', async () => {
    const {
      publish: run,
      save,
      text,
      to,
    } = desk({
      'one.txt': minute('第一篇'),
      'two.txt': minute('第二篇'),
      'a.html': copy('别的'),
    });
    const lines = [`one.txt：已跳过：与 two.txt ${MEND}`, `two.txt：已跳过：与 one.txt ${MEND}`];
    for (let round = 0; round < 2; round += 1) {
      const report = await run();
      expect(said(report)).toEqual(lines);
      expect(report.total).toBe(1);
      expect(headOf(to).items.map(({ id }) => id)).toEqual([ID]);
    }
    save({ 'two.txt': minute('第二篇', '序号: 2\n') });
    expect(await run()).toMatchObject({ total: 3, warnings: [] });
    expect(text(TEXT)).toContain('第一篇');
  });

  test('leave what was published before as it was', async () => {
    const { publish: run, save, remove, document } = desk({ 'one.txt': minute('第一篇') });
    await run();
    const before = document(TEXT);
    save({ 'two.txt': minute('第二篇') });
    expect(said(await run())).toEqual([`two.txt：已跳过：与 one.txt ${MEND}`]);
    expect(document(TEXT)).toEqual(before);
    // Another title under the same name is an edit, and so is a file that was renamed as well.
    save({ 'one.txt': minute('改了标题') });
    remove('two.txt');
    expect(await run()).toMatchObject({ changed: 1, warnings: [] });
    remove('one.txt');
    save({ 'three.txt': minute('又改了标题') });
    expect(await run()).toMatchObject({ changed: 1, warnings: [] });
    expect(document(TEXT).title).toBe('又改了标题');
  });

  test('come to the same when the memory is lost', async () => {
    const {
      publish: run,
      save,
      loseMemory,
      rebuild: again,
      to,
    } = desk({
      'one.txt': minute('第一篇'),
      'two.txt': minute('第二篇'),
    });
    await run();
    save({ 'two.txt': minute('第二篇', '序号: 2\n') });
    await run();
    await again();
    const before = snapshot(to);
    loseMemory();
    await again();
    const after = snapshot(to);
    expect([...after].map(([name, { content }]) => [name, content])).toEqual(
      [...before].map(([name, { content }]) => [name, content]),
    );
  });
});

test('the record says of every article what it is made of, once for each change', async () => {
  const { publish: run, save, to } = desk({ 'a.html': copy('甲') });
  await run();
  const { file } = new RunRecord(`${to}.archive`);
  const before = readFileSync(file, 'utf8');
  await run();
  expect(readFileSync(file, 'utf8')).toBe(before);
  save({ 'a.html': copy('乙') });
  await run();
  const after = readFileSync(file, 'utf8');
  expect(after.startsWith(before)).toBe(true);
  expect(after.slice(before.length).split('\n')).toEqual([
    expect.stringContaining('{"run":2}'),
    expect.stringContaining(`{"what":"made","id":"${ID}"`),
    expect.stringContaining('{"end":2,'),
    '',
  ]);
});
