import { isRigid, sectionsOf } from '../../../src/domain/sections';
import { SectionWindow } from '../../../src/stores/visit/section-window';
import { tall } from '../../support/feed';
import { endlessArticle, heavyArticle } from '../../support/long-article';
import { fakePorts, settle } from '../../support/ports';

const SCREEN = 800;
const BAR = 100;

/**
 * A window over an article, with a layout that stacks the sections: a mounted one is `error` px higher than it was
 * planned, as real ones are. The view's scroll position is `view.y`.
 */
function open(document: ReturnType<typeof heavyArticle>, { from = null as number | null, error = 0 } = {}) {
  const ports = fakePorts();
  const sections = sectionsOf(document.blocks, 350);
  const reading = new SectionWindow(ports.viewport, ports.clock, {
    screen: SCREEN,
    bar: BAR,
    sections,
    from,
  });
  const view = { y: 0, jumps: [] as string[] };
  const layout = () => {
    let top = 0;
    return sections.map((section, number) => {
      const height = reading.box(number) ?? section.height + error;
      top += height;
      return { id: `x${number}`, top: top - height, bottom: top };
    });
  };
  const idsOf = (selector: string) => selector.split(',').map((one) => one.trim());
  ports.viewport.measure = async (selector) => {
    const wanted = idsOf(selector);
    const blocks = sections.flatMap(({ parts }, number) =>
      reading.box(number) !== null
        ? []
        : parts.map(({ block, index }) => ({ ...layout()[number]!, id: block.id ?? `b${index}` })),
    );
    return [...layout(), ...blocks].filter(
      ({ id }) =>
        wanted.includes(`#${id}`) ||
        (/^x\d/.test(id) &&
          (wanted.includes('.sec') ||
            (reading.box(Number(id.slice(1))) !== null && wanted.includes('.box')))),
    );
  };
  ports.viewport.scrollTo = (id, offset) => {
    view.jumps.push(id);
    const number = /^x/.test(id)
      ? Number(id.slice(1))
      : sections.findIndex(({ parts }) => parts.some(({ block, index }) => (block.id ?? `b${index}`) === id));
    ports.viewport.scrollToY(layout()[number]!.top - offset);
  };
  ports.viewport.scrollToY = (y) => {
    view.y = y;
    reading.scrolled(y);
  };
  const mounted = () => sections.flatMap((_, number) => (reading.box(number) === null ? [number] : []));
  const nodes = () => mounted().reduce((sum, number) => sum + sections[number]!.nodes, 0);
  return { ports, reading, view, sections, layout, mounted, nodes };
}

test('an article within the budget is mounted whole by and by, nearest first, and stays', async () => {
  const { ports, reading, sections, mounted } = open(heavyArticle(1));
  expect(mounted()[0]).toBe(0);
  expect(mounted().length).toBeLessThan(sections.length);
  reading.start();
  await ports.advance(60);
  const soon = mounted();
  expect(soon).toEqual(soon.map((_, place) => place));
  await ports.advance(2000);
  expect(mounted()).toHaveLength(sections.length);
  reading.scrolled(20_000);
  await ports.advance(2000);
  expect(mounted()).toHaveLength(sections.length);
});

test('of an endless one no more is mounted than the budget, wherever the reader goes', async () => {
  const { ports, reading, nodes, layout, mounted } = open(endlessArticle(1), { error: 37 });
  reading.start();
  await ports.advance(5000);
  for (let y = 0; y < layout().pop()!.bottom; y += 12_000) {
    reading.scrolled(y);
    await ports.advance(300);
    expect(nodes()).toBeLessThan(620);
    const shown = layout().filter(({ top, bottom }) => bottom > y && top < y + SCREEN);
    for (const { id } of shown) expect(mounted()).toContain(Number(id.slice(1)));
  }
});

test('a jump mounts its target before it goes there', async () => {
  const { ports, reading, view, layout } = open(endlessArticle(1), { error: 37 });
  reading.start();
  await ports.advance(500);
  const block = reading.blockOf('s60');
  await reading.jump(block);
  expect(view.jumps).toEqual(['s60']);
  expect(reading.marked).toBe(block);
  const target = reading.sections.findIndex(({ parts }) => parts.some(({ index }) => index === block));
  expect(view.y).toBe(layout()[target]!.top - BAR - 8);
});

test('what is mounted above the window moves nothing that is being read', async () => {
  const { ports, reading, view, layout, mounted } = open(endlessArticle(1), { from: 2510, error: 37 });
  reading.start();
  await reading.jump(2510);
  const first = mounted().find((number) => number > 10)!;
  const before = layout()[first + 1]!.top - view.y;
  view.y -= 200;
  reading.scrolled(view.y);
  await ports.advance(3000);
  expect(mounted().some((number) => number < first && number > 10)).toBe(true);
  expect(layout()[first + 1]!.top - view.y).toBe(before + 200);
});

test('a section that is unmounted keeps the height that it had', async () => {
  const { ports, reading, layout, mounted } = open(endlessArticle(1), { error: 37 });
  reading.start();
  await ports.advance(3000);
  reading.scrolled(1000);
  await ports.advance(3000);
  const length = layout()[20]!.top;
  for (let y = 4000; y < 200_000; y += 4000) {
    reading.scrolled(y);
    await ports.advance(300);
  }
  expect(mounted()).not.toContain(2);
  const after = layout()[20]!.top;
  // Sections that came into being on the way are 37 px higher; the first ones, measured, are as they were.
  expect(layout()[3]!.top).toBe(
    3 * 37 + reading.sections.slice(0, 3).reduce((sum, one) => sum + one.height, 0),
  );
  expect(after).toBeGreaterThanOrEqual(length);
});

test('the place of reading survives being asked for and gone to', async () => {
  const { ports, reading, view } = open(heavyArticle(1));
  reading.start();
  await ports.advance(3000);
  ports.viewport.scrollToY(5000);
  await ports.advance(1000);
  const { here } = reading;
  ports.viewport.scrollToY(0);
  expect(here.status).toBe('inside');
  if (here.status === 'inside') await reading.go(here.position);
  expect(view.y).toBeCloseTo(5000, 3);
});

test('another text size goes on at the same words', async () => {
  const { ports, reading, view } = open(heavyArticle(1));
  reading.start();
  await ports.advance(3000);
  ports.viewport.scrollToY(5000);
  await reading.anchor();
  view.jumps.length = 0;
  reading.resized(5);
  await ports.advance(500);
  expect(view.jumps).toHaveLength(1);
});

test('a window that is closed does nothing more', async () => {
  const { ports, reading, view, mounted } = open(endlessArticle(1));
  reading.start();
  reading.close();
  const before = mounted();
  const jump = reading.jump(2000);
  await jump;
  await ports.advance(5000);
  await settle();
  expect(view.jumps).toEqual([]);
  expect(mounted().length).toBeLessThanOrEqual(before.length + 40);
});

describe('a tall picture', () => {
  /** Words, a picture of 30 slices (some 20,000 px), words. */
  const document = () => {
    const { blocks } = heavyArticle(1);
    const picture = tall({ w: 1080, h: 61_439, count: 30 });
    return { ...heavyArticle(1), blocks: [...blocks.slice(0, 20), picture, ...blocks.slice(20, 60)] };
  };
  const PICTURE = 20;
  const slices = (sections: ReturnType<typeof sectionsOf>) =>
    sections.flatMap(({ parts }, number) => (isRigid(parts) ? [number] : []));

  test('is mounted near the window only, and never moves what is read', async () => {
    const { ports, reading, layout, mounted, sections, view } = open(document());
    reading.start();
    await ports.advance(5000);
    const all = slices(sections);
    expect(all).toHaveLength(30);
    const begin = layout()[all[0]!]!.top;
    const end = layout()[all[29]!]!.bottom;
    for (let y = begin - SCREEN; y < end + SCREEN; y += SCREEN) {
      ports.viewport.scrollToY(y);
      await ports.advance(3000);
      expect(view.y).toBe(y);
      // Boxes of text have whole px.
      expect(Math.abs(layout()[all[0]!]!.top - begin)).toBeLessThan(1);
      const there = mounted().filter((number) => all.includes(number));
      // Five screens of 800 px are near; the budget leaves some behind them.
      expect(there.length).toBeLessThanOrEqual(12);
      for (const { id, top, bottom } of layout())
        if (bottom > y && top < y + SCREEN) expect(mounted()).toContain(Number(id.slice(1)));
    }
  });

  test('is left and come back to at the very slice', async () => {
    const { ports, reading, layout, sections, view, mounted } = open(document());
    reading.start();
    await ports.advance(3000);
    const at = slices(sections)[20]!;
    ports.viewport.scrollToY(layout()[at]!.top + 100);
    await ports.advance(3000);
    const { y } = view;
    const { here } = reading;
    expect(here).toMatchObject({ status: 'inside', position: { block: PICTURE } });
    ports.viewport.scrollToY(layout()[at - 16]!.top);
    await ports.advance(3000);
    expect(mounted()).not.toContain(at);
    if (here.status === 'inside') await reading.go(here.position);
    expect(view.y).toBeCloseTo(y, 3);
    expect(mounted()).toContain(at);
  });

  test('has boxes of its own height at every size of the text', async () => {
    const { ports, reading, sections, layout } = open(document());
    reading.resized(5);
    reading.start();
    ports.viewport.scrollToY(layout()[slices(sections)[10]!]!.top);
    await ports.advance(3000);
    ports.viewport.scrollToY(0);
    await ports.advance(3000);
    for (const number of slices(sections))
      expect(reading.box(number) ?? sections[number]!.height).toBe(Math.round(sections[number]!.height));
  });
});

test('an empty article is nothing to wait for', async () => {
  const { ports, reading, mounted } = open({ ...heavyArticle(1), blocks: [] });
  reading.start();
  reading.scrolled(100);
  await ports.advance(1000);
  expect(mounted()).toEqual([]);
  expect(await reading.position()).toBeNull();
});
