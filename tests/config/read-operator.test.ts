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
  expect(missing).toEqual(['authorisation（授权说明）', 'contact（联系方式）', 'effective（生效日期）']);
});

test('every problem is told at once', () => {
  const wrong = { name: 5, contact: 'x'.repeat(301), effective: '2026-02-30', phone: '1' };
  expect(() => checkOperator(wrong)).toThrow(
    /phone：没有这一项[\s\S]*name：应是加引号的文字[\s\S]*contact：太长[\s\S]*effective：应是/,
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
