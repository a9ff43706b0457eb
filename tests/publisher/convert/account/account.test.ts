import path from 'node:path';
import fc from 'fast-check';
import { findChromium } from '../../../../src/preview/browser';
import { loadFormulas } from '../../../../src/publisher/convert/mathjax';
import { loadParser } from '../../../../src/publisher/html/parser';
import type { Body, ResolvePicture } from '../../../../src/publisher/source/types';
import { fuzz } from '../../../support/fuzz';
import { orderedHtml, wildHtml } from '../../../support/html';
import { Chromium } from './chromium';
import type { Sight } from './collect';
import { ELEMENTS } from './elements';
import { bodies } from './html';
import { pagesIn, readingOf, sightOf, told } from './pages';
import { difference, missing } from './sum';

/*
 * Every visible character, picture, link and drawing of a page is kept, merged, or left out by a named rule
 * (src/publisher/convert/fates.ts). What is visible is not for the converter to say: Chromium opens the page, and what
 * it shows is what the converter has to have told of, in its order. What is said to be kept stands in the blocks.
 *
 * REAL_SOURCES names folders of real pages, separated as in PATH.
 */

const browser = findChromium();
if (!browser && process.env.REQUIRE_BROWSER)
  throw new Error('no Chromium was found: it is one side of the sum');
const inChromium = browser ? describe : describe.skip;

const FIXTURES = path.join(__dirname, '../../../fixtures/publisher');
const folders = [
  ...['account', 'cases'].map((name) => path.join(FIXTURES, name)),
  ...(process.env.REAL_SOURCES ?? '').split(path.delimiter).filter(Boolean),
];

/** Milliseconds in which the smallest body is found that breaks a law. */
const SHRINKING = 300_000;

/** Where the sum does not come out, in words. */
function fault(body: Body, sight: Sight, picture?: ResolvePicture, url?: string): string | null {
  const { blocks, told: all } = told(body, picture, url);
  return difference(sight, all) ?? missing(blocks, all, body);
}

inChromium('what Chromium shows is what the converter tells of', () => {
  let chromium: Chromium;
  beforeAll(async () => {
    await Promise.all([loadParser(), loadFormulas()]);
    chromium = await Chromium.open();
  });
  afterAll(() => chromium?.close());

  test.each(folders.flatMap(pagesIn))('$name', async ({ file }) => {
    const reading = readingOf(file);
    const body = reading.what === 'article' ? reading.article.body : null;
    const sight = body && (await sightOf(chromium, file, body));
    if (reading.what === 'article' && sight)
      expect(fault(reading.article.body, sight, reading.resolve, reading.article.url)).toBeNull();
    else expect(body?.form ?? reading.what).toMatch(/^(?:title|withdrawn|skipped)$/);
  });

  describe('an element or two', () => {
    const groups = Object.entries(ELEMENTS);
    const all = groups.flatMap(([, some]) => some);
    let sights: Sight[];
    beforeAll(async () => {
      sights = await chromium.ofBodies(all);
    });

    describe.each(groups)('%s', (_, some) => {
      test.each(some)('%s', (html) => {
        expect(fault({ form: 'html', html }, sights[all.indexOf(html)]!)).toBeNull();
      });
    });
  });

  const laws = [
    ['bodies of which it is not easy to say what is to be seen', bodies, 40],
    ['bodies as editors write them', orderedHtml, 20],
    ['bodies of anything', wildHtml, 20],
  ] as const;
  test.each(laws)(
    'law: %s',
    async (_, html, runs) => {
      // What Chromium is sent is Unicode: halves of characters would come to it as something else.
      const some = fc
        .array(html, { minLength: 1, maxLength: 20, size: 'max' })
        .map((all) => all.map((one) => wellFormed(one)));
      await fc.assert(
        fc.asyncProperty(some, async (all) => {
          const sights = await chromium.ofBodies(all);
          for (const [at, html] of all.entries())
            expect([html, fault({ form: 'html', html }, sights[at]!)]).toEqual([html, null]);
        }),
        fuzz(runs),
      );
    },
    SHRINKING,
  );
});

const wellFormed = (text: string) => text.replace(/\p{Surrogate}/gu, '');
