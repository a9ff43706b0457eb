import fc from 'fast-check';
import { checkOperator, readOperator } from '../../config/read-operator';
import { anyText, HOSTILE_KEYS, json } from '../support/arbitraries';
import { fuzz } from '../support/fuzz';

const full = {
  name: '某某单位',
  authorisation: '经授权转载。',
  contact: '0531-00000000',
  effective: '2026-12-01',
};

test('what is filled in is taken, trimmed, and nothing is missing', () => {
  expect(checkOperator({ ...full, name: ' 某某单位 ' })).toEqual({ operator: full, missing: [] });
});

test('what is missing is listed with its name in the program', () => {
  const { operator, missing } = checkOperator({ name: '某某单位', contact: '  ' });
  expect(operator).toEqual({ name: '某某单位', authorisation: '', contact: '', effective: '' });
  expect(missing).toEqual(['authorisation（授权说明）', 'contact（联系方式）', 'effective（生效日期）']);
});

test('every problem is told at once', () => {
  const wrong = { name: 5, contact: 'x'.repeat(301), effective: '2026-02-30', phone: '1', constructor: '1' };
  expect(() => checkOperator(wrong)).toThrow(
    /phone：没有这一项[\s\S]*constructor：没有这一项[\s\S]*name：应是加引号的文字[\s\S]*contact：太长[\s\S]*effective：应是/,
  );
});

test.each([[null], [[]], ['x']])('%j is no configuration', (given) => {
  expect(() => checkOperator(given)).toThrow('应是一个对象');
});

test('a file that is missing or broken names itself', () => {
  expect(() => readOperator('/nowhere')).toThrow('读不了 config/operator.json');
});

test('the repository’s own file is right', () => {
  expect(() => readOperator(process.cwd())).not.toThrow();
});

test('law: any configuration is four texts, or every entry that is wrong is named', () => {
  const KEYS = ['name', 'authorisation', 'contact', 'effective'];
  const value = fc.oneof(anyText(), fc.constantFrom('2026-01-31', '2026-02-30', '', 'x'.repeat(301)), json);
  const file = fc
    .array(
      fc.tuple(
        fc.oneof(
          { weight: 4, arbitrary: fc.constantFrom(...KEYS) },
          fc.constantFrom(...HOSTILE_KEYS),
          anyText(2),
        ),
        value,
      ),
      { maxLength: 5 },
    )
    .map((entries) => JSON.parse(JSON.stringify(Object.fromEntries(entries))) as Record<string, unknown>);
  fc.assert(
    fc.property(file, (given) => {
      const wrong = Object.keys(given).filter((key) => {
        const entry = given[key] ?? '';
        return !KEYS.includes(key) || typeof entry !== 'string' || entry.length > 300;
      });
      let message = '';
      try {
        const { operator, missing } = checkOperator(given);
        for (const key of KEYS) {
          const entry = operator[key as keyof typeof operator];
          expect(entry).toBe(String(given[key] ?? '').trim());
          expect(missing.some((one) => one.startsWith(`${key}（`))).toBe(entry === '');
        }
      } catch (error) {
        message = (error as Error).message;
        expect(message).toContain('config/operator.json');
      }
      for (const key of wrong) expect(message).toContain(`- ${key}：`);
    }),
    fuzz(400),
  );
});
