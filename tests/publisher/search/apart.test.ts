import { truncateSync } from 'node:fs';
import { buildApart } from '../../../src/publisher/search/apart';
import { buildParts } from '../../../src/publisher/search/build';
import { gramBytes, packGrams } from '../../../src/publisher/search/grams';
import { Staging } from '../../../src/publisher/write/staging';
import { paragraph } from '../../fixtures/publisher/generate';
import { randomNumbers } from '../../support/random';
import { cleanUp, temporary } from '../support';

afterEach(cleanUp);

const COUNT = 2100;
const next = randomNumbers(4);
const all = Array.from({ length: COUNT }, () => packGrams(`${paragraph(next, 60)}𠮷野`));

/** A staging area whose spool holds the grams of all, and where they stand. */
function spooled() {
  const staging = Staging.open(temporary());
  const places = all.flatMap((grams) => {
    const { at, length } = staging.spool.add(gramBytes(grams));
    return [at, length];
  });
  return { staging, places: Float64Array.from(places) };
}

test('an index that is built in a thread is the one that is built here, and is staged like it', async () => {
  const { staging, places } = spooled();
  const building = buildApart(places, staging)!;
  const here = Staging.open(temporary());
  const parts = buildParts(all.entries(), COUNT, here);
  expect(await building.parts).toEqual(parts);
  await building.close();
  expect(staging.plan).toEqual(here.plan);
  for (const { path: name } of here.plan.moves) expect(staging.read(name)).toBe(here.read(name));
  for (const one of [staging, here]) one.close();
});

test('few articles are not worth a thread', () => {
  const { staging, places } = spooled();
  expect(buildApart(places.subarray(0, 200), staging)).toBeNull();
  staging.close();
});

test('what fails in the thread fails here, and one that is given up leaves nobody waiting', async () => {
  const { staging, places } = spooled();
  staging.spool.flush();
  truncateSync(staging.spool.name, 1000);
  const building = buildApart(places, staging)!;
  await expect(building.parts).rejects.toThrow('is shorter than what was written to it');
  await building.close();
  staging.close();
  const other = spooled();
  const given = buildApart(other.places, other.staging)!;
  await given.close();
  await expect(given.parts).rejects.toThrow('the thread of the search ended');
  other.staging.close();
});
