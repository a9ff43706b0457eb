import { readFileSync } from 'node:fs';
import { cardCanvas } from '../../../src/publisher/cards/canvas';
import { CARD_FONT_FILES, cardFontFiles } from '../../../src/publisher/cards/fonts';
import { runsOf, writable } from '../../../src/publisher/cards/letters';
import { PublisherError } from '../../../src/publisher/errors';

describe('the font of the cards', () => {
  test('is in the package, in both weights', () => {
    expect(cardFontFiles().map(({ weight }) => weight)).toEqual([400, 700]);
  });

  test('that is not there is an error with its file and its mend', () => {
    const missing = () => cardFontFiles('/nowhere/at/all.js');
    expect(missing).toThrow(PublisherError);
    expect(missing).toThrow(`node_modules/@expo-google-fonts/noto-sans-sc/${CARD_FONT_FILES[0].file}`);
    expect(missing).toThrow('npm install');
  });

  test('is the only one that a card is written with, whatever families a drawing names', () => {
    const { context } = cardCanvas(10, 10);
    context.font = 'bold 40px "PingFang SC","DejaVu Sans",sans-serif';
    expect(context.font).toBe('bold 40px "Noto Sans SC"');
    const width = context.measureText('通直门海').width;
    context.font = 'bold 40px serif';
    expect(context.measureText('通直门海').width).toBe(width);
  });

  test.each(cardFontFiles())('has the characters that its map says: $weight', ({ path }) => {
    const runs = runsOf(readFileSync(path));
    const has = (letter: string) =>
      runs.some(([first, last]) => first <= letter.codePointAt(0)! && letter.codePointAt(0)! <= last);
    expect([...'莘郯莒沂泺①㉑℃㎡“”—…〓'].filter((one) => !has(one))).toEqual([]);
    expect([...'😀🚗\u{2a6df}'].filter(has)).toEqual([]);
    for (const [at, [first, last]] of runs.entries()) {
      expect(first).toBeLessThanOrEqual(last);
      if (at > 0) expect(first).toBeGreaterThan(runs[at - 1]![1]);
    }
  });

  test('is refused where it is cut off, or no font', () => {
    const whole = readFileSync(cardFontFiles()[0]!.path);
    for (const length of [0, 3, 40, 200]) expect(() => runsOf(whole.subarray(0, length))).toThrow();
    expect(() => runsOf(Buffer.alloc(400))).toThrow('character map');
  });
});

test.each([
  ['冬季行车“三件套”', '冬季行车“三件套”'],
  ['出发🚗啦 👨‍👩‍👧 一起走', '出发啦 一起走'],
  ['🎉🎉🎉', ''],
  ['🇨🇳 国庆出行', '国庆出行'],
  ['第3️⃣批', '第3批'],
  ['☀️晴', '☀晴'],
  ['𠮷林', '〓林'],
  ['cafe\u0301', 'café'],
  ['', ''],
])('%j is written as %j', (text, written) => {
  expect(writable(text)).toBe(written);
});
