import { existsSync } from 'node:fs';
import { publish } from '../../../src/publisher/commands/publish';
import { PublisherError } from '../../../src/publisher/errors';
import { ordinaryPage } from '../../fixtures/publisher/pages';
import { cleanUp, snapshot, temporary, write } from '../support';

/* An installation that has lost the font of the cards. */

jest.mock('../../../src/publisher/cards/fonts', () => {
  const real = jest.requireActual<typeof import('../../../src/publisher/cards/fonts')>(
    '../../../src/publisher/cards/fonts',
  );
  return { ...real, cardFontFiles: () => real.cardFontFiles('/nowhere/at/all.js') };
});

afterEach(cleanUp);

test('a run that would draw cards without their font ends with the file and its mend, and publishes nothing', async () => {
  const root = temporary();
  const from = write(`${root}/from`, { 'a.html': ordinaryPage({ title: '一篇' }) });
  const to = `${root}/to`;
  const run = (cards: boolean) => publish({ from: [from], to, images: false, cards });
  const failed = run(true);
  await expect(failed).rejects.toThrow(PublisherError);
  await expect(failed).rejects.toThrow(/NotoSansSC_400Regular\.ttf.*npm install.*--no-cards/);
  expect(existsSync(to) ? [...snapshot(to).keys()] : []).toEqual([]);
  expect(await run(false)).toMatchObject({ new: 1, cards: 0 });
  await expect(run(true)).rejects.toThrow(PublisherError);
});
