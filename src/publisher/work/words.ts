/*
 * What an article is about, as pairs of characters: Chinese has no spaces, and pairs find shared subjects
 * without a dictionary. Pairs that stand in nearly every article of such an account say nothing.
 */

const COMMON = new Set(
  `交通 通运 运输 输局 输厅 输系 山东 东省 全省 工作 开展 发展 推进 进一 一步 推动 建设 设置 服务 提升 加强 强化 我们 他们
   进行 情况 有关 相关 以及 为了 通过 这个 一个 可以 没有 自己 就是 不是 什么 如果 因为 所以 但是 还是 已经 现在`.split(
    /\s+/,
  ),
);
const BODY_WORDS = 24;
const SCAN_LIMIT = 4000;

const isHan = (code: number) => code >= 0x4e00 && code <= 0x9fff;

function count(text: string, counts: Map<string, number>): void {
  let before = false;
  for (let at = 0; at < text.length; at += 1) {
    const han = isHan(text.charCodeAt(at));
    if (han && before) {
      const pair = text.slice(at - 1, at + 1);
      if (!COMMON.has(pair)) counts.set(pair, (counts.get(pair) ?? 0) + 1);
    }
    before = han;
  }
}

/**
 * The pairs that tell what an article is about: all of its headline (first), the most frequent of its texts.
 * @param texts of its blocks, in order
 */
export function tellingWords(headline: string, texts: readonly string[]): string[] {
  const title = new Map<string, number>();
  count(headline, title);
  const body = new Map<string, number>();
  count(texts.join('\n').slice(0, SCAN_LIMIT), body);
  const frequent = [...body]
    .filter(([pair, times]) => times > 1 && !title.has(pair))
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, BODY_WORDS);
  return [...[...title.keys()].map((pair) => `${pair}!`), ...frequent.map(([pair]) => pair)];
}
