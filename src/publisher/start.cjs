const path = require('node:path');
const { isMainThread, workerData } = require('node:worker_threads');
const { programOf, run } = require('./program.cjs');

/* Where the publisher starts: the command line, and each of its threads with the program that it was given. */

run(path.join(__dirname, 'program.js'), isMainThread ? programOf('commands/cli') : workerData.program);
