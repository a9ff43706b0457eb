import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { ALIASES, STAND_INS, standInFile } from '../../config/runtime';
import {
  clientModules,
  exported,
  members,
  modulesIn,
  parseModule,
  readModule,
  taken,
} from '../support/modules';

/*
 * webpack puts a stand-in in the place of a module of Taro's whatever it exports, and an import that finds nothing is
 * undefined when the program runs. So whatever the importers of the replaced module take, its stand-in has.
 */

const ROOT = join(__dirname, '../..');
const PACKAGES = join(ROOT, 'node_modules');
/** Whose modules the build reads, by the entry `dist/index.js`; ours come on top. */
const TARO = ['runtime', 'shared', 'plugin-framework-react', 'plugin-platform-weapp'];
/** The same modules once more in one file, for other builds; and what runs in the build itself. */
const NOT_IN_BUILD =
  /dist\/(runtime\.esm|shared\.esm|template|api-loader)\.js$|plugin-[\w-]+\/dist\/index\.js$/;

const modules = [
  ...TARO.flatMap((name) => modulesIn(join(PACKAGES, '@tarojs', name, 'dist'))),
  ...clientModules(),
].filter(({ fileName }) => !NOT_IN_BUILD.test(fileName));

/** What each module of the build takes of others: of a package by its name, of a file beside it by its path. */
const takings = modules.flatMap((module) =>
  taken(module).map(({ from, names }) => ({
    from: from.startsWith('.') ? join(dirname(module.fileName), from) : from,
    names,
  })),
);
const takenOf = (module: string): string[] => [
  ...new Set(takings.filter(({ from }) => from === module).flatMap(({ names }) => names)),
];

/** Names that a stand-in gives, with those of the packages and modules that it passes on whole. */
function given(name: string): string[] {
  const module = readModule(standInFile(name));
  return exported(module, (from) => Object.keys(require(from)));
}

const replaced = (name: string) => join(PACKAGES, STAND_INS[name]!.module);
const missing = (wanted: readonly string[], has: readonly string[]) =>
  wanted.filter((name) => !has.includes(name));

describe('a stand-in', () => {
  it.each(Object.keys(STAND_INS))('%s exports all that is taken of the module it stands for', (name) => {
    expect(existsSync(replaced(name))).toBe(true);
    const wanted = takenOf(replaced(name));
    // The platform's is imported for what it does, and by nothing but Taro's entry.
    if (name !== 'weapp') expect(wanted.length).toBeGreaterThan(0);
    expect(missing(wanted, given(name))).toEqual([]);
  });

  it.each(Object.entries(ALIASES))('of the package %s exports all that is taken of it', (alias, file) => {
    const wanted = takenOf(alias.slice(0, -'$'.length));
    expect(missing(wanted, given(basename(file, '.js')))).toEqual([]);
  });

  it('of React has what Taro reads of the two objects that its entry is given', () => {
    const runtime = modules.find(({ fileName }) => /framework-react\/dist\/runtime\.js$/.test(fileName))!;
    const read = members(runtime, ['react', 'React', 'R', 'ReactDOM', 'ReactDOM$1']);
    expect(read).toEqual(expect.arrayContaining(['createElement', 'Component', 'useRef', 'render']));
    // It is asked for its version, to call `createRoot` where that is 18: Preact has neither. The web alone wants refs.
    expect(missing(read, given('react'))).toEqual(['forwardRef', 'version', 'createRoot']);
  });
});

describe('what is taken of a module', () => {
  const of = (code: string) => taken(parseModule('a.ts', code)).map(({ names }) => names);

  it.each([
    ["import { a, b as c, type D } from 'x'", [['a', 'b']]],
    ["import a from 'x'; export { b as c } from 'x'", [['default'], ['b']]],
    ["import * as all from 'x'; all.a(all.b.c, other.all)", [['a', 'b']]],
    ["import * as all from 'x'; f(all)", [['*']]],
    ["export * from 'x'", [['*']]],
    ["const a = require('x').b; require('y')", [['b'], ['*']]],
    ["import type A from 'x'; export type { B } from 'x'; import 'x'", [[]]],
  ])('is seen in %s', (code, names) => {
    expect(of(code)).toEqual(names);
  });

  it('is compared with every way to export', () => {
    const code =
      "export const a = 1, b = 2; export function c() {} export class D {} export { e, f as g } from 'x'; export * from 'y'; export * as h from 'z'; export default a; const hidden = 1;";
    expect(exported(parseModule('a.js', code), (from) => [`whole ${from}`])).toEqual([
      'a',
      'b',
      'c',
      'D',
      'e',
      'g',
      'whole y',
      'h',
      'default',
    ]);
  });
});
