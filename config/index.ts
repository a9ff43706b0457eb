import fs from 'node:fs';
import path from 'node:path';
import { defineConfig } from '@tarojs/cli';
import { componentsOf } from './components';
import { BROWSERSLIST, ECMA } from './engines';
import { readEnvironment } from './environment';
import { readOwnTemplates } from './plugins/own-templates';
import { readOperator } from './read-operator';
import { ALIASES, LeanRuntime } from './runtime';

const root = path.resolve(__dirname, '..');
const { feedUrl, bundle, leftOut } = readEnvironment(process.env, root);
const { operator } = readOperator(root);
const own = readOwnTemplates(root);
const { version } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  version: string;
};
/** Tests compile beside the real thing; project.config.json looks in dist/weapp. */
const outputRoot = process.env.WEAPP_OUT || 'dist/weapp';

/** What is used here of webpack-chain's, whose types Taro does not pass on. */
interface WebpackChain {
  plugin(name: string): { use(plugin: unknown, given: unknown[]): void };
  merge(config: object): void;
}

/** What terser does unless told otherwise, and Taro has it leave alone: some 5 KB of the package. */
const TERSERS_OWN = {
  arrows: true,
  collapse_vars: true,
  comparisons: true,
  computed_props: true,
  hoist_props: true,
  inline: true,
  loops: true,
  negate_iife: true,
  properties: true,
  reduce_funcs: true,
  reduce_vars: true,
  switches: true,
  typeofs: true,
};

/**
 * Taro's build: weapp only. Preact in place of React saves some 88 KB of the package; px stay px
 * because the text sizes are the reader's own setting.
 */
export default defineConfig({
  projectName: 'jiedu-jiaotong',
  designWidth: 390,
  deviceRatio: { 390: 750 / 390 },
  sourceRoot: 'src',
  outputRoot,
  framework: 'preact',
  // Levels of one kind of element inside itself. Deeper ones go on in a component of their own, where the
  // page's queries find nothing: with 5 (8 KB less) the canvas of the share pictures was lost.
  baseLevel: 8,
  plugins: [[path.resolve(__dirname, 'plugins/templates.ts'), { feedUrl, own }]],
  compiler: { type: 'webpack5', prebundle: { enable: false } },
  // webpack's cache saves 7 s and once gave an empty app.js when the feed's address had changed: not worth it.
  cache: { enable: false },
  logger: { quiet: true, stats: false },
  defineConstants: {
    FEED_URL: JSON.stringify(feedUrl),
    APP_VERSION: JSON.stringify(version),
    OPERATOR: JSON.stringify(operator),
    COMPONENTS: JSON.stringify(componentsOf(own)),
  },
  alias: {
    '@bundle': bundle,
    // mobx minified as its authors do it is 9 KB smaller than what terser makes of its source.
    mobx$: path.join(root, 'node_modules/mobx/dist/mobx.esm.production.min.js'),
    ...ALIASES,
  },
  copy: {
    patterns: [
      { from: path.join(root, 'src/assets'), to: path.join(root, outputRoot, 'assets') },
      ...(feedUrl ? [] : [{ from: path.join(bundle, 'images'), to: path.join(root, outputRoot, 'bundled') }]),
    ],
    options: {},
  },
  terser: {
    enable: true,
    config: {
      // Never `unsafe_arrows`: it breaks mobx at run time.
      ecma: ECMA,
      compress: { ...TERSERS_OWN, ecma: ECMA, passes: 3, drop_debugger: true },
      output: { ecma: ECMA, comments: false, ascii_only: false },
    },
  },
  // cssnano's settings, under Taro's name for them.
  csso: {
    enable: true,
    config: {
      mergeRules: true,
      // All icons joined to one path are drawn with nicks where their lines meet.
      svgo: { plugins: [{ name: 'preset-default', params: { overrides: { mergePaths: false } } }] },
    },
  },
  mini: {
    runtime: { enableInnerHTML: false },
    webpackChain: (chain: WebpackChain) => {
      chain.plugin('LeanRuntime').use(LeanRuntime, [leftOut]);
      // An import that finds no such export is undefined when the program runs, and Taro shows no warnings.
      chain.merge({ module: { parser: { javascript: { exportsPresence: 'error' } } } });
      // What webpack itself writes around modules and exports: engines.json has no engine without arrows. Some 6 KB.
      chain.merge({ output: { environment: { arrowFunction: true } } });
    },
    minifyXML: { collapseWhitespace: true },
    // Components' styles do not depend on each other's order.
    miniCssExtractPluginOption: { ignoreOrder: true },
    postcss: {
      // Taro's own list prefixes flex for engines of 2012.
      autoprefixer: { enable: true, config: { overrideBrowserslist: BROWSERSLIST } },
      pxtransform: { enable: false, config: {} },
    },
  },
});
