const Module = require('node:module');
const path = require('node:path');
const { cached } = require('./program-cache.cjs');

/**
 * The bundler, without the thread and the process that it keeps for the next time: it looks at the environment when
 * it is loaded, and later on does not bear that this differs from then.
 */
function bundler() {
  const name = 'ESBUILD_WORKER_THREADS';
  const before = process.env[name];
  process.env[name] = '0';
  try {
    return require('esbuild');
  } finally {
    if (before === undefined) delete process.env[name];
    else process.env[name] = before;
  }
}

/*
 * The publisher is TypeScript, and what runs is a bundle for each of its programs, made when it starts for the first
 * time, and after each change: a third of a second for all. Loaded file by file through a transpiler, every import was
 * a getter and every inner function wrapped, which cost a first publication a seventh of its time, and each of its
 * threads a third of a second.
 */

/** The first files of the programs: the command line, and what runs in threads. */
const ENTRIES = ['commands/cli', 'work/worker', 'run/documents/worker', 'search/worker'];

/** @type {ReadonlyMap<string, string> | undefined} */
let programs;

const flat = (entry) => entry.replaceAll('/', '.');

/** How a program is bundled. */
exports.BUNDLING = {
  write: false,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  // Packages are read as they are: some are binaries, and the others are there sooner so.
  packages: 'external',
  sourcemap: 'inline',
  sourcesContent: false,
};

function bundled() {
  const { outputFiles, metafile } = bundler().buildSync({
    ...exports.BUNDLING,
    metafile: true,
    absWorkingDir: __dirname,
    // All as files of this folder, as which they run: where their sources are is told from there.
    entryPoints: ENTRIES.map((entry) => ({ in: path.join(__dirname, `${entry}.ts`), out: flat(entry) })),
    outdir: __dirname,
    // The one that made the bundle, which knows the other programs.
    external: ['*/program.cjs'],
  });
  return {
    bundles: new Map(outputFiles.map(({ path: file, text }) => [path.basename(file, '.js'), text])),
    inputs: Object.keys(metafile.inputs).map((input) => path.join(__dirname, input)),
  };
}

/**
 * A program of the publisher as one CommonJS module, to be run as a file of this folder.
 * @param {string} entry its first file, below this folder, without its ending
 * @returns {string}
 */
exports.programOf = (entry) => {
  programs ??= cached(bundled);
  const program = programs.get(flat(entry));
  if (program === undefined) throw new Error(`${entry} is no program of the publisher`);
  return program;
};

/**
 * Runs a program; its errors name the sources that it was made of.
 * @param {string} file what it runs as, which need not be there
 * @param {string} program
 */
exports.run = (file, program) => {
  process.setSourceMapsEnabled(true);
  const running = new Module(file, module);
  running.filename = file;
  running.paths = module.paths;
  running._compile(program, file);
};

/** What starts a program in a thread. It lies beside this file, wherever the rest of the publisher is bundled into. */
exports.starter = path.join(__dirname, 'start.cjs');
