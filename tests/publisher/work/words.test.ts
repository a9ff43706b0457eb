import fc from 'fast-check';
import { blockTexts } from '../../../src/domain/text';
import type { Block } from '../../../src/feed';
import { foundBy } from '../../../src/publisher/work/text';
import { fuzz } from '../../support/fuzz';

const FEW = [...'公交地铁高速山东'];

/** A text of few characters, so that pairs come again. */
const texts = fc
  .array(fc.constantFrom(...FEW, '，', 'a', '\n', '𠮷'), { maxLength: 400 })
  .map((characters) => characters.join(''));

const isPair = (pair: string) => /^[\u4e00-\u9fff]{2}$/.test(pair);

/** The pairs of a text, each where it ends. */
const pairs = (text: string) =>
  Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2)).filter(isPair);

/** As `tellingWords` says it, with strings and a Map. */
function plainly(headline: string, text: string): string[] {
  const common = new Set(['山东']);
  const title = [...new Set(pairs(headline))].filter((pair) => !common.has(pair));
  const counts = new Map<string, number>();
  for (const pair of pairs(text.slice(0, 4000))) counts.set(pair, (counts.get(pair) ?? 0) + 1);
  const frequent = [...counts]
    .filter(([pair, times]) => times > 1 && !title.includes(pair) && !common.has(pair))
    .sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1))
    .slice(0, 24)
    .map(([pair]) => pair);
  return [...title.map((pair) => `${pair}!`), ...frequent];
}

test('law: an article tells itself apart by the pairs of its headline, and the frequent ones of its texts', () => {
  fc.assert(
    fc.property(texts, texts, texts, fc.nat(30), (headline, digest, text, times) => {
      const blocks: Block[] = [{ type: 'paragraph', inlines: [{ text: text.repeat(times) }] }];
      const { words } = foundBy({ title: headline, headline, digest, blocks });
      expect(words).toEqual(plainly(headline, blockTexts(blocks).join('\n')));
    }),
    fuzz(200),
  );
});
