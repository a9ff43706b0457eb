import { copyFileSync, cpSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { blockTexts } from '../../../src/domain/text';
import { isWithdrawn, parseArticle, paths } from '../../../src/feed';
import { restore, withdraw } from '../../../src/publisher/commands/edit';
import { publish } from '../../../src/publisher/commands/publish';
import { rebuild } from '../../../src/publisher/commands/rebuild';
import { articleId } from '../../../src/publisher/hash';
import { Database } from '../../../src/publisher/memory/database';
import { memoryFile } from '../../../src/publisher/memory/memory';
import { RunRecord } from '../../../src/publisher/memory/record';
import type { Report } from '../../../src/publisher/report';
import { deletedPage, ordinaryPage } from '../../fixtures/publisher/pages';
import { cleanUp, headOf, plain, readJson, snapshot, temporary, write } from '../support';

/* Losses that meet: what one of them hides must not make another one worse. Each was seen once. */

afterEach(cleanUp);

const idOf = (mid: string) => articleId(`message:MzA1MDAwMDAwMQ==:${mid}:1`);
const TEXT = articleId('text:示例交通:2025-03-04T01:10');
const page = (mid: string, text: string, served = 1734500000) =>
  ordinaryPage({ title: `标题${mid}`, mid, time: 1600000000 + Number(mid), served, body: `<p>${text}</p>` });
const minute = (title: string) =>
  `${title}\n\n示例交通 · 公众号 · 山东 · 2025-03-04 09:10\n\n正文\n${title}的一段正文。`;

function desk(files: Record<string, string> = {}) {
  const root = temporary();
  const from = write(path.join(root, 'from'), { 'readme.md': '', ...files });
  const to = path.join(root, 'to');
  const options = { to, ...plain, now: () => 1_800_000_000_000 };
  const archive = `${to}.archive`;
  const sources = path.join(archive, 'sources');
  return {
    from,
    to,
    archive,
    sources,
    options,
    record: new RunRecord(archive),
    memory: memoryFile(archive),
    save: (more: Record<string, string>) => write(from, more),
    remove: (name: string) => rmSync(path.join(from, name)),
    run: (more: object = {}) => publish({ from: [from], ...options, ...more }),
    force: (name: string) => publish({ from: [], force: [path.join(from, name)], ...options }),
    rebuild: (more: object = {}) => rebuild({ ...options, ...more }),
    withdraw: (mid: string) => withdraw({ which: [idOf(mid)], ...options }),
    restore: (mid: string) => restore({ which: [idOf(mid)], ...options }),
    loseMemory: () => rmSync(memoryFile(archive)),
    lastPack: () => path.join(sources, readdirSync(sources).sort().at(-1)!),
    text: (id: string) => {
      const found = parseArticle(readJson(to, paths.article(id)));
      return isWithdrawn(found) ? 'withdrawn' : blockTexts(found.blocks).join('');
    },
    titles: () => headOf(to).items.map(({ title }) => title),
    gone: () => headOf(to)._column.withdrawn,
  };
}
const said = ({ warnings }: Report) =>
  warnings.map(({ article, message }) => `${article}：${message}`).join('\n');

test('a copy that a run archived without deciding anything is known after a loss', async () => {
  const {
    save,
    run,
    force,
    loseMemory,
    text,
    withdraw: take,
    restore: back,
  } = desk({ '1.html': page('1', '新') });
  await run();
  save({ '2.html': page('1', '旧', 1734400000) });
  await run();
  await force('2.html');
  loseMemory();
  await run();
  expect(text(idOf('1'))).toBe('旧');
  await take('1');
  loseMemory();
  await back('1');
  expect(text(idOf('1'))).toBe('旧');
});

test('a deleted page that came before its article does not withdraw it after a loss', async () => {
  const { save, run, rebuild: again, loseMemory, text } = desk({ '1.html': deletedPage() });
  await run();
  save({ '1.html': page('1', '在') });
  await run();
  for (const lose of [false, true]) {
    if (lose) loseMemory();
    await again();
    expect(text(idOf('1'))).toBe('在');
  }
});

test('where the source of an article is gone, the best copy that is left counts; where none is, nothing is published', async () => {
  const {
    save,
    run,
    rebuild: again,
    loseMemory,
    lastPack,
    text,
    to,
    titles,
  } = desk({ '1.html': page('1', '甲') });
  await run();
  save({ '1.html': page('1', '乙', 1734600000) });
  await run();
  rmSync(lastPack());
  loseMemory();
  expect(said(await again())).toContain('已按存档重新生成');
  expect(text(idOf('1'))).toBe('甲');
  save({ '2.html': page('2', '另一篇') });
  await run();
  const pack = lastPack();
  renameSync(pack, `${pack}.away`);
  loseMemory();
  rmSync(path.join(path.dirname(pack), '..', '..', 'from', '2.html'));
  const before = snapshot(to);
  await expect(run()).rejects.toThrow(/没有这 1 篇已发布文章的来源，没有发布.*《标题2》/);
  expect(snapshot(to)).toEqual(before);
  renameSync(`${pack}.away`, pack);
  await run();
  expect(titles()).toEqual(['标题2', '标题1']);
  rmSync(pack);
  loseMemory();
  await run({ acceptLoss: true });
  expect(titles()).toEqual(['标题1']);
});

test('a feed beside which its archive is missing is not overwritten', async () => {
  const { run, archive, to, titles, from, save } = desk({
    '1.html': page('1', '甲'),
    '2.html': page('2', '乙'),
  });
  await run();
  const before = snapshot(to);
  renameSync(archive, `${archive}.away`);
  rmSync(path.join(from, '2.html'));
  await expect(run()).rejects.toThrow(/没有这 1 篇已发布文章的来源.*《标题2》/);
  expect(snapshot(to)).toEqual(before);
  // With everything given again nothing is lost.
  save({ '2.html': page('2', '乙') });
  await run();
  expect(titles()).toHaveLength(2);
});

test('a clash in the run that makes the memory again is seen as in any other', async () => {
  const { save, run, loseMemory, text } = desk({ 'one.txt': minute('第一篇') });
  await run();
  save({ 'two.txt': minute('第二篇') });
  loseMemory();
  expect(said(await run())).toContain('two.txt：已跳过：与 one.txt');
  expect(text(TEXT)).toContain('第一篇');
  loseMemory();
  expect(said(await run())).toContain('two.txt：已跳过：与 one.txt');
  expect(text(TEXT)).toContain('第一篇');
});

test('two texts that clashed clash after a loss as well', async () => {
  const files = { 'one.txt': minute('第一篇'), 'two.txt': minute('第二篇'), '1.html': page('1', '别的') };
  const { run, loseMemory, titles } = desk(files);
  for (let round = 0; round < 3; round += 1) {
    const lines = said(await run());
    expect([lines.match(/已跳过/g)?.length, titles()]).toEqual([2, ['标题1']]);
    loseMemory();
  }
});

test('a record that is written anew says of which texts nothing was made', async () => {
  const { run, save, record, loseMemory } = desk({ 'one.txt': minute('第一篇') });
  await run();
  save({ 'two.txt': minute('第二篇') });
  await run();
  rmSync(record.file);
  await run();
  loseMemory();
  expect(said(await run())).toContain('two.txt：已跳过：与 one.txt');
});

test('a record that is written anew survives a run that dies before its commit', async () => {
  const {
    run,
    record,
    withdraw: take,
    loseMemory,
    gone,
    rebuild: again,
  } = desk({
    '1.html': page('1', '甲'),
    '2.html': page('2', '乙'),
  });
  await run();
  await take('2');
  rmSync(record.file);
  const spy = jest.spyOn(Database.prototype, 'commit').mockImplementationOnce(() => {
    throw new Error('dies');
  });
  await expect(run()).rejects.toThrow('dies');
  spy.mockRestore();
  await take('1');
  loseMemory();
  await again();
  expect(new Set(gone())).toEqual(new Set([idOf('1'), idOf('2')]));
});

test('a memory that is older than a record that was written anew undoes nothing', async () => {
  const {
    run,
    save,
    record,
    memory,
    to,
    withdraw: take,
    force,
    text,
    gone,
  } = desk({
    '1.html': page('1', '新'),
    '2.html': page('2', '另一篇'),
  });
  await run();
  save({ '3.html': page('1', '旧', 1734400000) });
  await run();
  const before = path.join(path.dirname(to), 'before.db');
  copyFileSync(memory, before);
  rmSync(record.file);
  await force('3.html');
  await take('2');
  copyFileSync(before, memory);
  await run();
  expect([text(idOf('1')), gone()]).toEqual(['旧', [idOf('2')]]);
});

test('a failed run on half an archive does not make it forget what was withdrawn', async () => {
  const {
    run,
    sources,
    to,
    withdraw: take,
    loseMemory,
    rebuild: again,
    gone,
  } = desk({
    '1.html': page('1', '甲'),
    '2.html': page('2', '乙'),
  });
  await run();
  await take('2');
  loseMemory();
  rmSync(to, { recursive: true });
  renameSync(sources, `${sources}.away`);
  for (let round = 0; round < 2; round += 1) await expect(again()).rejects.toThrow();
  rmSync(sources, { recursive: true, force: true });
  renameSync(`${sources}.away`, sources);
  await again();
  expect(gone()).toEqual([idOf('2')]);
});

test('a feed that is older than an editor’s word does not undo it', async () => {
  const { run, to, withdraw: take, restore: back, loseMemory, text } = desk({ '1.html': page('1', '甲') });
  await run();
  await take('1');
  const old = path.join(path.dirname(to), 'old');
  cpSync(to, old, { recursive: true });
  await back('1');
  for (const lose of [false, true]) {
    rmSync(to, { recursive: true });
    cpSync(old, to, { recursive: true });
    if (lose) loseMemory();
    await run();
    expect(text(idOf('1'))).toBe('甲');
  }
});

test('a damaged last line is no dead run’s', async () => {
  const {
    run,
    record,
    withdraw: take,
    loseMemory,
  } = desk({ '1.html': page('1', '甲'), '2.html': page('2', '乙') });
  await run();
  await take('2');
  const text = readFileSync(record.file, 'utf8');
  write(path.dirname(record.file), { 'record.log': text.replace(/.("sum":\d+\}\n)$/, ';$1') });
  loseMemory();
  await expect(run()).rejects.toThrow(/record\.log 的第 \d+ 行损坏/);
  write(path.dirname(record.file), { 'record.log': text });
  await run();
});

test('an article is restored from another copy where its own is gone', async () => {
  const { run, save, withdraw: take, restore: back, lastPack, text } = desk({ '1.html': page('1', '甲') });
  await run();
  save({ '1.html': page('1', '乙', 1734600000) });
  await run();
  await take('1');
  rmSync(lastPack());
  await back('1');
  expect(text(idOf('1'))).toBe('甲');
});

test('another text of the minute of a withdrawn one is not taken for it', async () => {
  const { run, save, options, text } = desk({ 'one.txt': minute('第一篇'), '1.html': page('1', '别的') });
  await run();
  await withdraw({ which: [TEXT], ...options });
  save({ 'two.txt': minute('第二篇') });
  expect(said(await run())).toContain('two.txt：已跳过：与 已撤回的《第一篇》');
  await restore({ which: [TEXT], ...options });
  expect(text(TEXT)).toContain('第一篇');
});

test('a rebuild keeps an article whose source is gone, and names it', async () => {
  const { run, save, lastPack, rebuild: again, text } = desk({ '1.html': page('1', '甲') });
  await run();
  save({ '2.html': page('2', '乙') });
  await run();
  rmSync(lastPack());
  expect(said(await again())).toContain(
    `1 篇文章的来源不在存档里，没有重新生成，仍是原来的样子：${idOf('2')}`,
  );
  expect(text(idOf('2'))).toBe('乙');
});

test('an edit that comes while an article is withdrawn is one when it is back', async () => {
  const { run, save, withdraw: take, restore: back, to } = desk({ '1.html': page('1', '甲') });
  await run();
  await take('1');
  save({ '1.html': page('1', '乙', 1734600000) });
  await run();
  await back('1');
  expect(parseArticle(readJson(to, paths.article(idOf('1'))))).toMatchObject({
    byline: { modified: '2024-12-19T17:20:00+08:00' },
  });
});

test('articles that were withdrawn or are back are named', async () => {
  const { run, withdraw: take, restore: back } = desk({ '1.html': page('1', '甲') });
  await run();
  expect((await take('1')).notes).toEqual([`已撤回：《标题1》（${idOf('1')}）`]);
  expect((await back('1')).notes).toEqual([`已恢复：《标题1》（${idOf('1')}）`]);
});
