import given from './together.json';
import { LONGEST } from './words';

/*
 * The one reader of together.json: words that a title's lines do not part, in groups whose names are for people alone.
 * Operators add what their column speaks of; the dictionary knows the words that everyone uses.
 */

const WORD = new RegExp(`^[\\u3400-\\u9fff]{2,${LONGEST}}$`);

/**
 * All words of a list of groups, in each of which spaces part them. Throws an error, in Chinese, that names every word
 * that is none.
 */
export function keptWords(groups: Readonly<Record<string, unknown>> = given): string[] {
  const words = Object.values(groups).flatMap((group) => String(group).split(/\s+/).filter(Boolean));
  const wrong = words.filter((word) => !WORD.test(word));
  if (wrong.length > 0)
    throw new Error(
      `src/publisher/titles/together.json 里有写错的词：${wrong.join('、')}。每个词是 2 到 ${LONGEST} 个汉字，用空格隔开`,
    );
  return words;
}
