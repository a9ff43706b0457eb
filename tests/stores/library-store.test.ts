import fc from 'fast-check';
import { byDay, keptNote, readNote, sizeText } from '../../src/domain/library';
import { rowOfSnapshot } from '../../src/domain/snapshot';
import { dateTime } from '../../src/domain/time';
import { isArticleId } from '../../src/feed';
import { HISTORY_LIMIT, LibraryStore } from '../../src/stores/library-store';
import { migrate } from '../../src/stores/saved';
import { anyText, numbers } from '../support/arbitraries';
import { articleId, row } from '../support/feed';
import { fuzz } from '../support/fuzz';
import { fakePorts } from '../support/ports';
import { rounds, seeded } from '../support/random';
import { holding, refusals, storage } from '../support/storage';

const setUp = (ports = fakePorts()) => ({ ports, library: new LibraryStore(ports.cache, ports.clock) });
const again = (ports: ReturnType<typeof fakePorts>) => setUp(ports).library;
const withCover = (n: number) =>
  row(n, {
    title: `青岛 | 第 ${n} 篇`,
    _column: {
      kind: 'article',
      region: 'qingdao',
      minutes: 3,
      thumb: 'images/a-s.webp',
    },
  });

test('收藏 lasts over restarts and shows title, region and picture without the feed', () => {
  const { ports, library } = setUp();
  library.toggleFavourite(withCover(1));
  const later = again(ports);
  expect(later.isFavourite(articleId(1))).toBe(true);
  const [id, { item }] = later.kept[0]!;
  const shown = rowOfSnapshot(id, item);
  expect(shown).toMatchObject({ region: 'qingdao', headline: '第 1 篇' });
  expect(shown.thumb).toBe('images/a-s.webp');
});

test('the same button takes an article out again', () => {
  const { ports, library } = setUp();
  library.toggleFavourite(row(1));
  library.toggleFavourite(row(1));
  expect(library.isFavourite(articleId(1))).toBe(false);
  expect(again(ports).kept).toEqual([]);
});

test('lists are newest first, and opening an article again brings it to the front', async () => {
  const { ports, library } = setUp();
  for (const n of [1, 2, 3]) {
    library.opened(articleId(n), row(n));
    library.toggleFavourite(row(n));
    await ports.advance(1000);
  }
  library.opened(articleId(1));
  expect(library.history.map(([id]) => id)).toEqual([1, 3, 2].map(articleId));
  expect(library.kept.map(([id]) => id)).toEqual([3, 2, 1].map(articleId));
  expect(library.readings.get(articleId(1))?.item?.title).toBe('第 1 篇');
});

test('reading progress only grows', () => {
  const { ports, library } = setUp();
  library.opened(articleId(1), row(1));
  library.reached(articleId(1), 0.5);
  library.reached(articleId(1), 0.2);
  library.opened(articleId(1));
  expect(again(ports).readings.get(articleId(1))).toMatchObject({
    progress: 0.5,
    item: { title: '第 1 篇' },
  });
});

test('a removed favourite can be put back where it was, for a while', async () => {
  const { ports, library } = setUp();
  library.toggleFavourite(row(1));
  const [, { at }] = library.kept[0]!;
  await ports.advance(60_000);
  library.removeFavourite(articleId(1));
  expect(again(ports).kept).toEqual([]);
  library.undo();
  expect(again(ports).kept.map(([id, one]) => [id, one.at])).toEqual([[articleId(1), at]]);
  expect(library.removed).toBeNull();
  library.removeFavourite(articleId(1));
  await ports.advance(60_000);
  library.undo();
  expect(library.kept).toEqual([]);
});

test('a cleared history comes back whole, but for what was read since', async () => {
  const { ports, library } = setUp();
  library.opened(articleId(1), row(1));
  library.opened(articleId(2), row(2));
  library.reached(articleId(2), 0.7);
  library.clearHistory();
  expect(again(ports).readings.size).toBe(0);
  library.opened(articleId(2), row(2));
  library.undo();
  expect(library.readings.get(articleId(2))?.progress).toBe(0);
  expect(again(ports).readings.size).toBe(2);
});

test('a withdrawn article leaves both lists, and the reader is told once how many favourites went', () => {
  const { ports, library } = setUp();
  library.toggleFavourite(row(1));
  library.toggleFavourite(row(2));
  library.opened(articleId(1), row(1));
  const withdrawn = [articleId(1), articleId(9)];
  library.forget(withdrawn);
  library.forget(withdrawn);
  expect(library.recalled).toBe(1);
  expect(library.isRead(articleId(1))).toBe(false);
  const later = again(ports);
  expect(later.kept.map(([id]) => id)).toEqual([articleId(2)]);
  expect(later.recalled).toBe(1);
  later.noted();
  expect(again(ports).recalled).toBe(0);
});

test('undo never brings a withdrawn article back', () => {
  const { library } = setUp();
  library.toggleFavourite(row(1));
  library.removeFavourite(articleId(1));
  library.forget([articleId(1)]);
  library.undo();
  expect(library.kept).toEqual([]);
});

test('history keeps the last thousand', async () => {
  const { ports, library } = setUp();
  for (let n = 1; n <= HISTORY_LIMIT + 5; n += 1) {
    library.opened(articleId(n), row(n));
    await ports.advance(1);
  }
  const later = again(ports);
  expect(later.readings.size).toBe(HISTORY_LIMIT);
  expect(later.isRead(articleId(5))).toBe(false);
  expect(later.isRead(articleId(6))).toBe(true);
});

test('a thousand favourites fit well under the megabyte that WeChat allows a key', () => {
  const { library } = setUp();
  const title = '青岛 | 示范区交通运输局——以智慧公交改善城乡交通高质量出行，助力城乡客运一体化';
  for (let n = 1; n <= 1000; n += 1) library.toggleFavourite({ ...withCover(n), title });
  expect(library.bytes.favourites).toBeLessThan(400_000);
});

describe('what storage refuses', () => {
  const WHYS = ['large', 'full', 'broken'] as const;

  test.each(WHYS)('as %s is no favourite: the star is not on, and the earlier ones stay', (why) => {
    const { ports, library } = setUp();
    expect(library.toggleFavourite(row(1))).toBe('kept');
    ports.refuse.write = why;
    expect(library.toggleFavourite(row(2))).toBe(why);
    expect(library.isFavourite(articleId(2))).toBe(false);
    expect(library.trouble.favourites).toBe(why);
    ports.refuse.write = null;
    expect(again(ports).kept.map(([id]) => id)).toEqual([articleId(1)]);
    expect(library.toggleFavourite(row(3))).toBe('kept');
    expect(library.trouble.favourites).toBeNull();
    expect(again(ports).kept).toHaveLength(2);
  });

  test.each(WHYS)('as %s is not taken out: the favourite and the entry of 历史 stay in sight', (why) => {
    const { ports, library } = setUp();
    library.toggleFavourite(row(1));
    library.opened(articleId(1), row(1));
    ports.refuse.write = why;
    expect([
      library.toggleFavourite(row(1)),
      library.removeFavourite(articleId(1)),
      library.removeReading(articleId(1)),
      library.clearHistory(),
    ]).toEqual([why, why, why, why]);
    expect(library.kept).toHaveLength(1);
    expect(library.history).toHaveLength(1);
    expect(library.removed).toBeNull();
  });

  test('as full is not put back, and 撤销 is offered on: the second time it works', async () => {
    const { ports, library } = setUp();
    library.toggleFavourite(row(1));
    library.removeFavourite(articleId(1));
    ports.refuse.write = 'full';
    expect(library.undo()).toBe('full');
    expect(library.kept).toEqual([]);
    ports.refuse.write = null;
    expect(library.undo()).toBe('kept');
    expect(again(ports).kept).toHaveLength(1);
    expect(library.removed).toBeNull();
  });

  test('of 历史 holds in this run, and is written with what comes next', () => {
    const { ports, library } = setUp();
    ports.refuse.write = 'broken';
    library.opened(articleId(1), row(1));
    expect(library.isRead(articleId(1))).toBe(true);
    expect(library.trouble.history).toBe('broken');
    ports.refuse.write = null;
    library.opened(articleId(2), row(2));
    expect(library.trouble.history).toBeNull();
    expect(again(ports).history).toHaveLength(2);
  });

  test('to forget of a withdrawn article is out of sight at once, and goes with the next head', () => {
    const { ports, library } = setUp();
    library.toggleFavourite(row(1));
    library.toggleFavourite(row(2));
    library.opened(articleId(1), row(1));
    ports.refuse.write = 'broken';
    library.forget([articleId(1)]);
    expect([library.isFavourite(articleId(1)), library.isRead(articleId(1)), library.owes]).toEqual([
      false,
      false,
      true,
    ]);
    ports.refuse.write = null;
    library.forget([articleId(1)]);
    expect(library.owes).toBe(false);
    expect(JSON.stringify([...ports.stored])).not.toContain(row(1).title);
    expect(again(ports).recalled).toBe(1);
  });

  test('a withdrawn favourite that a restart finds again is counted once', () => {
    const { ports, library } = setUp();
    library.toggleFavourite(row(1));
    ports.refuse.write = 'broken';
    library.forget([articleId(1)]);
    ports.refuse.write = null;
    const later = again(ports);
    later.forget([articleId(1)]);
    expect(later.recalled).toBe(1);
    expect(again(ports).recalled).toBe(1);
  });
});

describe('too much', () => {
  const long = '长'.repeat(10_000);
  const longRow = (n: number) => row(n, { title: `${n} ${long}` });

  test('favourites of more than 1 MB are refused as large; all that were kept stay', () => {
    const { ports, library } = setUp();
    let count = 0;
    while (library.toggleFavourite(longRow(count + 1)) === 'kept') count += 1;
    expect(count).toBeGreaterThan(30);
    expect(library.trouble.favourites).toBe('large');
    expect(library.kept).toHaveLength(count);
    expect(again(ports).kept).toHaveLength(count);
    library.removeFavourite(articleId(1));
    expect(library.toggleFavourite(longRow(count + 1))).toBe('kept');
  });

  test('a history of more than 1 MB keeps the newest that fit', async () => {
    const { ports, library } = setUp();
    for (let n = 1; n <= 40; n += 1) {
      library.opened(articleId(n), longRow(n));
      await ports.advance(1);
    }
    const later = again(ports);
    const count = later.history.length;
    expect(count).toBeGreaterThan(30);
    expect(count).toBeLessThan(36);
    expect(later.history.map(([id]) => id)).toEqual(
      Array.from({ length: count }, (_, at) => articleId(40 - at)),
    );
    expect(library.history).toEqual(later.history);
    expect(library.trouble.history).toBeNull();
  });

  test('in a full storage the oldest entry of 历史 makes room for the newest', async () => {
    const { ports, library } = setUp();
    for (const n of [1, 2, 3]) {
      library.opened(articleId(n), row(n));
      await ports.advance(1);
    }
    ports.cache.limits.all = ports.cache.usage().used;
    library.opened(articleId(4), row(4));
    expect(again(ports).history.map(([id]) => id)).toEqual([4, 3, 2].map(articleId));
    expect(library.history).toHaveLength(3);
  });

  test('历史 that could not be read is there at the next try, with what was opened meanwhile, and nothing is said', () => {
    const { ports, library } = setUp();
    library.opened(articleId(1), row(1));
    ports.refuse.read = true;
    const [idle, busy] = [again(ports), again(ports)];
    busy.opened(articleId(2), row(2));
    ports.refuse.read = false;
    idle.tryAgain();
    expect([idle.trouble.history, idle.isRead(articleId(1))]).toEqual([null, true]);
    busy.tryAgain();
    expect(busy.trouble.history).toBeNull();
    expect(
      again(ports)
        .history.map(([id]) => id)
        .sort(),
    ).toEqual([1, 2].map(articleId).sort());
  });

  test('where only the reading heals, what was opened meanwhile is told of as not stored until it is', () => {
    const ports = fakePorts();
    ports.refuse.read = true;
    const library = again(ports);
    library.opened(articleId(1), row(1));
    Object.assign(ports.refuse, { read: false, write: 'broken' });
    library.tryAgain();
    expect(library.trouble.history).toBe('broken');
    ports.refuse.write = null;
    library.tryAgain();
    expect([library.trouble.history, again(ports).isRead(articleId(1))]).toEqual([null, true]);
  });

  test('damaged copies give way for what the reader keeps', () => {
    const ports = fakePorts();
    ports.stored.set('damaged:settings', 'x'.repeat(1000));
    ports.cache.limits.all = 1100;
    const { library } = setUp(ports);
    expect(library.toggleFavourite(row(1))).toBe('kept');
    expect([...ports.stored.keys()]).toEqual(['favourites']);
  });

  test('what storage could not set aside stays where it is', () => {
    const ports = fakePorts();
    ports.stored.set('favourites', 'damaged');
    ports.refuse.write = 'full';
    expect(again(ports).kept).toEqual([]);
    expect([...ports.stored]).toEqual([['favourites', 'damaged']]);
  });
});

describe('what storage does not read', () => {
  function unread() {
    const { ports, library } = setUp();
    library.toggleFavourite(row(1));
    library.opened(articleId(1), row(1));
    library.reached(articleId(1), 0.8);
    ports.refuse.read = true;
    return { ports, library: again(ports) };
  }

  test('is not written over by an empty library: no star goes on while 收藏 is unread', () => {
    const { ports, library } = unread();
    const before = JSON.stringify([...ports.stored]);
    expect(library.trouble).toEqual({ favourites: 'unread', history: 'unread' });
    expect(library.toggleFavourite(row(2))).toBe('broken');
    library.opened(articleId(2), row(2));
    expect(library.clearHistory()).toBe('broken');
    library.forget([articleId(9)]);
    expect(JSON.stringify([...ports.stored])).toBe(before);
    expect(library.isRead(articleId(2))).toBe(true);
  });

  test('is joined with what this run had of it once it is read', () => {
    const { ports, library } = unread();
    library.opened(articleId(2), row(2));
    library.opened(articleId(1));
    ports.refuse.read = false;
    library.tryAgain();
    expect(library.trouble).toEqual({ favourites: null, history: null });
    expect(library.kept.map(([id]) => id)).toEqual([articleId(1)]);
    expect(library.readings.get(articleId(1))).toMatchObject({ progress: 0.8, item: { title: '第 1 篇' } });
    expect(
      again(ports)
        .history.map(([id]) => id)
        .sort(),
    ).toEqual([1, 2].map(articleId));
  });

  test('and was withdrawn meanwhile never comes in sight, and the reader hears of it', () => {
    const { ports, library } = unread();
    library.forget([articleId(1)]);
    expect(library.owes).toBe(true);
    ports.refuse.read = false;
    library.tryAgain();
    expect([library.kept, library.history]).toEqual([[], []]);
    library.forget([]);
    expect(library.recalled).toBe(1);
    expect(JSON.stringify([...ports.stored])).not.toContain(row(1).title);
  });
});

describe('storage of another time', () => {
  test('version 1 kept `reading` without titles: read marks and progress come over', () => {
    const ports = fakePorts();
    ports.stored.set('reading', { [articleId(1)]: { at: 5, progress: 0.4 } });
    migrate(ports.cache);
    expect(again(ports).readings.get(articleId(1))).toEqual({ at: 5, progress: 0.4 });
    expect(ports.stored.has('reading')).toBe(false);
    migrate(ports.cache);
    expect(again(ports).readings.size).toBe(1);
  });

  test('a migration that the storage refuses is done the next time', () => {
    const ports = fakePorts();
    ports.stored.set('reading', { [articleId(1)]: { at: 5, progress: 0.4 } });
    ports.refuse.write = 'full';
    migrate(ports.cache);
    ports.refuse.write = null;
    migrate(ports.cache);
    expect(again(ports).isRead(articleId(1))).toBe(true);
  });

  test('what a newer version wrote is left as it is', () => {
    const ports = fakePorts();
    ports.stored.set('version', 9);
    ports.stored.set('reading', 'of a later time');
    migrate(ports.cache);
    expect(ports.stored.get('version')).toBe(9);
    expect(ports.stored.get('reading')).toBe('of a later time');
  });

  test.each([
    ['text', 'x'],
    ['a list', [1, 2]],
    ['a number', 7],
    ['null', null],
  ])('a 收藏 that is %s is set aside and the app starts', (_, damage) => {
    const ports = fakePorts();
    ports.stored.set('favourites', damage);
    const library = again(ports);
    expect(library.kept).toEqual([]);
    expect(ports.stored.get('damaged:favourites')).toEqual(damage);
    library.toggleFavourite(row(1));
    expect(again(ports).kept).toHaveLength(1);
  });

  test('one damaged entry costs that entry only, and a copy of all is set aside', () => {
    const ports = fakePorts();
    const good = { at: 3, item: { title: '好', date: '2026-01-01T08:00:00+08:00' } };
    const stored = {
      [articleId(1)]: good,
      [articleId(2)]: { at: 'x', item: good.item },
      [articleId(3)]: { at: 3, item: { title: 5, date: 'never' } },
      '../../etc': good,
    };
    ports.stored.set('favourites', stored);
    expect(again(ports).kept).toEqual([[articleId(1), good]]);
    expect(ports.stored.get('damaged:favourites')).toEqual(stored);
  });
});

test('an entry of a moment that no calendar has is set aside', () => {
  const ports = fakePorts();
  ports.stored.set('history', { [articleId(1)]: { at: 1e300, progress: 1 } });
  expect(again(ports).history).toEqual([]);
  expect(ports.stored.has('damaged:history')).toBe(true);
});

describe('law: what the reader keeps', () => {
  const NUMBERS = [1, 2, 3, 4];
  const number = fc.constantFrom(...NUMBERS);
  const steps = fc.array(
    fc.record({
      what: fc.constantFrom(
        'toggle',
        'open',
        'meet',
        'reach',
        'forget',
        'take out',
        'take off',
        'clear',
        'undo',
        'noted',
      ),
      n: number,
      progress: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
    { maxLength: 16 },
  );
  type Step = { what: string; n: number; progress: number };

  /** A clock that goes on by a minute with each look, and never rings. */
  const clock = () => {
    let minute = Date.parse('2026-11-23T09:00:00+08:00');
    return { now: () => (minute += 60_000), after: () => () => {} };
  };

  function take(library: LibraryStore, { what, n, progress }: Step): void {
    const id = articleId(n);
    if (what === 'toggle') library.toggleFavourite(withCover(n));
    else if (what === 'open') library.opened(id, withCover(n));
    else if (what === 'meet') library.opened(id);
    else if (what === 'reach') library.reached(id, progress);
    else if (what === 'forget') library.forget([id]);
    else if (what === 'take out') library.removeFavourite(id);
    else if (what === 'take off') library.removeReading(id);
    else if (what === 'clear') library.clearHistory();
    else if (what === 'undo') library.undo();
    else library.noted();
  }
  const state = ({ kept, history, recalled }: LibraryStore) => ({ kept, history, recalled });

  test('is there at the next start, all of it', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const cache = storage();
        const library = new LibraryStore(cache, clock());
        for (const step of all) {
          take(library, step);
          expect(state(new LibraryStore(cache, clock()))).toEqual(state(library));
        }
      }),
      fuzz(60),
    );
  });

  test('is in 收藏 what storage holds, but for what was withdrawn; a change costs no other favourite', () => {
    fc.assert(
      fc.property(steps, refusals, (all, refused) => {
        const cache = storage({}, refused);
        const inStorage = () => new LibraryStore(storage(Object.fromEntries(cache.stored)), clock()).kept;
        const library = new LibraryStore(cache, clock());
        const withdrawn = new Set<string>();
        for (const step of all) {
          const [before, shown] = [inStorage(), library.kept];
          if (step.what === 'forget') withdrawn.add(articleId(step.n));
          take(library, step);
          const after = inStorage();
          const others = before.filter(([id]) => id !== articleId(step.n) && !withdrawn.has(id));
          expect(after).toEqual(expect.arrayContaining(others));
          expect(library.kept).toEqual(after.filter(([id]) => library.isFavourite(id)));
          expect(library.owes || after.every(([id]) => library.isFavourite(id))).toBe(true);
          if (step.what === 'toggle' && library.trouble.favourites) expect(library.kept).toEqual(shown);
        }
      }),
      fuzz(60),
    );
  });

  test('can be drawn, whatever storage holds', () => {
    const ids = number.map(articleId);
    const item = fc.record(
      {
        title: anyText(4),
        date: fc.constant('2026-01-01T08:00:00+08:00'),
        region: fc.constant('qingdao'),
        thumb: anyText(2),
      },
      { requiredKeys: ['title', 'date'], noNullPrototype: true },
    );
    const at = fc.oneof({ weight: 5, arbitrary: fc.nat(2 ** 41) }, numbers);
    const records = (value: fc.Arbitrary<unknown>) => fc.dictionary(ids, value, { noNullPrototype: true });
    const holds = holding({
      history: records(
        fc.record(
          { at, progress: fc.double({ min: 0, max: 1 }), item },
          { requiredKeys: ['at', 'progress'], noNullPrototype: true },
        ),
      ),
      favourites: records(fc.record({ at, item }, { noNullPrototype: true })),
      recalled: fc.nat(9),
    });
    fc.assert(
      fc.property(holds, refusals, steps, (held, refused, all) => {
        const ports = fakePorts();
        const library = new LibraryStore(storage(held, refused), ports.clock);
        for (const step of [undefined, ...all]) {
          if (step) take(library, step);
          const now = ports.clock.now();
          const drawn = [
            ...byDay(now, library.history, ([, one]) => one.at).map(({ label }) => label.name),
            ...library.kept.map(([, one]) => keptNote(now, one.at)),
            ...library.history.map(([, one]) => readNote(one.progress)),
            ...library.kept.map(([, one]) => dateTime(one.item.date)),
            sizeText(library.bytes.history + library.bytes.favourites),
          ];
          expect(drawn.join()).not.toMatch(/NaN|undefined|Infinity/);
          for (const [id, { progress }] of library.history) {
            expect(isArticleId(id)).toBe(true);
            expect(progress >= 0 && progress <= 1).toBe(true);
          }
        }
      }),
      fuzz(150),
    );
  });
});

describe('of a withdrawn article no title stays where damaged entries are', () => {
  const KEYS = ['favourites', 'history'] as const;
  const [gone, other] = [articleId(1), articleId(2)];
  const TITLE = '撤回的标题';
  const damaged = { [gone]: { at: 'never', item: { title: TITLE } }, [other]: { at: 1, progress: 0.5 } };
  const all = (ports: ReturnType<typeof fakePorts>) => JSON.stringify([...ports.stored]);

  test.each(KEYS)('%s: not in the copy, and not in what the copy was made of', (key) => {
    const ports = fakePorts();
    ports.stored.set(key, damaged);
    const { library } = setUp(ports);
    expect(ports.stored.has(`damaged:${key}`)).toBe(true);
    library.forget([gone]);
    expect([all(ports).includes(TITLE), library.owes]).toEqual([false, false]);
    again(ports);
    expect(all(ports)).not.toContain(TITLE);
  });

  test.each(KEYS)('%s: a copy that names none of the withdrawn ones stays', (key) => {
    const ports = fakePorts();
    ports.stored.set(key, damaged);
    setUp(ports).library.forget([articleId(9)]);
    expect(ports.stored.get(`damaged:${key}`)).toEqual(damaged);
  });

  test.each(KEYS)('%s that are no entries at all, and for whose copy there is no room: none stays', (key) => {
    const ports = fakePorts();
    ports.stored.set(key, [gone, TITLE]);
    ports.refuse.write = 'full';
    const { library } = setUp(ports);
    ports.refuse.write = null;
    library.forget([gone]);
    expect([all(ports).includes(TITLE), library.owes]).toEqual([false, false]);
  });

  test.each(KEYS)(
    '%s: while storage does not let the copy go, it is owed, and the next head tries again',
    (key) => {
      const ports = fakePorts();
      ports.stored.set(key, damaged);
      const { library } = setUp(ports);
      ports.refuse.remove = true;
      library.forget([gone]);
      expect([all(ports).includes(TITLE), library.owes]).toEqual([true, true]);
      ports.refuse.remove = false;
      library.forget([]);
      expect([all(ports).includes(TITLE), library.owes]).toEqual([false, false]);
    },
  );

  test.each(KEYS)('%s that could not be read when it was withdrawn: no copy is left of it', (key) => {
    const ports = fakePorts();
    ports.stored.set(key, damaged);
    ports.refuse.read = true;
    const { library } = setUp(ports);
    library.forget([gone]);
    expect(library.owes).toBe(true);
    ports.refuse.read = false;
    library.forget([]);
    expect([all(ports).includes(TITLE), library.owes]).toEqual([false, false]);
  });

  test(
    'law: over any damage, refusals and restarts, it stays only while that is owed',
    seeded((next) => {
      const any = (count: number) => Math.floor(next() * count);
      let owed = 0;
      for (let round = 0; round < rounds(200); round += 1) {
        const ports = fakePorts();
        const forms = [damaged, [TITLE, gone], damaged[gone], JSON.stringify(damaged)];
        for (const key of KEYS) ports.stored.set(key, forms[any(forms.length)]);
        let library = again(ports);
        let isForgotten = false;
        for (let step = 0; step < 12; step += 1) {
          for (const call of ['read', 'remove', 'keys'] as const) ports.refuse[call] = next() < 0.2;
          ports.refuse.write = ([null, null, 'full', 'broken'] as const)[any(4)]!;
          if (next() < 0.2) [library, isForgotten] = [again(ports), false];
          const what = any(4);
          if (what === 0) library.opened(other, row(2));
          else if (what === 1) library.toggleFavourite(row(2));
          else if (what === 2) library.tryAgain();
          else [isForgotten] = [true, library.forget([gone])];
          if (isForgotten && library.owes) owed += 1;
          if (isForgotten && !library.owes) expect(all(ports)).not.toContain(gone);
        }
      }
      expect(owed).toBeGreaterThan(50);
    }),
  );
});
