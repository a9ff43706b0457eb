const path = require('node:path');
const { buildSync } = require('esbuild');

/*
 * The publisher is TypeScript, and what runs is one bundle of it for each program, made in memory when it starts: a
 * tenth of a second, after which functions call each other as they stand. Loaded file by file through a transpiler,
 * every import was a getter and every inner function wrapped, which cost a first publication a seventh of its time,
 * and each of its threads a third of a second.
 */

/** What stays a package: binaries, which a bundle cannot hold, and the bundler. */
const PACKAGES = ['@napi-rs/canvas', 'esbuild', 'libsql', 'sharp'];

/** @type {Map<string, string>} */
const made = new Map();

/**
 * A program as one CommonJS module, to be run as a file of this folder.
 * @param {string} entry its first file, below this folder
 * @returns {string}
 */
exports.programOf = (entry) => {
  const known = made.get(entry);
  if (known !== undefined) return known;
  const { outputFiles } = buildSync({
    entryPoints: [path.join(__dirname, entry)],
    outdir: __dirname,
    write: false,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: PACKAGES,
    sourcemap: 'inline',
    sourcesContent: false,
  });
  const program = outputFiles[0].text;
  made.set(entry, program);
  return program;
};
