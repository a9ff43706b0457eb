import { spawn } from 'node:child_process';
import path from 'node:path';
import { inBrowser, ROOT } from './support';

/** Takes a picture of the small program of the fixtures; resolves to the exit code and what was said of faults. */
function shoot(...args: string[]): Promise<{ code: number | null; fault: string }> {
  const child = spawn(
    process.execPath,
    [
      '--import',
      'tsx',
      path.join(ROOT, 'src/preview/shoot.ts'),
      '--dist',
      'tests/fixtures/weapp-tiny',
      ...args,
    ],
    { cwd: ROOT, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let fault = '';
  child.stderr.on('data', (part) => {
    fault += String(part);
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, fault: fault.trim() })));
}

inBrowser('a picture of one page', () => {
  test.each([
    ['--tap', '.nothing', '--tap ".nothing"：pages/list/index 上没有这个元素'],
    ['--type', '.row=文字', '--type ".row=文字"：这个元素不是输入框'],
  ])('%s %s is answered in one line', async (option, value, words) => {
    expect(await shoot(option, value)).toEqual({ code: 1, fault: words });
  });
});
