import { parseArgs } from 'node:util';
import { AccountClient, accountFromEnvironment } from './account/client';
import { bundleFeed } from './bundle';
import { checkFeed } from './check';
import { readColumn } from './column';
import { messageOf, PublisherError, UsageError } from './errors';
import { preflight } from './preflight';
import { publish } from './publish';
import { rebuild } from './rebuild';
import type { Report } from './report';
import { serveFeed } from './serve';
import { sync } from './sync';
import { Progress } from './terminal';

const HELP = `用法：npm run feed -- <命令>

  publish --from <文件或文件夹>… --to <文件夹>   发布保存的网页（.html）和摘录的文本（.txt）
  sync --to <文件夹> [--all]                    从公众号接口同步（WECHAT_APPID、WECHAT_SECRET）
  rebuild --to <文件夹>                         用存档重新生成全部文章，不再访问公众号
  check <文件夹>                                检查一个已发布的文件夹，并提示哪里会不好看
  serve <文件夹> [--port 8030]                  在本机预览
  bundle <文件夹> --to <文件夹>                 截取最新文章，放进小程序包

选项
  --column <column.json>   栏目设置：name slogan place channel home url
  --no-images              不下载网上的图片
  --no-cards               不画分享卡片
  --json                   以 JSON 输出报告
  --strict                 有警告时以 3 退出

小程序码需要小程序自己的 WEAPP_APPID、WEAPP_SECRET；没有就不生成。
退出码：0 完成，1 失败，2 用法不对，3 完成但有警告（--strict）`;

const OPTIONS = {
  from: { type: 'string', multiple: true },
  to: { type: 'string' },
  column: { type: 'string' },
  port: { type: 'string' },
  'no-images': { type: 'boolean' },
  'no-cards': { type: 'boolean' },
  'max-bytes': { type: 'string' },
  'image-bytes': { type: 'string' },
  json: { type: 'boolean' },
  strict: { type: 'boolean' },
  all: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS; allowPositionals: true }>>['values'];

function need(value: string | undefined, name: string): string {
  if (!value) throw new UsageError(`缺少 ${name}`);
  return value;
}

function numberOf(value: string | undefined, name: string): number | undefined {
  if (value === undefined) return undefined;
  const number = Number(value);
  if (!Number.isInteger(number) || number < 0) throw new UsageError(`${name} 应为不小于 0 的整数`);
  return number;
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
  let parsed: ReturnType<typeof parseArgs<{ options: typeof OPTIONS; allowPositionals: true }>>;
  try {
    parsed = parseArgs({ args: argv, options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new UsageError(messageOf(error));
  }
  const { values, positionals } = parsed;
  const [command, ...rest] = positionals;
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
        const report = await sync({ client, all: values.all, ...(await runOptions(values, progress)) });
        progress.end();
        return printReport(report, values);
      }
      case 'rebuild': {
        const report = await rebuild(await runOptions(values, progress));
        progress.end();
        return printReport(report, values);
      }
      case 'check': {
        const { articles, findings } = await checkFeed(need(rest[0], '要检查的文件夹'), preflight);
        if (values.json) console.log(JSON.stringify({ articles, findings }, null, 2));
        else {
          for (const { kind, where, message } of findings)
            console.log(`${kind === 'fault' ? '错误' : '提示'}：${where}：${message}`);
          console.log(`检查了 ${articles} 篇，${findings.length} 处需要留意`);
        }
        if (findings.some((one) => one.kind === 'fault')) return 1;
        return values.strict && findings.length > 0 ? 3 : 0;
      }
      case 'serve': {
        const { url } = await serveFeed(
          need(rest[0], '要预览的文件夹'),
          numberOf(values.port, '--port') ?? 8030,
        );
        console.log(`${url}feed.json\n按 Ctrl+C 结束`);
        await new Promise(() => {});
        return 0;
      }
      case 'bundle': {
        const result = await bundleFeed({
          feed: need(rest[0], '已发布的文件夹'),
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
