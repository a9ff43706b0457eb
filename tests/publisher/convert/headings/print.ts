import { describeScores, scoresIn } from './score';

/** Prints how far the contents of the pages in some folders are what their `headings.json` says. */
async function main(): Promise<void> {
  for (const folder of process.argv.slice(2)) console.log(describeScores(folder, await scoresIn(folder)));
}

void main();
