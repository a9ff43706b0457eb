import { execFileSync } from 'node:child_process';
import fs, { readdirSync, readFileSync, rmSync, symlinkSync, truncateSync } from 'node:fs';
import promises from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { folders, isWithdrawn, parseArticle, paths, SCHEMA } from '../../../src/feed';
import { checkFeed } from '../../../src/publisher/commands/check';
import { publish } from '../../../src/publisher/commands/publish';
import { rebuild } from '../../../src/publisher/commands/rebuild';
import { PublisherError, SourceError } from '../../../src/publisher/errors';
import { articleId } from '../../../src/publisher/hash';
import { memoryFile } from '../../../src/publisher/memory/memory';
import { takeLock } from '../../../src/publisher/run/lock';
import { GRACE } from '../../../src/publisher/run/run';
import * as raw from '../../../src/publisher/source/raw';
import { Workshop } from '../../../src/publisher/work/workshop';
import { page } from '../../fixtures/publisher/generate';
import {
  deletedPage,
  ordinaryPage,
  picturesPage,
  repostPage,
  unavailablePage,
  violationPage,
} from '../../fixtures/publisher/pages';
import { address, mangled, text, words } from '../../support/arbitraries';
import { fuzz } from '../../support/fuzz';
import { orderedHtml, wildHtml } from '../../support/html';
import {
  changed,
  cleanUp,
  closure,
  documentOf,
  headOf,
  plain,
  readJson,
  snapshot,
  temporary,
  write,
} from '../support';

afterEach(cleanUp);

const CAPTURED = readFileSync(path.join(__dirname, '../../fixtures/publisher/captured.txt'), 'utf8');
const faults = async (feed: string) => (await checkFeed(feed)).findings;

/** A folder of pages and a feed made of it. */
async function published(files: Record<string, string>) {
  const root = temporary();
  const from = write(path.join(root, 'from'), files);
  const to = path.join(root, 'to');
  const again = () => publish({ from: [from], to, ...plain });
  return { from, to, again, report: await again() };
}

const many = (count: number, start = 0) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, at) => {
      const { name, html } = page(start + at, 200);
      return [name, html];
    }),
  );

describe('a feed', () => {
  test('of a captured text: the article whole, the other titles as entries, regions as lists', async () => {
    const { to, report } = await published({ 'a.txt': CAPTURED });
    expect(report).toMatchObject({ read: 1, new: 3, total: 3, warnings: [] });
    expect(await faults(to)).toEqual([]);
    const head = headOf(to);
    expect(head.items.map(({ title, _column: { region, minutes } }) => [title, region, minutes])).toEqual([
      ['青岛 | 示例大桥——把一座桥交给下一代', 'qingdao', 1],
      ['济南 | 公交多停三站', 'jinan', 0],
      ['', 'yantai', 0],
    ]);
    expect(documentOf(to, '济南 | 公交多停三站').blocks).toEqual([{ type: 'unsupported', what: 'body' }]);
    expect(head._column.lists.map(({ slug, count }) => [slug, count])).toEqual([
      ['all', 3],
      ['jinan', 1],
      ['qingdao', 1],
      ['yantai', 1],
    ]);
  });

  test('is a valid JSON Feed 1.1', async () => {
    const { to } = await published(many(3));
    const feed = readJson(to, paths.head) as Record<string, unknown>;
    expect(feed.version).toBe('https://jsonfeed.org/version/1.1');
    expect(typeof feed.title).toBe('string');
    const known = new Set([
      'id',
      'url',
      'external_url',
      'title',
      'content_text',
      'image',
      'date_published',
      'date_modified',
      'authors',
      'tags',
      '_column',
    ]);
    for (const item of feed.items as Record<string, unknown>[]) {
      expect(typeof item.id).toBe('string');
      expect(typeof item.content_text).toBe('string');
      expect(Object.keys(item).filter((key) => !known.has(key))).toEqual([]);
      expect(item.authors).toEqual([{ name: expect.stringMatching(/./) }]);
    }
  });

  test('of every kind of page', async () => {
    const { to, report } = await published({
      'a.html': ordinaryPage({ title: '普通', mid: '1', time: 1734000000 }),
      'b.html': picturesPage({ title: '图片', mid: '2', time: 1734000100 }),
      'c.html': repostPage({ title: '转载', mid: '3', time: 1734000200, words: '荐。' }),
      'd.html': unavailablePage(),
    });
    expect(headOf(to).items.map((one) => [one.title, one._column.kind])).toEqual([
      ['转载', 'repost'],
      ['图片', 'pictures'],
      ['普通', 'article'],
    ]);
    expect(report.warnings).toEqual([{ article: 'd.html', message: '已跳过：暂时无法查看' }]);
    expect(documentOf(to, '转载').blocks.slice(0, 2)).toMatchObject([
      { type: 'card', title: '示例气象' },
      { type: 'quote' },
    ]);
  });

  test('names neighbours and related articles, never the article itself', async () => {
    const { to } = await published(many(30));
    const items = headOf(to).items;
    const document = parseArticle(readJson(to, paths.article(items[3]!.id)));
    if (isWithdrawn(document)) throw new Error('withdrawn');
    expect(document.newer?.id).toBe(items[2]!.id);
    expect(document.older?.id).toBe(items[4]!.id);
    const related = document.related.map((one) => one.id);
    expect(related).toHaveLength(5);
    expect(related).not.toContain(document.id);
  });
});

describe('promises', () => {
  test('the same input gives the same bytes, whatever the day and the order of runs', async () => {
    const files = { ...many(40), 'z.txt': CAPTURED };
    jest.useFakeTimers({
      now: Date.UTC(2025, 0, 1),
      doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'performance'],
    });
    const first = await published(files);
    jest.setSystemTime(Date.UTC(2031, 5, 5));
    const second = await published(many(25));
    write(second.from, files);
    await second.again();
    jest.useRealTimers();
    expect(changed(await closure(first.to), await closure(second.to))).toEqual([]);
  });

  test('a run with nothing new writes nothing', async () => {
    const { to, again } = await published({ ...many(5), 'a.txt': CAPTURED, 'gone.html': deletedPage() });
    const before = [snapshot(to), snapshot(`${to}.archive`)];
    const report = await again();
    expect(report).toMatchObject({ new: 0, changed: 0, written: 0, removed: 0 });
    expect([snapshot(to), snapshot(`${to}.archive`)]).toEqual(before);
  });

  test('one new article among hundreds rewrites a handful of files', async () => {
    const { from, to, again } = await published(many(300));
    const before = snapshot(to);
    write(from, many(1, 300));
    const { written, removed } = await again();
    const files = changed(before, snapshot(to));
    expect(files.filter((name) => name.startsWith('articles/'))).toHaveLength(2);
    expect(files).toHaveLength(written);
    expect(files.length).toBeLessThanOrEqual(15);
    expect(removed).toBe(0);
    expect(await faults(to)).toEqual([]);
  });

  test('an edited article changes its document, its list pages, the index, the search and the head', async () => {
    const edited = (text: string) =>
      ordinaryPage({
        title: '青岛 | 会改的',
        mid: '77',
        time: 1500000900,
        body: `<p>这一段很长很长，摘要取自这里，一直要写到五十四个字以外，才不会因为后面的改动而改变，所以还要再写几个字才够，现在够了。</p><p>${text}</p>`,
      });
    const { from, to, again } = await published({ ...many(50), 'edited.html': edited('改动以前。') });
    const before = snapshot(to);
    write(from, { 'edited.html': edited('改动以后。') });
    const report = await again();
    expect(report).toMatchObject({ new: 0, changed: 1 });
    const id = articleId('message:MzA1MDAwMDAwMQ==:77:1');
    const files = changed(before, snapshot(to));
    const outside = files.filter((name) => !/^(lists|rows|search)\//.test(name));
    expect(outside).toEqual([paths.article(id), paths.head]);
    // Of all: its page, the newest one, which names that, and the index; its page of the city.
    const below = (folder: string) => files.filter((name) => name.startsWith(folder)).length;
    expect([below(folders.lists), below(folders.search)]).toEqual([4, 1]);
    expect(below(folders.rows)).toBeLessThanOrEqual(3);
  });

  test('a file put back to what it was puts the article back', async () => {
    const version = (text: string) => ordinaryPage({ body: `<p>${text}</p>` });
    const { from, to, again } = await published({ 'a.html': version('甲') });
    const before = documentOf(to, '示例标题');
    write(from, { 'a.html': version('乙') });
    await again();
    write(from, { 'a.html': version('甲') });
    expect(await again()).toMatchObject({ changed: 1 });
    expect(documentOf(to, '示例标题')).toEqual(before);
    expect(await faults(to)).toEqual([]);
  });

  test('a newer capture of an article wins, in whichever order they are read', async () => {
    const older = ordinaryPage({ served: 1734400000, body: '<p>旧</p>' });
    const newer = ordinaryPage({ served: 1734500000, body: '<p>新</p>' });
    for (const files of [
      { 'a.html': older, 'b.html': newer },
      { 'a.html': newer, 'b.html': older },
    ]) {
      const { to, again } = await published(files);
      expect(documentOf(to, '示例标题').blocks).toMatchObject([{ inlines: [{ text: '新' }] }]);
      expect((await again()).written).toBe(0);
    }
  });

  test('a whole article takes the place of the title that was captured from a list', async () => {
    const { from, to, again } = await published({ 'a.txt': CAPTURED });
    const whole = CAPTURED.replaceAll('青岛 | 示例大桥——把一座桥交给下一代', '济南 | 公交多停三站').replace(
      '2024-12-16',
      '2024-12-13',
    );
    write(from, { 'b.txt': whole });
    await again();
    const found = headOf(to).items.filter((one) => one.title === '济南 | 公交多停三站');
    expect(found.map((one) => one._column.minutes)).toEqual([1]);
    expect(await faults(to)).toEqual([]);
    expect((await again()).written).toBe(0);
  });
});

describe('ids', () => {
  test('come from the identity at the source and never change', () => {
    expect(articleId('message:MzA1MDAwMDAwMQ==:2247000001:1')).toBe('l7XkYNBQ0Dx7');
    expect(articleId('short:AbCdEfGhIjKl')).toMatch(/^[0-9A-Za-z]{12}$/);
  });

  test('are the same for a page, a renamed page and a captured text with its link', async () => {
    const url = 'https://mp.weixin.qq.com/s?__biz=MzA1MDAwMDAwMQ==&mid=2247000001&idx=1';
    const page = await published({ 'a.html': ordinaryPage() });
    const moved = await published({ 'moved/b.html': ordinaryPage({ title: '标题改过' }) });
    const text = await published({ 'a.txt': CAPTURED.replace('目录\n', `原文链接: ${url}\n目录\n`) });
    const id = headOf(page.to).items[0]!.id;
    expect(headOf(moved.to).items[0]!.id).toBe(id);
    expect(headOf(text.to).items[0]!.id).toBe(id);
  });
});

describe('withdrawn', () => {
  test.each([
    ['deleted', deletedPage()],
    ['violating', violationPage()],
  ])('a %s page takes its article away, with everything that was made for it', async (_, gone) => {
    const { from, to, again } = await published({
      'a.html': ordinaryPage({ title: '要撤回的' }),
      ...many(2),
    });
    const { id } = documentOf(to, '要撤回的');
    write(from, { 'a.html': gone });
    expect(await again()).toMatchObject({ withdrawn: 1, total: 2 });
    expect(headOf(to)._column).toMatchObject({ total: 2, withdrawn: [id] });
    expect(parseArticle(readJson(to, paths.article(id)))).toEqual({
      id,
      schema: SCHEMA,
      withdrawn: '2024-12-16T20:10:00+08:00',
    });
    expect(await faults(to)).toEqual([]);
    const everything = [...snapshot(to).keys()].filter(
      (name) => name !== 'feed.json' && name !== paths.article(id),
    );
    for (const name of everything) expect(readFileSync(path.join(to, name), 'utf8')).not.toContain(id);
    expect((await again()).written).toBe(0);
  });

  test('it does not come back with its old page', async () => {
    const { from, to, again } = await published({ 'a.html': ordinaryPage() });
    write(from, { 'a.html': deletedPage() });
    await again();
    write(from, { 'a.html': ordinaryPage() });
    expect(await again()).toMatchObject({ new: 0, total: 0 });
    expect(await faults(to)).toEqual([]);
  });

  test('a page that cannot be shown at the moment leaves what is there', async () => {
    const { from, to, again } = await published({ 'a.html': ordinaryPage() });
    const before = snapshot(to);
    write(from, { 'a.html': unavailablePage() });
    const report = await again();
    expect(report.warnings).toHaveLength(1);
    expect(changed(before, snapshot(to))).toEqual([]);
  });

  const from = (key: string) =>
    `<!-- saved from url=(0043)https://mp.weixin.qq.com/s/${key} -->\n${deletedPage()}`;

  const shortPage = (key: string) =>
    `<!-- saved from url=(0043)https://mp.weixin.qq.com/s/${key} -->\n<title>渡口</title><em id="publish_time">2024-12-16 20:10</em><div id="js_content"><p>正文。</p></div>`;

  test('a deleted page saved from a short address takes away what was published of its file', async () => {
    const { from: folder, to, again } = await published({ 'a.html': ordinaryPage({ title: '要撤回的' }) });
    const { id } = documentOf(to, '要撤回的');
    write(folder, { 'a.html': from('ShortAddress2026') });
    expect(await again()).toMatchObject({ withdrawn: 1, total: 0, warnings: [] });
    expect(headOf(to)._column).toMatchObject({ withdrawn: [id] });
    expect(await again()).toMatchObject({ written: 0, warnings: [] });
  });

  test('it takes away nothing of another article that had its file’s name, and this is said once', async () => {
    const page = shortPage('AnotherArticle26');
    const { from: folder, again } = await published({ 'a.html': page });
    write(folder, { 'a.html': from('ShortAddress2026') });
    expect(await again()).toMatchObject({
      withdrawn: 0,
      total: 1,
      warnings: [{ article: 'a.html', message: expect.stringContaining('请用原来的文件名保存它') }],
    });
    expect(await again()).toMatchObject({ total: 1, warnings: [] });
  });

  test('it takes away the article of its address, whatever its file is called and whichever comes first', async () => {
    const page = shortPage('ShortAddress2026');
    for (const [article, gone] of [
      ['a.html', 'b.html'],
      ['b.html', 'a.html'],
    ] as const) {
      const { report } = await published({ [article]: page, [gone]: from('ShortAddress2026') });
      expect(report).toMatchObject({ total: 0 });
    }
  });

  test('a deleted page that names nothing is only reported', async () => {
    const { report } = await published({ 'x.html': deletedPage(), 'a.html': ordinaryPage() });
    expect(report.warnings.map((one) => one.article)).toEqual(['x.html']);
    expect(report.total).toBe(1);
  });
});

describe('rebuild', () => {
  test('makes the same feed from the archive, without the sources and without the memory of them', async () => {
    const { from, to } = await published({ ...many(20), 'a.txt': CAPTURED, 'b.html': ordinaryPage() });
    const before = await closure(to);
    rmSync(from, { recursive: true });
    expect(await rebuild({ to, ...plain })).toMatchObject({ written: 0 });
    expect(changed(before, await closure(to))).toEqual([]);
    rmSync(memoryFile(`${to}.archive`));
    rmSync(to, { recursive: true });
    await rebuild({ to, ...plain });
    expect(changed(before, await closure(to))).toEqual([]);
  });

  test('removes files that nothing refers to once their grace period is over', async () => {
    const { to } = await published(many(2));
    write(to, { [paths.image('0123456789ab')]: 'x', 'articles/A00000000000.json': '{}' });
    const time = Date.now();
    expect(await rebuild({ to, ...plain, now: () => time })).toMatchObject({ removed: 0 });
    const later = { to, ...plain, now: () => time + GRACE + 1 };
    expect(await rebuild(later)).toMatchObject({ removed: 2 });
    expect(await rebuild(later)).toMatchObject({ removed: 0, written: 0 });
  });
});

test('a memory that cannot be made again leaves neither threads nor staged files behind', async () => {
  const { to, again } = await published(many(45));
  rmSync(memoryFile(`${to}.archive`));
  const [pack] = readdirSync(`${to}.archive/sources`);
  const bytes = readFileSync(`${to}.archive/sources/${pack}`);
  // In the middle of what was compressed: its line says all that it should.
  bytes.fill(0, bytes.length - 400, bytes.length - 300);
  write(`${to}.archive/sources`, { [pack!]: bytes });
  const close = jest.spyOn(Workshop.prototype, 'close');
  await expect(again()).rejects.toThrow('丢失或损坏');
  expect(close).toHaveBeenCalledTimes(1);
  expect(readdirSync(to)).not.toContain('.staging');
  close.mockRestore();
});

test('a pack of the archive that is gone is told of once; its articles stay, and are archived again where they come', async () => {
  const { to, again } = await published(many(3));
  const [pack] = readdirSync(`${to}.archive/sources`);
  const before = snapshot(to);
  rmSync(`${to}.archive/sources/${pack}`);
  const { warnings, total, written } = await again();
  expect(warnings.map(({ message }) => message)).toEqual([
    `存档里少了 sources/${pack}：请从备份恢复它，或重新导入其中的文章`,
  ]);
  expect([total, written]).toEqual([3, 0]);
  expect(snapshot(to)).toEqual(before);
  // Under another name: the old one may come back.
  expect(readdirSync(`${to}.archive/sources`)).toEqual([pack!.replace('000001', '000002')]);
  expect((await again()).warnings).toEqual([]);
  // What it was for: nothing is missing where everything is made anew.
  rmSync(memoryFile(`${to}.archive`));
  expect(await rebuild({ to, ...plain })).toMatchObject({ total: 3 });
});

test('a pack that is damaged keeps a lost memory from being made again, and says what to do', async () => {
  const { to, again } = await published(many(3));
  const before = snapshot(to);
  rmSync(memoryFile(`${to}.archive`));
  const [pack] = readdirSync(`${to}.archive/sources`);
  const file = `${to}.archive/sources/${pack}`;
  const bytes = readFileSync(file);
  write(`${to}.archive/sources`, { [pack!]: bytes.subarray(0, -100) });
  await expect(again()).rejects.toThrow(PublisherError);
  await expect(again()).rejects.toThrow(/从第 \d+ 字节起损坏。请从备份恢复它；没有备份时把它移出存档/);
  expect(snapshot(to)).toEqual(before);
  rmSync(file);
  expect(await again()).toMatchObject({ total: 3 });
});

describe('two at once', () => {
  test('the second refuses, and changes nothing', async () => {
    const { to, again } = await published(many(1));
    const { giveBack: release } = takeLock(`${to}.archive`);
    await expect(again()).rejects.toThrow(`另一个发布程序正在写同一个文件夹（进程 ${process.pid}，`);
    release();
    await expect(again()).resolves.toMatchObject({ total: 1 });
  });

  test.each([
    ['a note of who was at work', { lock: JSON.stringify({ pid: process.pid, host: 'here' }) }],
    ['half a note', { lock: '{"pid":' }],
    ['a lock that something was written into', { 'lock.db': 'x' }],
  ])('%s, which nobody holds, keeps nobody out', async (_, left) => {
    const { to, again } = await published(many(1));
    write(`${to}.archive`, left);
    await expect(again()).resolves.toMatchObject({ total: 1 });
    expect(readdirSync(`${to}.archive`).sort()).toEqual(['lock.db', 'memory.db', 'record.log', 'sources']);
  });
});

describe('a source that is refused', () => {
  const refused = (report: { warnings: { article?: string; message: string }[] }) =>
    report.warnings.map(({ article, message }) => [article, message]);

  test('is told of with its name, and the others are published', async () => {
    const { from, to, again } = await published(many(1));
    write(from, { ...many(1, 1), '000000a.txt': '没有正文的文本' });
    const report = await again();
    expect(refused(report)).toEqual([['000000a.txt', '已跳过：没有单独一行的“正文”，请在正文前加上这一行']]);
    expect(report).toMatchObject({ read: 3, new: 1, unchanged: 1, total: 2 });
    expect(await faults(to)).toEqual([]);
    // It is told of again as long as it lies there, and nothing is written for that.
    const before = snapshot(to);
    expect(await again()).toMatchObject({ warnings: report.warnings, written: 0 });
    expect(snapshot(to)).toEqual(before);
  });

  test('leaves what was published of it before as it is', async () => {
    const { from, to, again } = await published({ 'a.txt': CAPTURED });
    const before = snapshot(to);
    write(from, { 'a.txt': CAPTURED.replace('2024-12-16 20:10', '2024-13-16 20:10') });
    const report = await again();
    expect(refused(report)).toEqual([
      ['a.txt', expect.stringContaining('已跳过：“正文”之前没有署名行')],
      [undefined, '给出的 1 个来源都没有收进来，原因见上；已发布的文章没有变动'],
    ]);
    expect(snapshot(to)).toEqual(before);
  });

  test('since it is none that can be read, whatever it is', async () => {
    const { from, to, again } = await published(many(1));
    symlinkSync('nowhere.html', path.join(from, 'dangling.html'));
    symlinkSync('round.html', path.join(from, 'round.html'));
    symlinkSync('.', path.join(from, 'folder.html'));
    execFileSync('mkfifo', [path.join(from, 'pipe')]);
    symlinkSync('pipe', path.join(from, 'pipe.html'));
    symlinkSync('000000.html', path.join(from, 'whole.html'));
    truncateSync(path.join(write(from, { 'vast.txt': '' }), 'vast.txt'), 41 * 1024 * 1024);
    expect(refused(await again())).toEqual([
      ['dangling.html', '已跳过：找不到它：可能刚被移走，或是一个指向空处的链接（ENOENT）'],
      ['folder.html', '已跳过：它是一个文件夹，不是文件'],
      ['pipe.html', '已跳过：它不是普通的文件'],
      ['round.html', '已跳过：它是一个绕圈的链接，请换成文件本身（ELOOP）'],
      ['vast.txt', '已跳过：文件超过 40 MB，不像一篇文章，请检查它'],
    ]);
    expect(headOf(to)._column.total).toBe(1);
  });

  const failure = (code: string) => Object.assign(new Error(`${code}: of the disk`), { code });
  /** Opening what ends so fails with this code. */
  function failingToOpen(end: string, code: string): () => void {
    const open = fs.openSync;
    const spy = jest.spyOn(fs, 'openSync').mockImplementation((...args) => {
      if (String(args[0]).endsWith(end)) throw failure(code);
      return open(...args);
    });
    return () => spy.mockRestore();
  }

  test.each([
    ['vanished after its folder was listed', 'ENOENT', '找不到它：可能刚被移走'],
    ['is not to be read by this user', 'EACCES', '没有读它的权限，请检查文件权限'],
    ['lies on a part of the disk that cannot be read', 'EIO', '磁盘读不出它'],
  ])('since it %s', async (_, code, words) => {
    const { from, to, again } = await published(many(1));
    write(from, many(2, 1));
    const restore = failingToOpen('000001.html', code);
    const report = await again();
    restore();
    expect(refused(report)).toEqual([['000001.html', expect.stringContaining(`已跳过：${words}`)]]);
    expect(headOf(to)._column.total).toBe(2);
  });

  test('is told from a run that cannot go on: no source is to blame for a full disk or too many files', async () => {
    const { from, to, again } = await published(many(1));
    const before = snapshot(to);
    write(from, many(2, 1));
    for (const [end, code] of [
      ['000001.html', 'EMFILE'],
      ['.pack', 'ENOSPC'],
      ['.pack', 'EACCES'],
    ] as const) {
      const restore = failingToOpen(end, code);
      await expect(again()).rejects.toThrow(`（${code}）。请`);
      restore();
      expect(snapshot(to)).toEqual(before);
    }
    expect(await again()).toMatchObject({ new: 2, total: 3, warnings: [] });
  });

  test('is told of beside a folder that cannot be looked into', async () => {
    const { from, to, again } = await published(many(1));
    write(from, { 'in/a.txt': '', ...many(1, 1) });
    const list = promises.readdir;
    const spy = jest
      .spyOn(promises, 'readdir')
      .mockImplementation(((folder: string, options: object) =>
        folder.endsWith('in')
          ? Promise.reject(failure('EACCES'))
          : (list as unknown as (...args: unknown[]) => unknown)(folder, options)) as never);
    const report = await again();
    spy.mockRestore();
    expect(refused(report)).toEqual([['in/', '已跳过：没有读它的权限，请检查文件权限（EACCES）']]);
    expect(headOf(to)._column.total).toBe(2);
  });

  test('of the archive is told of by a rebuild, and its article keeps what it has', async () => {
    const { from, to, again } = await published({ ...many(2), 'a.txt': CAPTURED });
    write(from, { 'bad.txt': '没有正文的文本' });
    await again();
    const before = await closure(to);
    const read = raw.readSource;
    const spy = jest.spyOn(raw, 'readSource').mockImplementation((source) => {
      if (source.name === '000001.html' || source.form === 'text')
        throw new SourceError(`${source.name}：不再收`);
      return read(source);
    });
    const report = await rebuild({ to, ...plain });
    spy.mockRestore();
    // Once, though a text holds several articles.
    expect(refused(report).sort()).toEqual([
      ['000001.html', '已跳过：不再收'],
      ['a.txt', '已跳过：不再收'],
      ['bad.txt', '已跳过：不再收'],
    ]);
    expect(report).toMatchObject({ total: 5, changed: 0 });
    expect(await faults(to)).toEqual([]);
    const documents = (files: ReadonlyMap<string, unknown>) =>
      [...files].filter(([name]) => name.startsWith('articles/')).map(([name]) => name);
    expect(documents(await closure(to))).toEqual(documents(before));
    for (const name of changed(before, await closure(to))) expect(name).not.toMatch(/^articles\//);
  });
});

test.each([
  ['the whole folder', (feed: string) => rmSync(feed, { recursive: true })],
  ['its articles', (feed: string) => rmSync(path.join(feed, 'articles'), { recursive: true })],
  ['its search index', (feed: string) => rmSync(path.join(feed, 'search'), { recursive: true })],
])('a feed that lost %s is made whole by the next run', async (_, lose) => {
  const folder = temporary();
  write(folder, { 'in/one.txt': CAPTURED });
  const to = path.join(folder, 'feed');
  const options = { from: [path.join(folder, 'in')], to, ...plain };
  await publish(options);
  const before = await closure(to);
  lose(to);
  await publish(options);
  expect(changed(before, await closure(to))).toEqual([]);
});

test('law: whatever is published, clients read every file of the feed, and a second run changes nothing', async () => {
  const body = fc.oneof(orderedHtml, wildHtml);
  const page = fc
    .record({ title: text(8), account: words(4), digest: text(6), body, mid: fc.nat().map(String) })
    .map(ordinaryPage);
  const source = address.map((one) => one.replace(/["'\\<>\s]/g, ''));
  const files = fc.record({
    'a.html': fc.oneof(page, mangled(page)),
    'b.html': page,
    'c.html': fc
      .tuple(text(8), fc.array(source, { maxLength: 3 }))
      .map(([post, pictures]) => picturesPage({ text: post, pictures })),
    'd.txt': mangled(fc.constant(CAPTURED)).map((one) => (one.includes('\n正文\n') ? one : CAPTURED)),
  });
  await fc.assert(
    fc.asyncProperty(files, async (all) => {
      try {
        const { to, again } = await published(all);
        const feed = snapshot(to);
        for (const [name] of feed)
          if (name.startsWith('articles/'))
            expect(parseArticle(readJson(to, name))).toEqual(readJson(to, name));
        expect((await faults(to)).filter((one) => one.kind === 'fault')).toEqual([]);
        await again();
        expect(changed(feed, snapshot(to))).toEqual([]);
      } catch (error) {
        // A text that was mangled too much is refused with what to mend.
        if (!(error instanceof PublisherError)) throw error;
      } finally {
        cleanUp();
      }
    }),
    fuzz(15),
  );
});
