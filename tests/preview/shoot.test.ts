import { spawnSync } from 'node:child_process';
import path from 'node:path';

const ROOT = path.join(__dirname, '../..');
const TINY = 'tests/fixtures/weapp-tiny';

/** What a picture is refused for before any browser is opened. */
function refused(...args: string[]): string {
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', path.join(ROOT, 'src/preview/shoot.ts'), ...args],
    { cwd: ROOT, encoding: 'utf8' },
  );
  expect(status).toBe(1);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  return stderr;
}

test('a feed that the program would never ask for is refused, with the mend', () => {
  expect(refused('--dist', TINY, '--feed', 'src/sample')).toMatch(
    /^--feed src\/sample 不会起作用：.*TARO_APP_FEED_URL=http:\/\/127\.0\.0\.1:5210\/feed npm run build/,
  );
});

test.each([
  ['--feed /nowhere：没有这个文件夹', ['--dist', TINY, '--feed', '/nowhere']],
  ['--dist /nowhere：这里没有编译好的小程序', ['--dist', '/nowhere']],
])('%s', (words, args) => {
  expect(refused(...args)).toContain(words);
});
