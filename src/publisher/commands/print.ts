import { inWords } from '../fates';
import type { Report } from '../report';
import type { CheckResult } from './check';

/** Exit codes; `warned` is done, with warnings, where `--strict` wants none. */
export const EXIT = { done: 0, failed: 1, misused: 2, warned: 3 } as const;

interface Style {
  json?: boolean | undefined;
  strict?: boolean | undefined;
  deep?: boolean | undefined;
}

/** Prints what a run did; returns the exit code. */
export function printReport(report: Report, { json, strict }: Style): number {
  console.log(json ? JSON.stringify(report, null, 2) : describe(report));
  return strict && report.warnings.length > 0 ? EXIT.warned : EXIT.done;
}

function describe(report: Report): string {
  const lines = [
    `共 ${report.total} 篇：新增 ${report.new}，更改 ${report.changed}，未变 ${report.unchanged}，撤回 ${report.withdrawn}`,
    `写入 ${report.written} 个文件，移除 ${report.removed} 个；图片 ${report.pictures.mirrored} 张新存、${report.pictures.kept} 张已有、${report.pictures.failed} 张未得；卡片 ${report.cards} 张`,
  ];
  const dropped = Object.entries(report.dropped).sort();
  if (dropped.length > 0)
    lines.push(`略去或无法显示：${dropped.map(([kind, count]) => `${inWords(kind)} ${count}`).join('，')}`);
  lines.push(...report.notes, ...describeDoubts(report));
  for (const { article, message } of report.warnings)
    lines.push(`警告：${article ? `${article}：` : ''}${message}`);
  return lines.join('\n');
}

/** A first run takes in thousands of articles: the first of them are told of by name. */
const DOUBTS = 5;

function describeDoubts({ doubts }: Report): string[] {
  if (doubts.length === 0) return [];
  const more = doubts.length > DOUBTS ? [`目录请看一眼的一共 ${doubts.length} 篇，全部见 --json`] : [];
  return [
    ...doubts.slice(0, DOUBTS).map(({ article, lines }) => `目录请看一眼：${article}：${lines.join('，')}`),
    ...more,
    '逐行的理由：npm run feed -- explain <网页>',
  ];
}

/** What a repair did, in words. */
function didOf(repaired: number, faults: number): string {
  if (repaired + faults === 0) return '没有要修复的';
  return `修复了 ${repaired} 处${faults > 0 ? `，还有 ${faults} 处没有修好` : ''}`;
}

/** Prints what a check found, and what was repaired; returns the exit code. Hints are advice and no warnings: `strict` does not count them. */
export function printFindings(
  { articles, findings, repaired }: CheckResult & { repaired?: readonly string[] },
  { json, deep: isDeep }: Style,
): number {
  const faults = findings.filter((one) => one.kind === 'fault').length;
  if (json) console.log(JSON.stringify({ articles, ...(repaired ? { repaired } : {}), findings }, null, 2));
  else {
    for (const line of repaired ?? []) console.log(line);
    for (const { kind, where, message } of findings)
      console.log(`${kind === 'fault' ? '错误' : '提示'}：${where}：${message}`);
    console.log(`检查了 ${articles} 篇，${findings.length} 处需要留意`);
    if (repaired) console.log(didOf(repaired.length, faults));
    else if (isDeep && faults > 0) console.log('运行 check --repair <文件夹>，会用存档修复能修复的');
  }
  return faults > 0 ? EXIT.failed : EXIT.done;
}
