import { checkFigures } from './check';
import { publishRows } from './column';
import { benchConvert, preparing } from './convert';
import { publicationFigures, publishOne } from './publications';
import { fullFigures, rateFigures } from './rates';
import { titleFigures } from './titles';

/*
 * Parts of the bench that are measured in a process of their own: their memory is their own, and they leave no garbage
 * to others. Each prints what it returns as JSON. Started by part.cjs.
 */

const PARTS: Readonly<Record<string, (...given: string[]) => Promise<unknown>>> = {
  rates: rateFigures,
  titles: titleFigures,
  convert: benchConvert,
  preparing: (threads) => preparing(Number(threads)),
  check: (count) => checkFigures(Number(count)),
  full: (count) => fullFigures(Number(count)),
  publications: (count) => publicationFigures(Number(count), `${Number(count) / 1000}k`),
  /** Makes a column of so many rows. */
  column: (to, count) => publishRows(to!, Number(count)),
  /** Publishes one more article; returns the most memory that it took, in KB. */
  async one(root, index) {
    await publishOne(root!, Number(index));
    return process.resourceUsage().maxRSS;
  },
};

const [part = '', ...given] = process.argv.slice(2);
const work = PARTS[part];
if (!work) throw new Error(`no part of the bench is called ${part}: ${Object.keys(PARTS).join(', ')}`);
work(...given).then(
  (result) => console.log(`\n${JSON.stringify(result ?? null)}`),
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
