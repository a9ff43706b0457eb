import fc from 'fast-check';
import {
  type Check,
  dictionary,
  Fault,
  flag,
  list,
  match,
  nullable,
  oneOf,
  optional,
  shape,
  text,
  union,
  whole,
} from '../../src/feed/check';
import { documentSchema } from '../../src/feed/schema';
import { damaged } from '../support/arbitraries';
import { article } from '../support/documents';
import { fuzz } from '../support/fuzz';

/** `path: message` of the fault that a check finds; fails when it finds none or throws something else. */
function fault(check: Check<unknown>, input: unknown): string {
  try {
    check(input, 0);
  } catch (error) {
    if (error instanceof Fault) return `${error.path.join('.')}: ${error.message}`;
    throw error;
  }
  throw new Error('the check accepted broken data');
}

/** As it comes over the wire: a `__proto__` there is a property like any other. */
const wire = (json: string): unknown => JSON.parse(json);

const slug = match(/^[a-z]+$/, 'a slug');
const mark = oneOf(['strong', 'em', 3], 'a mark');
const point = shape<{ x: number; name?: string }>({ x: whole(0), name: optional(text) });
type Leaf = { type: 'leaf'; size: number } | { type: 'bare' } | { type: 'other'; was: string };
const leaf = union<Leaf>(
  { leaf: { size: whole(0) }, bare: {}, other: { was: text } },
  'a leaf',
  (was, input) => ({ type: 'other', was: `${was}${typeof input.more === 'string' ? input.more : ''}` }),
);

describe('values', () => {
  test.each<[string, Check<unknown>, unknown]>([
    ['text', text, ''],
    ['text', text, '解读'],
    ['match', slug, 'qingdao'],
    ['whole', whole(0), 0],
    ['whole', whole(1), 1],
    ['oneOf', mark, 'em'],
    ['oneOf', mark, 3],
    ['flag', flag, true],
    ['flag', flag, false],
    ['optional', optional(text), undefined],
    ['optional', optional(text), 'x'],
    ['nullable', nullable(text), null],
    ['nullable', nullable(text), 'x'],
    ['both', optional(nullable(text)), null],
    ['both', optional(nullable(text)), undefined],
    ['list', list(text), []],
    ['list', list(text), ['a', 'b']],
    ['dictionary', dictionary(whole(0)), { a: 1, 济青: 2 }],
    ['dictionary', dictionary(whole(0)), {}],
  ])('%s takes %#', (_name, check, input) => {
    expect(check(input, 0)).toStrictEqual(input);
  });

  test.each<[string, Check<unknown>, unknown, string]>([
    ['text', text, 7, 'expected a string, found 7'],
    ['text', text, null, 'expected a string, found null'],
    ['text', text, undefined, 'expected a string, found undefined'],
    ['text', text, ['a'], 'expected a string, found Array'],
    ['text', text, { length: 1 }, 'expected a string, found Object'],
    ['match', slug, 'Jinan', 'expected a slug, found "Jinan"'],
    ['match', slug, 5, 'expected a string, found 5'],
    ['match', slug, ['jinan'], 'expected a string, found Array'],
    ['whole', whole(0), -1, 'expected a whole number of 0 or more, found -1'],
    ['whole', whole(1), 0, 'expected a whole number of 1 or more, found 0'],
    ['whole', whole(0), 1.5, 'expected a whole number of 0 or more, found 1.5'],
    ['whole', whole(0), Number.NaN, 'expected a whole number of 0 or more, found NaN'],
    ['whole', whole(0), Number.POSITIVE_INFINITY, 'expected a whole number of 0 or more, found Infinity'],
    ['whole', whole(0), '1', 'expected a whole number of 0 or more, found "1"'],
    ['oneOf', mark, 'blink', 'expected a mark, found "blink"'],
    ['oneOf', mark, '3', 'expected a mark, found "3"'],
    ['flag', flag, 0, 'expected true or false, found 0'],
    ['flag', flag, 'true', 'expected true or false, found "true"'],
    ['optional', optional(text), null, 'expected a string, found null'],
    ['nullable', nullable(text), undefined, 'expected a string, found undefined'],
    ['both', optional(nullable(text)), false, 'expected a string, found false'],
    ['list', list(text), { 0: 'a', length: 1 }, 'expected a list, found Object'],
    ['list', list(text), 'ab', 'expected a list, found "ab"'],
    ['shape', point, null, 'expected an object, found null'],
    ['shape', point, [], 'expected an object, found Array'],
    ['shape', point, 'x', 'expected an object, found "x"'],
    ['dictionary', dictionary(text), [], 'expected an object, found Array'],
    ['dictionary', dictionary(text), undefined, 'expected an object, found undefined'],
    ['union', leaf, null, 'expected a leaf, found null'],
    ['union', leaf, [], 'expected a leaf, found Array'],
  ])('%s refuses %#', (_name, check, input, message) => {
    expect(fault(check, input)).toBe(`: ${message}`);
  });

  test('a fault does not carry a whole book', () => {
    expect(fault(whole(0), '路'.repeat(1_000_000)).length).toBeLessThan(200);
  });
});

describe('objects', () => {
  test('are copied, and what the schema does not name is dropped', () => {
    const input = { x: 1, name: '甲', future: { a: 1 } };
    const output = point(input, 0);
    expect(output).toStrictEqual({ x: 1, name: '甲' });
    expect(output).not.toBe(input);
  });

  test('optional properties may be absent or undefined; others may not', () => {
    expect(point({ x: 1 }, 0)).toStrictEqual({ x: 1 });
    expect(point({ x: 1, name: undefined }, 0)).toEqual({ x: 1 });
    expect(fault(point, {})).toBe('x: expected a whole number of 0 or more, found undefined');
    expect(fault(point, { x: 1, name: null })).toBe('name: expected a string, found null');
  });

  test('the first fault in the order of the schema is told, with its path', () => {
    const deep = shape<{ items: { p: { x: number } }[] }>({
      items: list(shape<{ p: { x: number } }>({ p: shape<{ x: number }>({ x: whole(0) }) })),
    });
    const input = { items: [{ p: { x: 1 } }, { p: { x: 'a' } }, { p: { x: 'b' } }] };
    expect(fault(deep, input)).toBe('items.1.p.x: expected a whole number of 0 or more, found "a"');
    expect(fault(dictionary(list(text)), { 济青: ['a', 1] })).toBe('济青.1: expected a string, found 1');
  });

  test('what an object inherits is not its own', () => {
    expect(fault(point, Object.create({ x: 1 }))).toContain('x: ');
    const inherited = shape<{ toString: string; constructor: string }>({ toString: text, constructor: text });
    expect(fault(inherited, {})).toBe('toString: expected a string, found undefined');
  });

  test('holes of an array are faults, and an endless array ends at its first fault', () => {
    expect(fault(list(text), Object.assign(new Array(2), { 0: 'a' }))).toBe(
      '1: expected a string, found undefined',
    );
    expect(fault(list(text), new Array(4_000_000_000))).toBe('0: expected a string, found undefined');
  });
});

describe('unions', () => {
  test('each member has its own properties', () => {
    expect(leaf({ type: 'leaf', size: 1, was: 'x' }, 0)).toStrictEqual({ type: 'leaf', size: 1 });
    expect(leaf({ type: 'bare', size: 1 }, 0)).toStrictEqual({ type: 'bare' });
    expect(fault(leaf, { type: 'leaf' })).toBe('size: expected a whole number of 0 or more, found undefined');
  });

  test('a type that is no text is a fault, one that is unknown is not', () => {
    expect(fault(leaf, {})).toBe('type: expected a string, found undefined');
    expect(fault(list(leaf), [{ type: 3 }])).toBe('0.type: expected a string, found 3');
    expect(leaf({ type: 'new', more: '!', size: 1 }, 0)).toStrictEqual({ type: 'other', was: 'new!' });
  });

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', ''])(
    'the type %j is unknown',
    (type) => {
      expect(leaf({ type }, 0)).toStrictEqual({ type: 'other', was: type });
    },
  );
});

describe('prototypes', () => {
  const clean = () => {
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('polluted');
  };

  test('a property called __proto__ is dropped everywhere', () => {
    const output = point(wire('{"x":1,"__proto__":{"polluted":true},"constructor":{"prototype":{}}}'), 0);
    expect(output).toStrictEqual({ x: 1 });
    expect(Object.getPrototypeOf(output)).toBe(Object.prototype);
    const words = dictionary(text)(wire('{"a":"b","__proto__":"c"}'), 0);
    expect(Object.entries(words)).toEqual([['a', 'b']]);
    const nested = dictionary(point)(wire('{"a":{"x":1},"__proto__":{"x":2,"polluted":true}}'), 0);
    expect(Object.getPrototypeOf(nested)).toBe(Object.prototype);
    clean();
  });

  test('properties cannot be smuggled in through __proto__', () => {
    expect(fault(point, wire('{"__proto__":{"x":1}}'))).toContain('x: ');
    clean();
  });
});

test('law: the path of a fault leads to what it found, or to where something is missing', () => {
  const isHolder = (value: unknown) => typeof value === 'object' && value !== null;
  fc.assert(
    fc.property(damaged(article), (input) => {
      let found: Fault | undefined;
      try {
        documentSchema(input, 0);
      } catch (error) {
        found = error as Fault;
      }
      if (!found) return;
      expect(found).toBeInstanceOf(Fault);
      let holder: unknown = input;
      for (const step of found.path.slice(0, -1)) holder = (holder as Record<string, unknown>)[step];
      if (found.path.length > 0) expect(isHolder(holder)).toBe(true);
      const place = found.path.length === 0 ? input : (holder as Record<string, unknown>)[found.path.at(-1)!];
      const shown = /found (.*)$/s.exec(found.message)![1]!;
      if (isHolder(place)) expect(shown).toBe(Array.isArray(place) ? 'Array' : 'Object');
      else if (typeof place === 'string')
        expect(shown).toBe(
          `"${place.length > 80 ? place.slice(0, 80).replace(/[\ud800-\udbff]$/, '') : place}"`,
        );
      else expect(shown).toBe(String(place));
    }),
    fuzz(300),
  );
});
