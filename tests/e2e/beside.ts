import fs from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { Phone } from './support';

/*
 * A saved page as Chromium shows it, and the article that the program makes of it, each as what a reader has of it:
 * words in their order, pictures, links. Both are asked in the same way, so that they can be held against each other.
 */

export const WIDTH = 375;
export const HEIGHT = 667;

/** What a reader has of a text. */
export interface Reading {
  /** Without spaces: lines are broken elsewhere. */
  text: string;
  pictures: { loaded: boolean; width: number; height: number }[];
  links: string[];
  /** Pixels by which the screen is wider than the phone. */
  overflow: number;
}

/** Spaces, and what only says where a line may end; half-width marks are drawn full-width (src/domain/typography.ts). */
export const bare = (text: string): string =>
  text
    .replace(/[\s\u200b\u2060\ufeff]+/gu, '')
    .replace(/[，！；：？]/g, (mark) => String.fromCharCode(mark.charCodeAt(0) - 0xfee0));

const ORIGIN = 'https://account.test';
/** WeChat's own script shows the text; scripts of saved pages do not run here. */
const POLICY = "script-src 'none'; object-src 'none'; frame-src 'none'";
const SHOWN = '#js_content { visibility: visible !important; opacity: 1 !important }';

/** Opens a saved page as a phone shows it, with what lies beside it and nothing of the network. */
export async function openPage(browser: Browser, file: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: WIDTH, height: HEIGHT }, locale: 'zh-CN' });
  const page = await context.newPage();
  await page.route('**/*', async (route) => {
    const { origin, pathname } = new URL(route.request().url());
    const asked = path.join(path.dirname(file), decodeURIComponent(pathname));
    if (origin !== ORIGIN || !fs.existsSync(asked)) return route.abort();
    const headers = asked === file ? { 'content-security-policy': POLICY } : undefined;
    await route.fulfill({
      path: asked,
      ...(headers ? { headers, contentType: 'text/html; charset=utf-8' } : {}),
    });
  });
  await page.goto(`${ORIGIN}/${encodeURIComponent(path.basename(file))}`);
  await page.addStyleTag({ content: SHOWN });
  await page.evaluate('globalThis.__name = (one) => one');
  return page;
}

/** What a page shows of its article: what it is passed on with, its pictures and its words. */
export const readPage = (page: Page): Promise<Reading> =>
  page.evaluate(async (): Promise<Reading> => {
    const PARTS = '#js_content, #js_image_desc, #img_swiper_content, .original_primary_tips';
    const parts = [...document.querySelectorAll<HTMLElement>(PARTS)];
    const within = (selector: string) => parts.flatMap((part) => [...part.querySelectorAll(selector)]);
    const images = within('img') as HTMLImageElement[];
    await Promise.all(images.map((one) => one.decode().catch(() => undefined)));
    return {
      // biome-ignore lint/performance/useDomNodeTextContent: what is laid out is what is asked for.
      text: parts.map((part) => part.innerText).join('\n'),
      pictures: images.map((one) => ({
        loaded: one.complete && one.naturalWidth > 0,
        width: one.getBoundingClientRect().width,
        height: one.getBoundingClientRect().height,
      })),
      links: within('a[href]').map((one) => one.getAttribute('href')!),
      overflow: document.scrollingElement!.scrollWidth - innerWidth,
    };
  });

/** Scrolls through an article until all of it is mounted and every picture has been in sight. */
export async function walk(phone: Phone): Promise<void> {
  await phone.page.waitForFunction(() => document.querySelector('.fin') && !document.querySelector('.box'));
  const length = () => phone.host(() => document.scrollingElement!.scrollHeight);
  for (let y = 0; y < (await length()); y += HEIGHT) {
    await phone.host((host, top) => host.scrollTo(top!), y);
    await phone.settle();
  }
  await phone.host(async (host) => {
    const images = host.$$('.article .sec img') as HTMLImageElement[];
    for (const one of images) {
      one.scrollIntoView({ inline: 'center', block: 'center' });
      await new Promise(requestAnimationFrame);
    }
    await Promise.all(images.map((one) => one.decode().catch(() => undefined)));
    for (const one of host.$$('.gal, .tbl-s')) one.scrollLeft = 0;
    return host.scrollTo(0);
  });
}

/** What the program shows of an article, less its own words: how to scroll, and where a picture or a table leads. */
export async function readProgram(phone: Phone): Promise<Reading> {
  const seen = await phone.host((host) => ({
    text: host
      .$$('.article .sec')
      .map((section) => {
        const copy = section.cloneNode(true) as HTMLElement;
        for (const own of copy.querySelectorAll('.hint, .go, .mk, .card')) own.remove();
        return copy.textContent ?? '';
      })
      .join('\n'),
    pictures: (host.$$('.article .sec img') as HTMLImageElement[]).map((one) => ({
      loaded: one.complete && one.naturalWidth > 0,
      width: one.getBoundingClientRect().width,
      height: one.getBoundingClientRect().height,
    })),
    overflow: document.scrollingElement!.scrollWidth - innerWidth,
  }));
  return { ...seen, links: await tapped(phone) };
}

/** Where each link leads, by a tap on it: the article that is asked for of WeChat, or what is copied. */
const tapped = (phone: Phone): Promise<string[]> =>
  phone.host(async (host) => {
    const led: string[] = [];
    for (const link of host.$$('.article .sec .a')) {
      const before = host.calls.length;
      await host.tap(link);
      const given = host.calls
        .slice(before)
        .map(({ argument }) => argument as Record<string, unknown> | undefined);
      const address = given.map((one) => one?.url ?? one?.data).find((one) => typeof one === 'string');
      if (typeof address === 'string') led.push(address);
    }
    return led;
  });
