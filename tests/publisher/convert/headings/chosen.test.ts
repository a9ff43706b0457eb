import { existsSync } from 'node:fs';
import path from 'node:path';
import { describeScores, scoreOf, scoresIn, sumOf } from './score';

/*
 * The contents of whole articles beside what an editor chose for them. `npx tsx tests/publisher/convert/headings/print.ts
 * <folders>` prints it for any folder of pages with a `headings.json`.
 */

const OWN = path.join(__dirname, '../../../fixtures/publisher/headings');
const REAL = (process.env.REAL_SOURCES ?? '')
  .split(path.delimiter)
  .filter((folder) => folder !== '' && existsSync(path.join(folder, 'headings.json')));

test.each([
  { folder: OWN, name: 'our own pages', least: 0.95 },
  { folder: path.join(OWN, 'accounts'), name: 'pages of other kinds of accounts', least: 0.95 },
  ...REAL.map((folder) => ({ folder, name: path.basename(folder), least: 0.92 })),
])('the contents of $name are what an editor would choose', async ({ folder, name, least }) => {
  const scores = await scoresIn(folder);
  const told = describeScores(name, scores);
  process.stdout.write(`${told}\n`);
  const { precision, recall, levels } = sumOf(scores);
  expect({ precision: precision >= least, recall: recall >= least, levels: levels >= 0.9, told }).toEqual({
    precision: true,
    recall: true,
    levels: true,
    told,
  });
});

describe('the score', () => {
  const line = (text: string, level: 1 | 2 | 3 = 1) => ({ text, level });

  test('counts what is missed, what is wrong, and levels of what was found', () => {
    const chosen = [
      line('一、看路'),
      line('（一）看桥', 2),
      line('二、看车'),
      { ...line('附记'), optional: true },
    ];
    const entries = [line('一、看路'), line('往期回顾'), line('（一）看桥', 3), line('附记')];
    expect(scoreOf('a', chosen, entries)).toEqual({
      page: 'a',
      chosen: 3,
      found: 2,
      levels: 1,
      missed: ['二、看车'],
      wrong: ['往期回顾'],
    });
  });

  test('does not take one line for another, and counts each once', () => {
    const score = scoreOf('a', [line('看路'), line('看桥')], [line('看桥'), line('看路'), line('看路')]);
    expect(score).toMatchObject({ found: 1, wrong: ['看路', '看路'].slice(0, score.wrong.length) });
    expect(score.found + score.wrong.length).toBe(3);
    expect(sumOf([score])).toMatchObject({ recall: 0.5 });
  });
});
