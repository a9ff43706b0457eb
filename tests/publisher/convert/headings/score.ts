import { readFileSync } from 'node:fs';
import path from 'node:path';
import { convertBody } from '../../../../src/publisher/convert';
import { numberOf } from '../../../../src/publisher/convert/headings/numbers';
import { loadFormulas } from '../../../../src/publisher/convert/mathjax';
import { loadParser } from '../../../../src/publisher/html/parser';
import { readingOf } from '../account/pages';

/*
 * How far the contents of articles are what an editor chose. The choice is data (`headings.json` beside the pages): `optional`
 * entries count neither way, `runin` ones stand at the head of a paragraph.
 */

interface Chosen {
  level: 1 | 2 | 3;
  text: string;
  optional?: boolean;
  runin?: boolean;
}

export interface Entry {
  level: number;
  text: string;
}

export interface Score {
  page: string;
  chosen: number;
  found: number;
  levels: number;
  missed: string[];
  wrong: string[];
}

/** What is compared of a line: its letters and digits. */
const bare = (text: string): string =>
  text
    .replace(/\[\d{1,3}\]/g, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');

function isSame(chosen: Chosen, entry: Entry): boolean {
  const [a, b] = [bare(chosen.text), bare(entry.text)];
  if (a === b) return true;
  // The choice may leave a number out that stands before the words.
  const [own, other] = [chosen.text, entry.text].map((text) => bare(numberOf(text)?.rest || text));
  if (own === other) return true;
  // A point is listed without its number, and a head that runs in may end later than its entry does.
  const long = bare(chosen.text.replace(/^[一二三四五六七八九十]+[是要]/, ''));
  return chosen.runin === true && b.length > 1 && (long.startsWith(b) || b.startsWith(long));
}

/** Compares in order: the longest sequence that both have, what must be found before what may. */
export function scoreOf(page: string, chosen: readonly Chosen[], entries: readonly Entry[]): Score {
  const best: number[][] = Array.from({ length: chosen.length + 1 }, () =>
    new Array(entries.length + 1).fill(0),
  );
  const gain = (one: Chosen) => (one.optional ? 0.9 : 1);
  for (let at = chosen.length - 1; at >= 0; at -= 1)
    for (let to = entries.length - 1; to >= 0; to -= 1) {
      const same = isSame(chosen[at]!, entries[to]!) ? best[at + 1]![to + 1]! + gain(chosen[at]!) : 0;
      best[at]![to] = Math.max(best[at + 1]![to]!, best[at]![to + 1]!, same);
    }
  const score: Score = { page, chosen: 0, found: 0, levels: 0, missed: [], wrong: [] };
  score.chosen = chosen.filter(({ optional }) => !optional).length;
  let at = 0;
  let to = 0;
  while (at < chosen.length || to < entries.length) {
    const [one, entry] = [chosen[at], entries[to]];
    if (one && entry && isSame(one, entry) && best[at]![to]! === best[at + 1]![to + 1]! + gain(one)) {
      if (!one.optional) {
        score.found += 1;
        if (one.level === entry.level) score.levels += 1;
      }
      at += 1;
      to += 1;
    } else if (one && (!entry || best[at]![to]! === best[at + 1]![to]!)) {
      if (!one.optional) score.missed.push(one.text);
      at += 1;
    } else {
      score.wrong.push(entry!.text);
      to += 1;
    }
  }
  return score;
}

/** Scores every page of a folder for which its `headings.json` has a choice. */
export async function scoresIn(folder: string): Promise<Score[]> {
  const pages = JSON.parse(readFileSync(path.join(folder, 'headings.json'), 'utf8')) as Record<
    string,
    { headings: Chosen[] }
  >;
  await loadParser();
  await loadFormulas();
  return Object.entries(pages).map(([page, { headings }]) => {
    const reading = readingOf(path.join(folder, page));
    if (reading.what !== 'article') throw new Error(`${page}: no article`);
    const { body, title, url } = reading.article;
    const { contents } = convertBody(body, { title, url, picture: () => null, drop: () => {} });
    return scoreOf(page, headings, contents);
  });
}

/** Of all pages together: shares, 1 where there is nothing to find. */
export function sumOf(scores: readonly Score[]): { precision: number; recall: number; levels: number } {
  const of = (value: (one: Score) => number) => scores.reduce((sum, one) => sum + value(one), 0);
  const found = of((one) => one.found);
  const share = (part: number, all: number) => (all === 0 ? 1 : part / all);
  return {
    precision: share(found, found + of((one) => one.wrong.length)),
    recall: share(
      found,
      of((one) => one.chosen),
    ),
    levels: share(
      of((one) => one.levels),
      found,
    ),
  };
}

/** A line for all of them, and one for each page that is not as it was chosen. */
export function describeScores(name: string, scores: readonly Score[]): string {
  const percent = (share: number) => `${(share * 100).toFixed(1)}%`;
  const { precision, recall, levels } = sumOf(scores);
  return [
    `${name}: ${scores.length} pages, precision ${percent(precision)}, recall ${percent(recall)}, levels ${percent(levels)}`,
    ...scores
      .filter((one) => one.missed.length + one.wrong.length > 0 || one.levels < one.found)
      .map(
        (one) =>
          `  ${one.page}: missed ${JSON.stringify(one.missed)}, wrong ${JSON.stringify(one.wrong)}, levels ${one.levels}/${one.found}`,
      ),
  ].join('\n');
}
