import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { listFiles } from '../host/package/files';
import { createFeedHandler } from '../publisher/commands/serve';
import { openBrowser } from './browser';
import type { PhoneWindow } from './page/phone';
import { toSearch } from './page/phone-options';
import { type PreviewOptions, startPreview } from './server';

/**
 * Takes a picture of one page of the compiled program, as a phone shows it:
 * `npx tsx src/preview/shoot.ts --path pages/column/index --theme dark --out /tmp/x.png`
 */
const { values } = parseArgs({
  options: {
    path: { type: 'string' },
    width: { type: 'string', default: '390' },
    height: { type: 'string', default: '844' },
    scale: { type: 'string', default: '2' },
    theme: { type: 'string', default: 'light' },
    scene: { type: 'string', default: '1001' },
    font: { type: 'string' },
    care: { type: 'boolean', default: false },
    network: { type: 'string' },
    now: { type: 'string' },
    scroll: { type: 'string' },
    tap: { type: 'string', multiple: true, default: [] },
    type: { type: 'string', multiple: true, default: [] },
    storage: { type: 'string' },
    full: { type: 'boolean', default: false },
    bare: { type: 'boolean', default: false },
    dist: { type: 'string', default: 'dist/weapp' },
    feed: { type: 'string' },
    out: { type: 'string', default: '/tmp/shot.png' },
  },
});

/** What the build publishes; a program that loads from a feed on loopback finds it without being told. */
const PUBLISHED = 'dist/feed';

function feedHandler(folder: string | undefined): PreviewOptions['feed'] {
  if (!folder) return existsSync(PUBLISHED) ? createFeedHandler(PUBLISHED) : undefined;
  if (!existsSync(folder))
    throw new Error(`--feed ${folder}：没有这个文件夹；npm start 会把示例专栏发布到 ${PUBLISHED}`);
  if (!loadsFromHere(values.dist))
    throw new Error(
      `--feed ${folder} 不会起作用：${values.dist} 编译时没有用本机的数据地址。先运行 TARO_APP_FEED_URL=http://127.0.0.1:5210/feed npm run build`,
    );
  return createFeedHandler(folder);
}

/** Whether the program was compiled for a feed on loopback: another address is never asked of the preview. */
function loadsFromHere(dist: string): boolean {
  const root = resolve(dist);
  return listFiles(root)
    .filter((file) => file.endsWith('.js'))
    .map((file) => readFileSync(join(root, file), 'utf8'))
    .some((code) => /https?:\/\/(?:127\.0\.0\.1|localhost)(?::\d+)?\/feed\b/.test(code));
}

/** Taps an element, or types into it; `given` is the option as it was written. */
async function use(page: Page, given: string, selector: string, text?: string): Promise<void> {
  const fault = await page.evaluate(
    async ([target, value]) => {
      const { host } = (window as unknown as PhoneWindow).phone;
      if (!host) return;
      const found = host.$(target!);
      if (!found) return `${host.top.path} 上没有这个元素`;
      if (value === undefined) await host.tap(found);
      else if (!found.querySelector('input,textarea')) return '这个元素不是输入框';
      else await host.input(found, value, { confirm: true });
    },
    [selector, text] as const,
  );
  if (fault) throw new Error(`${given}：${fault}`);
}

async function shoot(): Promise<void> {
  if (!existsSync(join(values.dist, 'app.json')))
    throw new Error(`--dist ${values.dist}：这里没有编译好的小程序，先运行 npm run build`);
  const [width, height] = [Number(values.width), Number(values.height)];
  const preview = await startPreview({ dist: values.dist, port: 0, feed: feedHandler(values.feed) });
  const browser = await openBrowser();
  try {
    const page = await browser.newPage({
      viewport: { width, height },
      deviceScaleFactor: Number(values.scale),
      colorScheme: values.theme === 'dark' ? 'dark' : 'light',
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      hasTouch: true,
    });
    page.on('pageerror', (error) => console.error(`page: ${error.message}`));
    if (values.storage) {
      const stored = Object.fromEntries(
        Object.entries(JSON.parse(values.storage) as object).map(([key, data]) => [
          key,
          JSON.stringify({ data }),
        ]),
      );
      await page.addInitScript(
        (json) => sessionStorage.setItem('preview:storage', json),
        JSON.stringify(stored),
      );
    }
    const tall = height > 700;
    const search = toSearch({
      width,
      height,
      theme: values.theme === 'dark' ? 'dark' : 'light',
      scene: Number(values.scene),
      path: values.path,
      font: values.care ? 22.4 : values.font ? Number(values.font) : undefined,
      network: values.network as never,
      now: values.now,
      statusBar: tall ? undefined : 20,
      safeBottom: tall ? undefined : 0,
      frame: !values.bare,
    });
    await page.goto(`${preview.url}/phone.html?${search}`);
    const fault = await page.evaluate(() =>
      (window as unknown as PhoneWindow).phone.ready.then(
        () => undefined,
        (error: Error) => error.stack ?? error.message,
      ),
    );
    if (fault) {
      await page.screenshot({ path: values.out });
      throw new Error(`the program did not start: ${fault}`);
    }
    const settle = () =>
      page.evaluate(async () => {
        await (window as unknown as PhoneWindow).phone.host
          ?.idle()
          .catch((error: Error) => console.warn(error.message));
        await document.fonts.ready;
        // A lazy one that a jump has left far above the window is never loaded: waiting for it would not end.
        const near = [...document.images].filter((image) => {
          const { top, bottom } = image.getBoundingClientRect();
          return image.src && (image.loading !== 'lazy' || (top < innerHeight && bottom > 0));
        });
        await Promise.all(near.map((image) => image.decode().catch(() => undefined)));
        await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      });
    await settle();
    for (const selector of values.tap) {
      await use(page, `--tap "${selector}"`, selector);
      await settle();
    }
    for (const each of values.type) {
      const [selector = '', ...text] = each.split('=');
      await use(page, `--type "${each}"`, selector, text.join('='));
      await settle();
    }
    if (values.scroll) {
      await page.evaluate(
        (top) => (window as unknown as PhoneWindow).phone.host?.scrollTo(top),
        Number(values.scroll),
      );
      await settle();
    }
    // Sheets slide in; a picture taken meanwhile would never be the same twice.
    await page.evaluate(() =>
      Promise.all(
        document
          .getAnimations()
          .map((animation) =>
            animation.effect?.getComputedTiming().iterations === Infinity
              ? undefined
              : animation.finished.catch(() => undefined),
          ),
      ),
    );
    await page.screenshot({ path: values.out, fullPage: values.full });
    const { errors, figures, url } = await page.evaluate(() => {
      const { host } = (window as unknown as PhoneWindow).phone;
      return {
        errors: host?.errors.map((error) => error.message) ?? [],
        figures: host?.tree(),
        url: host?.url,
      };
    });
    console.log(`${values.out}  ${url}  ${JSON.stringify(figures)}`);
    for (const error of errors) console.error(`error: ${error}`);
    if (errors.length) process.exitCode = 1;
  } finally {
    await browser.close();
    await preview.close();
  }
}

shoot().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
