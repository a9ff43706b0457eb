import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { auditPage, shownClasses, unusedClasses } from '../../src/build/audit';
import { compileOfficially } from '../../src/build/official';
import { listFiles } from '../../src/host/package/files';
import { closeAll, DIST, start, weapp } from './support';

/** Styles that stand ready for what is still to be built. */
const COMING = ['act--on'];

afterEach(() => closeAll());

describe('the package', () => {
  it('is accepted by WeChat’s own compilers', () => {
    expect(compileOfficially(DIST).errors).toEqual([]);
  });

  it('holds no code of the publisher or the preview', () => {
    const foreign = /parse5|sharp|glass-?easel|node:(fs|path|http)|createFeedHandler|playwright/;
    const found = listFiles(DIST).filter(
      (file) =>
        /\.(js|wxml|wxss|wxs|json)$/.test(file) && foreign.test(readFileSync(join(DIST, file), 'utf8')),
    );
    expect(found).toEqual([]);
  });

  it('stays within WeChat’s audit on its first pages', async () => {
    const host = await start();
    const seen = new Set(shownClasses(document));
    expect(auditPage(host)).toEqual([]);
    expect(host.logs).toEqual([]);
    expect(unusedClasses(weapp(), seen).filter((name) => !COMING.includes(name))).toEqual([]);
  });
});
