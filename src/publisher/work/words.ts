import { gramOfKey, packGrams } from '../search/grams';

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
/** So many units of an article's texts are counted. */
export const COUNTED = 4000;

const FIRST_HAN = 0x4e00;
const LAST_HAN = 0x9fff;

/** A pair as the key of a gram, see search/grams.ts. */
type Pair = number;

const isHan = (unit: number): boolean => unit >= FIRST_HAN && unit <= LAST_HAN;

/** The different pairs of a text, in the order in which they first come. */
const pairsOf = (text: string): Pair[] => Array.from(packGrams(text).keys).filter(isPair);
const isPair = (key: Pair): boolean => isHan(key >>> 16) && isHan(key & 0xffff);

const COMMON_PAIRS: ReadonlySet<Pair> = new Set([...COMMON].flatMap(pairsOf));

/** A pair and how often it stands somewhere as one number: the frequent ones first, then in the order of the pairs. */
const ranked = (pair: Pair, times: number): number => -times * ALL_PAIRS + pair;
const pairOf = (rank: number): Pair => ((rank % ALL_PAIRS) + ALL_PAIRS) % ALL_PAIRS;
const ALL_PAIRS = 2 ** 32;

/**
 * The pairs that tell what an article is about: all of its headline (first), the most frequent of its texts.
 * @param keys of the grams of its search text
 * @param times how often each of them stands in the first `COUNTED` units of its texts
 */
export function tellingWords(headline: string, keys: Uint32Array, times: Uint16Array): string[] {
  const title = pairsOf(headline).filter((pair) => !COMMON_PAIRS.has(pair));
  const frequent: number[] = [];
  for (let at = 0; at < Math.min(keys.length, times.length); at += 1) {
    const pair = keys[at]!;
    if (times[at]! > 1 && isPair(pair) && !title.includes(pair) && !COMMON_PAIRS.has(pair))
      frequent.push(ranked(pair, times[at]!));
  }
  const first = Float64Array.from(frequent).sort().subarray(0, BODY_WORDS);
  return [
    ...title.map((pair) => `${gramOfKey(pair)}!`),
    ...Array.from(first, (rank) => gramOfKey(pairOf(rank))),
  ];
}
