import { checkOperator, readOperator } from '../../config/read-operator';

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
  expect(missing).toEqual(['authorisation (授权说明)', 'contact (联系方式)', 'effective (生效日期)']);
});

test('every problem is told at once', () => {
  const wrong = { name: 5, contact: 'x'.repeat(301), effective: '2026-02-30', phone: '1' };
  expect(() => checkOperator(wrong)).toThrow(
    /phone: no such entry[\s\S]*name: expected a text[\s\S]*contact: longer[\s\S]*effective: expected a day/,
  );
});

test.each([[null], [[]], ['x']])('%j is no configuration', (given) => {
  expect(() => checkOperator(given)).toThrow('expected an object');
});

test('a file that is missing or broken names itself', () => {
  expect(() => readOperator('/nowhere')).toThrow('config/operator.json cannot be read');
});

test('the repository’s own file is right', () => {
  expect(() => readOperator(process.cwd())).not.toThrow();
});
