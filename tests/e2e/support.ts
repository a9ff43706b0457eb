import { findChromium } from '../../src/preview/browser';

export { Bench, DIST, type Phone, ROOT, serveTransport } from '../support/bench';

/** `describe` where there is a browser; tests/support/browser-setup.ts says so where there is none. */
export const inBrowser = findChromium() ? describe : describe.skip;
