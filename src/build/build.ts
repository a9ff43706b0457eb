import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { readEnvironment, readFeedUrl, readLean } from '../../config/environment';
import { readOperator } from '../../config/read-operator';
import { bundleFeed } from '../publisher/commands/bundle';
import { publish } from '../publisher/commands/publish';

export const ROOT = path.resolve(__dirname, '../..');
/** What the build makes, all under dist/: the sample feed, what is bundled of it, the mini-program. */
export const DIST = {
  feed: path.join(ROOT, 'dist/feed'),
  bundle: path.join(ROOT, 'dist/bundle'),
  weapp: path.join(ROOT, 'dist/weapp'),
};

/** A step of the build that failed: which one, why, and what to do. */
export class StepError extends Error {
  constructor(
    readonly step: string,
    reason: string,
  ) {
    super(`${step}：${reason}`);
    this.name = 'StepError';
  }
}

/**
 * Checks what only the operator can fill in (config/operator.json), before anything is done for it. Throws one error
 * that lists every problem.
 * @returns what is still to be filled in, each by its name
 */
export const operatorGaps = (): string[] => readOperator(ROOT).missing;

/** Publishes the sample column to dist/feed and bundles its newest articles in dist/bundle. */
export async function publishSample(onProgress: (message: string) => void = () => {}): Promise<void> {
  await publish({ from: [path.join(ROOT, 'src/sample')], to: DIST.feed, onProgress });
  await bundleFeed({ feed: DIST.feed, to: DIST.bundle });
}

/**
 * Compiles the mini-program with Taro. What is wrong with the environment is said before Taro is started: Taro
 * answers it with a stack and a guess of its own.
 * @param feedUrl base URL of the feed; empty: the bundled articles are shown
 * @param out folder, absolute; dist/weapp is where project.config.json looks
 * @param lean which of Taro's stand-ins are left out: `LEAN` of config/environment.ts
 */
export async function compileWeapp({
  feedUrl = '',
  out = DIST.weapp,
  lean = process.env.LEAN ?? '',
} = {}): Promise<void> {
  const env = { TARO_APP_FEED_URL: feedUrl, LEAN: lean };
  readEnvironment(env, ROOT);
  readOperator(ROOT);
  await replaceWhole(out, (fresh) => runTaro(env, fresh));
}

/** Has what fills a folder made beside it: until that is whole, and where it fails, the folder stays as it was. */
export async function replaceWhole(folder: string, make: (fresh: string) => Promise<void>): Promise<void> {
  const fresh = `${folder}.new`;
  fs.rmSync(fresh, { recursive: true, force: true });
  try {
    await make(fresh);
    // The folder itself stays: WeChat DevTools watches it.
    fs.mkdirSync(folder, { recursive: true });
    for (const name of fs.readdirSync(folder))
      fs.rmSync(path.join(folder, name), { recursive: true, force: true });
    for (const name of fs.readdirSync(fresh)) fs.renameSync(path.join(fresh, name), path.join(folder, name));
  } finally {
    fs.rmSync(fresh, { recursive: true, force: true });
  }
}

async function runTaro(env: Record<string, string>, out: string): Promise<void> {
  const cli = path.join(ROOT, 'node_modules/@tarojs/cli/bin/taro');
  const child = spawn(process.execPath, [cli, 'build', '--type', 'weapp'], {
    cwd: ROOT,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      ...env,
      WEAPP_OUT: path.relative(ROOT, out),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: string[] = [];
  child.stdout.on('data', (chunk) => output.push(String(chunk)));
  child.stderr.on('data', (chunk) => output.push(String(chunk)));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  // Taro exits with 0 when its configuration is refused, and writes nothing.
  if (code !== 0 || !fs.existsSync(path.join(out, 'app.json')))
    throw new StepError('编译小程序', `Taro 以 ${code} 结束\n${output.join('').slice(-4000)}`);
}

/** Bytes of every file under a folder. */
export function folderSize(folder: string): number {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + fs.statSync(path.join(entry.parentPath, entry.name)).size, 0);
}

/** `npm run build`: dist/weapp for WeChat DevTools, with TARO_APP_FEED_URL or the bundled sample. */
async function main(): Promise<void> {
  // What is wrong with the environment is said before anything is made.
  const feedUrl = readFeedUrl(process.env);
  readLean(process.env);
  const missing = operatorGaps();
  if (!feedUrl) {
    console.log('[1/2] 发布示例专栏 → dist/feed');
    await publishSample();
  }
  console.log(`[2/2] 编译小程序 → dist/weapp${feedUrl ? `（数据源 ${feedUrl}）` : '（内置示例文章）'}`);
  await compileWeapp({ feedUrl });
  console.log(`完成：${(folderSize(DIST.weapp) / 1000).toFixed(0)} KB。用微信开发者工具打开本文件夹即可。`);
  if (missing.length > 0)
    console.log(`上线前还要在 config/operator.json 里填写：\n- ${missing.join('\n- ')}`);
}

if (require.main === module)
  main().catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
