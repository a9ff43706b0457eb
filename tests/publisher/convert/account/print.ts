import { loadFormulas } from '../../../../src/publisher/convert/mathjax';
import { RULES } from '../../../../src/publisher/fates';
import { loadParser } from '../../../../src/publisher/html/parser';
import { Chromium } from './chromium';
import { pagesIn, readingOf, sightOf, told } from './pages';
import { bare, difference, missing, type Told } from './sum';

/*
 * The account of folders of saved pages: of their visible characters, pictures, links and drawings how many are kept,
 * merged and left out, by which rule, and where the sum differs from what Chromium shows.
 *
 *   npx tsx tests/publisher/convert/account/print.ts <folder>…
 */

const THINGS = ['text', 'picture', 'link', 'drawing'] as const;
const HEADS = { text: 'characters', picture: 'pictures', link: 'links', drawing: 'drawings' };

/** How many of each thing came to each fate. */
type Account = Map<string, Record<Told['thing'], number>>;

function add(account: Account, { thing, fate, value }: Told): void {
  const line = account.get(fate) ?? { text: 0, picture: 0, link: 0, drawing: 0 };
  line[thing] += thing === 'text' ? [...bare(value)].length : 1;
  account.set(fate, line);
}

/** What is revealed is kept as well, and no rule's. */
const isOwn = (fate: string): boolean => fate === 'kept' || fate === 'revealed';
const how = (fate: string): string => (isOwn(fate) ? 'kept' : RULES[fate as keyof typeof RULES].how);

function print(account: Account): void {
  const fates = [...account.keys()].sort((a, b) => `${how(a)} ${a}`.localeCompare(`${how(b)} ${b}`));
  console.log(['', ...THINGS.map((thing) => HEADS[thing])].join('\t'));
  for (const fate of fates) {
    const line = account.get(fate)!;
    const name = isOwn(fate) ? fate : `${how(fate)}: ${fate}`;
    console.log([name, ...THINGS.map((thing) => line[thing] || '')].join('\t'));
  }
}

async function main(folders: readonly string[]): Promise<void> {
  await Promise.all([loadParser(), loadFormulas()]);
  const chromium = await Chromium.open();
  const account: Account = new Map();
  let differences = 0;
  const differs = (name: string, words: string) => {
    differences += 1;
    console.log(`${name}: ${words}`);
  };
  for (const { name, file } of folders.flatMap(pagesIn)) {
    const reading = readingOf(file);
    if (reading.what !== 'article') {
      console.log(`${name}: ${reading.what}`);
      continue;
    }
    const { body, url } = reading.article;
    const { blocks, told: all } = told(body, reading.resolve, url);
    for (const one of all) add(account, one);
    const sight = await sightOf(chromium, file, body);
    if (!sight) {
      console.log(`${name}: only its title is known`);
      continue;
    }
    const words = difference(sight, all) ?? missing(blocks, all, body);
    if (words) differs(name, words);
  }
  await chromium.close();
  print(account);
  console.log(`${differences} differences`);
  process.exitCode = differences > 0 ? 1 : 0;
}

void main(process.argv.slice(2));
