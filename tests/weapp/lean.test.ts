import { compilePlain } from '../support/compile';
import { readerJourney } from './journey';
import { closeAll, weapp } from './support';

afterEach(() => closeAll());

/*
 * The program on Taro's own window, document and styles (config/runtime/README.md). A fault that is here as well as in
 * the other tests is Taro's or the program's; one that is only there is a stand-in's.
 */
it('goes the main road without the stand-ins that can be left out', async () => {
  const plain = await compilePlain();
  await expect(readerJourney(weapp(plain), new Set(), [])).resolves.toBeUndefined();
}, 300_000);
