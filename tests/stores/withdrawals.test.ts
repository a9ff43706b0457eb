import { paths, SCHEMA } from '../../src/feed';
import { createStores } from '../../src/stores';
import { TransportError } from '../../src/stores/ports';
import { articleId, document, feedOf, hashOf, itemsDown, row } from '../support/feed';
import { type FakePorts, fakePorts } from '../support/ports';

const start = (ports: FakePorts) => createStores('https://feed.example', { head: null, articles: {} }, ports);
const LIST = paths.withdrawn(hashOf(1));

/** A feed whose head names the file of earlier withdrawals, which holds article 7. */
function feed(hash = hashOf(1)) {
  const ports = fakePorts();
  ports.answers.set('feed.json', feedOf(itemsDown(60, 20), { recalled: hash }).head);
  ports.answers.set(LIST, { schema: SCHEMA, withdrawn: [articleId(7)] });
  return ports;
}
const asked = (ports: FakePorts) => ports.asked.filter((path) => path.startsWith('withdrawn/'));

test('a new phone does not ask for earlier withdrawals, then or later', async () => {
  const ports = feed();
  for (let run = 0; run < 2; run += 1) {
    const { column, articles } = start(ports);
    await column.start();
    ports.answers.set(paths.article(articleId(50)), document(50));
    await articles.open(articleId(50));
    await ports.advance(60_000);
  }
  expect(asked(ports)).toEqual([]);
  expect(ports.asked.filter((path) => path === 'feed.json')).toHaveLength(2);
});

test.each([
  ['a favourite', ({ library }) => library.toggleFavourite(row(7))],
  ['an entry of 历史', ({ library }) => library.opened(articleId(7), row(7))],
  ['a document', ({ articles }) => articles.open(articleId(7))],
] as [string, (stores: ReturnType<typeof start>) => unknown][])(
  '%s that was withdrawn long ago goes, after the first screen, and its file is asked for once',
  async (_, keep) => {
    const ports = feed();
    ports.answers.set(paths.article(articleId(7)), document(7));
    await keep(start(ports));
    for (let run = 0; run < 2; run += 1) {
      const { column } = start(ports);
      await column.start();
      if (run === 0) expect(asked(ports)).toEqual([]);
      await ports.advance(60_000);
      await column.refresh();
      await ports.advance(60_000);
    }
    expect(asked(ports)).toEqual([LIST]);
    expect(JSON.stringify([...ports.stored])).not.toContain(row(7).title);
  },
);

test('a file that does not come is asked for again with the next head, and nobody hears of it', async () => {
  const ports = feed();
  start(ports).library.toggleFavourite(row(7));
  const list = ports.answers.get(LIST);
  ports.answers.set(LIST, new TransportError('status', 404));
  const { column, library } = start(ports);
  await column.start();
  await ports.advance(60_000);
  expect(column.status).toEqual({ status: 'ready' });
  expect(library.isFavourite(articleId(7))).toBe(true);
  ports.answers.set(LIST, list);
  await column.refresh();
  await ports.advance(60_000);
  expect(library.isFavourite(articleId(7))).toBe(false);
  expect(asked(ports)).toEqual([LIST, LIST]);
});

test('another file is applied as well', async () => {
  const ports = feed();
  start(ports).library.toggleFavourite(row(8));
  const { column, library } = start(ports);
  await column.start();
  await ports.advance(60_000);
  const [first, second] = [hashOf(1), hashOf(2)];
  ports.answers.set('feed.json', feedOf(itemsDown(60, 20), { recalled: second }).head);
  ports.answers.set(paths.withdrawn(second), { schema: SCHEMA, withdrawn: [articleId(7), articleId(8)] });
  await column.refresh();
  await ports.advance(60_000);
  expect(library.isFavourite(articleId(8))).toBe(false);
  expect(asked(ports)).toEqual([first, second].map(paths.withdrawn));
});

test.each(['write', 'read'] as const)(
  'a favourite that storage would not let go (%s) has the file asked for again, and goes with the next head',
  async (what) => {
    const ports = feed();
    const first = start(ports).library;
    for (const n of [7, 8]) first.toggleFavourite(row(n));
    const refuse = (refuses: boolean) =>
      Object.assign(ports.refuse, what === 'read' ? { read: refuses } : { write: refuses ? 'broken' : null });
    refuse(true);
    const { column, library } = start(ports);
    await column.start();
    await ports.advance(60_000);
    expect(library.isFavourite(articleId(7))).toBe(false);
    refuse(false);
    await column.refresh();
    await ports.advance(60_000);
    await column.refresh();
    await ports.advance(60_000);
    expect(JSON.stringify([...ports.stored])).not.toContain(row(7).title);
    expect(library.recalled).toBe(1);
    expect(asked(ports).length).toBeGreaterThan(1);
    const before = asked(ports).length;
    await start(ports).column.start();
    await ports.advance(60_000);
    expect(asked(ports)).toHaveLength(before);
  },
);
