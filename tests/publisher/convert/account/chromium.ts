import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../../../../src/preview/browser';
import { collect, type Sight } from './collect';

/*
 * Chromium as the other side of the sum: it opens a page whose scripts do not run and for which no request is answered,
 * and says what is to be seen of its body.
 */

const ADDRESS = 'https://account.test/';
/** Scripts are known but refused, so that `<noscript>` stays as unseen as it is in WeChat. */
const POLICY = "script-src 'none'; object-src 'none'; frame-src 'none'";
/**
 * A letter of a formula is slanted by changing it for another one; WeChat's page hides an element of its own; what stands
 * in an `<object>` is shown sooner or later, once it is clear that nothing else will be.
 */
const STYLE =
  'math, math * { text-transform: none !important } mp-style-type, object { display: none !important }';
const EMPTY = '<!DOCTYPE html><meta charset="utf-8"><body></body>';

export class Chromium {
  private constructor(
    private readonly browser: Browser,
    private readonly page: Page,
    private markup: string,
  ) {}

  static async open(): Promise<Chromium> {
    const browser = await openBrowser();
    const page = await browser.newPage({ viewport: { width: 700, height: 1200 } });
    const chromium = new Chromium(browser, page, EMPTY);
    await page.route('**/*', (route) =>
      route.request().url() === ADDRESS
        ? route.fulfill({
            contentType: 'text/html; charset=utf-8',
            headers: { 'content-security-policy': POLICY },
            body: chromium.markup,
          })
        : route.abort(),
    );
    return chromium;
  }

  async close(): Promise<void> {
    await this.browser.close();
  }

  /**
   * What is to be seen of an element of a page.
   * @param path the place of the element in the tree: which child of the document, which child of that, …, scripts and
   *   styles not counted
   */
  async ofPage(markup: string, path: readonly number[]): Promise<Sight> {
    await this.load(markup);
    const roots = await this.page.evaluateHandle((steps) => {
      let node: Document | Element = document;
      const isOther = ({ localName }: Element) => localName !== 'script' && localName !== 'style';
      for (const step of steps) node = [...node.children].filter(isOther)[step]!;
      const body = node as HTMLElement;
      // The page's own script shows it.
      body.style.setProperty('visibility', 'visible', 'important');
      body.style.setProperty('opacity', '1', 'important');
      document.body.replaceChildren(body);
      return [body as Element];
    }, path);
    const [sight] = await this.page.evaluate(collect, roots);
    return sight!;
  }

  /** What is to be seen of each of some bodies, all of them in one page. */
  async ofBodies(bodies: readonly string[]): Promise<Sight[]> {
    await this.load(EMPTY);
    const roots = await this.page.evaluateHandle(
      (texts) =>
        texts.map((text): Element => {
          // As the converter's parser has it: a body by itself, whatever element it is going to stand in.
          const template = document.createElement('template');
          template.innerHTML = text;
          const root = document.createElement('div');
          root.append(template.content);
          document.body.append(root);
          return root;
        }),
      bodies,
    );
    return this.page.evaluate(collect, roots);
  }

  private async load(markup: string): Promise<void> {
    this.markup = markup;
    await this.page.goto(ADDRESS);
    await this.page.addStyleTag({ content: STYLE });
    // tsx wraps the functions of a file in calls of this name.
    await this.page.evaluate('globalThis.__name = (one) => one');
  }
}
