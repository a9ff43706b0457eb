import { type TransformOptions, transformSync } from '@babel/core';
import { BROWSERSLIST, ECMA, ENGINES } from '../../config/engines';
import { unreadable } from '../support/engines';

/** Babel as the build sets it, but for Taro's own plugins. */
const { presets, assumptions } = require('../../babel.config.cjs')({ env: () => false }) as TransformOptions;
const compiled = (code: string): string =>
  transformSync(code, { configFile: false, babelrc: false, assumptions, presets: [presets![0]!] })!.code!;

describe('the engines that the program is made for', () => {
  it('are those that Babel and the styles’ prefixes are told', () => {
    expect(presets![0]).toMatchObject(['@babel/preset-env', { targets: ENGINES }]);
    expect(BROWSERSLIST).toEqual(
      expect.arrayContaining([`ios >= ${ENGINES.ios}`, `chrome >= ${ENGINES.chrome}`]),
    );
  });

  it.each([
    'a?.b',
    'a ?? b',
    'a ??= b',
    'f(1_000)',
    'class A { x = 1 }',
    'class A { #x = 1; get x() { return this.#x; } }',
    'class A { static { f(); } }',
    'class A { has(x) { return #y in x; } #y }',
  ])('read what Babel makes of newer syntax: %s', (code) => {
    expect(unreadable(code)).not.toBeNull();
    expect(unreadable(compiled(code))).toBeNull();
  });

  it(`read ES${ECMA} as it is, so that nothing older need be made of it`, () => {
    const code = compiled('try { f(); } catch { g(); }');
    expect(unreadable(code)).toBeNull();
    expect(unreadable(code, 2018)).not.toBeNull();
  });

  it.each(['/(?<=￥)1/', '/(?<!a)b/u', '1n', 'a?.b', 'export {}'])('do not read %s', (code) => {
    expect(unreadable(code)).not.toBeNull();
  });

  it.each(['/(?<year>1)/u', '/\\p{L}./su', '({ ...a })', 'async () => { for await (const a of b); }'])(
    'read %s',
    (code) => {
      expect(unreadable(code)).toBeNull();
    },
  );
});
