import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, FrameLocator, Page } from 'playwright-core';
import { findChromium, openBrowser } from '../../src/preview/browser';
import type { PhoneWindow } from '../../src/preview/page/phone';
import { type PhoneOptions, toSearch } from '../../src/preview/page/phone-options';
import { type Preview, startPreview } from '../../src/preview/server';

const ready = findChromium() !== undefined;
if (!ready)
  console.warn('Skipped: the preview in a browser, as no Chromium was found (apt-get install chromium).');

(ready ? describe : describe.skip)('the preview in a browser', () => {
  let preview: Preview;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    preview = await startPreview({ dist: join(__dirname, '../fixtures/weapp-tiny'), port: 0 });
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await preview?.close();
  });
  afterEach(() => page.context().close());

  const phone = async (options: PhoneOptions): Promise<Page> => {
    const context = await browser.newContext({
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    });
    page = await context.newPage();
    await page.goto(`${preview.url}/phone.html?${toSearch({ frame: true, ...options })}`);
    await page.evaluate(() => (window as unknown as PhoneWindow).phone.ready.then(() => undefined));
    return page;
  };
  /** Runs against the program's host, and waits for it to settle. */
  const onHost = <Result>(
    run: (host: NonNullable<PhoneWindow['phone']['host']>) => Result,
  ): Promise<Result> =>
    page.evaluate(`(async () => {
      const host = window.phone.host;
      const result = await (${run.toString()})(host);
      await host.idle();
      return result;
    })()`) as Promise<Result>;
  const errors = () => onHost((host) => host.errors.map((error) => error.message));

  it('brings its own Chinese letters where the machine has none', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'no-fonts-'));
    writeFileSync(join(folder, 'fonts.conf'), '<?xml version="1.0"?><fontconfig></fontconfig>');
    const bareBrowser = await openBrowser(join(folder, 'fonts.conf'));
    try {
      page = await (await bareBrowser.newContext()).newPage();
      await page.goto(`${preview.url}/phone.html?${toSearch({ frame: true })}`);
      await page.evaluate(() => (window as unknown as PhoneWindow).phone.ready.then(() => undefined));
      // Letters that a browser does not have are all one box.
      const drawn = await page.evaluate(() =>
        ['400 40px', '700 40px'].flatMap((font) =>
          ['通', '直', '门'].map((letter) => {
            const canvas = Object.assign(document.createElement('canvas'), { width: 50, height: 50 });
            const context = canvas.getContext('2d')!;
            context.font = `${font} ${getComputedStyle(document.body).fontFamily}`;
            context.fillText(letter, 4, 42);
            return canvas.toDataURL();
          }),
        ),
      );
      expect(new Set(drawn).size).toBe(6);
    } finally {
      await bareBrowser.close();
      rmSync(folder, { recursive: true });
    }
  });

  it('takes a finger’s tap, and leaves a moving finger alone', async () => {
    await phone({});
    await page.locator('.row').nth(1).tap();
    await page.locator('.item').waitFor();
    expect(await page.locator('.item').textContent()).toBe('项 b');
    expect(await errors()).toEqual([]);
  });

  it('scrolls like a phone: by selector, to the bottom, and back to where it was', async () => {
    await phone({ path: 'pages/item/index?id=1' });
    await onHost((host) => (host.top.page as unknown as { toEnd(): Promise<void> }).toEnd());
    await page.waitForFunction(
      () => ((window as unknown as PhoneWindow).phone.host!.top.page as { reached?: number }).reached === 1,
    );
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });

  it('draws on a canvas with pictures of the package, in rpx of the phone', async () => {
    await phone({ path: 'pages/item/index?id=1' });
    const [path, width, height] = await onHost((host) =>
      (host.top.page as unknown as { draw(): Promise<[string, number, number]> }).draw(),
    );
    expect([width, height]).toEqual([52, 26]);
    expect(path).toMatch(/^wxfile:\/\/tmp_.*\.png$/);
    const found = await onHost((host) => (host.top.page as unknown as { picture: object }).picture);
    expect(found).toEqual({ width: 1, height: 1 });
  });

  it('follows the theme of the phone, not of the computer', async () => {
    await phone({ theme: 'dark' });
    const background = () =>
      page.evaluate(() => getComputedStyle(document.querySelector('wx-page')!).backgroundColor);
    expect(await background()).toBe('rgb(17, 17, 17)');
    expect(await onHost((host) => host.ui.navigation.frontColor)).toBe('white');
    await onHost((host) => host.setTheme('light'));
    expect(await background()).toBe('rgb(238, 238, 238)');
    expect(await onHost((host) => host.ui.navigation.frontColor)).toBe('black');
  });

  it('keeps isolated styles in their component, and the safe area in variables', async () => {
    await phone({});
    const style = (selector: string, name: string) =>
      page.evaluate(
        ([target, property]) =>
          getComputedStyle(document.querySelector(target!)!).getPropertyValue(property!),
        [selector, name],
      );
    expect(await style('a-badge wx-view', 'color')).toBe('rgb(0, 128, 0)');
    expect(await style('a-badge', 'display')).toBe('inline-block');
    expect(await style('wx-page', 'padding-bottom')).toBe('34px');
  });

  /** The preview's own page, and the phone in it. */
  const workbench = async (width: number): Promise<FrameLocator> => {
    const context = await browser.newContext({ viewport: { width, height: 940 } });
    page = await context.newPage();
    await page.goto(preview.url);
    return page.frameLocator('iframe');
  };

  it('draws the home bar for what is behind it: a program may be dark on a light phone', async () => {
    await phone({ theme: 'light', safeBottom: 34 });
    expect(await page.locator('.homebar.light').count()).toBe(0);
    await onHost((host) =>
      (host.wx.setBackgroundColor as (o: object) => void)({ backgroundColor: '#0f1513' }),
    );
    expect(await page.locator('.homebar.light').count()).toBe(1);
  });

  it('lays a shade under the dialog that says what WeChat would open', async () => {
    await phone({});
    await onHost((host) => host.ui.set({ leaving: { what: 'feedback', detail: {} } }));
    expect(await page.locator('.dialog').textContent()).toContain('在微信里会打开意见反馈');
    expect(await page.locator('.shade').count()).toBe(1);
  });

  it('a device wider than the desk can be scrolled to its left edge', async () => {
    const frame = await workbench(1440);
    await page.getByRole('button', { name: '平板横屏' }).click();
    await frame.locator('.row').first().waitFor();
    const [desk, shell] = await Promise.all(
      ['.desk', '.shell'].map((one) => page.locator(one).boundingBox()),
    );
    expect(shell!.width).toBeGreaterThan(desk!.width);
    expect(shell!.x).toBe(desk!.x);
  });

  it('starts again where a card led, until the reader has gone home', async () => {
    const frame = await workbench(1360);
    await frame.locator('.row').first().click();
    await frame.locator('#send').click();
    await page.getByRole('button', { name: '在新会话里打开' }).click();
    await frame.locator('.item', { hasText: '项 a' }).waitFor();
    const restart = async () => {
      const loaded = page.waitForEvent('framenavigated');
      await page.getByRole('button', { name: '重新启动' }).click();
      await loaded;
      return page.locator('iframe').getAttribute('src');
    };
    expect(await restart()).toContain('path=pages%2Fitem');
    await frame.locator('.item').waitFor();
    await page.evaluate(async () => {
      const inner = document.querySelector('iframe')?.contentWindow as unknown as PhoneWindow;
      const host = await inner.phone.ready;
      (host.wx.reLaunch as (o: object) => void)({ url: '/pages/list/index' });
      await host.idle();
    });
    expect(await restart()).not.toContain('path=');
    await frame.locator('.row').first().waitFor();
  });

  it('shows a share as a chat does, and opens the card cold', async () => {
    const frame = await workbench(1360);
    await frame.locator('.row').first().click();
    await frame.locator('#send').click();
    await page.locator('.share .card h2').waitFor();
    expect(await page.locator('.share .card h2').textContent()).toBe('后到的标题');
    await page.getByRole('button', { name: '在新会话里打开' }).click();
    await frame.locator('.item', { hasText: '项 a' }).waitFor();
    const launch = await page.evaluate(() => {
      const inner = document.querySelector('iframe')?.contentWindow as unknown as PhoneWindow;
      return inner.phone.ready.then((host) => [host.launch.scene, host.stack.length]);
    });
    expect(launch).toEqual([1007, 1]);
    await frame.getByRole('button', { name: '更多' }).click();
    expect(await page.locator('.menu-sheet button:disabled').count()).toBe(0);
    await page.getByRole('menuitem', { name: '复制链接' }).click();
    expect(await page.locator('.share code').textContent()).toBe('/pages/item/index?id=a');
  });
});
