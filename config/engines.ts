import oldest from './engines.json';

/**
 * The oldest engines that the program is made for, by Browserslist's names: those of WeChat that are still about
 * (JavaScriptCore of iOS 12; Chrome 70 in the Android app). Babel, terser, the prefixes of the styles and the test of
 * the emitted code go by them. In JSON, because babel.config.cjs reads it too.
 */
export const ENGINES: Readonly<Record<string, string>> = oldest;

/** The same as Browserslist's queries: `ios >= 12`. */
export const BROWSERSLIST: readonly string[] = Object.entries(ENGINES).map(
  ([name, version]) => `${name} >= ${version}`,
);

/**
 * The newest edition of ECMAScript whose syntax all of them read. ES2019 added `catch {` (iOS 11.3, Chrome 66) and JSON's
 * two line ends in strings (iOS 12, Chrome 66); ES2020's `a?.b` and `a ?? b` came with iOS 13.4 and Chrome 80.
 * tests/config/engines.test.ts holds it to what Babel knows of them.
 */
export const ECMA = 2019;

/**
 * What is in that edition and yet not in all of them, by name: (?<=…) and (?<!…), of ES2018, came with iOS 16.4. Babel
 * cannot rewrite it, and a script with one does not load.
 */
export const UNREADABLE: Readonly<Record<string, RegExp>> = { lookbehind: /\(\?<[=!]/ };
