import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import type { CardContext } from '../../../../src/domain/cards';
import {
  drawGround,
  groundOf,
  type LightName,
  SUBJECTS,
  type Subject,
} from '../../../../src/publisher/cards/grounds';
import { difference, makeCanvas } from '../../../fixtures/cards/pictures';
import { listItem } from '../../../support/feed';

/** Both heights of the picture on the card of a chat. */
const CHAT = [
  [1000, 425],
  [1000, 300],
] as const;
/** Those on the square card, and the poster's. */
const OTHERS = [
  [800, 340],
  [800, 280],
  [750, 319],
] as const;
/** The other sizes have shapes between these two: one light is enough of them. */
const sizesIn = (light: LightName) => (light === 'day' ? [...CHAT, ...OTHERS] : CHAT);
const SIGHTS = (['day', 'dawn', 'dusk'] as const).flatMap((light) =>
  [false, true].map((mirrored) => ({ light, mirrored })),
);
const ALL = SUBJECTS.flatMap((subject) => SIGHTS.map((sight) => ({ subject, ...sight })));

/** What a ground may call of a canvas (design/ui/grounds.md 2), and what it may set. */
const CALLS = new Set(
  `fillRect beginPath moveTo lineTo quadraticCurveTo arc arcTo closePath fill stroke setLineDash
   createLinearGradient`.split(/\s+/),
);
const SETTINGS = new Set('fillStyle strokeStyle lineWidth lineJoin lineCap'.split(' '));

/** Below this line of 425 the tab of the city stands before the picture. */
const QUIET = 360;
/** Standard deviation of the luminance there, of 255. A carriageway in perspective meets its verge at an angle. */
const spread = (subject: Subject): number => (subject === 'road' ? 58 : 46);

function picture(w: number, h: number, subject: Subject, light: LightName, mirrored: boolean) {
  const canvas = makeCanvas(w, h);
  drawGround(canvas.getContext('2d') as never, w, h, subject, { light, mirrored });
  return canvas;
}

const pixels = (ctx: SKRSContext2D, x: number, y: number, w: number, h: number): Uint8ClampedArray =>
  ctx.getImageData(x, y, w, h).data;

/** A context that draws nothing and keeps what was asked of it. */
function watched() {
  const calls = new Set<string>();
  const settings = new Set<string>();
  const numbers: number[] = [];
  const stops: number[] = [];
  const xs: number[] = [];
  const note = (value: unknown): void => {
    if (typeof value === 'number') numbers.push(value);
    if (Array.isArray(value)) value.forEach(note);
  };
  const ctx = new Proxy(
    {},
    {
      get: (_, name: string) => {
        calls.add(name);
        return (...values: unknown[]) => {
          values.forEach(note);
          if (name === 'fillRect') xs.push(Number(values[0]), Number(values[0]) + Number(values[2]));
          return name === 'createLinearGradient'
            ? { addColorStop: (at: number) => stops.push(at) }
            : undefined;
        };
      },
      set: (_, name: string, value) => {
        settings.add(name);
        note(value);
        return true;
      },
    },
  );
  return { ctx: ctx as CardContext, calls, settings, numbers, stops, xs };
}

describe('a ground', () => {
  test.each(ALL)('$subject in $light, mirrored $mirrored, is whole, and quiet under the tab', (one) => {
    for (const [w, h] of sizesIn(one.light)) {
      const data = picture(w, h, one.subject, one.light, one.mirrored).data();
      const quiet = data.subarray(Math.ceil((QUIET / 425) * h) * w * 4);
      expect({ w, h, open: openPixels(data) }).toEqual({ w, h, open: 0 });
      expect(deviation(quiet)).toBeLessThanOrEqual(spread(one.subject));
    }
  });

  test.each(ALL)('$subject in $light, mirrored $mirrored, only calls what it may', (one) => {
    for (const [w, h] of sizesIn(one.light)) {
      const { ctx, calls, settings, numbers, stops, xs } = watched();
      drawGround(ctx, w, h, one.subject, one);
      expect([...calls].filter((name) => !CALLS.has(name))).toEqual([]);
      expect([...settings].filter((name) => !SETTINGS.has(name))).toEqual([]);
      expect(numbers.filter((value) => !Number.isFinite(value))).toEqual([]);
      expect(stops.filter((at) => at < 0 || at > 1)).toEqual([]);
      expect(numbers.length).toBeGreaterThan(200);
      expect(Math.min(...xs)).toBeLessThanOrEqual(0);
      expect(Math.max(...xs)).toBeGreaterThanOrEqual(w);
    }
  });

  test.each(SUBJECTS)('%s is the same when drawn again', (subject) => {
    const draw = () => picture(1000, 425, subject, 'dusk', true).data();
    expect(draw().equals(draw())).toBe(true);
  });

  test.each(SUBJECTS)('%s looks different in every light', (subject) => {
    const [day, dawn, dusk] = (['day', 'dawn', 'dusk'] as const).map((light) =>
      picture(215, 91, subject, light, false).data(),
    );
    for (const [one, other] of [
      [day!, dawn!],
      [dawn!, dusk!],
      [day!, dusk!],
    ] as const)
      expect(distance(one, other)).toBeGreaterThan(2);
  });

  test('no two of them look alike at the size of a chat', () => {
    const seen = SUBJECTS.map((subject) => ({ subject, png: small(subject, 'day', false) }));
    for (const [i, one] of seen.entries())
      for (const other of seen.slice(i + 1))
        expect([one.subject, other.subject, difference(one.png, other.png) > 0.15]).toEqual([
          one.subject,
          other.subject,
          true,
        ]);
  });

  test.each(['road', 'data', 'bus', 'safety'] as const)('%s is never mirrored', (subject) => {
    const draw = (mirrored: boolean) => picture(1000, 425, subject, 'day', mirrored).data();
    expect(draw(true).equals(draw(false))).toBe(true);
  });

  test('the others are seen from both sides', () => {
    const turned = SUBJECTS.filter(
      (subject) => difference(small(subject, 'day', true), small(subject, 'day', false)) > 0.02,
    );
    expect(turned).toHaveLength(SUBJECTS.length - 4);
  });
});

/** Heading left, the near line is the yellow one in the middle of the road; heading right, one between lanes. */
test.each(['snow', 'rain', 'holiday', 'freight'] as const)('in %s traffic keeps right', (subject) => {
  const yellow = (mirrored: boolean) => {
    const data = pixels(picture(1000, 425, subject, 'day', mirrored).getContext('2d'), 0, 376, 1000, 20);
    let count = 0;
    for (let i = 0; i < data.length; i += 4)
      if (data[i]! > 230 && data[i + 1]! > 160 && data[i + 2]! < 60) count++;
    return count;
  };
  expect(yellow(false)).toBeGreaterThan(2000);
  expect(yellow(true)).toBe(0);
});

test('a painted cover leaves what is beside it alone, and the canvas as it was', () => {
  const canvas = createCanvas(1100, 500);
  const ctx = canvas.getContext('2d');
  const cover = groundOf(listItem(1, { title: '济南 | 大桥夜景' }))!;
  cover.paint(ctx as unknown as CardContext, 1000, 300);
  expect(pixels(ctx, 0, 301, 1100, 199).some((value) => value > 0)).toBe(false);
  expect(pixels(ctx, 1001, 0, 99, 500).some((value) => value > 0)).toBe(false);
  expect(pixels(ctx, 0, 0, 1000, 300).every((value, i) => i % 4 !== 3 || value === 255)).toBe(true);
  ctx.fillRect(1050, 450, 10, 10);
  expect(pixels(ctx, 1055, 455, 1, 1)[3]).toBe(255);
});

/** A ground as a chat shows it. */
const small = (subject: Subject, light: LightName, mirrored: boolean): Buffer =>
  picture(215, 91, subject, light, mirrored).toBuffer('image/png');

/** Pixels that are not painted, or not wholly. */
function openPixels(data: Buffer): number {
  let count = 0;
  for (let i = 3; i < data.length; i += 4) if (data[i] !== 255) count++;
  return count;
}

/** Mean difference of the channels, of 255. */
function distance(one: Buffer, other: Buffer): number {
  let sum = 0;
  for (let i = 0; i < one.length; i++) sum += Math.abs(one[i]! - other[i]!);
  return sum / one.length;
}

/** Standard deviation of the luminance, of 255. */
function deviation(data: Buffer): number {
  let [sum, squares] = [0, 0];
  for (let i = 0; i < data.length; i += 4) {
    const luminance = 0.2126 * data[i]! + 0.7152 * data[i + 1]! + 0.0722 * data[i + 2]!;
    sum += luminance;
    squares += luminance * luminance;
  }
  const count = data.length / 4;
  return Math.sqrt(Math.max(0, squares / count - (sum / count) ** 2));
}
