import { rmSync } from 'node:fs';
import { isWithdrawn, parseArticle, parseHead, paths } from '../../../src/feed';
import { checkFeed } from '../../../src/publisher/commands/check';
import { publish } from '../../../src/publisher/commands/publish';
import { rebuild } from '../../../src/publisher/commands/rebuild';
import { type SyncOptions, sync } from '../../../src/publisher/commands/sync';
import { articleId } from '../../../src/publisher/hash';
import { Archive, sealedOf } from '../../../src/publisher/memory/archive';
import { memoryFile } from '../../../src/publisher/memory/memory';
import { AccountClient, accountFromEnvironment } from '../../../src/publisher/source/account/client';
import { newsIdentity, newsSource } from '../../../src/publisher/source/news';
import { ordinaryPage } from '../../fixtures/publisher/pages';
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
import { APP_ID, FakeAccount, message, SECRET } from './fake-account';

let account: FakeAccount;
let to: string;
let waits: number[];

beforeEach(async () => {
  account = await FakeAccount.start();
  to = `${temporary()}/to`;
  waits = [];
});
afterEach(async () => {
  await account.stop();
  cleanUp();
});

const BATCH = '/cgi-bin/freepublish/batchget';
const TOKEN = '/cgi-bin/stable_token';
const client = (secret = SECRET) =>
  new AccountClient({
    appId: APP_ID,
    secret,
    base: account.base,
    sleep: async (ms) => void waits.push(ms),
    random: () => 0.5,
  });
/** A client whose third page meets the end of the day's quota. */
function breaking(): SyncOptions['client'] {
  const good = client();
  let calls = 0;
  return {
    account: good.account,
    batch: (offset: number) => {
      calls += 1;
      if (calls === 3) account.fail(BATCH, { errcode: 45009, errmsg: 'quota' });
      return good.batch(offset);
    },
  };
}
const run = (more: Partial<SyncOptions> = {}) => sync({ client: client(), to, ...plain, ...more });
const messages = (count: number, from = 1) => Array.from({ length: count }, (_, at) => message(from + at));
const offsets = () => account.calls.filter((call) => call.path === BATCH).map((call) => call.body.offset);
const total = () => headOf(to)._column.total;

describe('listing', () => {
  test('takes every article of every message, in pages of 20', async () => {
    account.publish(...messages(45), {
      article_id: 'several',
      update_time: 1_734_900_000,
      items: [
        {
          title: '青岛 | 头条',
          content: '<p>一</p>',
          url: 'http://mp.weixin.qq.com/s?__biz=Mz&mid=1&idx=1',
          digest: '摘要',
          author: '小路',
        },
        { title: '次条', content: '<p>二</p>', content_source_url: 'https://example.com/more' },
      ],
    });
    const report = await run();
    expect(report).toMatchObject({ read: 47, new: 47, total: 47, warnings: [] });
    expect(offsets()).toEqual([0, 20, 40]);
    expect(documentOf(to, '青岛 | 头条')).toMatchObject({
      region: 'qingdao',
      digest: '摘要',
      url: 'http://mp.weixin.qq.com/s?__biz=Mz&mid=1&idx=1',
      byline: { author: '小路', published: '2024-12-23T04:40:00+08:00' },
    });
    expect(documentOf(to, '次条').blocks.at(-1)).toEqual({
      type: 'card',
      kind: 'link',
      title: '阅读原文',
      url: 'https://example.com/more',
    });
    expect((await checkFeed(to)).findings).toEqual([]);
  });

  test('stops on known ground, and goes through everything with --all', async () => {
    account.publish(...messages(45));
    await run();
    account.publish(message(46));
    account.calls.length = 0;
    expect(await run()).toMatchObject({ new: 1, total: 46 });
    // The page with it, one on which everything is known, and one of older messages in turn.
    expect(offsets()).toEqual([0, 20, 40]);
    account.publish(...messages(75, 47));
    await run();
    account.calls.length = 0;
    await run();
    expect(offsets()[0]).toBe(0);
    expect(offsets().length).toBeLessThanOrEqual(3);
    account.calls.length = 0;
    expect(await run({ all: true })).toMatchObject({ new: 0, written: 0 });
    expect(offsets()).toEqual([0, 20, 40, 60, 80, 100, 120]);
  });

  test('gives an article the id that its saved page has', async () => {
    account.publish(message(1));
    await run();
    const page = `${temporary()}/page`;
    await publish({
      from: [write(page, { 'a.html': ordinaryPage({ mid: '2247000001' }) })],
      to: `${page}-to`,
      ...plain,
    });
    expect(headOf(to).items[0]!.id).toBe(headOf(`${page}-to`).items[0]!.id);
  });

  test('an edited article changes, and keeps the time at which it was first published', async () => {
    account.publish(...messages(3));
    await run();
    const published = documentOf(to, '第 2 篇').byline.published;
    const [edited] = account.messages.splice(1, 1);
    account.publish({
      ...edited!,
      update_time: 1_735_000_000,
      items: [{ ...edited!.items[0], content: '<p>改过。</p>' }],
    });
    expect(await run()).toMatchObject({ new: 0, changed: 1 });
    expect(documentOf(to, '第 2 篇')).toMatchObject({
      byline: { published, modified: '2024-12-24T08:26:40+08:00' },
      blocks: [{ inlines: [{ text: '改过。' }] }],
    });
  });
});

describe('what is malformed', () => {
  const said = (report: { warnings: { article?: string; message: string }[] }) =>
    report.warnings.map(({ article, message }) => [article, message]);

  test('is told of, and the rest of the list is published', async () => {
    account.publish(...messages(25));
    account.messages[3]!.items = [{ title: 7 as never }, { title: '次条', content: '<p>二</p>' }];
    account.messages[5]!.update_time = 'soon' as never;
    account.messages[7]!.items[0]!.content = `<p>${'长'.repeat(600_000)}</p>`;
    const report = await run();
    expect(said(report)).toEqual([
      ['api:article-22:1', expect.stringContaining('已跳过：不合微信接口的约定，title：')],
      ['公众号列表第 6 条消息', expect.stringContaining('已跳过：不合微信接口的约定，update_time：')],
      ['api:article-18:1', expect.stringContaining('已跳过：正文有 600000 字')],
      [undefined, expect.stringContaining('读不懂的消息，这一次不判断哪些文章已经没有')],
    ]);
    expect(report).toMatchObject({ new: 23, total: 23 });
    expect(documentOf(to, '次条').blocks).toHaveLength(1);
    expect((await checkFeed(to)).findings).toEqual([]);
    // Nothing of it is new the next time, which stops at the first page as ever.
    account.calls.length = 0;
    expect(await run()).toMatchObject({ new: 0, written: 0, warnings: report.warnings });
    expect(offsets()).toEqual([0]);
  });

  test('is not taken for gone: its article keeps what it has', async () => {
    account.publish(...messages(30));
    await run();
    const before = await closure(to);
    account.messages[3]!.items[0]!.title = 7 as never;
    account.messages[4]!.items[0]!.content = `<p>${'�'.repeat(50)}</p>`;
    account.messages[4]!.update_time += 1;
    expect(await run({ all: true })).toMatchObject({ withdrawn: 0, total: 30, written: 0 });
    // Of a message that does not say what it is called nobody knows which one it was.
    account.messages[6]!.article_id = '';
    account.messages.pop();
    const report = await run({ all: true });
    expect(report).toMatchObject({ withdrawn: 0, total: 30 });
    expect(said(report).at(-1)).toEqual([undefined, expect.stringContaining('这一次不判断哪些文章已经没有')]);
    expect(changed(before, await closure(to))).toEqual([]);
  });
});

describe('withdrawn', () => {
  test('what the account deleted, even where it no longer tells the address', async () => {
    account.publish(...messages(3));
    await run();
    const { id } = documentOf(to, '第 2 篇');
    account.messages[1]!.items = [{ is_deleted: true }];
    account.messages[1]!.update_time = 1_735_000_000;
    expect(await run()).toMatchObject({ withdrawn: 1, total: 2 });
    const document = parseArticle(readJson(to, paths.article(id)));
    expect(isWithdrawn(document) && document.withdrawn).toBe('2024-12-24T08:26:40+08:00');
  });

  test('what vanished from a full listing', async () => {
    account.publish(...messages(90));
    await run();
    account.messages = account.messages.filter((one) => one.article_id !== 'article-2');
    await run();
    expect(total()).toBe(90);
    const now = Date.parse('2025-01-01T00:00:00Z');
    expect(await run({ all: true, now: () => now })).toMatchObject({ withdrawn: 1, total: 89 });
    const id = articleId('message:MzA1MDAwMDAwMQ==:2247000002:1');
    expect(parseArticle(readJson(to, paths.article(id)))).toMatchObject({
      withdrawn: '2025-01-01T08:00:00+08:00',
    });
  });

  test('what vanished comes back when it is listed again', async () => {
    account.publish(...messages(10));
    await run();
    const all = account.messages;
    account.messages = all.slice(1);
    expect(await run({ all: true })).toMatchObject({ withdrawn: 1, total: 9 });
    account.messages = all;
    expect(await run()).toMatchObject({ total: 10 });
    expect(headOf(to)._column.withdrawn).toEqual([]);
    expect((await checkFeed(to)).findings).toEqual([]);
  });

  test('nothing, when the list changed while it was read', async () => {
    account.publish(...messages(30));
    await run();
    const good = client();
    const shifting = {
      account: good.account,
      batch: async (offset: number) => {
        const page = await good.batch(offset);
        if (offset === 0) account.messages = account.messages.slice(1);
        return page;
      },
    };
    const report = await run({ all: true, client: shifting });
    expect(report).toMatchObject({ withdrawn: 0, total: 30 });
    expect(report.warnings[0]?.message).toContain('列表有变动');
  });

  test('not everything at once: then the listing is not believed', async () => {
    account.publish(...messages(30));
    await run();
    account.messages = account.messages.slice(0, 2);
    const report = await run({ all: true });
    expect(report.withdrawn).toBe(0);
    expect(report.warnings[0]?.message).toContain('没有撤回任何文章');
    expect(total()).toBe(30);
  });
});

describe('two accounts in one folder', () => {
  const OTHER = 'wxfedcba9876543210';
  const other = () => {
    const one = new AccountClient({ appId: OTHER, secret: SECRET, base: second.base, sleep: async () => {} });
    return one;
  };
  let second: FakeAccount;
  beforeEach(async () => {
    second = await FakeAccount.start(OTHER);
  });
  afterEach(() => second.stop());
  const theirs = (count: number) =>
    messages(count).map((one, at) => ({
      ...one,
      article_id: `other-${at}`,
      items: [
        {
          ...one.items[0],
          title: `外 ${at}`,
          url: `http://mp.weixin.qq.com/s?__biz=Mzk&mid=${at + 1}&idx=1`,
        },
      ],
    }));

  test('do not take each other’s articles for vanished, whoever lists everything', async () => {
    account.publish(...messages(12));
    second.publish(...theirs(9));
    await run();
    await run({ client: other() });
    for (const client of [undefined, other()])
      expect(await run({ all: true, ...(client && { client }) })).toMatchObject({ withdrawn: 0, total: 21 });
    second.messages = second.messages.slice(1);
    expect(await run({ all: true })).toMatchObject({ withdrawn: 0, total: 21 });
    expect(await run({ client: other() })).toMatchObject({ withdrawn: 1, total: 20 });
    // Not even where the memory is lost: the archive tells whose they are.
    rmSync(memoryFile(`${to}.archive`));
    await run({ all: true });
    expect(total()).toBe(20);
    account.messages = account.messages.slice(1);
    expect(await run({ client: other(), all: true })).toMatchObject({ withdrawn: 0, total: 20 });
    expect(await run()).toMatchObject({ withdrawn: 1, total: 19 });
  });

  test('have gaps of their own', async () => {
    account.publish(...messages(100));
    second.publish(...theirs(3));
    await expect(run({ client: breaking() })).rejects.toThrow('次日零点');
    expect(await run({ client: other() })).toMatchObject({ total: 43 });
    expect(await run()).toMatchObject({ total: 103 });
  });
});

describe('an archive', () => {
  test('tells a memory that was lost which article a place meant, once it is deleted and has no address', async () => {
    account.publish(...messages(3));
    await run();
    const { id } = documentOf(to, '第 2 篇');
    rmSync(memoryFile(`${to}.archive`));
    account.messages[1]!.items = [{ is_deleted: true }];
    account.messages[1]!.update_time = 1_735_000_000;
    expect(await run()).toMatchObject({ withdrawn: 1, total: 2 });
    expect(isWithdrawn(parseArticle(readJson(to, paths.article(id))))).toBe(true);
  });

  test('of before accounts were told apart is added nothing to, and is known', async () => {
    account.publish(...messages(3));
    // What an older publisher archived: the same items, of no account.
    const archive = new Archive(`${to}.archive`, 1);
    for (const [at, one] of account.messages.entries()) {
      const { article_id, update_time } = one;
      const [item] = one.items;
      const news = {
        article_id,
        position: 1,
        published: update_time,
        updated: update_time,
        item: {
          ...{
            title: '',
            author: '',
            digest: '',
            content: '',
            content_source_url: '',
            thumb_url: '',
            url: '',
          },
          ...item,
          is_deleted: false,
        },
      };
      archive.keep(sealedOf(newsSource(newsIdentity(news), news)), at);
    }
    archive.seal();
    expect(await run()).toMatchObject({ total: 3, changed: 0 });
    const packs = archive.packNames();
    expect(await run()).toMatchObject({ new: 0, changed: 0, written: 0 });
    account.messages = account.messages.slice(1);
    expect(await run()).toMatchObject({ withdrawn: 1, total: 2 });
    expect(archive.packNames()).toEqual(packs);
  });
});

describe('the quota', () => {
  const now = () => Date.parse('2025-01-01T00:00:00Z');

  test('ends a run in words; what was read is published, and the next day goes on from there', async () => {
    account.publish(...messages(700));
    const first = await run({ quota: 310, now });
    expect(first.warnings[0]?.message).toMatch(/快满限额 310 次，只读到公众号第 \d+ 条消息/);
    const read = total();
    expect(read).toBeGreaterThan(100);
    expect(read).toBeLessThan(700);
    expect((await checkFeed(to)).findings).toEqual([]);
    const tomorrow = () => now() + 25 * 3600_000;
    expect(await run({ quota: 310, now: tomorrow })).toMatchObject({ total: 700 });
  });

  test('counts tokens, repeated calls, and those of runs that failed', async () => {
    account.publish(...messages(3));
    account.fail(BATCH, ...Array.from({ length: 5 }, () => ({ status: 500 })));
    await expect(run({ quota: 8, now })).rejects.toThrow('试了 5 次');
    // A token and five calls. A token and one call more; then none, and nobody is asked.
    expect(await run({ quota: 8, now })).toMatchObject({ total: 3 });
    account.calls.length = 0;
    const last = await run({ quota: 8, now });
    expect(last).toMatchObject({
      total: 3,
      warnings: [{ message: expect.stringContaining('已满限额 8 次') }],
    });
    expect(account.calls).toEqual([]);
  });

  test('is no account’s but its own', async () => {
    account.publish(...messages(3));
    await run({ quota: 2, now });
    const { batch } = client();
    const elsewhere = { account: 'another', batch: batch.bind(client()) };
    const { warnings } = await run({ quota: 2, now, client: elsewhere });
    expect(warnings.map(({ message }) => message).join()).not.toContain('已满');
    expect(offsets()).toEqual([0, 0]);
  });
});

describe('faults', () => {
  test.each([
    ['system busy', { errcode: -1, errmsg: 'system error' }],
    ['a server error', { status: 502 }],
    ['a broken connection', 'hang up' as const],
  ])('%s is tried again, with growing pauses', async (_, failure) => {
    account.publish(message(1));
    account.fail(BATCH, failure, failure, failure);
    expect(await run()).toMatchObject({ total: 1 });
    expect(waits).toEqual([375, 750, 1500]);
  });

  test('what does not pass ends in words, after five attempts', async () => {
    account.fail(BATCH, ...Array.from({ length: 9 }, () => ({ status: 500 })));
    await expect(run()).rejects.toThrow('试了 5 次都没有成功');
    expect(offsets()).toHaveLength(5);
  });

  test('an expired token is replaced once', async () => {
    account.publish(...messages(25));
    const one = client();
    await one.batch(0);
    account.expire();
    await expect(one.batch(20)).resolves.toMatchObject({ total_count: 25 });
    expect(account.tokens).toBe(2);
    expect(
      account.calls.filter((call) => call.path === TOKEN).map((call) => call.body.force_refresh),
    ).toEqual([false, true]);
    account.fail(BATCH, { errcode: 40001, errmsg: 'x' }, { errcode: 40001, errmsg: 'x' });
    await expect(one.batch(0)).rejects.toThrow('AppSecret');
  });

  test.each([
    [45009, 'reach max api daily quota limit', '次日零点'],
    [48001, 'api unauthorized', '没有该接口的权限'],
    [
      40164,
      'invalid ip 203.0.113.7 ipv6 ::ffff:203.0.113.7, not in whitelist',
      'IP 白名单里。到公众平台“设置与开发 → 基本配置 → IP白名单”添加它：203.0.113.7',
    ],
    [99999, 'something new', 'something new'],
  ])('error %i ends with what to do', async (errcode, errmsg, words) => {
    account.fail(BATCH, { errcode, errmsg });
    await expect(run()).rejects.toThrow(words);
  });

  test('what was listed before a failure is published, and the next run goes on from there', async () => {
    account.publish(...messages(100));
    await expect(run({ client: breaking() })).rejects.toThrow('次日零点');
    expect(total()).toBe(40);
    expect((await checkFeed(to)).findings).toEqual([]);
    account.publish(message(101));
    account.calls.length = 0;
    expect(await run()).toMatchObject({ total: 101 });
    account.calls.length = 0;
    await run();
    expect(offsets()).toEqual([0, 20]);
  });

  test('a failure before anything was listed leaves no feed behind', async () => {
    account.fail(BATCH, { errcode: 48001, errmsg: 'api unauthorized' });
    await expect(run()).rejects.toThrow('48001');
    expect([...snapshot(to).keys()]).toEqual([]);
  });

  test('an answer that is not as agreed is named', async () => {
    account.fail(BATCH, { errcode: 0, total_count: 'many' } as never);
    await expect(run()).rejects.toThrow('total_count');
  });
});

describe('secrets', () => {
  test('are in no message, no feed and no archive', async () => {
    account.publish(message(1));
    await run();
    const wrong = 'wrong-secret-000000';
    const error = await run({ client: client(wrong) }).catch((one: Error) => one);
    expect(String(error)).toContain('AppSecret');
    account.fail(BATCH, { errcode: 99999, errmsg: `bad token token-2 and ${SECRET}` });
    const other = await run().catch((one: Error) => one);
    const { readFileSync } = await import('node:fs');
    const files = [to, `${to}.archive`].flatMap((folder) =>
      [...snapshot(folder).keys()].map((name) => readFileSync(`${folder}/${name}`, 'latin1')),
    );
    for (const text of [String(error), (error as Error).stack ?? '', String(other), ...files]) {
      expect(text).not.toContain(SECRET);
      expect(text).not.toContain(wrong);
      expect(text).not.toMatch(/token-\d/);
    }
  });

  test('come from the environment, with every problem told at once', () => {
    const names = { appId: 'WECHAT_APPID', secret: 'WECHAT_SECRET' };
    expect(() => accountFromEnvironment({ WECHAT_API_BASE: 'http://example.com' }, names)).toThrow(
      /WECHAT_APPID[\s\S]*WECHAT_SECRET[\s\S]*WECHAT_API_BASE/,
    );
    expect(accountFromEnvironment({ WECHAT_APPID: APP_ID, WECHAT_SECRET: SECRET }, names)).toEqual({
      appId: APP_ID,
      secret: SECRET,
      base: 'https://api.weixin.qq.com',
    });
  });
});

test('mini-program codes are made once for each article; a refusal is only a warning', async () => {
  account.publish(...messages(3));
  const codes = client();
  account.fail('/wxa/getwxacodeunlimit', { errcode: 41030, errmsg: 'invalid page' });
  const first = await run({ codes });
  expect(first.warnings[0]?.message).toContain('小程序还没有发布');
  const head = () => parseHead(readJson(to, paths.head))._column;
  expect(head()).not.toHaveProperty('codes');
  expect(await run({ codes })).toMatchObject({ codes: 3 });
  expect(head().codes).toBe(true);
  expect(await run({ codes })).toMatchObject({ codes: 0, written: 0 });
  const { id, code } = documentOf(to, '第 1 篇');
  expect(snapshot(to).has(code!)).toBe(true);
  const call = account.calls.find(({ path, body }) => path === '/wxa/getwxacodeunlimit' && body.scene === id);
  expect(call?.body).toMatchObject({ page: 'pages/article/index', check_path: false });
});

test('a rebuild needs no account', async () => {
  account.publish(...messages(5));
  await run();
  const before = await closure(to);
  account.calls.length = 0;
  rmSync(memoryFile(`${to}.archive`));
  await rebuild({ to, ...plain });
  expect(account.calls).toEqual([]);
  expect(changed(before, await closure(to))).toEqual([]);
});
