import { autorun } from 'mobx';
import { pageChatShare } from '../../../src/domain/page-share';
import { addressOf, sectionsOf } from '../../../src/domain/sections';
import type { ArticleDocument, Block } from '../../../src/feed';
import { createStores, type Stores } from '../../../src/stores';
import { TransportError } from '../../../src/stores/ports';
import { VisitStore } from '../../../src/stores/visit/visit-store';
import { articleId, document, head as feedHead, listItem } from '../../support/feed';
import { heavyArticle } from '../../support/long-article';
import { type FakePorts, fakePorts } from '../../support/ports';

const id = articleId(1);
const path = `articles/${id}.json`;
const paragraph = (text: string): Block => ({ type: 'paragraph', inlines: [{ text }] });
const article = (change: Partial<ArticleDocument> = {}) =>
  document(1, {
    contents: [{ id: 's1', level: 1, text: '一、看风' }],
    blocks: [
      paragraph('天还没亮。'),
      { type: 'heading', id: 's1', level: 1, inlines: [{ text: '一、看风' }] },
      paragraph('风从海上来。'),
    ],
    ...change,
  });
const withdrawn = { id, schema: 2, withdrawn: '2026-11-20T08:00:00+08:00' };

/** A program on a phone that has this of the article, with notes of what its ports were asked for. */
function phone(answer: unknown, ports: FakePorts = fakePorts()) {
  ports.answers.set(path, answer);
  const stores = createStores('https://feed.example', { head: null, articles: {} }, ports);
  const noted = { allowed: [] as boolean[], copyUrl: [] as (string | null)[], jumps: [] as string[] };
  ports.sharing = {
    allow: (allowed) => void noted.allowed.push(allowed),
    offer: ({ query }) => void noted.copyUrl.push(query),
    withdraw: () => void noted.copyUrl.push(null),
  };
  ports.viewport.scrollTo = (target) => void noted.jumps.push(target);
  ports.viewport.scrollToTop = () => void noted.jumps.push('top');
  // The text is 4,000 px long, the title ends at 200; each of its elements lies there whole.
  ports.viewport.measure = async (selector) =>
    selector === '#title,#fin'
      ? [
          { id: 'title', top: 100, bottom: 200 },
          { id: 'fin', top: 3980, bottom: 4000 },
        ]
      : selector
          .split(',')
          .filter((one) => one !== '.box')
          .map((one) => ({ id: one === '.sec' ? 'x0' : one.slice(1), top: 200, bottom: 4000 }));
  return { ports, stores, noted };
}

/** Opens the article's page and waits until it is drawn. */
async function visiting({ stores, ports }: { stores: Stores; ports: FakePorts }, at?: string) {
  const visit = new VisitStore(stores, id, at);
  const end = visit.begin();
  await ports.advance(100);
  return { visit, end };
}

const shownText = ({ view }: VisitStore) => {
  if (view.status !== 'ready') throw new Error(`the visit is ${view.status}`);
  return view;
};

/** Reads on to here and lets the finger rest. */
async function readTo(visit: VisitStore, ports: FakePorts, y: number) {
  visit.scrolled(y);
  await ports.advance(1000);
}

describe('opening', () => {
  test('cold: it loads, then the text is there, and the article counts as read', async () => {
    const program = phone(article());
    const visit = new VisitStore(program.stores, id, undefined);
    expect(visit.view).toEqual({ status: 'loading', slow: false });
    expect(visit.head).toBeNull();
    visit.begin();
    expect(program.stores.library.isRead(id)).toBe(false);
    await program.ports.advance(100);
    expect(shownText(visit)).toMatchObject({ document: article(), stale: null });
    expect(visit.head?.title).toBe('第 1 篇');
    expect(program.stores.library.isRead(id)).toBe(true);
    expect(shownText(visit).window.started).toBe(true);
  });

  test('what a list knows of it stands there before the text', () => {
    const { stores } = phone(article());
    stores.articles.remember([listItem(1, { title: '列表里的标题' })]);
    const visit = new VisitStore(stores, id, undefined);
    expect(visit.head?.title).toBe('列表里的标题');
    expect(visit.view.status).toBe('loading');
  });

  test('an article in memory is there at once, with nothing changed by drawing it', async () => {
    const program = phone(article());
    await program.stores.articles.open(id);
    const visit = new VisitStore(program.stores, id, undefined);
    expect(visit.view.status).toBe('ready');
    expect(program.stores.library.isRead(id)).toBe(false);
    visit.begin();
    await program.ports.advance(100);
    expect(program.stores.library.isRead(id)).toBe(true);
  });

  test('an address of no article: there is none to follow, and the column is shared', async () => {
    const { stores, ports } = phone(article());
    const visit = new VisitStore(stores, null, undefined);
    visit.begin();
    await ports.advance(100);
    visit.appeared();
    visit.left();
    expect(visit.view).toEqual({ status: 'gone', reason: 'missing' });
    expect(visit.shared).toMatchObject({ id: null, quote: null });
    expect(ports.asked).toEqual([]);
  });

  test('a failure is said with its reason, and another try opens the article', async () => {
    const program = phone(new TransportError('offline'));
    const { visit } = await visiting(program);
    expect(visit.view).toEqual({ status: 'gone', reason: 'offline' });
    program.ports.answers.set(path, article());
    visit.retry();
    await program.ports.advance(100);
    expect(visit.view.status).toBe('ready');
    expect(program.stores.library.isRead(id)).toBe(true);
  });

  test('an address of a block begins there', async () => {
    const program = phone(article());
    const { visit } = await visiting(program, 's1');
    expect(shownText(visit).window.marked).toBe(1);
    expect(program.noted.jumps).toEqual(['s1']);
  });

  test('widths are planned as they are drawn, on a tablet too', async () => {
    const ports = fakePorts();
    Object.assign(ports.device, { width: 1024, height: 1366 });
    const picture = { src: 'images/a.webp', w: 1280, h: 720, color: '#d0d7d2', alt: '', variants: [] };
    const blocks: Block[] = [{ type: 'image', ...picture }];
    const { visit } = await visiting(phone(article({ blocks }), ports));
    expect(visit.width).toBe(640);
    const { sections } = shownText(visit).window;
    expect(sections).toEqual(sectionsOf(blocks, visit.width));
    expect(sections[0]!.height - 35).toBe((visit.width * picture.h) / picture.w);
  });
});

describe('a document that arrives again', () => {
  /** A visit to an article that is on the device already; how often its view is drawn is counted. */
  async function again(fresh: ArticleDocument) {
    const before = phone(article());
    await before.stores.articles.open(id);
    const program = phone(fresh, before.ports);
    const answer = program.ports.transport.get;
    // The feed's answer waits, so that what is on the device is drawn first.
    let go = () => {};
    const gate = new Promise<void>((resolve) => {
      go = resolve;
    });
    program.ports.transport.get = (url) => {
      const request = answer(url);
      return { ...request, result: gate.then(() => request.result) };
    };
    const { visit } = await visiting(program);
    const first = shownText(visit);
    let draws = 0;
    const stop = autorun(() => {
      draws += 1;
      return visit.view;
    });
    go();
    await program.ports.advance(100);
    stop();
    return { visit, first, now: shownText(visit), draws, program };
  }

  test('equal: the old object stays, and nothing is drawn or mounted again', async () => {
    const { first, now, draws } = await again(article());
    expect(now.document).toBe(first.document);
    expect(now.window).toBe(first.window);
    expect(draws).toBe(1);
  });

  test('with equal text: the new document is drawn, in the same window over the same blocks', async () => {
    const { first, now, draws } = await again(article({ related: [listItem(5)] }));
    expect(now.document).not.toBe(first.document);
    expect(now.onward.related).toHaveLength(1);
    expect(now.window).toBe(first.window);
    expect(now.document.blocks).toBe(first.document.blocks);
    expect(draws).toBe(2);
  });

  test('with another text: a new window over it, and the old one is closed', async () => {
    const { first, now, program } = await again(article({ blocks: [paragraph('改过的正文。')] }));
    expect(now.window).not.toBe(first.window);
    expect(now.window.sections[0]!.parts).toHaveLength(1);
    program.noted.jumps.length = 0;
    await first.window.jump(0);
    expect(program.noted.jumps).toEqual([]);
  });

  test('the visit counts once', async () => {
    const opened = jest.fn();
    const { visit, program } = await again(article({ blocks: [paragraph('改过的正文。')] }));
    program.stores.library.opened = opened;
    visit.retry();
    await program.ports.advance(100);
    expect(opened).not.toHaveBeenCalled();
  });
});

describe('another edition of a text that is being read', () => {
  const SECTION = 300;
  const texts = Array.from({ length: 160 }, (_, n) =>
    paragraph(`第 ${n} 段。${'路上有人扫雪，'.repeat(12)}`),
  );

  /** A long article, read to `y`, of which then another edition arrives. */
  async function edited(y: number, blocks: Block[], at?: string) {
    const program = phone(article({ blocks: texts }));
    const { ports, noted } = program;
    const { visit } = await visiting(program, at);
    // Every section is equally high, mounted or not.
    ports.viewport.measure = async (selector) =>
      visit.window.sections
        .map((_, n) => ({ id: `x${n}`, top: 200 + SECTION * n, bottom: 200 + SECTION * (n + 1) }))
        .filter(({ id }) => selector === '.sec,.box' || selector.split(',').includes(`#${id}`));
    const moveTo = (id: string, offset: number) => {
      noted.jumps.push(id);
      if (/^x\d/.test(id)) visit.scrolled(200 + SECTION * Number(id.slice(1)) - offset);
    };
    ports.viewport.scrollTo = moveTo;
    if (y > 0) visit.scrolled(y);
    await ports.advance(1000);
    const before = visit.window;
    const place = await before.position();
    noted.jumps.length = 0;
    ports.answers.set(path, article({ blocks }));
    visit.retry();
    await ports.advance(0);
    return { visit, before, place, ports, noted, now: visit.window };
  }
  const isMounted = ({ window }: VisitStore, block: number) => {
    const at = window.sections.findIndex(({ parts }) => parts.some(({ index }) => index === block));
    return window.box(at) === null;
  };

  test('one corrected word: the reader stays at the same words, and they are mounted from the first frame on', async () => {
    const corrected = texts.map((block, n) => (n === 3 ? paragraph('改正过的一段。') : block));
    const { visit, before, place, now, ports } = await edited(9000, corrected);
    expect(now).not.toBe(before);
    expect(place!.block).toBeGreaterThan(20);
    expect(isMounted(visit, place!.block)).toBe(true);
    await ports.advance(1000);
    expect(await now.position()).toEqual(place);
  });

  test('two paragraphs came in above: reading goes on at the same words, two blocks further down', async () => {
    const more = [paragraph('新的一段。'), paragraph('又一段。'), ...texts];
    const { visit, place, ports } = await edited(9000, more);
    await ports.advance(1000);
    const here = await visit.window.position();
    expect(here!.block).toBeGreaterThanOrEqual(place!.block);
    expect(here!.block).toBeLessThanOrEqual(place!.block + 2);
    const words = (block: number) => JSON.stringify(more[block]);
    expect(words(here!.block)).toBe(JSON.stringify(texts[here!.block - 2]));
    expect(isMounted(visit, place!.block + 2)).toBe(true);
  });

  test('who has moved on since the finger rested is not thrown back: the text stays as far from there as it was', async () => {
    const offsets: number[] = [];
    const more = [paragraph('新的一段。'), ...texts];
    const { visit, ports } = await edited(9000, texts);
    ports.viewport.scrollTo = (_, offset) => void offsets.push(offset);
    const program = { answer: article({ blocks: more }) };
    visit.scrolled(9000);
    await ports.advance(1000);
    ports.answers.set(path, program.answer);
    visit.retry();
    await ports.advance(0);
    const [resting] = offsets.splice(0);
    ports.answers.set(path, article({ blocks: texts }));
    await ports.advance(1000);
    visit.scrolled(9700);
    visit.retry();
    await ports.advance(0);
    expect(offsets[0]! - resting!).toBe(-700);
  });

  test('who has not moved is where the text begins, or where the link led', async () => {
    const { noted, now } = await edited(0, texts.slice(0, 100));
    expect([now.isMoved, noted.jumps]).toEqual([false, []]);
    const linked = await edited(0, texts.slice(0, 100), 'b30');
    expect(linked.noted.jumps).toEqual(['b30']);
  });

  test('who came by a link and read on is not taken back to where it led', async () => {
    const { noted } = await edited(9000, texts.slice(0, 150), 'b3');
    expect(noted.jumps).not.toContain('b3');
  });
});

describe('another edition of a text whose page lies under another one', () => {
  const texts = Array.from({ length: 160 }, (_, n) =>
    paragraph(`第 ${n} 段。${'路上有人扫雪，'.repeat(12)}`),
  );

  test('scrolls and measures nothing until the page is seen again; then reading goes on at the same words', async () => {
    const program = phone(article({ blocks: texts }));
    const { ports, noted } = program;
    const { visit } = await visiting(program);
    let measured: string[] = [];
    ports.viewport.measure = async (selector) => {
      measured.push(selector);
      return visit.window.sections
        .map((_, n) => ({ id: `x${n}`, top: 200 + 300 * n, bottom: 500 + 300 * n }))
        .filter(({ id }) => selector === '.sec,.box' || selector.split(',').includes(`#${id}`));
    };
    visit.scrolled(9000);
    await ports.advance(1000);
    visit.left();
    noted.jumps.length = 0;
    measured = [];
    ports.answers.set(path, article({ blocks: [paragraph('新的一段。'), ...texts] }));
    visit.retry();
    await ports.advance(0);
    expect([noted.jumps, measured.filter((selector) => selector.includes('#title'))]).toEqual([[], []]);
    visit.appeared();
    await ports.advance(1000);
    expect(noted.jumps).toHaveLength(1);
    expect(noted.jumps[0]).toMatch(/^x\d+$/);
  });
});

test('an article that is withdrawn while its page is drawn leaves nothing in 历史', async () => {
  const program = phone(article());
  let drawn = () => {};
  program.ports.viewport.settled = () => new Promise((resolve) => (drawn = resolve));
  await visiting(program);
  program.stores.articles.withdraw([id]);
  drawn();
  await program.ports.advance(100);
  expect(program.stores.library.history).toEqual([]);
});

describe('sheets', () => {
  test('the contents know the stop that is being read, and lead to another', async () => {
    const program = phone(article());
    const { visit } = await visiting(program);
    await visit.sheets.showContents();
    expect(visit.sheets.shown).toEqual({ name: 'contents', here: -1 });
    await readTo(visit, program.ports, 500);
    await visit.sheets.showContents();
    expect(visit.sheets.shown).toEqual({ name: 'contents', here: 0 });
    visit.sheets.jump('s1');
    await program.ports.advance(0);
    expect(visit.sheets.shown).toBeNull();
    visit.sheets.jump('end');
    visit.sheets.jump('start');
    expect(program.noted.jumps).toEqual(['s1', 'after', 'top']);
  });

  test('one lies over the article at a time', async () => {
    const { visit } = await visiting(phone(article()));
    visit.sheets.showSettings();
    expect(visit.sheets.shown).toEqual({ name: 'settings' });
    visit.sheets.showPoster();
    expect(visit.sheets.shown?.name).toBe('poster');
    visit.sheets.close();
    expect(visit.sheets.shown).toBeNull();
  });

  test('a paragraph that is held is what is shared, until the sheet is closed; its card becomes the poster', async () => {
    const { visit } = await visiting(phone(article()));
    visit.sheets.showQuote('风从海上来。', 2);
    const { shared } = visit;
    const { shown: sheet } = visit.sheets;
    if (sheet?.name !== 'quote') throw new Error('no quotation');
    expect(shared.quote).toMatchObject({ text: '风从海上来。', at: addressOf(article().blocks, 2) });
    expect(shared.quote?.card).toBeUndefined();
    sheet.poster.choose('quote');
    const { drawing } = visit.shared.quote!;
    await expect(drawing).resolves.toMatch(/^wxfile:/);
    expect(visit.shared.quote).toMatchObject({ card: await drawing, drawing: undefined });
    visit.sheets.showPoster();
    expect(visit.sheets.shown).toEqual({ name: 'poster', poster: sheet.poster });
    expect(visit.shared.quote).toBeNull();
  });

  test('before there is a text there is no sheet of it', async () => {
    const { visit } = await visiting(phone(new TransportError('offline')));
    await visit.sheets.showContents();
    visit.sheets.showPoster();
    visit.sheets.showQuote('风', 0);
    expect(visit.sheets.shown).toBeNull();
  });

  test('another text size goes on at the same words', async () => {
    const program = phone(article());
    const { visit } = await visiting(program);
    await readTo(visit, program.ports, 800);
    visit.sheets.showSettings();
    await program.ports.advance(0);
    program.stores.settings.choose({ size: 5 });
    await program.ports.advance(500);
    expect(program.noted.jumps).toEqual(['x0']);
  });
});

describe('holding', () => {
  test('while the page is there the article is tried again when the network is back, and not after', async () => {
    const program = phone(new TransportError('offline'));
    const { visit, end } = await visiting(program);
    program.ports.answers.set(path, article());
    for (const tell of program.ports.online) tell();
    await program.ports.advance(100);
    expect(visit.view.status).toBe('ready');
    end();
    program.stores.articles.letGo();
    expect(program.stores.articles.state(id)).toBeUndefined();
  });

  test('a reader who has left before the article came gives its request up', () => {
    const program = phone(article());
    let cancelled = 0;
    program.ports.transport.get = () => ({
      result: new Promise(() => {}),
      cancel: () => {
        cancelled += 1;
      },
    });
    const end = new VisitStore(program.stores, id, undefined).begin();
    end();
    expect(cancelled).toBe(1);
  });

  test('after the end nothing follows the article any more', async () => {
    const program = phone(article());
    const { visit, end } = await visiting(program);
    const { window } = shownText(visit);
    await window.anchor();
    end();
    program.stores.settings.choose({ size: 5 });
    program.ports.answers.set(path, article({ blocks: [paragraph('改过的正文。')] }));
    await program.stores.articles.open(id);
    await program.ports.advance(1000);
    await window.jump(0);
    expect(visit.window).toBe(window);
    expect(program.noted.jumps).toEqual([]);
  });
});

describe('keeping and going on', () => {
  test('how far and where it was read is kept, when the page is hidden as when it is left', async () => {
    const program = phone(article());
    const { stores, ports, noted } = program;
    const { visit } = await visiting(program);
    visit.appeared();
    await readTo(visit, ports, 1578);
    expect(visit.session.progress).toBe(50);
    visit.left();
    expect(stores.library.readings.get(id)?.progress).toBe(0.5);
    expect(stores.positions.offer(id)).toMatchObject({ block: 0, percent: 50 });
    await readTo(visit, ports, 2000);
    visit.left();
    expect(stores.positions.offer(id)!.percent).toBeGreaterThan(50);
    expect(noted.copyUrl).toEqual([`id=${id}`, null, null]);
  });

  test('an article that was not moved keeps the place of the visit before; one at its beginning loses it', async () => {
    const program = phone(article());
    const { visit } = await visiting(program);
    await readTo(visit, program.ports, 1578);
    visit.left();
    const { visit: second } = await visiting(program);
    second.left();
    expect(program.stores.positions.offer(id)).not.toBeNull();
    await readTo(second, program.ports, 0);
    second.left();
    expect(program.stores.positions.offer(id)).toBeNull();
  });

  test('the next visit offers to go on, goes there, and offers no more', async () => {
    const program = phone(article());
    const { visit, end } = await visiting(program);
    expect(visit.offer).toBeNull();
    await readTo(visit, program.ports, 1578);
    visit.left();
    end();
    const { visit: next } = await visiting(program);
    expect(next.offer).toMatchObject({ percent: 50 });
    next.resume();
    await program.ports.advance(0);
    expect(next.offer).toBeNull();
    expect(program.noted.jumps).toEqual(['x0']);
  });

  test('an address of a block is an answer to where to begin: nothing is offered', async () => {
    const program = phone(article());
    const { visit } = await visiting(program);
    await readTo(visit, program.ports, 1578);
    visit.left();
    expect((await visiting(program, 'b2')).visit.offer).toBeNull();
    expect((await visiting(program, 'b99')).visit.offer).not.toBeNull();
  });
});

describe('fetching ahead', () => {
  const next = article({
    newer: listItem(2),
    older: listItem(3),
    related: [4, 5, 6, 7].map((n) => listItem(n)),
  });

  test.each([
    [true, [3, 2, 4, 5, 6]],
    [false, []],
  ])('neighbours and three related articles, on an ample network only: %s', async (ample, expected) => {
    const program = phone(next);
    for (let n = 2; n < 8; n += 1) program.ports.answers.set(`articles/${articleId(n)}.json`, document(n));
    program.ports.resources.ample = async () => ample;
    await visiting(program);
    const ahead = program.ports.asked.slice(1).map((one) => one.replace(/\?.*/, ''));
    expect(ahead).toEqual(expected.map((n) => `articles/${articleId(n)}.json`));
  });
});

describe('withdrawn while it is read', () => {
  test('the text goes, nothing is shared or kept of it any more', async () => {
    const program = phone(article());
    const { stores, ports, noted } = program;
    const { visit } = await visiting(program);
    await readTo(visit, ports, 1578);
    visit.left();
    const { window } = shownText(visit);
    ports.answers.set(path, withdrawn);
    await stores.articles.open(id);
    expect(visit.view).toEqual({ status: 'gone', reason: 'withdrawn' });
    expect(visit.head).toBeNull();
    expect(noted.allowed).toEqual([true, false]);
    visit.left();
    expect(stores.library.isRead(id)).toBe(false);
    noted.jumps.length = 0;
    await window.jump(0);
    expect(noted.jumps).toEqual([]);
  });
});

test('a long article is mounted within the budget of its first screens when it is opened', async () => {
  const program = phone({ ...heavyArticle(1), id });
  const visit = new VisitStore(program.stores, id, undefined);
  await program.stores.articles.open(id);
  visit.begin();
  const { window } = shownText(visit);
  const mounted = window.sections.filter((_, number) => window.box(number) === null);
  expect(mounted.length).toBeLessThan(window.sections.length);
  expect(mounted.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(10_000);
});

describe('the cards of a share', () => {
  const cards = (letter: string) => ({
    chat: `cards/${letter}chat.jpg`,
    square: `cards/${letter}square.jpg`,
  });
  const OLD = cards('old');
  const NEW = cards('new');
  /** A list's item of the article in this edition, with these cards. */
  const listed = (v: string, shown?: { chat: string; square: string }) => {
    const { _column, ...item } = listItem(1);
    return { ...item, _column: { ..._column, v, ...(shown ? { cards: shown } : {}) } };
  };
  /** The device keeps the text of edition 1 with the old cards; the list names edition 2. */
  async function sharing(inList: { chat: string; square: string } | undefined, list: 'named' | 'kept') {
    const first = phone(article({ v: 'edit01', cards: OLD }));
    await visiting(first);
    const ports = fakePorts();
    for (const [key, value] of first.ports.stored) ports.stored.set(key, value);
    const head = feedHead([listed('edit02', inList)]);
    if (list === 'named') ports.answers.set('feed.json', head);
    const program = phone(new TransportError('offline'), ports);
    if (list === 'kept') program.stores.articles.remember(head.items);
    else await program.stores.column.start();
    const { visit } = await visiting(program);
    expect(visit.document?.v).toBe('edit01');
    return visit.shared.cards;
  }

  test('a kept text of an older edition, and a list that the feed has named: the list’s cards', async () => {
    expect(await sharing(NEW, 'named')).toEqual(NEW);
  });

  test('a kept text with cards, and a newer edition without any: none', async () => {
    expect(await sharing(undefined, 'named')).toBeUndefined();
  });

  test('both kept from earlier, of different editions: nobody knows which are there, so none', async () => {
    expect(await sharing(NEW, 'kept')).toBeUndefined();
  });

  test('of the same edition: its cards, without a network too', async () => {
    const first = phone(article({ v: 'edit01', cards: OLD }));
    await visiting(first);
    const ports = fakePorts();
    for (const [key, value] of first.ports.stored) ports.stored.set(key, value);
    const program = phone(new TransportError('offline'), ports);
    program.stores.articles.remember([listed('edit01', OLD)]);
    const { visit } = await visiting(program);
    expect(visit.shared.cards).toEqual(OLD);
  });

  test('while the text is loading: those that the list names, or none', async () => {
    for (const known of [NEW, undefined]) {
      const program = phone(() => new Promise(() => {}));
      program.stores.articles.remember([listed('edit02', known)]);
      const { visit } = await visiting(program);
      expect(visit.shared.cards).toEqual(known);
    }
  });

  test('a quotation whose file WeChat has cleared away: the article’s card, never that file', async () => {
    const program = phone(article({ cards: OLD }));
    const { visit } = await visiting(program);
    visit.sheets.showQuote('风从海上来。', 2);
    if (visit.sheets.shown?.name !== 'quote') throw new Error('no quotation');
    visit.sheets.shown.poster.choose('quote');
    await visit.sheets.shown.poster.drawn;
    expect(pageChatShare(visit.shared).imageUrl).toMatch(/^wxfile:/);
    program.ports.easel.has = () => false;
    expect(pageChatShare(visit.shared).imageUrl).toBe('https://feed.example/cards/oldchat.jpg');
  });

  test('a quotation whose drawing fails: the article’s card, in time and late', async () => {
    const program = phone(article({ cards: OLD }));
    program.ports.easel.draw = async () => {
      throw new Error('no canvas');
    };
    const { visit } = await visiting(program);
    visit.sheets.showQuote('风从海上来。', 2);
    if (visit.sheets.shown?.name !== 'quote') throw new Error('no quotation');
    visit.sheets.shown.poster.choose('quote');
    const share = pageChatShare(visit.shared);
    expect(share.imageUrl).toBe('https://feed.example/cards/oldchat.jpg');
    expect((await share.promise)?.imageUrl).toBe('https://feed.example/cards/oldchat.jpg');
  });
});

test('海报, pressed twice: the same sheet with the same drawing', async () => {
  const { visit } = await visiting(phone(article()));
  visit.sheets.showPoster();
  const { shown } = visit.sheets;
  visit.sheets.showPoster();
  expect(visit.sheets.shown).toBe(shown);
});
