import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { blockTexts } from '../../../src/domain/text';
import { isWithdrawn, parseArticle, paths } from '../../../src/feed';
import { checkFeed } from '../../../src/publisher/commands/check';
import { restore, withdraw } from '../../../src/publisher/commands/edit';
import { publish } from '../../../src/publisher/commands/publish';
import { rebuild } from '../../../src/publisher/commands/rebuild';
import { articleId } from '../../../src/publisher/hash';
import { memoryFile } from '../../../src/publisher/memory/memory';
import type { Report } from '../../../src/publisher/report';
import { DEFAULT_COLUMN } from '../../../src/publisher/run/column';
import { deletedPage, ordinaryPage } from '../../fixtures/publisher/pages';
import {
  changed,
  cleanUp,
  documentOf,
  headOf,
  plain,
  readJson,
  snapshot,
  temporary,
  write,
} from '../support';

/* What an editor says of articles and of the column, and that it stays said. */

afterEach(cleanUp);

const ID = articleId('message:MzA1MDAwMDAwMQ==:1:1');
const one = (text = '第一篇的正文。') => ordinaryPage({ title: '第一篇', mid: '1', body: `<p>${text}</p>` });
const two = ordinaryPage({ title: '第二篇', mid: '2', time: 1600000000, body: '<p>第二篇的正文。</p>' });

function desk(files: Record<string, string> = { 'one.html': one(), 'two.html': two }) {
  const root = temporary();
  const from = write(path.join(root, 'from'), files);
  const to = path.join(root, 'to');
  const options = { to, ...plain };
  return {
    from,
    to,
    save: (more: Record<string, string>) => write(from, more),
    run: () => publish({ from: [from], ...options }),
    withdraw: (...which: string[]) => withdraw({ which, ...options }),
    restore: (...which: string[]) => restore({ which, ...options }),
    rebuild: () => rebuild(options),
    loseMemory: () => rmSync(memoryFile(`${to}.archive`)),
    state: () => {
      const found = parseArticle(readJson(to, paths.article(ID)));
      return isWithdrawn(found) ? 'withdrawn' : blockTexts(found.blocks).join('');
    },
    titles: () => headOf(to).items.map(({ title }) => title),
  };
}
const said = ({ warnings }: Report) => warnings.map(({ article, message }) => `${article}：${message}`);
const STILL = `one.html：《第一篇》已经撤回，没有发布。要恢复它，请运行 npm run feed -- restore ${ID} --to <文件夹>`;

describe('withdraw', () => {
  test('takes an article out, whatever its source says, and names the source that is still given once', async () => {
    const { run, withdraw: take, state, titles, to } = desk();
    await run();
    expect(await take(ID)).toMatchObject({ withdrawn: 1, total: 1, warnings: [] });
    expect([state(), titles()]).toEqual(['withdrawn', ['第二篇']]);
    expect(headOf(to)._column.withdrawn).toEqual([ID]);
    for (const name of snapshot(to).keys())
      expect(readFileSync(path.join(to, name), 'utf8')).not.toContain('第一篇');
    expect(said(await run())).toEqual([STILL]);
    expect(await run()).toMatchObject({ warnings: [], written: 0 });
    expect((await checkFeed(to)).findings.filter(({ kind }) => kind === 'fault')).toEqual([]);
  });

  test('knows an article by its id, its original, a shared path, and a page of ours', async () => {
    const url = 'https://mp.weixin.qq.com/s?__biz=MzA1MDAwMDAwMQ==&mid=1&idx=1';
    for (const given of [
      ID,
      url,
      url.replaceAll('&', '&amp;'),
      `pages/article/index?id=${ID}&v=1`,
      `https://example.gov.cn/articles/${ID}.html`,
    ]) {
      const { run, withdraw: take, restore: back, state } = desk();
      await run();
      await take(given);
      expect([given, state()]).toEqual([given, 'withdrawn']);
      await back(given);
      expect([given, state()]).toEqual([given, '第一篇的正文。']);
    }
  });

  test('knows an article by a short address that its identity does not come from', async () => {
    const key = 'ZyXwVuTsRqPoNmLkJiHgFe';
    const page = ordinaryPage({ title: '第一篇', mid: '1', key, body: '<p>第一篇的正文。</p>' });
    const { run, withdraw: take, restore: back, state } = desk({ 'one.html': page, 'two.html': two });
    await run();
    await take(`https://mp.weixin.qq.com/s/${key}`);
    expect(state()).toBe('withdrawn');
    await back(`https://mp.weixin.qq.com/s/${key}`);
    expect(state()).toBe('第一篇的正文。');
  });

  test('of an article that is not known changes nothing and says what to write', async () => {
    const { run, withdraw: take, to } = desk();
    await run();
    const before = snapshot(to);
    await expect(take(ID, 'A00000000000')).rejects.toThrow('没有“A00000000000”这篇文章');
    expect(changed(before, snapshot(to))).toEqual([]);
    expect(said(await take(ID))).toEqual([]);
    expect(said(await take(ID))).toEqual(['第一篇：这篇文章早已撤回，什么都没有改']);
  });
});

describe('restore', () => {
  test('brings back what a wrongly saved page withdrew, though that page is still there', async () => {
    const { run, restore: back, save, state, titles } = desk();
    await run();
    save({ 'one.html': deletedPage() });
    expect(await run()).toMatchObject({ withdrawn: 1 });
    // The right page does not bring it back, and says so.
    save({ 'one.html': one('改正了。') });
    expect(said(await run())).toEqual([STILL]);
    expect(state()).toBe('withdrawn');
    expect(await back(ID)).toMatchObject({ new: 1, total: 2, warnings: [] });
    expect([state(), titles()]).toEqual(['改正了。', ['第一篇', '第二篇']]);
    save({ 'one.html': deletedPage() });
    expect(said(await run())).toEqual([
      `one.html：它说这篇文章已经删除，而文章后来被恢复过，所以没有再撤回。确实又删除了，请运行 withdraw ${ID}`,
    ]);
    expect(await run()).toMatchObject({ withdrawn: 0, warnings: [], written: 0 });
    expect(state()).toBe('改正了。');
  });

  test('gives the article back as it was, pictures included', async () => {
    const { run, withdraw: take, restore: back, from, to } = desk();
    const create = { width: 16, height: 9, channels: 3, background: '#1c5fb8' } as const;
    const png = await sharp({ create }).png().toBuffer();
    write(from, {
      'one.html': one('有图。</p><p><img data-src="p/a.png">'),
      'p/a.png': png,
    });
    await run();
    const before = snapshot(to);
    const pictures = [...before.keys()].filter((name) => name.startsWith('images/'));
    expect(pictures.length).toBeGreaterThan(0);
    const document = documentOf(to, '第一篇');
    await take(ID);
    expect([...snapshot(to).keys()].filter((name) => name.startsWith('images/'))).toEqual([]);
    await back(ID);
    expect(documentOf(to, '第一篇')).toEqual(document);
    expect([...snapshot(to).keys()].filter((name) => name.startsWith('images/'))).toEqual(pictures);
  });

  test('of an article that is not withdrawn says so', async () => {
    const { run, restore: back } = desk();
    await run();
    expect(said(await back(ID))).toEqual(['第一篇：这篇文章没有撤回，什么都没有改']);
    await expect(back('没有的')).rejects.toThrow('没有“没有的”这篇文章');
  });
});

test('withdrawals and restorations stay so when memory, feed, or both are lost', async () => {
  const { run, withdraw: take, restore: back, rebuild: again, loseMemory, state, titles, to } = desk();
  await run();
  for (const withdrawn of [true, false, true]) {
    await (withdrawn ? take(ID) : back(ID));
    const expected = withdrawn ? ['withdrawn', ['第二篇']] : ['第一篇的正文。', ['第一篇', '第二篇']];
    for (const lost of ['memory', 'feed', 'both'] as const)
      for (const how of [run, again]) {
        if (lost !== 'feed') loseMemory();
        if (lost !== 'memory') rmSync(to, { recursive: true });
        await how();
        expect([lost, state(), titles()]).toEqual([lost, ...expected]);
        expect(headOf(to)._column.withdrawn).toEqual(withdrawn ? [ID] : []);
      }
  }
});

describe('the column', () => {
  const column = { name: '示例市交通局', slogan: '出行有数', place: '示例', channel: '公众号' };

  test('is that of the archive where a run does not say: no article changes', async () => {
    const { from, to, run, rebuild: again, loseMemory } = desk();
    await publish({ from: [from], to, ...plain, column: { ...column, url: 'https://example.gov.cn/feed/' } });
    const before = snapshot(to);
    await run();
    expect(changed(before, snapshot(to))).toEqual([]);
    await again();
    expect(headOf(to)).toMatchObject({
      title: column.name,
      feed_url: 'https://example.gov.cn/feed/feed.json',
    });
    loseMemory();
    await run();
    expect(headOf(to)).toMatchObject({ title: column.name, description: column.slogan });
    expect(documentOf(to, '第二篇').byline.place).toBe('');
  });

  test('is renamed only where that is said', async () => {
    const { from, to, run } = desk();
    await run();
    const before = snapshot(to);
    const options = { from: [from], to, ...plain, column };
    await expect(publish(options)).rejects.toThrow(
      `名称 name：现在是“${DEFAULT_COLUMN.name}”，要改成“示例市交通局”`,
    );
    await expect(publish(options)).rejects.toThrow('--rename');
    expect(changed(before, snapshot(to))).toEqual([]);
    await publish({ ...options, rename: true });
    expect(headOf(to).title).toBe(column.name);
    await run();
    expect(headOf(to).title).toBe(column.name);
  });

  test('takes another slogan and other addresses as they are given', async () => {
    const { from, to, run } = desk();
    await run();
    const given = { slogan: '换了口号', url: 'https://example.gov.cn/feed/' };
    await publish({ from: [from], to, ...plain, column: given });
    expect(headOf(to)).toMatchObject({ title: DEFAULT_COLUMN.name, description: '换了口号' });
    await publish({ from: [from], to, ...plain, column: {} });
    expect(headOf(to).feed_url).toBe('https://example.gov.cn/feed/feed.json');
    await publish({ from: [from], to, ...plain, column: { url: '' } });
    expect(headOf(to).feed_url).toBeUndefined();
    expect(headOf(to).description).toBe('换了口号');
  });

  test('of an archive that does not say is what its feed says', async () => {
    const { from, to, run } = desk();
    const web = 'https://example.gov.cn/column/';
    await publish({ from: [from], to, ...plain, column: { ...column, web } });
    rmSync(memoryFile(`${to}.archive`));
    rmSync(path.join(`${to}.archive`, 'record.log'));
    await run();
    expect(headOf(to)).toMatchObject({ title: column.name, description: column.slogan });
    expect(headOf(to).items[0]!.url).toContain(web);
  });
});
