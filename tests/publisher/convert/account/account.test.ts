import path from 'node:path';
import fc from 'fast-check';
import { findChromium } from '../../../../src/preview/browser';
import { loadParser } from '../../../../src/publisher/html/parser';
import { fuzz } from '../../../support/fuzz';
import { orderedHtml, wildHtml } from '../../../support/html';
import { Chromium } from './chromium';
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

inChromium('what Chromium shows is what the converter tells of', () => {
  let chromium: Chromium;
  beforeAll(async () => {
    await loadParser();
    chromium = await Chromium.open();
  });
  afterAll(() => chromium?.close());

  test.each(folders.flatMap(pagesIn))('$name', async ({ file }) => {
    const reading = readingOf(file);
    if (reading.what !== 'article' || reading.article.body.form !== 'html') return;
    const { body, url } = reading.article;
    const { blocks, told: all } = told(body, reading.resolve, url);
    const sight = await sightOf(chromium, file, body);
    expect(difference(sight!, all)).toBeNull();
    expect(missing(blocks, all, body)).toBeNull();
  });

  describe.each(Object.entries(ELEMENTS))('%s', (_, all) => {
    test.each(all)('%s', async (html) => {
      const [sight] = await chromium.ofBodies([html]);
      const body = { form: 'html', html } as const;
      const { blocks, told: said } = told(body);
      expect(difference(sight!, said)).toBeNull();
      expect(missing(blocks, said, body)).toBeNull();
    });
  });

  const laws = [
    ['bodies of which it is not easy to say what is to be seen', bodies, 40],
    ['bodies as editors write them', orderedHtml, 20],
    ['bodies of anything', wildHtml, 20],
  ] as const;
  test.each(laws)('law: %s', async (_, html, runs) => {
    // What Chromium is sent is Unicode: halves of characters would come to it as something else.
    const some = fc
      .array(html, { minLength: 1, maxLength: 20 })
      .map((all) => all.map((one) => wellFormed(one)));
    await fc.assert(
      fc.asyncProperty(some, async (all) => {
        const sights = await chromium.ofBodies(all);
        for (const [at, one] of all.entries()) {
          const body = { form: 'html', html: one } as const;
          const { blocks, told: said } = told(body);
          expect([one, difference(sights[at]!, said)]).toEqual([one, null]);
          expect([one, missing(blocks, said, body)]).toEqual([one, null]);
        }
      }),
      fuzz(runs),
    );
  });
});

const wellFormed = (text: string) => text.replace(/\p{Surrogate}/gu, '');
