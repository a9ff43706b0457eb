import { auditPage, shownClasses, unusedClasses } from '../../src/build/audit';
import { findForeign, foreignWords } from '../../src/build/foreign';
import { compileOfficially } from '../../src/build/official';
import { closeAll, DIST, ROOT, start, weapp } from './support';

/** Styles that stand ready for what is still to be built. */
const COMING = ['act--on'];

afterEach(() => closeAll());

describe('the package', () => {
  it('is accepted by WeChat’s own compilers', () => {
    expect(compileOfficially(DIST).errors).toEqual([]);
  });

  it('holds no code of the publisher, the build, the host or the preview', () => {
    expect(findForeign(DIST, foreignWords(ROOT))).toEqual([]);
  });

  it('stays within WeChat’s audit on its first pages', async () => {
    const host = await start();
    const seen = new Set(shownClasses(document));
    expect(auditPage(host)).toEqual([]);
    expect(host.logs).toEqual([]);
    expect(unusedClasses(weapp(), seen).filter((name) => !COMING.includes(name))).toEqual([]);
  });
});
