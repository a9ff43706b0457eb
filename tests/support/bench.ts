import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { Transport } from '../../src/host';
import { openBrowser } from '../../src/preview/browser';
import type { PhoneWindow } from '../../src/preview/page/phone';
import { type PhoneOptions, toSearch } from '../../src/preview/page/phone-options';
import { type Preview, startPreview } from '../../src/preview/server';

export const ROOT = path.join(__dirname, '../..');
/** The program that loads from a feed on loopback; the preview serves that feed whatever its port is. */
export const DIST =
  process.env.WEAPP_FEED_DIST ?? path.join(ROOT, process.env.TEST_DIST ?? 'dist/test', 'feed');
/** The program with bundled articles, built without a feed's address. */
export const BUNDLED_DIST =
  process.env.WEAPP_DIST ?? path.join(ROOT, process.env.TEST_DIST ?? 'dist/test', 'bundled');

export interface Phone {
  page: Page;
  /** Runs in the page against the program's host, with a JSON value, and waits for it to settle. */
  host<T, A>(
    run: (host: NonNullable<PhoneWindow['phone']['host']>, value: A) => T,
    value?: A,
  ): Promise<Awaited<T>>;
  /** Waits for fonts, the pictures in sight and every animation that ends. */
  settle(): Promise<void>;
}

/** A browser with a preview of the compiled program over one feed. */
export class Bench {
  private constructor(
    private readonly browser: Browser,
    private readonly preview: Preview,
  ) {}

  static async open(
    feed: (request: IncomingMessage, response: ServerResponse) => unknown,
    dist = DIST,
  ): Promise<Bench> {
    const preview = await startPreview({ dist, feed, port: 0 });
    return new Bench(await openBrowser(), preview);
  }

  /**
   * @param before runs in the page before anything else of it does
   * @param scale the screen's pixels for one of the page
   */
  async phone(options: PhoneOptions, before?: string, scale = 1): Promise<Phone> {
    const { width = 390, height = 844 } = options;
    const context = await this.browser.newContext({
      viewport: { width, height },
      deviceScaleFactor: scale,
      hasTouch: true,
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
    });
    if (before) await context.addInitScript(before);
    const page = await context.newPage();
    await page.goto(`${this.preview.url}/phone.html?${toSearch({ width, height, frame: true, ...options })}`);
    await page.evaluate(() => (window as unknown as PhoneWindow).phone.ready.then(() => undefined));
    const host: Phone['host'] = (run, value) =>
      page.evaluate(`(async () => {
        const host = window.phone.host;
        const result = await (${run.toString()})(host, ${JSON.stringify(value ?? null)});
        await host.idle();
        return result;
      })()`) as never;
    const settle = async () => {
      await host(async () => {
        await document.fonts.ready;
        const near = [...document.images].filter(
          (one) => one.getBoundingClientRect().top < innerHeight && one.src,
        );
        await Promise.all(near.map((one) => one.decode().catch(() => undefined)));
        const ending = document
          .getAnimations()
          .filter((one) => one.effect?.getComputedTiming().iterations !== Infinity);
        await Promise.all(ending.map((one) => one.finished.catch(() => undefined)));
      });
    };
    return { page, host, settle };
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.preview.close();
  }
}

/** A feed that is made as it is asked for, behind the preview's `/feed/`. */
export function serveTransport(transport: Transport) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = `http://127.0.0.1/feed${request.url ?? '/'}`;
    const { status, body } = await transport({
      url,
      method: 'GET',
      header: {},
      signal: new AbortController().signal,
    });
    response.writeHead(status, { 'content-type': 'application/json' }).end(Buffer.from(body));
  };
}
