import { findChromium } from '../../src/preview/browser';
import compile from './compile';

/**
 * Before the real-browser tests. Where there is no Chromium they are left out, and one line says so; with
 * REQUIRE_BROWSER (CI) that is an error instead.
 */
export default async function setUp(): Promise<void> {
  if (!findChromium()) {
    const words =
      'no Chromium was found, so the real-browser tests are left out: `apt-get install chromium`, or name one in CHROMIUM_PATH';
    if (process.env.REQUIRE_BROWSER) throw new Error(words);
    console.warn(words);
    return;
  }
  await compile();
}
