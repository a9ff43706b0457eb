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

const FIRST_HAN = 0x4e00;
const HANS = 0x9fff - FIRST_HAN + 1;

/** A pair as one number, in the order of the pairs: a text has one at every character. */
type Pair = number;

const textOf = (pair: Pair): string =>
  String.fromCharCode(FIRST_HAN + Math.floor(pair / HANS), FIRST_HAN + (pair % HANS));

/** The pairs of a text with how often each stands there, in the order in which they first do. */
function pairsOf(text: string): Map<Pair, number> {
  const counts = new Map<Pair, number>();
  let before = -1;
  for (let at = 0; at < text.length; at += 1) {
    const han = text.charCodeAt(at) - FIRST_HAN;
    const isHan = han >= 0 && han < HANS;
    if (isHan && before >= 0) {
      const pair = before * HANS + han;
      counts.set(pair, (counts.get(pair) ?? 0) + 1);
    }
    before = isHan ? han : -1;
  }
  return counts;
}

const COMMON_PAIRS: ReadonlySet<Pair> = new Set([...COMMON].flatMap((word) => [...pairsOf(word).keys()]));

/**
 * The pairs that tell what an article is about: all of its headline (first), the most frequent of its texts.
 * @param texts of its blocks, in order
 */
export function tellingWords(headline: string, texts: readonly string[]): string[] {
  const title = [...pairsOf(headline).keys()].filter((pair) => !COMMON_PAIRS.has(pair));
  const known = new Set(title);
  const frequent: [Pair, number][] = [];
  for (const [pair, times] of pairsOf(texts.join('\n').slice(0, SCAN_LIMIT)))
    if (times > 1 && !known.has(pair) && !COMMON_PAIRS.has(pair)) frequent.push([pair, times]);
  frequent.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  return [
    ...title.map((pair) => `${textOf(pair)}!`),
    ...frequent.slice(0, BODY_WORDS).map(([pair]) => textOf(pair)),
  ];
}
