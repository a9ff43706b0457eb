import type { IncomingMessage, ServerResponse } from 'node:http';
import { feedOf, itemsDown, listItem } from '../support/feed';
import { Bench, inBrowser, type Phone } from './support';

/* A list that ends within the window is never scrolled to its end: it fills the screen by itself. */

const now = '2026-11-23T09:10:00+08:00';
const COUNT = 70;
const inCity = (n: number) => listItem(n, { _column: { ...listItem(n)._column, region: 'qingdao' } });
/** All but one of the newest articles were withdrawn a moment ago: the lists are not cut anew yet. */
const withdrawn = itemsDown(COUNT - 1, COUNT - 21).map(({ id }) => id);
const { files } = feedOf(
  itemsDown(COUNT).map((_, at) => inCity(COUNT - at)),
  { withdrawn },
);

function serve(request: IncomingMessage, response: ServerResponse): void {
  const file = files.get((request.url ?? '').replace(/^\/+|\?.*/g, ''));
  response.writeHead(file ? 200 : 404, { 'content-type': 'application/json' });
  response.end(JSON.stringify(file ?? null));
}

inBrowser('a list of whose newest page one article is left', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await Bench.open(serve);
  });
  afterAll(() => bench.close());

  /** How far the foot is below the window, in px, and how many rows there are. */
  const seen = (phone: Phone) =>
    phone.host((host) => ({
      below:
        document.querySelector('#columnfoot, #minefoot, .end')!.getBoundingClientRect().top - innerHeight,
      rows: host.$$('.row, .lead').length,
    }));

  test.each([
    ['the column', 'pages/column/index'],
    ['a city', 'pages/column/index?region=qingdao'],
  ])('%s fills the screen without a gesture, and no more than it has to', async (_, path) => {
    const phone = await bench.phone({ now, path });
    const { below, rows } = await seen(phone);
    expect(below).toBeGreaterThanOrEqual(0);
    expect(rows).toBeGreaterThan(8);
    expect(rows).toBeLessThan(COUNT - withdrawn.length);
    expect(await phone.host((host) => host.errors.length)).toBe(0);
  });

  test('the rest is reached by the foot, as by scrolling: every article that is left, once', async () => {
    const phone = await bench.phone({ now, path: 'pages/column/index?region=qingdao' });
    for (let taps = 0; taps < 5; taps += 1)
      await phone.host((host) => (host.$('.end[role=button]') ? host.tap('.end[role=button]') : undefined));
    expect((await seen(phone)).rows).toBe(COUNT - withdrawn.length);
    expect(await phone.host((host) => host.text('.end--last'))).toBe('没有更早的文章了');
  });

  test('收藏 of 60 articles fill a screen that is higher than the first 25 of them, and 历史 too', async () => {
    const item = { title: '公路养护', date: '2026-11-20T08:00:00+08:00' };
    const entries = Object.fromEntries(
      itemsDown(60).map(({ id }, at) => [id, { at: Date.parse(now) - at * 60_000, progress: 0.5, item }]),
    );
    const stored = JSON.stringify({ data: entries });
    const storage = JSON.stringify({
      'v1:favourites': stored,
      'v1:history': stored,
      'v1:version': '{"data":4}',
    });
    const before = `sessionStorage.setItem('preview:storage', ${JSON.stringify(storage)})`;
    const phone = await bench.phone({ now, path: 'pages/library/index', height: 4000 }, before);
    const inParts = () => phone.host((host) => host.$$('.row').length);
    expect(await inParts()).toBeGreaterThan(25);
    expect((await seen(phone)).below).toBeGreaterThanOrEqual(0);
    await phone.host((host) => host.tap(host.$$('.seg-i')[1]!));
    expect(await inParts()).toBeGreaterThan(25);
  });
});
