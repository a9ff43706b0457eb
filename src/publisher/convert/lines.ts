import { countCharacters } from '../../domain/characters';
import type { Block } from '../../feed';
import { numberOf } from './headings/numbers';
import { shortened } from './inlines';

/** From here on a line is a paragraph of the body, and what stood before it was an epigraph. */
const LONG = 60;
const EPIGRAPH_LINES = 3;

/**
 * Lines of a captured text as paragraphs. Short lines before the first long paragraph are its epigraph
 * (`党旗领航风帆劲 凝心聚力谱新篇`) and are marked `lead`.
 */
export function linesToBlocks(lines: readonly string[]): Block[] {
  const long = lines.findIndex((line) => countCharacters(line) > LONG);
  const opening = long > 0 && long <= EPIGRAPH_LINES ? lines.slice(0, long) : [];
  const isEpigraph = opening.every((line) => numberOf(line) === null && !/[。；;：:]$/.test(line));
  return lines.flatMap((text, index) =>
    shortened([{ text }]).map(
      (inlines): Block => ({
        type: 'paragraph',
        inlines,
        ...(isEpigraph && index < opening.length ? { lead: true } : {}),
      }),
    ),
  );
}
