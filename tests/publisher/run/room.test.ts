import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { withdraw } from '../../../src/publisher/commands/edit';
import { publish } from '../../../src/publisher/commands/publish';
import { rebuild } from '../../../src/publisher/commands/rebuild';
import { articleId } from '../../../src/publisher/hash';
import { disk } from '../../../src/publisher/write/disk';
import { ordinaryPage } from '../../fixtures/publisher/pages';
import { cleanUp, plain, snapshot, temporary, write } from '../support';

/* A run that would not fit says so before it writes. */

const MB = 1024 * 1024;
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);

afterEach(() => {
  jest.restoreAllMocks();
  cleanUp();
});

/** Has every disk say that so much of it is free. */
function free({ bytes = 1e12, files = 1e9 }: { bytes?: number; files?: number }): void {
  const statfs = disk.statfsSync;
  jest.spyOn(disk, 'statfsSync').mockImplementation(((folder: string) => ({
    ...statfs(folder),
    bavail: Math.floor(bytes / 4096),
    bsize: 4096,
    ffree: files,
    files: 1e9,
  })) as never);
}

const pages = (count: number, from = 0): Record<string, string> =>
  Object.fromEntries(
    Array.from({ length: count }, (_, at) => [
      `${from + at}.html`,
      ordinaryPage({ title: `第${from + at}篇`, mid: String(1 + from + at), body: '<p>正文</p>' }),
    ]),
  );

function desk(files: Record<string, string | Uint8Array>) {
  const root = temporary();
  const from = write(path.join(root, 'from'), files);
  const to = path.join(root, 'to');
  return { root, from, to, run: (more: object = {}) => publish({ from: [from], to, ...plain, ...more }) };
}

test('a first publication makes no folder, and says how much there is and how much it takes', async () => {
  const { root, run } = desk(pages(300));
  free({ bytes: 6 * MB });
  await expect(run()).rejects.toThrow(
    `磁盘放不下：${root} 所在的磁盘只剩 6.0 MB，这次至少需要 6.3 MB。什么都没有写，读者看到的还是原来的内容。请腾出地方（df -h、df -i），或换一个磁盘，再运行一次`,
  );
  expect(readdirSync(root)).toEqual(['from']);
  jest.restoreAllMocks();
  expect(await run()).toMatchObject({ new: 300 });
});

test('share cards and pictures beside pages count', async () => {
  const many = pages(300);
  const { run } = desk(many);
  free({ bytes: 8 * MB });
  await expect(run({ cards: true })).rejects.toThrow('至少需要 11 MB');
  const saved = desk({ ...pages(1), '0_files/a.png': Buffer.concat([PNG, Buffer.alloc(9 * MB)]) });
  await expect(saved.run()).rejects.toThrow('至少需要 13 MB');
});

test('what is published already takes no room; what is new among it does, and changes nothing', async () => {
  const { from, to, run } = desk(pages(300));
  await run();
  free({ bytes: 5 * MB });
  expect(await run()).toMatchObject({ unchanged: 300, written: 0 });
  write(from, pages(300, 300));
  const before = snapshot(to);
  await expect(run()).rejects.toThrow(/磁盘放不下.*至少需要 6\.3 MB/);
  expect(snapshot(to)).toEqual(before);
  expect(existsSync(`${to}.archive/lock`)).toBe(false);
  jest.restoreAllMocks();
  expect(await run()).toMatchObject({ new: 300, total: 600 });
});

test('a disk may run out of files before it runs out of bytes', async () => {
  const { run } = desk(pages(100));
  free({ files: 120 });
  await expect(run()).rejects.toThrow('只能再建 120 个文件，这次至少需要 164 个文件');
});

test('a feed that was lost does not come back to a disk that has no room for it', async () => {
  const { to, run } = desk(pages(300));
  await run();
  rmSync(to, { recursive: true });
  free({ bytes: 5 * MB });
  await expect(rebuild({ to, ...plain })).rejects.toThrow('至少需要 6.3 MB');
  expect(existsSync(to)).toBe(false);
  jest.restoreAllMocks();
  expect(await rebuild({ to, ...plain })).toMatchObject({ total: 300 });
});

test('an article can be withdrawn from a disk that is nearly full, but not from one that is', async () => {
  const { to, run } = desk(pages(3));
  await run();
  const which = [articleId('message:MzA1MDAwMDAwMQ==:1:1')];
  free({ bytes: 3 * MB });
  await expect(withdraw({ which, to, ...plain })).rejects.toThrow('磁盘放不下');
  jest.restoreAllMocks();
  free({ bytes: 5 * MB });
  expect(await withdraw({ which, to, ...plain })).toMatchObject({ withdrawn: 1 });
});
