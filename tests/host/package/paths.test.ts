import { resolvePath } from '../../../src/host/package/paths';

test.each([
  ['pages/list/index', './row', 'pages/list/row'],
  ['pages/list/index', 'row.wxml', 'pages/list/row.wxml'],
  ['pages/list/index', '../../row', 'row'],
  ['pages/list/index', '/a/../components/./badge', 'components/badge'],
  ['app', 'components/badge', 'components/badge'],
])('from %s, %s is %s', (from, to, path) => expect(resolvePath(from, to)).toBe(path));

test.each([
  ['pages/list/index', '../../../row', '../row'],
  ['app', '../../row', '../../row'],
])('what leaves the package names no file: from %s, %s is %s', (from, to, path) =>
  expect(resolvePath(from, to)).toBe(path),
);
