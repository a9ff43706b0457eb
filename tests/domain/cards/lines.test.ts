import fc from 'fast-check';
import { clusters } from '../../../src/domain/cards/breaking';
import { beginning, ended, quoted } from '../../../src/domain/cards/excerpt';
import { fitParagraph, fitTitle } from '../../../src/domain/cards/fitting';
import { characters } from '../../../src/domain/characters';
import { fullWidth } from '../../../src/domain/typography';
import { registerCardFonts } from '../../../src/publisher/cards/canvas';
import { makeCanvas } from '../../fixtures/cards/pictures';
import { anyText, text, words } from '../../support/arbitraries';
import { fuzz } from '../../support/fuzz';

registerCardFonts();
const ctx = makeCanvas(1, 1).getContext('2d');
const pieces = (text: string) => clusters(text, true).map((piece) => piece.text);

describe('what stays on one line', () => {
  test.each([
    [
      'a number with its unit',
      '新增第3批共12.5公里于2026年11月18日',
      ['新', '增', '第3批', '共', '12.5公里', '于', '2026年11月18日'],
    ],
    ['a Chinese number with its unit', '这三段路', ['这', '三段', '路']],
    ['a Latin word', '经过G20与JSON', ['经', '过', 'G20', '与', 'JSON']],
    ['a short quotation with its stop', '算“四本账”。', ['算', '“四本账”。']],
    ['a dash with what it ends', '之后——从', ['之', '后——', '从']],
    ['opening marks with what follows', '【办法】（试行）', ['【办', '法】', '（试', '行）']],
    ['a quotation in each of its marks', '看《办法》「大字」版', ['看', '《办法》', '「大字」', '版']],
    ['a bar with what it ends, a sign of money with its sum', '提醒丨¥1起', ['提', '醒丨', '¥1', '起']],
    [
      'a keycap, a name’s form and an accented word',
      '1️⃣号葛\u{e0100}城Cafe\u0301s',
      ['1️⃣', '号', '葛\u{e0100}', '城', 'Cafe\u0301s'],
    ],
    ['an emoji family, a skin tone, a flag', '👨‍👩‍👧👍🏽🇨🇳路', ['👨‍👩‍👧', '👍🏽', '🇨🇳', '路']],
  ])('%s', (_, text, expected) => {
    expect(pieces(text)).toEqual(expected);
  });

  test('a long quotation may be broken in running text, and not in a title', () => {
    const quotation = '“一个比六个字长的引语”';
    expect(clusters(quotation, false).length).toBeGreaterThan(6);
    expect(pieces(quotation)).toEqual([quotation]);
  });

  describe('words, where it is said where they part', () => {
    const parted = (text: string, breaks: number[]) => clusters(text, true, breaks).map((one) => one.text);

    test.each([
      ['stay whole', '交通运输高质量发展', [4, 7], ['交通运输', '高质量', '发展']],
      [
        'part nowhere that the rules do not allow',
        '第3批“新线”，开通',
        [1, 3, 5, 7, 8],
        ['第3批', '“新线”，', '开通'],
      ],
      [
        'may be with what is never drawn',
        '\u200b通车\u2060了 路好走',
        [2, 4, 5],
        ['通车', '了', '路', '好走'],
      ],
      ['are no longer than words are', '交'.repeat(26), [], ['交'.repeat(12), '交'.repeat(12), '交交']],
    ])('%s', (_, text, breaks, expected) => {
      expect(parted(text, breaks)).toEqual(expected);
    });

    test.each([
      ['offsets of another title', [9, 30, 70]],
      ['no order', [9, 4, 2, 4]],
      ['what is no offset', [-1, 0, 1.5, Number.NaN, 1e300]],
      ['the middle of a character', [1, 3, 5, 7]],
    ])('nonsense loses nothing: %s', (_, breaks) => {
      for (const title of ['🚍🚍🚍🚍来了', '沿海公路贯通之后的第二个春天', 'W'.repeat(40)]) {
        const { lines } = fitTitle(ctx, { headline: title, breaks }, { w: 300, h: 300 }, [60, 40], 1.28);
        expect(lines.join('')).toBe(title);
      }
    });
  });

  test('direction overrides and zero-width characters are not drawn', () => {
    expect(pieces('路\u202e通\u200b了\u2060')).toEqual(['路', '通', '了']);
  });
});

describe('titles', () => {
  const lines = (title: string, w: number, h: number, sizes: number[]) =>
    fitTitle(ctx, { headline: title }, { w, h }, sizes, 1.28).lines;

  test('break where the phrase ends', () => {
    expect(lines('冬季行车“三件套” 又添“新成员”', 856, 400, [112, 100, 92, 84])).toEqual([
      '冬季行车“三件套”',
      '又添“新成员”',
    ]);
  });

  test('leave no single character behind', () => {
    const [, ...rest] = lines('坚持交通事业发展到哪里，工作就跟进到哪里。', 850, 340, [66, 62, 58, 54, 50]);
    for (const line of rest) expect(line.length).toBeGreaterThan(2);
  });

  test('keep a quotation on a line that holds it, and part it at its words where none does', () => {
    const headline = '关于印发《农村公路养护管理办法》的通知';
    const breaks = [2, 4, 7, 9, 11, 13, 16, 17];
    const set = (w: number, sizes: number[]) =>
      fitTitle(ctx, { headline, breaks }, { w, h: 400 }, sizes, 1.28).lines;
    expect(set(500, [40])).toContain('《农村公路养护管理办法》');
    const parted = set(300, [40]);
    expect(parted.join('')).toBe(headline);
    let at = 0;
    for (const line of parted.slice(0, -1)) {
      at += line.length;
      expect(breaks).toContain(at);
    }
  });

  test('show half-width marks full-width', () => {
    expect(lines('明天有雨!8条路线绕行,请慢行!', 2000, 100, [40])).toEqual([
      '明天有雨！8条路线绕行，请慢行！',
    ]);
  });
});

describe('running text', () => {
  test('fills its lines and starts none with a closing mark', () => {
    const text = '沿海公路贯通以后，早晚高峰有了第二条路可走。'.repeat(6);
    const { lines: set } = fitParagraph(ctx, text, { w: 578, h: 600 }, [32], 1.75, false);
    expect(set.join('')).toBe(text);
    for (const line of set) expect(line).not.toMatch(/^[，。]/);
    for (const line of set.slice(0, -1)) expect(line.length).toBeGreaterThanOrEqual(16);
  });

  test('a quotation ends with a sentence', () => {
    expect(quoted('第一句。第二句！第三句很长很长。', 9)).toEqual({ text: '第一句。第二句！', isPart: true });
    expect(quoted('短短一句。', 118)).toEqual({ text: '短短一句。', isPart: false });
    expect(quoted('没有句号的一段话一直说下去一直说下去', 12)).toEqual({
      text: '没有句号的一段话一直说下',
      isPart: true,
    });
  });

  test('text that is cut goes back to its last mark', () => {
    expect(ended('前半句已经说完，后半')).toBe('前半句已经说完……');
    expect(ended('🚍🚍🚍\ud83d')).toBe('🚍🚍🚍……');
  });

  test('the beginning of a text is found again from its lines', () => {
    expect(beginning('看懂 JSON 的九行', '看懂JSON')).toBe('看懂 JSON');
  });
});

describe('law: what is set on a card', () => {
  /** What is drawn of a text: no white space, nothing that is never drawn. */
  const drawn = (source: string) =>
    // biome-ignore lint/suspicious/noControlCharactersInRegex: controls are never drawn.
    source.replace(/[\s\u0000-\u001f\u007f-\u009f\u00ad\u200b\u2060\u2066-\u2069\u202a-\u202e\ufeff]/g, '');

  test('is in pieces that are the text again, none of them empty', () => {
    fc.assert(
      fc.property(anyText(), fc.boolean(), (source, keepWords) => {
        const parts = clusters(source, keepWords);
        expect(drawn(parts.map((piece) => piece.text).join(''))).toBe(drawn(source));
        expect(parts.every((piece) => piece.text !== '' && (piece.gap === '' || piece.gap === ' '))).toBe(
          true,
        );
      }),
      fuzz(300),
    );
  });

  test('is a whole quotation or its beginning, within the limit', () => {
    fc.assert(
      fc.property(text(40), fc.integer({ min: 10, max: 120 }), (paragraph, limit) => {
        const line = paragraph.replace(/\s+/g, ' ').trim();
        const { text: kept, isPart } = quoted(paragraph, limit);
        expect(characters(kept).length).toBeLessThanOrEqual(limit);
        // Quotation marks are those that stand inside of others; a part closes what it left open.
        const oneKind = (marks: string) => marks.replace(/‘/g, '“').replace(/’/g, '”');
        if (!isPart) expect(oneKind(kept)).toBe(oneKind(line));
        else expect(oneKind(line).startsWith(oneKind(kept).replace(/[”）》〉」』】〕]*$/, ''))).toBe(true);
      }),
      fuzz(300),
    );
  });

  test('is found again in its text by its characters', () => {
    fc.assert(
      fc.property(anyText(), fc.nat(40), (source, length) => {
        const shown = characters(source).slice(0, length).join('').replace(/\s/g, '');
        const found = beginning(source, shown);
        expect(source.startsWith(found)).toBe(true);
        expect(found.replace(/\s/g, '')).toBe(shown);
      }),
      fuzz(200),
    );
  });

  test('as a title is whole, in a box of any size', () => {
    fc.assert(
      fc.property(
        words(12),
        fc.integer({ min: 200, max: 900 }),
        fc.integer({ min: 100, max: 400 }),
        (title, w, h) => {
          const { lines, height } = fitTitle(ctx, { headline: title }, { w, h }, [60, 40, 20], 1.28);
          const wide = lines.some((line) => ctx.measureText(line).width > w * 10);
          expect(drawn(lines.join(''))).toBe(drawn(fullWidth(title)));
          expect(wide || Number.isNaN(height)).toBe(false);
        },
      ),
      fuzz(30),
    );
  });
});
