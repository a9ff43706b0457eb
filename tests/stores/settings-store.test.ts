import fc from 'fast-check';
import type { Comfort } from '../../src/domain/comfort';
import { type ListPage, paths, SCHEMA } from '../../src/feed';
import { ArticleCache } from '../../src/stores/article-cache';
import { FileCache } from '../../src/stores/file-cache';
import { LibraryStore } from '../../src/stores/library-store';
import type { Cache } from '../../src/stores/ports';
import { SettingsStore } from '../../src/stores/settings-store';
import { UpdateStore } from '../../src/stores/update-store';
import { articleId, document, hashOf, listItem, row } from '../support/feed';
import { fuzz } from '../support/fuzz';
import { type FakePorts, fakePorts } from '../support/ports';
import { holding, refusals, storage } from '../support/storage';

function setUp(ports: FakePorts = fakePorts()) {
  const kept = new ArticleCache(ports.cache);
  const library = new LibraryStore(ports.cache, ports.clock);
  const files = new FileCache(ports.cache);
  const settings = new SettingsStore(ports.cache, ports.device, kept, library, files);
  return { ports, kept, library, files, settings };
}

describe('reading comfort', () => {
  test('applies at once and lasts over restarts', () => {
    const { ports, settings } = setUp();
    settings.choose({ theme: 'dark', size: 5 });
    settings.choose({ care: true });
    expect(settings.screenClass).toBe('t-dark care fs-5');
    expect(setUp(ports).settings.screenClass).toBe('t-dark care fs-5');
  });

  test('关怀模式 reads at 特大 or more, and gives the chosen size back', () => {
    const { settings } = setUp();
    settings.choose({ size: 1, care: true });
    expect(settings.size).toBe(4);
    settings.choose({ care: false });
    expect(settings.size).toBe(1);
  });

  test('following the phone’s theme, it changes with it', () => {
    const ports = fakePorts();
    let change = (_: 'light' | 'dark') => {};
    ports.device.onTheme = (listener) => {
      change = listener;
    };
    const { settings } = setUp(ports);
    change('dark');
    expect(settings.isDark).toBe(true);
    settings.choose({ theme: 'light' });
    expect(settings.isDark).toBe(false);
  });

  test.each([
    ['another type', 'huge'],
    ['a list', [1]],
    ['null', null],
  ])('a stored value that is %s is set aside, and the phone’s own size holds', (_, damage) => {
    const ports = fakePorts();
    ports.stored.set('settings', damage);
    ports.device.textScale = 1.4;
    const { settings } = setUp(ports);
    expect(settings.care).toBe(true);
    expect(ports.stored.get('damaged:settings')).toEqual(damage);
    expect(ports.stored.has('settings')).toBe(false);
  });

  test('of a value of another version the parts that are understood are kept', () => {
    const ports = fakePorts();
    ports.stored.set('settings', { theme: 'dark', size: 'large', font: 'serif' });
    const { settings } = setUp(ports);
    expect(settings.comfort).toEqual({ theme: 'dark', size: 2, care: false });
  });
});

describe('a choice that storage refuses', () => {
  test.each(['large', 'full', 'broken'] as const)(
    'as %s holds in this run, and the reader is told why',
    (why) => {
      const { ports, settings } = setUp();
      settings.choose({ size: 4 });
      ports.refuse.write = why;
      settings.choose({ theme: 'dark' });
      expect(settings.isDark).toBe(true);
      expect(settings.refusal).toBe(why);
      ports.refuse.write = null;
      expect(setUp(ports).settings.comfort).toMatchObject({ theme: 'system', size: 4 });
      settings.choose({ care: true });
      expect(settings.refusal).toBeNull();
      expect(setUp(ports).settings.comfort).toMatchObject({ theme: 'dark', size: 4, care: true });
    },
  );

  test('to take back is told of as well', () => {
    const { ports, settings } = setUp();
    settings.choose({ size: 4 });
    ports.refuse.remove = true;
    settings.reset();
    expect([settings.size, settings.refusal]).toEqual([2, 'broken']);
    expect(setUp(ports).settings.size).toBe(4);
  });

  test('because it could not read the earlier ones is joined with them once it can', () => {
    const { ports, settings } = setUp();
    settings.choose({ theme: 'dark', size: 5 });
    ports.refuse.read = true;
    const later = setUp(ports).settings;
    later.choose({ care: true });
    expect([later.care, later.isDark, later.refusal]).toEqual([true, false, 'broken']);
    ports.refuse.read = false;
    later.choose({ size: 4 });
    expect(later.refusal).toBeNull();
    expect(setUp(ports).settings.comfort).toEqual({ theme: 'dark', size: 4, care: true });
  });

  test('and that the reader does not make again is read, joined and stored at the next look at it', () => {
    const { ports, settings } = setUp();
    settings.choose({ theme: 'dark', size: 5 });
    ports.refuse.read = true;
    const later = setUp(ports).settings;
    later.choose({ care: true });
    ports.refuse.read = false;
    later.measureStorage();
    expect([later.comfort, later.refusal]).toEqual([{ theme: 'dark', size: 5, care: true }, null]);
    expect(setUp(ports).settings.comfort).toEqual(later.comfort);
  });

  test('where none was made: the earlier one shows again, nothing is written and nothing said', () => {
    const { ports, settings } = setUp();
    settings.choose({ theme: 'dark' });
    ports.refuse.read = true;
    const later = setUp(ports).settings;
    later.readAgain();
    expect([later.isDark, later.refusal]).toEqual([false, null]);
    Object.assign(ports.refuse, { read: false, write: 'broken' });
    later.readAgain();
    expect([later.isDark, later.refusal]).toEqual([true, null]);
  });

  test('taken back while it could not be read, and not removed: it does not come back with the next one', () => {
    const { ports, settings } = setUp();
    settings.choose({ theme: 'dark', size: 5 });
    Object.assign(ports.refuse, { read: true, remove: true });
    const later = setUp(ports).settings;
    later.reset();
    Object.assign(ports.refuse, { read: false, remove: false });
    later.choose({ care: true });
    expect(later.comfort).toEqual({ theme: 'system', size: 2, care: true });
    expect(setUp(ports).settings.comfort).toEqual(later.comfort);
  });
});

describe('storage', () => {
  test('is counted by kind', () => {
    const { kept, library, settings } = setUp();
    settings.measureStorage();
    expect(settings.storage).toMatchObject({
      articles: 0,
      favourites: 0,
      history: 0,
      limit: 10 * 1024 * 1024,
    });
    kept.write(document(1));
    library.toggleFavourite(row(1));
    library.opened(articleId(1), row(1));
    settings.measureStorage();
    const { used, articles, favourites, history } = settings.storage;
    expect(articles).toBeGreaterThan(300);
    expect(favourites).toBeGreaterThan(50);
    expect(history).toBeGreaterThan(50);
    expect(used).toBeGreaterThanOrEqual(articles + favourites + history);
  });

  test('Chinese text counts three bytes a character', () => {
    const { kept } = setUp();
    kept.write(document(1));
    const before = kept.used;
    kept.write(document(1, { digest: '字'.repeat(100) }));
    expect(kept.used - before).toBe(300);
  });

  test('clearing takes the documents, also forgotten ones, and nothing that the reader kept', () => {
    const { ports, kept, library, settings } = setUp();
    kept.write(document(1));
    library.toggleFavourite(row(1));
    settings.choose({ size: 3 });
    ports.stored.set(`article:${articleId(9)}`, { document: 'of a lost index' });
    settings.clearArticles();
    expect([...ports.stored.keys()].filter((key) => key.startsWith('article'))).toEqual([]);
    expect(settings.storage.articles).toBe(0);
    const later = setUp(ports);
    expect(later.kept.read(articleId(1))).toBeUndefined();
    expect(later.library.isFavourite(articleId(1))).toBe(true);
    expect(later.settings.size).toBe(3);
  });

  const page = (n: number): ListPage => ({ schema: SCHEMA, list: 'all', items: [listItem(n)] });

  test('clearing leaves the files of the lists where there is room enough without', () => {
    const { kept, files, settings } = setUp();
    kept.write(document(1));
    files.write(paths.listFile('all', hashOf(1)), page(1));
    settings.clearArticles();
    expect(files.isEmpty).toBe(false);
  });

  test('clearing a full storage frees these too, and what had no room is written then', () => {
    const { ports, files, library, settings } = setUp();
    ports.stored.set('damaged:favourites', 'x');
    files.write(paths.listFile('all', hashOf(1)), page(1));
    ports.cache.limits.all = ports.cache.usage().used + 20;
    ports.refuse.write = 'full';
    settings.choose({ theme: 'dark' });
    library.opened(articleId(1), row(1));
    expect(library.toggleFavourite(row(1))).toBe('full');
    settings.measureStorage();
    expect(settings.storage.clearable).toBe(files.used);
    ports.refuse.write = null;
    settings.clearArticles();
    expect(files.isEmpty).toBe(true);
    expect(ports.stored.has('damaged:favourites')).toBe(false);
    expect([settings.refusal, library.trouble]).toEqual([null, { favourites: null, history: null }]);
    const later = setUp(ports);
    expect([later.settings.isDark, later.library.isRead(articleId(1))]).toEqual([true, true]);
  });

  test('a damaged index of the kept documents gives their room back', () => {
    const { ports, kept } = setUp();
    kept.write(document(1));
    ports.stored.set('articles', 'damaged');
    expect(setUp(ports).kept.ids).toEqual([]);
    expect(ports.stored.has(`article:${articleId(1)}`)).toBe(false);
  });
});

test('a new version is offered once it is ready; not now means the next start', () => {
  let ready = () => {};
  const applied = jest.fn();
  const update = new UpdateStore({
    onReady: (listener) => {
      ready = listener;
    },
    apply: applied,
  });
  expect(update.offered).toBe(false);
  ready();
  expect(update.offered).toBe(true);
  update.later();
  expect(update.offered).toBe(false);
  ready();
  update.apply();
  expect(applied).toHaveBeenCalledTimes(1);
});

describe('law: settings', () => {
  const theme = fc.constantFrom('system', 'light', 'dark');
  const size = fc.constantFrom(1, 2, 3, 4, 5);
  const comfort = fc.record({ theme, size, care: fc.boolean() });
  const choice = fc.record(
    { theme, size, care: fc.boolean() },
    { requiredKeys: [], noNullPrototype: true },
  ) as fc.Arbitrary<Partial<Comfort>>;
  const start = (cache: Cache) => {
    const ports = fakePorts();
    return new SettingsStore(
      cache,
      ports.device,
      new ArticleCache(cache),
      new LibraryStore(cache, ports.clock),
      new FileCache(cache),
    );
  };

  test('are ones that the screen knows, whatever storage holds and refuses', () => {
    fc.assert(
      fc.property(
        holding({ settings: comfort }),
        refusals,
        fc.array(choice, { maxLength: 3 }),
        (holds, refused, choices) => {
          const settings = start(storage(holds, refused));
          for (const one of choices) settings.choose(one);
          expect(settings.screenClass).toMatch(/^t-(dark|light)( care)? fs-[1-5]$/);
          expect(settings.comfort).toMatchObject(Object.assign({}, ...choices) as object);
        },
      ),
      fuzz(150),
    );
  });

  test('that were chosen are there at the next start', () => {
    fc.assert(
      fc.property(
        holding({ settings: comfort }),
        fc.array(choice, { minLength: 1, maxLength: 4 }),
        (holds, choices) => {
          const cache = storage(holds);
          const settings = start(cache);
          for (const one of choices) settings.choose(one);
          expect(start(cache).comfort).toEqual(settings.comfort);
        },
      ),
      fuzz(150),
    );
  });
});
