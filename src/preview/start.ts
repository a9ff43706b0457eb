import net from 'node:net';
import { compileWeapp, DIST, folderSize, operatorGaps, publishSample, StepError } from '../build/build';
import { createFeedHandler } from '../publisher/commands/serve';
import { startPreview } from './server';

const FIRST_PORT = 5210;

/** The first free port from `FIRST_PORT` on: the program is compiled for the address that it will have. */
async function freePort(port = FIRST_PORT): Promise<number> {
  const free = await new Promise<boolean>((resolve) => {
    const probe = net.createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
  return free ? port : freePort(port + 1);
}

/** Runs one step with its number, and says which step failed and why. */
async function step<T>(label: string, work: () => Promise<T>): Promise<T> {
  const began = Date.now();
  process.stdout.write(`${label} …`);
  try {
    const result = await work();
    process.stdout.write(` ${((Date.now() - began) / 1000).toFixed(1)} 秒\n`);
    return result;
  } catch (error) {
    process.stdout.write(' 没有完成\n');
    throw error instanceof StepError ? error : new StepError(label, (error as Error).message);
  }
}

/** `npm start`: the sample column published, the mini-program compiled, both on show in a browser. */
async function main(): Promise<void> {
  const missing = operatorGaps();
  const port = await freePort();
  const feedUrl = `http://127.0.0.1:${port}/feed`;
  await step('[1/3] 发布示例专栏 → dist/feed', () => publishSample());
  await step('[2/3] 编译小程序 → dist/weapp', () => compileWeapp({ feedUrl }));
  const preview = await step('[3/3] 启动预览', () =>
    startPreview({ dist: DIST.weapp, feed: createFeedHandler(DIST.feed), port }),
  );
  if (missing.length > 0) console.log(`\n上线前还要填写 config/operator.json：${missing.join('、')}`);
  console.log(`
小程序 ${(folderSize(DIST.weapp) / 1000).toFixed(0)} KB，数据源 ${feedUrl}

  在浏览器里看：    ${preview.url}
  在微信里看：      打开“微信开发者工具”，导入本文件夹（AppID 选测试号），它会找到 dist/weapp

按 Ctrl+C 结束。`);
}

main().catch((error: Error) => {
  console.error(`\n没有启动成功。${error.message}`);
  process.exitCode = 1;
});
