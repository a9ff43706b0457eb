import { blockTexts } from '../../../src/domain/text';
import { type ConvertContext, convertBody } from '../../../src/publisher/convert';
import { loadParser } from '../../../src/publisher/html/parser';

beforeAll(loadParser);

const quiet: ConvertContext = { picture: () => null, drop: () => {} };
const convert = (html: string, context = quiet) => convertBody({ form: 'html', html }, context).blocks;
const shown = (html: string) => blockTexts(convert(html)).join(' | ');

describe('ruby', () => {
  test.each([
    ['莘（shēn）县', '<ruby>莘<rp>（</rp><rt>shēn</rt><rp>）</rp></ruby>县'],
    ['莘（shēn）县', '<ruby>莘<rp>(</rp><rt>shēn</rt><rp>)</rp></ruby>县'],
    ['莘（shēn）县', '<ruby>莘<rt>shēn</rt></ruby>县'],
    ['莘（shēn）县', '<ruby>莘<rt>（shēn）</rt></ruby>县'],
    ['莘（shēn）县', '<ruby>莘（<rt>shēn</rt>）</ruby>县'],
    ['莘（shēn）县', '<ruby><rb>莘</rb><rtc><rt>shēn</rt></rtc></ruby>县'],
    ['莘（shēn）县', '<ruby>莘<rt style="display:block;font-size:8px">shēn</rt></ruby>县'],
    ['莘（shēn）县（xiàn）', '<ruby>莘<rt>shēn</rt>县<rt>xiàn</rt></ruby>'],
    ['莘（shēn）县（xiàn）', '<ruby><rb>莘<rb>县<rt>shēn<rt>xiàn</ruby>'],
    ['莘县（shēn xiàn）', '<ruby>莘县<rt>shēn<rt>xiàn</ruby>'],
    ['莘县', '<ruby>莘<rt></rt>县<rt> </rt></ruby>'],
    ['莘县', '<ruby>莘<rp>（</rp><rt style="display:none">shēn</rt><rp>）</rp></ruby>县'],
    ['莘县', '<ruby>莘<rt hidden>shēn</rt></ruby>县'],
    ['', '<p style="visibility:hidden"><ruby>莘<rt>shēn</rt></ruby></p>'],
    ['', '<p style="font-size:0"><ruby>莘<rt>shēn</rt></ruby></p>'],
  ])('is read as %s', (expected, html) => {
    expect(shown(html)).toBe(expected);
  });

  test('keeps the marks of its base, and is told of without our brackets: 莘, shēn', () => {
    const told: string[] = [];
    const context: ConvertContext = { ...quiet, note: (_, fate, value) => told.push(`${fate}:${value}`) };
    expect(convert('<ruby><b>莘</b><rt>shēn</rt></ruby>', context)).toMatchObject([
      { inlines: [{ text: '莘', marks: ['strong'] }, { text: '（shēn）' }] },
    ]);
    expect(told).toEqual(['kept:莘', 'kept:shēn']);
  });
});
