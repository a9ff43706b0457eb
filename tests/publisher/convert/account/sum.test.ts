import type { Block } from '../../../../src/feed';
import { loadParser } from '../../../../src/publisher/html/parser';
import { rounds, seeded } from '../../../support/random';
import type { Shown, Sight } from './collect';
import { bare, difference, missing, type Told } from './sum';

/* Planted faults: of everything that a converter can lose, the sum says so. */

const PICTURE = 'https://p.example/1.png';
const LINK = 'https://l.example/1';
const shown = (name: string, more: Partial<Shown> = {}): Shown => ({
  names: [name],
  optional: false,
  markup: `<${name}>`,
  ...more,
});

const SIGHT: Sight = {
  text: '今日 起\n大桥封闭，请绕行。',
  pictures: [shown(PICTURE), shown('https://p.example/2.png')],
  links: [shown(LINK)],
  drawings: [shown('svg')],
};
const TOLD: readonly Told[] = [
  { thing: 'text', fate: 'kept', value: '今日起' },
  { thing: 'picture', fate: 'kept', value: PICTURE },
  { thing: 'link', fate: 'kept', value: LINK },
  { thing: 'text', fate: 'kept', value: '大桥封闭，' },
  { thing: 'drawing', fate: 'svg', value: '<svg viewBox="0 0 1 1"></svg>' },
  { thing: 'text', fate: 'transparent', value: ' 请绕行。' },
  { thing: 'picture', fate: 'image-spacer', value: 'https://p.example/2.png' },
];

beforeAll(loadParser);

test('kept, merged and left together are what is shown', () => {
  expect(difference(SIGHT, TOLD)).toBeNull();
});

test.each(TOLD)('without what is told of the $thing $value the sum names a difference', (one) => {
  expect(
    difference(
      SIGHT,
      TOLD.filter((other) => other !== one),
    ),
  ).toContain(one.thing);
});

test.each(TOLD)('the $thing $value told of twice is a difference', (one) => {
  expect(
    difference(
      SIGHT,
      TOLD.flatMap((other) => (other === one ? [one, one] : [other])),
    ),
  ).toContain(one.thing);
});

test(
  'one character of a long text lost, doubled or in another place is a difference, whichever it is',
  seeded((next) => {
    const text = Array.from({ length: 200 }, (_, at) => String.fromCodePoint(0x4e00 + at)).join('');
    const sight: Sight = { text, pictures: [], links: [], drawings: [] };
    const told = (value: string): Told[] => [{ thing: 'text', fate: 'kept', value }];
    for (let round = 0; round < rounds(50); round += 1) {
      const at = Math.floor(next() * (text.length - 1));
      const [before, one, after] = [text.slice(0, at), text[at]!, text.slice(at + 1)];
      for (const fault of [
        before + after,
        before + one + one + after,
        before + after[0] + one + after.slice(1),
      ])
        expect(difference(sight, told(fault))).toContain(
          `at its character ${fault === before + one + one + after ? at + 1 : at},`,
        );
      expect(difference(sight, told(before + one + after))).toBeNull();
    }
  }),
);

test('a message shows 40 characters on both sides of the place, and what became of the piece', () => {
  const told: Told[] = TOLD.map((one) =>
    one.value === '大桥封闭，' ? { ...one, value: '大桥开放，' } : one,
  );
  expect(difference(SIGHT, told)).toBe(
    [
      'text differs at its character 5, in a piece that is kept:',
      '  Chromium shows …今日起大桥【封闭，请绕行。】…',
      '  told of        …今日起大桥【开放，请绕行。】…',
    ].join('\n'),
  );
});

test('pictures in another order, or one of another address, are a difference', () => {
  const others = [...TOLD].reverse();
  expect(
    difference(
      { ...SIGHT, text: '' },
      others.filter(({ thing }) => thing !== 'text'),
    ),
  ).toContain('picture');
  const renamed = TOLD.map((one) =>
    one.value === PICTURE ? { ...one, value: 'https://p.example/3.png' } : one,
  );
  expect(difference(SIGHT, renamed)).toContain('https://p.example/3.png');
});

test('what nobody can see may be told of or not', () => {
  const sight = {
    ...SIGHT,
    pictures: [shown('https://p.example/0.png', { optional: true }), ...SIGHT.pictures],
  };
  expect(difference(sight, TOLD)).toBeNull();
  const spacer: Told = { thing: 'picture', fate: 'image-spacer', value: 'https://p.example/0.png' };
  expect(difference(sight, [spacer, ...TOLD])).toBeNull();
});

test('what may be a picture or a drawing is one of the two, and not nothing', () => {
  const either = shown('https://p.example/e.svg', { optional: true, either: true });
  const sight: Sight = { text: '', pictures: [either], links: [], drawings: [either] };
  const told = (thing: Told['thing']): Told[] => [{ thing, fate: 'kept', value: 'https://p.example/e.svg' }];
  expect([told('picture'), told('drawing'), []].map((one) => difference(sight, one))).toEqual([
    null,
    null,
    expect.stringContaining('nothing is told'),
  ]);
});

test('what is revealed may be shown already or not, but not something else', () => {
  const told = (fate: Told['fate']): Told[] => [
    { thing: 'text', fate: 'kept', value: '答案：' },
    { thing: 'text', fate, value: '靠右' },
    { thing: 'text', fate: 'kept', value: '行驶' },
    { thing: 'picture', fate, value: PICTURE },
  ];
  const sight = (text: string, pictures: Shown[]): Sight => ({ text, pictures, links: [], drawings: [] });
  expect(difference(sight('答案：靠右行驶', [shown(PICTURE)]), told('revealed'))).toBeNull();
  expect(difference(sight('答案：行驶', []), told('revealed'))).toBeNull();
  expect(difference(sight('答案：靠行驶', []), told('revealed'))).toContain('at its character 3,');
  expect(difference(sight('答案：行驶', [shown(PICTURE)]), told('kept'))).toContain('at its character 3,');
});

test('white space and invisible characters are not compared, everything else is', () => {
  expect(bare(' 青\u3000岛\u200b\n\u202e桥\u00ad\ufeff')).toBe('青岛桥');
  expect(bare('a，1。①【】…—<&')).toBe('a，1。①【】…—<&');
});

describe('what is kept stands in the blocks', () => {
  const blocks: Block[] = [
    { type: 'paragraph', inlines: [{ text: '今日起' }, { text: '大桥封闭，', href: LINK }] },
    { type: 'image', src: PICTURE, w: 1, h: 1, color: '#000000', alt: '', variants: [] },
  ];
  const kept = TOLD.filter(({ fate }) => fate === 'kept');

  test('all of it and no more', () => {
    expect(missing(blocks, kept)).toBeNull();
  });

  test.each(kept)('without the $thing $value in the blocks it is missing', ({ thing, value }) => {
    const without = blocks.flatMap((block): Block[] => {
      if (block.type !== 'paragraph') return thing === 'picture' ? [] : [block];
      const inlines = block.inlines.map(({ text, href }) => ({
        text: text === value ? text.slice(1) : text,
        ...(href && thing !== 'link' ? { href } : {}),
      }));
      return [{ ...block, inlines }];
    });
    expect(missing(without, kept)).toContain('kept, but in no block');
  });

  test('what is in the blocks and was not kept is named: 绕行', () => {
    const more: Block[] = [...blocks, { type: 'paragraph', inlines: [{ text: '绕行' }] }];
    expect(missing(more, kept)).toBe('in the blocks, but not kept: 绕行');
    expect(missing([...blocks, { ...blocks[1]!, src: LINK } as Block], kept)).toContain(
      `${LINK} is in the blocks`,
    );
  });

  test('the same characters in another order are named', () => {
    const turned: Block[] = [
      { type: 'paragraph', inlines: [{ text: '起今日' }, { text: '大桥封闭，', href: LINK }] },
      blocks[1]!,
    ];
    expect(missing(turned, kept)).toContain('in another order');
  });
});
