import { parseArgs } from 'node:util';
import { UsageError } from '../errors';

export const HELP = `用法：npm run feed -- <命令>

  publish --from <文件或文件夹>… --to <文件夹>   发布保存的网页（.html、.mhtml）和摘录的文本（.txt）
  sync --to <文件夹> [--all]                    从公众号接口同步（WECHAT_APPID、WECHAT_SECRET）
  rebuild --to <文件夹>                         用存档重新生成全部文章，不再访问公众号
  withdraw <编号或网址>… --to <文件夹>           撤回文章；restore 把它们恢复
  cards <编号或网址…> --to <文件夹>              给旧文章画分享卡片（最新的会自己画）；--all 画全部
  check <文件夹>                                检查一个已发布的文件夹，并提示哪里会不好看
  check --deep <文件夹>                         连同存档逐字节检查；--repair 并用存档修复坏的
  explain <网页或文件夹>…                        逐行说明为什么进目录或不进目录，不发布
  serve <文件夹> [--port 8030]                  在本机预览
  bundle <文件夹> --to <文件夹>                 截取最新文章，放进小程序包

选项
  --column <column.json>   栏目设置：name slogan place channel home url web cards；以后的运行不必再写
  --rename                 连同 --column：栏目改名、改地点或渠道
  --force <文件>           用这一份，即使已发布的那一份比它新（publish）
  --accept-loss            放弃存档里已没有来源的文章（sync：列表里少了的确实已删除）
  --grace <小时>           换下来的文件再留多久，默认 24；撤回的文章不等
  --quota <次数>           公众号接口每天允许的调用次数，默认 1000（sync）
  --no-images              不下载网上的图片
  --no-cards               不画分享卡片
  --link                   feed 里的图片与存档共用同一个文件（硬链接），省一半地方
  --json                   以 JSON 输出报告
  --strict                 有警告时以 3 退出

小程序码需要小程序自己的 WEAPP_APPID、WEAPP_SECRET；没有就不生成。
退出码：0 完成，1 失败，2 用法不对，3 完成但有警告（--strict）`;

const OPTIONS = {
  from: { type: 'string', multiple: true },
  to: { type: 'string' },
  column: { type: 'string' },
  grace: { type: 'string' },
  quota: { type: 'string' },
  port: { type: 'string' },
  force: { type: 'string', multiple: true },
  rename: { type: 'boolean' },
  link: { type: 'boolean' },
  'accept-loss': { type: 'boolean' },
  'no-images': { type: 'boolean' },
  'no-cards': { type: 'boolean' },
  'max-bytes': { type: 'string' },
  'image-bytes': { type: 'string' },
  deep: { type: 'boolean' },
  repair: { type: 'boolean' },
  json: { type: 'boolean' },
  strict: { type: 'boolean' },
  all: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

type Name = keyof typeof OPTIONS;

const RUN = [
  'to',
  'column',
  'rename',
  'accept-loss',
  'grace',
  'no-images',
  'no-cards',
  'link',
  'json',
  'strict',
] as const;
/** The options of each command, for the answer to one that does not exist. */
const BY_COMMAND: Record<string, readonly Name[]> = {
  publish: ['from', 'force', ...RUN],
  sync: ['all', 'quota', ...RUN],
  rebuild: RUN,
  withdraw: RUN,
  restore: RUN,
  cards: ['all', ...RUN.filter((name) => name !== 'no-cards')],
  check: ['deep', 'repair', 'no-images', 'no-cards', 'link', 'json', 'strict'],
  explain: ['json'],
  serve: ['port'],
  bundle: ['to', 'max-bytes', 'image-bytes', 'json'],
};

const parse = (args: string[], strict: boolean) =>
  parseArgs({ args, options: OPTIONS, allowPositionals: true, tokens: true, strict });

export type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];

/** Reads the command line. Throws a `UsageError` where Node's own parser would answer in English. */
export function readArguments(args: string[]): {
  values: Values;
  command: string | undefined;
  rest: string[];
} {
  // First without judgement: what stands there, and for which command.
  const { tokens, positionals } = parse(args, false);
  const [command, ...rest] = positionals;
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const { name, rawName, value, inlineValue } = token;
    if (!Object.hasOwn(OPTIONS, name)) throw new UsageError(`没有选项 ${rawName}。${available(command)}`);
    const { type } = OPTIONS[name as Name];
    if (type === 'boolean' && value !== undefined) throw new UsageError(`${rawName} 后面不写值`);
    if (type === 'string' && (!value || (value.startsWith('-') && !inlineValue)))
      throw new UsageError(`${rawName} 后面缺少值`);
  }
  return { values: parse(args, true).values as Values, command, rest };
}

function available(command: string | undefined): string {
  const names = command && Object.hasOwn(BY_COMMAND, command) ? BY_COMMAND[command] : undefined;
  return names ? `${command} 的选项：${names.map((name) => `--${name}`).join(' ')}` : '各命令的选项见下';
}

/** A value that the command cannot do without. */
export function need(value: string | undefined, name: string): string {
  if (!value) throw new UsageError(`缺少 ${name}`);
  return value;
}

export function numberOf(value: string | undefined, name: string): number | undefined {
  if (value === undefined) return undefined;
  if (!/^\d{1,15}$/.test(value)) throw new UsageError(`${name} 应为不小于 0 的整数`);
  return Number(value);
}
