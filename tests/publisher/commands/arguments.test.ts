import fc from 'fast-check';
import { numberOf, readArguments } from '../../../src/publisher/commands/arguments';
import { UsageError } from '../../../src/publisher/errors';
import { anyText, HOSTILE_KEYS, words } from '../../support/arbitraries';
import { fuzz } from '../../support/fuzz';

const TEXTS = ['to', 'column', 'port', 'quota', 'max-bytes', 'image-bytes'] as const;
const FLAGS = ['no-images', 'no-cards', 'deep', 'repair', 'json', 'strict', 'all', 'help'] as const;

/** What reading gives; undefined where the command line is refused. Any other error comes through. */
function read(args: string[]): ReturnType<typeof readArguments> | undefined {
  try {
    return readArguments(args);
  } catch (error) {
    if (error instanceof UsageError) return undefined;
    throw error;
  }
}

describe('law: a command line', () => {
  test('is read back as it was written, however its values are put', () => {
    const value = words(4).filter((one) => one !== '' && !one.startsWith('-'));
    const line = fc.record({
      texts: fc.uniqueArray(fc.tuple(fc.constantFrom(...TEXTS), value, fc.boolean()), {
        selector: ([name]) => name,
        maxLength: 4,
      }),
      from: fc.array(value, { maxLength: 3 }),
      flags: fc.uniqueArray(fc.constantFrom(...FLAGS), { maxLength: 4 }),
      command: fc.constantFrom('publish', 'sync', 'rebuild', 'check', 'serve', 'bundle'),
      rest: fc.array(value, { maxLength: 3 }),
    });
    fc.assert(
      fc.property(line, ({ texts, from, flags, command, rest }) => {
        const args = [
          command,
          ...texts.flatMap(([name, one, inline]) => (inline ? [`--${name}=${one}`] : [`--${name}`, one])),
          ...flags.map((name) => `--${name}`),
          ...from.flatMap((one) => ['--from', one]),
          ...rest,
        ];
        const expected = {
          ...Object.fromEntries(texts.map(([name, one]) => [name, one])),
          ...Object.fromEntries(flags.map((name) => [name, true])),
          ...(from.length > 0 ? { from } : {}),
        };
        const found = readArguments(args);
        expect({ ...found.values }).toEqual(expected);
        expect([found.command, ...found.rest]).toEqual([command, ...rest]);
      }),
      fuzz(200),
    );
  });

  test('of any kind is read, or refused in words of ours', () => {
    const name = fc.oneof(
      fc.constantFrom(...TEXTS, ...FLAGS, 'from'),
      fc.constantFrom(...HOSTILE_KEYS),
      anyText(2),
    );
    const word = fc.oneof(
      name.map((one) => `--${one}`),
      fc.tuple(name, anyText(2)).map(([one, value]) => `--${one}=${value}`),
      fc.constantFrom('--', '-', '-x', '-to', '--no-json', '--no-to', 'publish', '', '--=', '-=x', '---'),
      anyText(3),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 6 }), (args) => {
        const found = read(args);
        if (!found) return;
        for (const key of TEXTS)
          expect(found.values[key] === undefined || found.values[key] !== '').toBe(true);
        for (const key of FLAGS) expect([undefined, true]).toContain(found.values[key]);
        expect(args).toEqual(expect.arrayContaining(found.rest));
      }),
      fuzz(400),
    );
  });
});

test('law: a number is a whole one of 0 or more, or it is refused by its name', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.nat().map(String),
        anyText(3),
        fc.double().map(String),
        fc.constantFrom('-1', ' ', '1e3', '0x10', 'Infinity'),
      ),
      (value) => {
        let number: number | undefined;
        try {
          number = numberOf(value, '--port');
        } catch (error) {
          expect(error).toBeInstanceOf(UsageError);
          expect((error as Error).message).toContain('--port');
          expect(value).not.toMatch(/^\d{1,15}$/);
          return;
        }
        expect(String(number)).toBe(value.replace(/^0+(?=\d)/, ''));
      },
    ),
    fuzz(300),
  );
});

test.each(['0x10', '1e3', ' ', '-1', '1.5'])('%j is no whole number', (value) => {
  expect(() => numberOf(value, '--port')).toThrow('--port 应为不小于 0 的整数');
});
