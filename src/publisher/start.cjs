const Module = require('node:module');
const path = require('node:path');
const { isMainThread, workerData } = require('node:worker_threads');

/* Where the publisher starts: the command line, and each of its threads with the program that it was given. */

process.setSourceMapsEnabled(true);

const file = path.join(__dirname, 'program.js');
const program = new Module(file, module);
program.filename = file;
program.paths = module.paths;
program._compile(
  isMainThread ? require('./program.cjs').programOf('commands/cli') : workerData.program,
  file,
);
