const { appendFileSync } = require('node:fs');

/** Notes in the file that MINUTES names (CI) how long the test files of each project ran, two or more at a time. */
module.exports = class Minutes {
  seconds = new Map();

  onTestResult({ context }, { perfStats }) {
    const project = context.config.displayName.name;
    this.seconds.set(project, (this.seconds.get(project) ?? 0) + perfStats.runtime / 1000);
  }

  onRunComplete() {
    for (const [project, seconds] of this.seconds)
      appendFileSync(process.env.MINUTES, `    ${project}, sum of its files\t${seconds}\t\n`);
  }
};
