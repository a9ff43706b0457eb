import path from 'node:path';
import { Spool } from '../../../src/publisher/write/spool';
import { randomNumbers } from '../../support/random';
import { cleanUp, temporary } from '../support';

afterEach(cleanUp);

test('what was added comes back, short and long, written already or not', () => {
  const next = randomNumbers(8);
  const spool = new Spool(path.join(temporary(), 'spool'));
  // A block is a million bytes: some are longer.
  const all = Array.from({ length: 60 }, (_, at) =>
    '济青a'.repeat(Math.floor(next() ** 4 * 400_000) + (at % 5 === 0 ? 0 : 1)),
  );
  const spooled = all.map((text, at) => spool.add(at % 2 === 0 ? text : Buffer.from(text)));
  expect(spool.read(spooled.at(-1)!).toString()).toBe(all.at(-1));
  for (const [at, one] of spooled.entries()) {
    expect(one.at).toBe(at === 0 ? 0 : spooled[at - 1]!.at + spooled[at - 1]!.length);
    expect(spool.read(one).toString() === all[at]).toBe(true);
  }
  spool.close();
});

test('bytes may be changed once they were added', () => {
  const spool = new Spool(path.join(temporary(), 'spool'));
  const bytes = Buffer.from('abc');
  const spooled = spool.add(bytes);
  bytes.fill('x');
  expect(spool.read(spooled).toString()).toBe('abc');
  spool.close();
});
