import { type StdioOptions, spawn } from 'node:child_process';
import { existsSync, openSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ordinaryPage, unavailablePage } from '../../fixtures/publisher/pages';
import { cleanUp, headOf, temporary, write } from '../support';
import { APP_ID, FakeAccount, message, SECRET } from './fake-account';

afterEach(cleanUp);

const ROOT = path.join(__dirname, '../../..');
const START = path.join(ROOT, 'src/publisher/start.cjs');

/** Runs the command as its users do; resolves to its exit code and what it printed. */
function feed(
  args: string[],
  environment: Record<string, string> = {},
  stdio: StdioOptions = 'pipe',
): Promise<{ code: number | null; out: string; err: string }> {
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, ...environment } as NodeJS.ProcessEnv;
  const child = spawn(process.execPath, [START, ...args], { cwd: ROOT, env, stdio });
  let out = '';
  let err = '';
  child.stdout?.on('data', (part) => {
    out += String(part);
  });
  child.stderr?.on('data', (part) => {
    err += String(part);
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })));
}

const publishing = (root: string, from: string) => [
  ...['publish', '--from', from, '--to', `${root}/to`],
  ...['--no-images', '--no-cards'],
];

test('publish and check: 0, a short report, and nothing on the error stream', async () => {
  const root = temporary();
  const from = write(`${root}/from`, { 'a.html': ordinaryPage({ title: '一篇' }) });
  const published = await feed(publishing(root, from));
  expect(published).toMatchObject({ code: 0, err: '' });
  expect(published.out).toContain('共 1 篇：新增 1');
  const checked = await feed(['check', `${root}/to`]);
  expect(checked.code).toBe(0);
  expect(checked.out).toContain('提示：一篇：没有封面');
  // Hints are no warnings.
  expect((await feed(['check', `${root}/to`, '--strict'])).code).toBe(0);
}, 20_000);

test('cards: of older articles they are drawn by id, or all, in every environment the same', async () => {
  const root = temporary();
  const from = write(`${root}/from`, {
    'a.html': ordinaryPage({ title: '旧的一篇 🚌 𠮷祥', mid: '1', time: 1600000000 }),
    'b.html': ordinaryPage({ title: '新的一篇', mid: '2', time: 1600009000 }),
    'column.json': JSON.stringify({ cards: 1 }),
  });
  const to = `${root}/to`;
  const publish = ['publish', '--from', from, '--no-images', '--column', `${from}/column.json`];
  expect(await feed([...publish, '--to', to])).toMatchObject({ code: 0 });
  const [newer, older] = headOf(to).items;
  expect([newer!._column.cards !== undefined, older!._column.cards]).toEqual([true, undefined]);
  const drawn = await feed(['cards', older!.id, '--to', to]);
  expect(drawn).toMatchObject({ code: 0 });
  expect(drawn.out).toContain('卡片 2 张');
  const again = await feed(['cards', '--all', '--to', to]);
  expect(again.out).toContain('写入 0 个文件');

  // A machine with other fonts, or none, that calls one of them as phones call theirs.
  const fonts = `${root}/fonts.conf`;
  writeFileSync(
    fonts,
    '<?xml version="1.0"?><fontconfig><dir>/usr/share/fonts/truetype</dir><alias binding="same"><family>Noto Sans SC</family><accept><family>DejaVu Serif</family></accept></alias></fontconfig>',
  );
  const other = `${root}/other`;
  const there = { FONTCONFIG_FILE: fonts, HOME: root, LANG: 'C', TZ: 'America/New_York' };
  expect(await feed([...publish, '--to', other], there)).toMatchObject({ code: 0 });
  expect(await feed(['cards', '--all', '--to', other], there)).toMatchObject({ code: 0 });
  expect(readdirSync(`${other}/cards`, { recursive: true }).sort()).toEqual(
    readdirSync(`${to}/cards`, { recursive: true }).sort(),
  );
}, 60_000);

test('check --deep and --repair: 1 while something is wrong, and each file that is mended', async () => {
  const root = temporary();
  const from = write(`${root}/from`, { 'a.html': ordinaryPage({ title: '一篇' }) });
  await feed(publishing(root, from));
  const to = `${root}/to`;
  expect(await feed(['check', '--deep', to])).toMatchObject({ code: 0, out: '检查了 1 篇，0 处需要留意\n' });
  const name = `articles/${headOf(to).items[0]!.id}.json`;
  const bytes = readFileSync(path.join(to, name));
  bytes[bytes.length >> 1]! ^= 1;
  writeFileSync(path.join(to, name), bytes);
  const found = await feed(['check', to, '--deep']);
  expect(found).toMatchObject({ code: 1, err: '' });
  expect(found.out).toContain(`错误：${name}：内容与发布时不同\n检查了 1 篇，1 处需要留意\n`);
  expect(found.out).toContain('check --repair');
  const mended = await feed(['check', '--repair', to, '--json']);
  expect(mended.code).toBe(0);
  expect(JSON.parse(mended.out)).toEqual({ articles: 1, repaired: [`已修复：${name}`], findings: [] });
  const again = await feed(['check', '--repair', to]);
  expect(again).toMatchObject({ code: 0, out: '检查了 1 篇，0 处需要留意\n没有要修复的\n' });
  rmSync(`${to}.archive`, { recursive: true });
  const alone = await feed(['check', '--repair', to]);
  expect([alone.code, alone.err]).toEqual([1, expect.stringContaining('没有存档')]);
}, 60_000);

test('--json and --strict: 3 with warnings', async () => {
  const root = temporary();
  const from = write(`${root}/from`, { 'a.html': unavailablePage(), 'b.html': ordinaryPage() });
  const { code, out } = await feed([...publishing(root, from), '--json', '--strict']);
  expect(code).toBe(3);
  expect(JSON.parse(out)).toMatchObject({ read: 2, new: 1, warnings: [{ article: 'a.html' }] });
}, 20_000);

test.each([
  ['缺少命令', []],
  ['没有命令 fly', ['fly']],
  ['缺少 --from', ['publish', '--to', 'x']],
  [
    '找不到 /nowhere',
    ['publish', '--from', '/nowhere', '--to', path.join(__dirname, '../../../.cache/never')],
  ],
  [
    '没有选项 --verbose。check 的选项：--deep --repair --no-images --no-cards --link --json --strict\n',
    ['check', '--verbose'],
  ],
  ['没有选项 -x。各命令的选项见下', ['-x']],
  ['--to 后面缺少值', ['publish', '--to', '--from', 'x']],
  ['--json 后面不写值', ['check', '--json=1']],
  ['缺少文章的编号或网址；全部文章请写 --all', ['cards', '--to', 'x']],
  ['--all 是全部文章', ['cards', 'abc', '--all', '--to', 'x']],
  ['不能同时写 --no-cards', ['cards', '--all', '--no-cards', '--to', 'x']],
])(
  'wrong use ends with 2 and says what is missing: %s',
  async (words, args) => {
    const { code, err } = await feed(args);
    expect(code).toBe(2);
    expect(err).toContain(words);
  },
  20_000,
);

test('a source that is refused is left out: 0, 3 with --strict, and the others are published', async () => {
  const root = temporary();
  const from = write(`${root}/from`, { 'bad.txt': '没有正文', 'a.html': ordinaryPage({ title: '一篇' }) });
  symlinkSync('nowhere.txt', path.join(from, 'gone.txt'));
  const published = await feed(publishing(root, from));
  expect(published).toMatchObject({ code: 0, err: '' });
  expect(published.out).toContain('共 1 篇：新增 1');
  expect(published.out.match(/^警告：.*$/gm)).toEqual([
    expect.stringMatching(/^警告：bad\.txt：已跳过：没有单独一行的“正文”/),
    expect.stringMatching(/^警告：gone\.txt：已跳过：找不到它/),
  ]);
  const strict = await feed([...publishing(root, from), '--strict', '--json']);
  expect(strict.code).toBe(3);
  expect(JSON.parse(strict.out)).toMatchObject({ unchanged: 1, warnings: [{}, {}] });
}, 20_000);

test('a failure ends with 1, in words and without a stack', async () => {
  const root = temporary();
  const { code, err } = await feed(['rebuild', '--to', `${root}/to`]);
  expect(code).toBe(1);
  expect(err).toContain('里没有可重建的来源');
  expect(err).not.toContain('at ');
}, 20_000);

test.each([
  ['check', (root: string) => ['check', root]],
  ['check --deep', (root: string) => ['check', '--deep', root]],
  ['check --repair', (root: string) => ['check', '--repair', root]],
  ['serve', (root: string) => ['serve', root]],
  ['bundle', (root: string) => ['bundle', root, '--to', `${root}-bundle`]],
])(
  '%s of what is no feed: 1, what is missing and what to do',
  async (_, args) => {
    const root = temporary();
    for (const [folder, words] of [
      [`${root}/none`, `找不到文件夹 ${root}/none：请写`],
      [root, `${root} 里没有 feed.json，不是已发布的文件夹：请写`],
    ] as const) {
      const { code, out, err } = await feed(args(folder));
      expect([code, out]).toEqual([1, '']);
      expect(err).toMatch(/^[^\n]+\n$/);
      expect(err).toContain(words);
    }
  },
  20_000,
);

test('sync without credentials, or with refused ones, leaves no folder behind', async () => {
  const account = await FakeAccount.start();
  const root = temporary();
  const args = ['sync', '--to', `${root}/to`, '--no-images', '--no-cards'];
  const wrong = { WECHAT_APPID: APP_ID, WECHAT_SECRET: 'wrong', WECHAT_API_BASE: account.base };
  expect((await feed(args)).code).toBe(1);
  expect((await feed(args, wrong)).code).toBe(1);
  await account.stop();
  expect(readdirSync(root)).toEqual([]);
}, 30_000);

test('sync takes its secrets and its address from the environment', async () => {
  const account = await FakeAccount.start();
  account.publish(message(1), message(2));
  const root = temporary();
  const args = ['sync', '--to', `${root}/to`, '--no-images', '--no-cards'];
  const missing = await feed(args);
  expect([missing.code, missing.err]).toEqual([1, expect.stringContaining('WECHAT_SECRET')]);
  const done = await feed(args, {
    WECHAT_APPID: APP_ID,
    WECHAT_SECRET: SECRET,
    WECHAT_API_BASE: account.base,
  });
  await account.stop();
  expect(done).toMatchObject({ code: 0, err: '' });
  expect(headOf(`${root}/to`)._column.total).toBe(2);
}, 30_000);

test('an error that nobody expected: 1, and the place in the source', async () => {
  const root = temporary();
  const from = write(`${root}/from`, { 'a.html': ordinaryPage() });
  write(root, { 'broken.cjs': "require('node:os').hostname = () => { throw new Error('unexpected'); };" });
  const broken = { NODE_OPTIONS: `--require ${root}/broken.cjs` };
  const { code, err } = await feed(publishing(root, from), broken);
  expect(code).toBe(1);
  const places = [...err.matchAll(/\((\/[^)]*\.ts):\d+:\d+\)/g)].map(([, file]) => file!);
  expect(places).toContain(path.join(ROOT, 'src/publisher/run/lock.ts'));
}, 20_000);

test.each([
  ['a feed below a file', (root: string) => [...['--to', `${root}/from/a.html/feed`]], 'ENOTDIR'],
  ['settings that are a folder', (root: string) => ['--to', `${root}/to`, '--column', root], 'EISDIR'],
])(
  'what the disk does not do: 1, in words and without a stack: %s',
  async (_, args, code) => {
    const root = temporary();
    const from = write(`${root}/from`, { 'a.html': ordinaryPage() });
    const done = await feed(['publish', '--from', from, '--no-images', '--no-cards', ...args(root)]);
    expect(done).toMatchObject({ code: 1, out: '', err: expect.stringMatching(/^\/?[^\n]*：[^\n]+\n$/) });
    expect(done.err).toContain(`（${code}）`);
  },
  20_000,
);

/* Where what is printed goes is a full disk, or nobody. */
const TO = '/dev/full';
const onFull = existsSync(TO) ? test : test.skip;

onFull.each([
  ['the report', [0, TO, 'pipe'], 1, /^标准输出：磁盘已满（ENOSPC）。请腾出地方[^\n]*\n$/],
  ['what went wrong', [0, 'pipe', TO], 0, /^$/],
])(
  '%s is to go to a full disk: the run is done all the same',
  async (_, given, code, err) => {
    const root = temporary();
    const from = write(`${root}/from`, { 'a.html': ordinaryPage() });
    const stdio = given.map((one) => (one === TO ? openSync(TO, 'w') : one)) as StdioOptions;
    const done = await feed(publishing(root, from), {}, stdio);
    expect(done).toMatchObject({ code, err: expect.stringMatching(err) });
    expect(headOf(`${root}/to`)._column.total).toBe(1);
  },
  20_000,
);

test('nobody reads the report: nothing is said of it', async () => {
  const root = temporary();
  const from = write(`${root}/from`, { 'a.html': ordinaryPage() });
  const child = spawn(process.execPath, [START, ...publishing(root, from)], { cwd: ROOT });
  child.stdout.destroy();
  let err = '';
  child.stderr.on('data', (part) => {
    err += String(part);
  });
  expect([await new Promise((resolve) => child.on('close', resolve)), err]).toEqual([0, '']);
}, 20_000);
