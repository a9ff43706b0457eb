import { KeyNumbers } from '../numbering';

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

/** One table for all texts of a thread, with room for more pairs than a text has characters. */
const numbers = new KeyNumbers(4096);
const counts = new Uint16Array(SCAN_LIMIT);

/** Takes each pair of the first `SCAN_LIMIT` characters of a text, in the order in which they first come. */
function eachPair(text: string, take: (pair: Pair, times: number) => void): void {
  numbers.clear();
  counts.fill(0);
  let before = -1;
  const end = Math.min(text.length, SCAN_LIMIT);
  for (let at = 0; at < end; at += 1) {
    const han = text.charCodeAt(at) - FIRST_HAN;
    const isHan = han >= 0 && han < HANS;
    // No key is 0.
    if (isHan && before >= 0) counts[numbers.numberOf(before * HANS + han + 1)]! += 1;
    before = isHan ? han : -1;
  }
  for (const [number, key] of numbers.keys.entries()) take(key - 1, counts[number]!);
}

function pairsOf(text: string): Pair[] {
  const found: Pair[] = [];
  eachPair(text, (pair) => found.push(pair));
  return found;
}

const COMMON_PAIRS: ReadonlySet<Pair> = new Set([...COMMON].flatMap(pairsOf));

/** A pair and how often it stands somewhere as one number: the frequent ones first, then in the order of the pairs. */
const ranked = (pair: Pair, times: number): number => -times * ALL_PAIRS + pair;
const ALL_PAIRS = HANS * HANS;

/**
 * The pairs that tell what an article is about: all of its headline (first), the most frequent of its texts.
 * @param texts of its blocks, in order
 */
export function tellingWords(headline: string, texts: readonly string[]): string[] {
  const title = pairsOf(headline).filter((pair) => !COMMON_PAIRS.has(pair));
  const frequent: number[] = [];
  eachPair(texts.join('\n'), (pair, times) => {
    if (times > 1 && !title.includes(pair) && !COMMON_PAIRS.has(pair)) frequent.push(ranked(pair, times));
  });
  const first = Float64Array.from(frequent).sort().subarray(0, BODY_WORDS);
  return [
    ...title.map((pair) => `${textOf(pair)}!`),
    ...Array.from(first, (rank) => textOf(((rank % ALL_PAIRS) + ALL_PAIRS) % ALL_PAIRS)),
  ];
}
