import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { type Literal, readLiteral, unescapeHtml } from '../../../src/publisher/html/literal';
import { anyText, HOSTILE_KEYS, json, mangled, text } from '../../support/arbitraries';
import { fuzz } from '../../support/fuzz';

/** The one function that pages call in their data. */
const decoding = Object.fromEntries([['JsDecode', (value: unknown) => value]]);

/** With prototypes, so that equality speaks of what is in it. */
const plain = (value: Literal): unknown => JSON.parse(JSON.stringify(value)) as unknown;

const escapes = (char: string): string[] => {
  const code = char.charCodeAt(0);
  return [
    `\\u${code.toString(16).padStart(4, '0')}`,
    ...(code < 256 ? [`\\x${code.toString(16).padStart(2, '0')}`] : []),
    ...(/["'\\/<>&]/.test(char) ? [`\\${char}`] : []),
  ];
};

/** A string as some editor of scripts may write it. */
const stringIn = (...quotes: string[]): fc.Arbitrary<string> =>
  fc
    .tuple(text(8), fc.constantFrom(...quotes), fc.array(fc.nat(3), { maxLength: 20 }))
    .map(([value, quote, choices]) => {
      const body = value.split('').map((char, at) => {
        const all = escapes(char);
        const choice = choices[at % (choices.length || 1)] ?? 0;
        const isPut = quote === '`' && char === '$';
        const must = isPut || char === quote || char === '\\' || /[\n\r\u2028\u2029]/.test(char);
        return must || choice > 1 ? all[choice % all.length]! : char;
      });
      return quote + body.join('') + quote;
    });

const string = stringIn('"', "'");

/** What pages of WeChat write: a script that is an expression, and that means the same to the engine. */
const script: fc.Arbitrary<string> = fc.letrec<{
  value: string;
  scalar: string;
  list: string;
  object: string;
}>((tie) => ({
  scalar: fc.oneof(
    stringIn('"', "'", '`'),
    fc.integer().map(String),
    fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }).map((one) => one.toFixed(3)),
    fc.constantFrom('true', 'false', 'null'),
    fc.tuple(fc.constantFrom("'", '"'), fc.integer()).map(([quote, one]) => `${quote}${one}${quote} * 1`),
    fc.tuple(string, string).map(([a, b]) => `${a} || ${b} /* || */`),
    string.map((one) => `JsDecode( ${one} )`),
  ),
  value: fc.oneof({ maxDepth: 4 }, tie('scalar'), tie('list'), tie('object')),
  list: fc.array(tie('value'), { maxLength: 4 }).map((all) => `[ ${all.join(', // next\n')} ]`),
  object: fc
    .array(fc.tuple(fc.oneof(fc.stringMatching(/^[a-z_$][a-z0-9_$]{0,5}$/), string), tie('value')), {
      maxLength: 4,
    })
    .map((all) => `{ ${all.map(([key, value]) => `${key}: ${value}`).join(' , ')} }`),
})).value;

test('a key without any character is a key', () => {
  expect(plain(readLiteral(`{ '': 1, a: 2 }`, 0))).toEqual({ '': 1, a: 2 });
  expect(readLiteral('{ : 1 }', 0)).toBeNull();
});

describe('law: a literal', () => {
  test('is read as the engine itself reads it', () => {
    fc.assert(
      fc.property(script, (source) => {
        const engine = runInNewContext(`JSON.stringify((${source}))`, decoding) as string;
        expect(plain(readLiteral(`window.data = ${source};`, 14))).toEqual(JSON.parse(engine));
      }),
      fuzz(200),
    );
  });

  test('that is JSON is read as JSON, whatever its keys', () => {
    const keyed = fc
      .dictionary(fc.oneof(fc.constantFrom(...HOSTILE_KEYS), anyText(2)), json)
      .map((one) => JSON.parse(JSON.stringify(one)) as unknown);
    fc.assert(
      fc.property(fc.oneof(json, keyed), (value) => {
        expect(plain(readLiteral(JSON.stringify(value), 0))).toEqual(value);
      }),
      fuzz(300),
    );
  });

  test('that is cut or spoilt is read in part or not at all, and nothing is thrown', () => {
    fc.assert(
      fc.property(
        mangled(
          script,
          fc.oneof(anyText(3), fc.constantFrom('\\', '/*', '[[[[', '{a:{b:', '*', '||', '.html(false)')),
        ),
        fc.nat(20),
        (source, from) => {
          const value = readLiteral(source, from);
          if (value !== null) expect(JSON.stringify(value)).toEqual(expect.any(String));
        },
      ),
      fuzz(400),
    );
  });

  test('that nests without end is no literal', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('[', '{a:', '[{a:', 'JsDecode(', '1 * [', '0 || {a:'),
        fc.integer({ min: 50, max: 20_000 }),
        (open, times) => {
          expect(readLiteral(open.repeat(times), 0)).toBeNull();
        },
      ),
      fuzz(30),
    );
  });
});

test('law: what was escaped for HTML comes back', () => {
  const escaped = (value: string) =>
    value.replace(
      /[&<>"'`\u00a0]/g,
      (char) =>
        ({
          '&': '&amp;',
          '<': '&lt;',
          '>': '&gt;',
          '"': '&quot;',
          "'": '&#39;',
          '`': '&#96;',
          '\u00a0': '&nbsp;',
        })[char]!,
    );
  fc.assert(
    fc.property(anyText(), (value) => expect(unescapeHtml(escaped(value))).toBe(value)),
    fuzz(300),
  );
});

/** What a program puts into a template. */
const PUT = `$${'{a}'}`;

test.each<[string, Literal]>([
  ['`渡口`', '渡口'],
  ['`一行\n二行`', '一行\n二行'],
  [`\`\\${PUT}\``, PUT],
  [`\`${PUT}\``, null],
  [`\`\\\\${PUT}\``, null],
])('%j says %j: what a program puts into a text is not known', (source, value) => {
  expect(readLiteral(source, 0)).toBe(value);
});
