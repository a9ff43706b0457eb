import path from 'node:path';
import fc from 'fast-check';
import { parseHead } from '../../../src/feed';
import { PublisherError } from '../../../src/publisher/errors';
import { columnOf, readColumn } from '../../../src/publisher/run/column';
import { address, anyText, damaged, HOSTILE_KEYS, mangled } from '../../support/arbitraries';
import { head } from '../../support/feed';
import { fuzz } from '../../support/fuzz';
import { cleanUp, temporary, write } from '../support';

afterAll(cleanUp);

const sound = fc.record(
  {
    name: anyText(4).filter((one) => one !== ''),
    slogan: anyText(4),
    place: anyText(2),
    channel: anyText(2),
    home: fc.webUrl(),
    url: fc.webUrl(),
  },
  { requiredKeys: [], noNullPrototype: true },
);

test('law: a column’s settings are read as they are written, or every problem is told with its file', async () => {
  const folder = temporary();
  const file = path.join(folder, 'column.json');
  const spoilt = damaged(sound, fc.oneof(address, anyText(3))).map((value) => JSON.stringify(value) ?? '');
  const hostile = fc.constantFrom(...HOSTILE_KEYS).map((key) => `{"${key}":"x"}`);
  const texts = fc.oneof(
    sound.map((one) => JSON.stringify(one)),
    spoilt,
    mangled(spoilt),
    hostile,
  );
  await fc.assert(
    fc.asyncProperty(texts, async (json) => {
      write(folder, { 'column.json': json });
      let column: Awaited<ReturnType<typeof readColumn>>;
      try {
        column = await readColumn(file);
      } catch (error) {
        expect(error).toBeInstanceOf(PublisherError);
        expect((error as Error).message).toContain(file);
        return;
      }
      expect(column).toEqual(JSON.parse(json));
      const { name, slogan, place, home, url } = columnOf(null, column, false);
      const made = head([], { slogan, region: place });
      expect(() => parseHead({ ...made, title: name, home_page_url: home, feed_url: url })).not.toThrow();
    }),
    fuzz(150),
  );
});

test('a list is no column', async () => {
  const file = path.join(write(temporary(), { 'column.json': '[]' }), 'column.json');
  await expect(readColumn(file)).rejects.toThrow('应是一个对象');
});
