const path = require('node:path');
const { build } = require('esbuild');
const { BUNDLING, run } = require('../../../src/publisher/program.cjs');

/*
 * Runs cases.ts as the publisher's programs run, as one bundle, in a process of its own: its heap can be limited, and
 * it can be ended where it does not end.
 */

const FILE = path.join(__dirname, 'cases.ts');
build({ ...BUNDLING, entryPoints: [FILE], outdir: __dirname }).then(({ outputFiles }) =>
  run(FILE, outputFiles[0].text),
);
