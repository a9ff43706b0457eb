import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listFiles } from '../../src/host/package/files';
import { unreadable } from '../support/engines';
import { DIST, FEED_DIST } from './support';

/*
 * What Babel is not shown (packages that come compiled, Taro's own entry) or cannot rewrite would stop the whole program
 * on the oldest phones, and no other test runs in such an engine.
 */
it.each([
  ['with bundled articles', DIST],
  ['with a feed', FEED_DIST],
])('every script of the program %s can be read by the engines it is made for', (_, dist) => {
  const scripts = listFiles(dist).filter((file) => file.endsWith('.js'));
  expect(scripts).toEqual(expect.arrayContaining(['app.js', 'common.js', 'taro.js', 'vendors.js']));
  const problems = scripts.flatMap((file) => {
    const why = unreadable(readFileSync(join(dist, file), 'utf8'));
    return why ? [`${file}: ${why}`] : [];
  });
  expect(problems).toEqual([]);
});
