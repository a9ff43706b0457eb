import { existsSync } from 'node:fs';
import path from 'node:path';
import { paths } from '../../feed';
import { diskFault, PublisherError, toldOf, UsageError } from '../errors';
import type { Report } from '../report';
import { readColumn } from '../run/column';
import { archiveFolderOf } from '../run/examine';
import { AccountClient, accountFromEnvironment } from '../source/account/client';
import { HELP, need, numberOf, readArguments, type Values } from './arguments';
import { checkFeed } from './check';
import { checkDeep } from './deep';
import { drawCards, restore, type WithdrawOptions, withdraw } from './edit';
import { preflight } from './preflight';
import { EXIT, printFindings, printReport } from './print';
import { publish } from './publish';
import { rebuild } from './rebuild';
import { repair } from './repair';
import { serveFeed } from './serve';
import { sync } from './sync';
import { guardOutput, Progress } from './terminal';

/** A folder that the command reads, and that must hold a feed. */
function publishedFeed(folder: string | undefined, name: string): string {
  const given = need(folder, name);
  const mend = '请写 publish 或 sync 的 --to 用的文件夹，例如 dist/feed；还没有发布过就先发布';
  if (!existsSync(given)) throw new PublisherError(`找不到文件夹 ${given}：${mend}`);
  if (!existsSync(path.join(given, paths.head)))
    throw new PublisherError(`${given} 里没有 ${paths.head}，不是已发布的文件夹：${mend}`);
  return given;
}

async function runOptions(values: Values, progress: Progress) {
  if (values.rename && !values.column) throw new UsageError('--rename 要与 --column <栏目设置> 一起写');
  const hours = numberOf(values.grace, '--grace');
  return {
    grace: hours === undefined ? undefined : hours * 3600_000,
    to: need(values.to, '--to <文件夹>'),
    images: !values['no-images'],
    cards: !values['no-cards'],
    column: values.column ? await readColumn(values.column) : undefined,
    rename: values.rename,
    link: values.link,
    acceptLoss: values['accept-loss'],
    onProgress: (message: string) => progress.show(message),
    codes: codeClient(),
  };
}

/** Codes are made with the mini-program's own credentials, where they are set. */
function codeClient(): AccountClient | undefined {
  const names = { appId: 'WEAPP_APPID', secret: 'WEAPP_SECRET' };
  if (!process.env[names.appId] && !process.env[names.secret]) return undefined;
  return new AccountClient(accountFromEnvironment(process.env, names));
}

/** The folder of a feed that is there, or whose archive is: with that alone it is made again. */
const publishedOrArchived = (folder: string, name: string): string =>
  existsSync(archiveFolderOf(folder)) ? folder : publishedFeed(folder, name);

interface Call {
  values: Values;
  /** What stands behind the command, options aside. */
  rest: readonly string[];
  progress: Progress;
}

/** Has an editor's word on some articles carried out. */
async function edit(
  work: (options: WithdrawOptions) => Promise<Report>,
  { values, rest, progress }: Call,
): Promise<number> {
  if (rest.length === 0) throw new UsageError('缺少文章的编号或网址');
  const options = await runOptions(values, progress);
  publishedOrArchived(options.to, '--to <文件夹>');
  const report = await work({ which: rest, ...options });
  progress.end();
  return printReport(report, values);
}

/** Each command's work; returns the exit code. */
const COMMANDS: Readonly<Record<string, (call: Call) => Promise<number>>> = {
  async help() {
    console.log(HELP);
    return EXIT.done;
  },

  async publish({ values, rest, progress }) {
    // A shell expands `--from *.html` to one value and positionals behind it.
    const from = [...(values.from ?? []), ...rest];
    const { force = [] } = values;
    if (from.length + force.length === 0) throw new UsageError('缺少 --from <文件或文件夹>');
    const report = await publish({ from, force, ...(await runOptions(values, progress)) });
    progress.end();
    return printReport(report, values);
  },

  async sync({ values, progress }) {
    const client = new AccountClient(
      accountFromEnvironment(process.env, { appId: 'WECHAT_APPID', secret: 'WECHAT_SECRET' }),
    );
    const options = await runOptions(values, progress);
    const quota = numberOf(values.quota, '--quota');
    // Before the run makes its folders: credentials that WeChat refuses leave nothing behind.
    await client.signIn();
    const report = await sync({ client, all: values.all, quota, ...options });
    progress.end();
    return printReport(report, values);
  },

  async rebuild({ values, progress }) {
    const report = await rebuild(await runOptions(values, progress));
    progress.end();
    return printReport(report, values);
  },

  async cards({ values, rest, progress }) {
    if (values['no-cards']) throw new UsageError('cards 是用来画卡片的，不能同时写 --no-cards');
    if (values.all && rest.length > 0) throw new UsageError('--all 是全部文章，后面不必再写编号或网址');
    if (!values.all && rest.length === 0) throw new UsageError('缺少文章的编号或网址；全部文章请写 --all');
    const options = await runOptions(values, progress);
    publishedOrArchived(options.to, '--to <文件夹>');
    const report = await drawCards({ which: values.all ? null : rest, ...options });
    progress.end();
    return printReport(report, values);
  },

  withdraw: (call) => edit(withdraw, call),
  restore: (call) => edit(restore, call),

  async check({ values, rest, progress }) {
    const name = '要检查的文件夹';
    const isDeep = values.deep || values.repair;
    const folder = isDeep ? publishedOrArchived(need(rest[0], name), name) : publishedFeed(rest[0], name);
    if (!values.repair)
      return printFindings(await (values.deep ? checkDeep(folder) : checkFeed(folder, preflight)), values);
    const done = await repair(await runOptions({ ...values, to: folder }, progress));
    progress.end();
    return printFindings(done, values);
  },

  async explain({ values, rest }) {
    if (rest.length === 0) throw new UsageError('缺少要看的网页或文件夹');
    const { describeExplained, explain } = await import('./explain');
    const result = await explain(rest);
    console.log(values.json ? JSON.stringify(result, null, 2) : describeExplained(result));
    return result.articles.length === 0 ? EXIT.failed : EXIT.done;
  },

  async serve({ values, rest }) {
    const feed = publishedFeed(rest[0], '要预览的文件夹');
    const { url } = await serveFeed(feed, numberOf(values.port, '--port') ?? 8030);
    console.log(`${url}${paths.head}\n按 Ctrl+C 结束`);
    return new Promise(() => {});
  },

  async bundle({ values, rest }) {
    // Loaded by whoever uses it, as what it makes pictures with is everywhere else.
    const { bundleFeed } = await import('./bundle');
    const result = await bundleFeed({
      feed: publishedFeed(rest[0], '已发布的文件夹'),
      to: need(values.to, '--to <文件夹>'),
      maxBytes: numberOf(values['max-bytes'], '--max-bytes'),
      imageBytes: numberOf(values['image-bytes'], '--image-bytes'),
    });
    console.log(
      values.json
        ? JSON.stringify(result)
        : `收入 ${result.articles} 篇，${result.bytes} 字节，图片 ${result.imageBytes} 字节`,
    );
    return EXIT.done;
  },
};

async function main(argv: string[]): Promise<number> {
  const { values, command, rest } = readArguments(argv);
  const name = values.help ? 'help' : (command ?? '');
  const work = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!work) throw new UsageError(command ? `没有命令 ${command}` : '缺少命令');
  const progress = new Progress(process.stderr);
  try {
    return await work({ values, rest, progress });
  } finally {
    progress.end();
  }
}

let isSaid = true;
guardOutput(process, (words) => {
  isSaid = false;
  console.error(words);
  process.exitCode = EXIT.failed;
});

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = isSaid ? code : EXIT.failed;
  },
  (thrown: unknown) => {
    const error = diskFault(thrown);
    if (error instanceof UsageError) console.error(`${error.message}\n\n${HELP}`);
    else if (error instanceof PublisherError) console.error(toldOf(error));
    else console.error(error);
    process.exitCode = error instanceof UsageError ? EXIT.misused : EXIT.failed;
  },
);
