import { existsSync } from 'node:fs';
import path from 'node:path';
import { paths } from '../../feed';
import { PublisherError, UsageError } from '../errors';
import type { Report } from '../report';
import { readColumn } from '../run/column';
import { AccountClient, accountFromEnvironment } from '../source/account/client';
import { HELP, need, numberOf, readArguments, type Values } from './arguments';
import { bundleFeed } from './bundle';
import { checkFeed } from './check';
import { preflight } from './preflight';
import { publish } from './publish';
import { rebuild } from './rebuild';
import { serveFeed } from './serve';
import { sync } from './sync';
import { Progress } from './terminal';

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
  return {
    to: need(values.to, '--to <文件夹>'),
    images: !values['no-images'],
    cards: !values['no-cards'],
    column: values.column ? await readColumn(values.column) : undefined,
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

function printReport(report: Report, values: Values): number {
  if (values.json) console.log(JSON.stringify(report, null, 2));
  else console.log(describeReport(report));
  return values.strict && report.warnings.length > 0 ? 3 : 0;
}

function describeReport(report: Report): string {
  const lines = [
    `共 ${report.total} 篇：新增 ${report.new}，更改 ${report.changed}，未变 ${report.unchanged}，撤回 ${report.withdrawn}`,
    `写入 ${report.written} 个文件，移除 ${report.removed} 个；图片 ${report.pictures.mirrored} 张新存、${report.pictures.kept} 张已有、${report.pictures.failed} 张未得；卡片 ${report.cards} 张`,
  ];
  const dropped = Object.entries(report.dropped).sort();
  if (dropped.length > 0)
    lines.push(`略去或无法显示：${dropped.map(([kind, count]) => `${kind} ${count}`).join('，')}`);
  for (const { article, message } of report.warnings)
    lines.push(`警告：${article ? `${article}：` : ''}${message}`);
  return lines.join('\n');
}

async function main(argv: string[]): Promise<number> {
  const { values, command, rest } = readArguments(argv);
  if (values.help || command === 'help') {
    console.log(HELP);
    return 0;
  }
  const progress = new Progress(process.stderr);
  try {
    switch (command) {
      case 'publish': {
        // A shell expands `--from *.html` to one value and positionals behind it.
        const from = [...(values.from ?? []), ...rest];
        if (from.length === 0) throw new UsageError('缺少 --from <文件或文件夹>');
        const report = await publish({ from, ...(await runOptions(values, progress)) });
        progress.end();
        return printReport(report, values);
      }
      case 'sync': {
        const client = new AccountClient(
          accountFromEnvironment(process.env, { appId: 'WECHAT_APPID', secret: 'WECHAT_SECRET' }),
        );
        const options = await runOptions(values, progress);
        // Before the run makes its folders: credentials that WeChat refuses leave nothing behind.
        await client.signIn();
        const report = await sync({ client, all: values.all, ...options });
        progress.end();
        return printReport(report, values);
      }
      case 'rebuild': {
        const report = await rebuild(await runOptions(values, progress));
        progress.end();
        return printReport(report, values);
      }
      case 'check': {
        const { articles, findings } = await checkFeed(publishedFeed(rest[0], '要检查的文件夹'), preflight);
        if (values.json) console.log(JSON.stringify({ articles, findings }, null, 2));
        else {
          for (const { kind, where, message } of findings)
            console.log(`${kind === 'fault' ? '错误' : '提示'}：${where}：${message}`);
          console.log(`检查了 ${articles} 篇，${findings.length} 处需要留意`);
        }
        // Hints are advice and no warnings: `--strict` does not count them.
        return findings.some((one) => one.kind === 'fault') ? 1 : 0;
      }
      case 'serve': {
        const { url } = await serveFeed(
          publishedFeed(rest[0], '要预览的文件夹'),
          numberOf(values.port, '--port') ?? 8030,
        );
        console.log(`${url}feed.json\n按 Ctrl+C 结束`);
        await new Promise(() => {});
        return 0;
      }
      case 'bundle': {
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
        return 0;
      }
      default:
        throw new UsageError(command ? `没有命令 ${command}` : '缺少命令');
    }
  } finally {
    progress.end();
  }
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    if (error instanceof UsageError) console.error(`${error.message}\n\n${HELP}`);
    else if (error instanceof PublisherError) console.error(error.message);
    else console.error(error);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  },
);
