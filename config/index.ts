import path from 'node:path';
import { defineConfig } from '@tarojs/cli';
import { readEnvironment } from './environment';

const root = path.resolve(__dirname, '..');
const { feedUrl, bundle } = readEnvironment(process.env, root);

/**
 * Taro's build: weapp only. Preact in place of React saves some 88 KB of the package; px stay px
 * because the text sizes are the reader's own setting.
 */
export default defineConfig({
  projectName: 'jiedu-jiaotong',
  designWidth: 390,
  deviceRatio: { 390: 750 / 390 },
  sourceRoot: 'src',
  outputRoot: 'dist/weapp',
  framework: 'preact',
  plugins: [path.resolve(__dirname, 'plugins/templates.ts')],
  compiler: { type: 'webpack5', prebundle: { enable: false } },
  cache: { enable: true },
  logger: { quiet: true, stats: false },
  defineConstants: { FEED_URL: JSON.stringify(feedUrl) },
  alias: { '@bundle': bundle },
  copy: {
    patterns: [
      { from: path.join(root, 'src/assets'), to: path.join(root, 'dist/weapp/assets') },
      ...(feedUrl
        ? []
        : [{ from: path.join(bundle, 'images'), to: path.join(root, 'dist/weapp/bundled/images') }]),
    ],
    options: {},
  },
  terser: {
    enable: true,
    config: {
      // Never `unsafe_arrows`: it breaks mobx at run time.
      compress: { passes: 2, drop_debugger: true },
      output: { comments: false, ascii_only: false },
    },
  },
  mini: {
    baseLevel: 8,
    minifyXML: { collapseWhitespace: true },
    // Components' styles do not depend on each other's order.
    miniCssExtractPluginOption: { ignoreOrder: true },
    postcss: {
      pxtransform: { enable: false, config: {} },
    },
  },
});
