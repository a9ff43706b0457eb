import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { withdraw } from '../../../src/publisher/commands/edit';
import { publish } from '../../../src/publisher/commands/publish';
import { rebuild } from '../../../src/publisher/commands/rebuild';
import { articleId } from '../../../src/publisher/hash';
import { memoryFile } from '../../../src/publisher/memory/memory';
import { NOTHING, RunRecord } from '../../../src/publisher/memory/record';
import { ordinaryPage } from '../../fixtures/publisher/pages';
import { cleanUp, headOf, plain, temporary, write } from '../support';

/* What becomes of the record itself: lost, damaged, older or newer than the memory. */

afterEach(cleanUp);

const idOf = (mid: string) => articleId(`message:MzA1MDAwMDAwMQ==:${mid}:1`);
const page = (mid: string, text = `第${mid}篇`) =>
  ordinaryPage({ title: `标题${mid}`, mid, time: 1600000000 + Number(mid), body: `<p>${text}</p>` });

async function desk() {
  const root = temporary();
  const from = write(path.join(root, 'from'), {
    '1.html': page('1'),
    '2.html': page('2'),
    '3.html': page('3'),
  });
  const to = path.join(root, 'to');
  const options = { to, ...plain, now: () => 1_700_000_000_000 };
  const run = () => publish({ from: [from], ...options });
  await run();
  const archive = `${to}.archive`;
  return {
    from,
    to,
    options,
    run,
    record: new RunRecord(archive),
    memory: memoryFile(archive),
    withdraw: (mid: string) => withdraw({ which: [idOf(mid)], ...options }),
    titles: () => headOf(to).items.map(({ title }) => title),
    gone: () => headOf(to)._column.withdrawn,
  };
}

test('one that is lost is written anew of what the memory knows, and serves as well', async () => {
  const { record, withdraw: take, memory, options, titles, gone, run } = await desk();
  await take('2');
  rmSync(record.file);
  await run();
  expect(record.told()).toMatchObject({ withdrawn: new Map([[idOf('2'), { title: '标题2' }]]) });
  rmSync(memory);
  rmSync(options.to, { recursive: true });
  await rebuild(options);
  expect([titles(), gone()]).toEqual([['标题3', '标题1'], [idOf('2')]]);
});

test('where memory and record are lost, what the feed says was withdrawn stays withdrawn', async () => {
  const { record, withdraw: take, memory, titles, gone, run } = await desk();
  await take('2');
  rmSync(record.file);
  rmSync(memory);
  await run();
  expect([titles(), gone()]).toEqual([['标题3', '标题1'], [idOf('2')]]);
  expect(record.told()!.withdrawn.has(idOf('2'))).toBe(true);
});

test('a memory that is older than it is set aside: what happened since is known', async () => {
  const { withdraw: take, memory, titles, gone, run, from, to } = await desk();
  const before = path.join(path.dirname(to), 'before.db');
  copyFileSync(memory, before);
  await take('2');
  write(from, { '3.html': page('3', '改过的。') });
  await run();
  copyFileSync(before, memory);
  const { warnings } = await run();
  expect(warnings.map(({ message }) => message)).toEqual([
    '发布记录比存档旧，已按存档重新生成全部文章',
    expect.stringContaining('《标题2》已经撤回'),
  ]);
  expect([titles(), gone()]).toEqual([['标题3', '标题1'], [idOf('2')]]);
  expect(await run()).toMatchObject({ warnings: [], written: 0 });
});

test('lines that a run left that died before its commit are taken back', async () => {
  const { record, run, titles } = await desk();
  const before = readFileSync(record.file, 'utf8');
  record.append(9, [{ what: 'made', id: idOf('1'), source: 'none', index: 0 }], NOTHING);
  expect(await run()).toMatchObject({ written: 0, warnings: [] });
  expect(readFileSync(record.file, 'utf8')).toBe(before);
  writeFileSync(record.file, `${before}00000000 {"run":`);
  expect(await run()).toMatchObject({ written: 0, warnings: [] });
  expect(readFileSync(record.file, 'utf8')).toBe(before);
  expect(titles()).toHaveLength(3);
});

test('one that is damaged stops a memory from being made again of it, and nothing else', async () => {
  const { record, run, memory, titles } = await desk();
  const text = readFileSync(record.file, 'utf8');
  writeFileSync(record.file, text.replace('"index":0', '"index":7'));
  expect(await run()).toMatchObject({ written: 0 });
  rmSync(memory);
  await expect(run()).rejects.toThrow('的第 2 行损坏');
  expect(titles()).toHaveLength(3);
  writeFileSync(record.file, text);
  expect(await run()).toMatchObject({ total: 3 });
});
