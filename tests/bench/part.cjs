const path = require('node:path');
const { build } = require('esbuild');
const { BUNDLING, run } = require('../../src/publisher/program.cjs');

/*
 * Runs a part of the bench (part.ts) as the publisher's programs run, as one bundle: `node tests/bench/part.cjs
 * publications 10000`. File by file through a transpiler everything takes longer, and a thread, which is a bundle, would
 * be compared with what is none.
 */

const FILE = path.join(__dirname, 'part.ts');

/** What knows by its own place where the programs of threads are. */
const byItsPlace = {
  name: 'by its place',
  setup({ onResolve }) {
    onResolve({ filter: /\/program\.cjs$/ }, ({ resolveDir, path: name }) => ({
      path: path.resolve(resolveDir, name),
      external: true,
    }));
  },
};

build({ ...BUNDLING, entryPoints: [FILE], outdir: __dirname, plugins: [byItsPlace] }).then(
  ({ outputFiles }) => run(FILE, outputFiles[0].text),
);
