import { largeColumn } from '../support/large-column';
import { Bench, inBrowser, type Phone, serveTransport } from './support';

/* What only a browser with a real layout can tell: that a long list stays small and does not jump. */

const now = '2026-11-23T09:10:00+08:00';

inBrowser('a column of 20,000 articles', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await Bench.open(serveTransport(largeColumn(20_004)));
  });
  afterAll(() => bench.close());

  /** As a finger does: near the end first, then to it. */
  const toEnd = async (phone: Phone) => {
    for (const left of [1600, 0])
      await phone.host(
        (host, short) => host.scrollTo(document.scrollingElement!.scrollHeight - innerHeight - short),
        left,
      );
  };
  const rows = (phone: Phone) => phone.host((host) => host.$$('.row, .lead').length);

  test('2,000 scrolled through: 470 nodes at most, no node with more than 60 children, no jump', async () => {
    const phone = await bench.phone({ now });
    let most = { nodes: 0, maxChildren: 0, depth: 0 };
    for (let page = 2; page <= 125; page += 1) {
      await toEnd(phone);
      const tree = await phone.host((host) => host.tree());
      most = {
        nodes: Math.max(most.nodes, tree.nodes),
        maxChildren: Math.max(most.maxChildren, tree.maxChildren),
        depth: Math.max(most.depth, tree.depth),
      };
    }
    expect(most.nodes).toBeLessThanOrEqual(470);
    expect(most.maxChildren).toBeLessThanOrEqual(60);
    expect(most.depth).toBeLessThan(30);
    const chunks = await phone.host((host) => host.$$('.chunk').length);
    expect(chunks).toBe(125);

    // Back up in leaps: what comes into view is mounted at its old place, so the page keeps its length.
    const length = await phone.host(() => document.scrollingElement!.scrollHeight);
    for (const part of [0.8, 0.5, 0.2, 0]) {
      await phone.host((host, top) => host.scrollTo(top), Math.round(length * part));
      await phone.page.waitForFunction(() =>
        [...document.querySelectorAll('.row, .lead')].some((row) => {
          const { top, bottom } = row.getBoundingClientRect();
          return bottom > 0 && top < innerHeight;
        }),
      );
      expect(await phone.host(() => document.scrollingElement!.scrollHeight)).toBe(length);
    }
    expect(await phone.host((host) => host.errors.map((error) => error.message))).toEqual([]);
  }, 240_000);

  test('back from an article the list stands where it was, city included', async () => {
    const phone = await bench.phone({ now });
    await toEnd(phone);
    await toEnd(phone);
    const y = await phone.host(() => document.scrollingElement!.scrollTop);
    const before = await rows(phone);
    await phone.host((host, index) => host.tap(host.$$('.row')[index]!), before - 3);
    await phone.host((host) => host.back());
    expect(await phone.host(() => document.scrollingElement!.scrollTop)).toBe(y);
    expect(await rows(phone)).toBe(before);
  });

  test.each([[320], [360], [390], [1024]])(
    'nothing is wider than a window of %i px, 关怀 included',
    async (width) => {
      for (const font of [16, 22.4]) {
        const phone = await bench.phone({ now, width, height: 700, font });
        const overflow = await phone.host(() => document.scrollingElement!.scrollWidth - innerWidth);
        expect(overflow).toBeLessThanOrEqual(0);
        await phone.page.context().close();
      }
    },
  );
});
