import { fileOf } from '../../src/domain/poster';
import { FeedClock } from '../../src/stores/feed-clock';
import { FeedSource } from '../../src/stores/feed-source';
import { FileCache } from '../../src/stores/file-cache';
import { PosterStore } from '../../src/stores/poster-store';
import { recorder } from '../fixtures/cards/recorder';
import { document } from '../support/feed';
import { type FakePorts, fakePorts, settle } from '../support/ports';
import { rounds, seeded } from '../support/random';

const picture = { src: 'images/a.webp', w: 1080, h: 460, color: '#d0d7d2', alt: '', variants: [] };

const sourceOf = ({ transport, clock, cache }: FakePorts, base: string | null) =>
  new FeedSource(base, { head: {}, articles: {} }, transport, new FeedClock(clock), new FileCache(cache));

function open(change = {}, base: string | null = 'https://feed.example') {
  const ports = fakePorts();
  const drawn: string[] = [];
  const loaded: string[] = [];
  const said: string[] = [];
  const shown: string[] = [];
  ports.easel.load = async (url) => {
    loaded.push(url);
    return { image: { url }, width: 10, height: 10 };
  };
  ports.easel.draw = async (size) => {
    drawn.push(size.join('x'));
    return `wxfile://tmp_${drawn.length}.jpg`;
  };
  ports.messages.toast = (text) => void said.push(text);
  ports.messages.preview = (urls) => void shown.push(...urls);
  const source = sourceOf(ports, base);
  const code = 'codes/0123456789ab.png';
  const poster = new PosterStore(source, ports, document(1, { cover: picture, code, ...change }));
  return { ports, poster, drawn, loaded, said, shown };
}

test('each picture is drawn once, and the cover loaded once', async () => {
  const { poster, drawn, loaded } = open();
  poster.show();
  expect(poster.picture).toEqual({ status: 'drawing' });
  await poster.drawn;
  const first = fileOf(poster.picture);
  expect(first).toMatch(/^wxfile:/);
  poster.choose('square');
  await poster.drawn;
  poster.choose('poster');
  await poster.drawn;
  expect(fileOf(poster.picture)).toBe(first);
  expect(drawn).toEqual(['750x1334', '800x800']);
  expect(loaded.filter((url) => url.includes('images/'))).toHaveLength(1);
});

/** The square picture and then the quotation were chosen; each is drawn when the test lets it. */
async function drawingTwo() {
  const { ports, poster } = open();
  const waiting: ((file: string) => void)[] = [];
  ports.easel.draw = () => new Promise((resolve) => waiting.push(resolve));
  poster.choose('square');
  await settle();
  poster.choose('quote');
  await settle();
  return { poster, waiting };
}

test('only the picture that was wished for last is shown', async () => {
  const { poster, waiting } = await drawingTwo();
  waiting[1]!('quote.jpg');
  waiting[0]!('square.jpg');
  await settle();
  expect(fileOf(poster.picture)).toBe('quote.jpg');
});

test('a cover that does not load gives the layout without one', async () => {
  const { ports, poster } = open();
  ports.easel.load = async (url) => {
    if (url.includes('images/')) throw new Error('gone');
    return { image: {}, width: 1, height: 1 };
  };
  poster.show();
  await poster.drawn;
  expect(fileOf(poster.picture)).toMatch(/^wxfile:/);
});

test('a code that is not there turns its switch off; who asked for it is told', async () => {
  const { ports, poster, said } = open();
  ports.easel.load = async (url) => {
    if (url.includes('codes/')) throw new Error('404');
    return { image: {}, width: 1, height: 1 };
  };
  poster.show();
  await poster.drawn;
  expect(poster.code).toBe('off');
  expect(poster.withCode).toBe(false);
  expect(said).toEqual([]);
  poster.switchCode();
  await poster.drawn;
  expect(poster.withCode).toBe(false);
  expect(said).toEqual(['暂时取不到小程序码']);
});

test('the code is the file that the document names; an article without one has no switch', async () => {
  const { poster, loaded } = open();
  expect(poster.hasCodes).toBe(true);
  poster.show();
  await poster.drawn;
  expect(loaded).toContain('https://feed.example/codes/0123456789ab.png');
  const bare = open({ code: undefined });
  expect(bare.poster.hasCodes).toBe(false);
  expect(bare.poster.code).toBe('none');
  bare.poster.show();
  await bare.poster.drawn;
  expect(bare.loaded.filter((url) => url.includes('codes/'))).toEqual([]);
});

test('a feed whose head says that it has no codes has none, whatever a kept document names', async () => {
  const { ports, loaded } = open();
  const source = sourceOf(ports, 'https://feed.example');
  const named = document(1, { code: 'codes/0123456789ab.png' });
  const poster = new PosterStore(source, ports, named, { codes: false });
  expect(poster.code).toBe('none');
  poster.show();
  await poster.drawn;
  expect(loaded).toEqual([]);
});

test('in a hurry, pictures that do not come in time are left out', async () => {
  const { ports, drawn } = open();
  const source = sourceOf(ports, 'https://feed.example');
  const named = document(1, { cover: picture, code: 'codes/0123456789ab.png' });
  const { ctx, texts } = recorder();
  const draw = ports.easel.draw;
  ports.easel.draw = async (size, paint) => {
    paint(ctx);
    return draw(size, paint);
  };
  ports.easel.load = () => new Promise(() => {});
  const poster = new PosterStore(source, ports, named, { patience: 1500 });
  poster.show();
  await ports.advance(1499);
  expect(drawn).toEqual([]);
  await ports.advance(1);
  expect(fileOf(poster.picture)).toMatch(/^wxfile:/);
  // The layout without a cover and without a code.
  expect(texts.map(({ text }) => text).join('')).toContain('公众号');
  expect(texts.map(({ text }) => text).join('')).not.toContain('长按识别小程序码');
});

test('bundled articles have no code, and no switch for one', () => {
  const { poster } = open({}, null);
  expect(poster.hasCodes).toBe(false);
  expect(poster.code).toBe('none');
});

test('the column has a poster and a square of its own, and nothing is loaded for them', async () => {
  const { ports, drawn, loaded } = open();
  const source = sourceOf(ports, 'https://feed.example');
  const { ctx, texts } = recorder();
  const draw = ports.easel.draw;
  ports.easel.draw = async (size, paint) => {
    paint(ctx);
    return draw(size, paint);
  };
  const poster = new PosterStore(source, ports, null);
  expect(poster.posters.map(({ name }) => name)).toEqual(['长海报', '方图']);
  expect(poster.hasCodes).toBe(false);
  poster.show();
  await poster.drawn;
  const first = fileOf(poster.picture);
  expect(first).toMatch(/^wxfile:/);
  const words = texts.map(({ text }) => text).join('');
  expect(words).toContain('山东省交通运输厅');
  // What stands where a code would be.
  expect(words).toContain('微信里搜公众号');
  poster.choose('square');
  await poster.drawn;
  expect(fileOf(poster.picture)).not.toBe(first);
  poster.choose('poster');
  await poster.drawn;
  expect(fileOf(poster.picture)).toBe(first);
  expect(drawn).toEqual(['750x1334', '800x800']);
  expect(loaded).toEqual([]);
});

test('a drawing that fails says so and can be tried again', async () => {
  const { ports, poster } = open();
  ports.easel.draw = async () => {
    throw new Error('no canvas');
  };
  poster.show();
  await poster.drawn;
  expect(poster.picture).toEqual({ status: 'failed' });
  ports.easel.draw = async () => 'again.jpg';
  poster.show();
  await poster.drawn;
  expect(fileOf(poster.picture)).toBe('again.jpg');
});

test.each([
  ['saved', { said: ['已保存到相册'], refused: false, shown: 0 }],
  ['refused', { said: [], refused: true, shown: 0 }],
  ['cancelled', { said: [], refused: false, shown: 0 }],
  ['failed', { said: [], refused: false, shown: 1 }],
] as const)('saving: %s', async (answer, expected) => {
  const { ports, poster, said, shown } = open();
  ports.album.save = async () => answer;
  poster.show();
  await poster.drawn;
  await poster.save();
  expect({ said, refused: poster.refused, shown: shown.length }).toEqual(expected);
});

test('from a refusal through the settings to the album', async () => {
  const { ports, poster, said } = open();
  let allowed = false;
  ports.album.save = async () => (allowed ? 'saved' : 'refused');
  ports.album.allow = async () => {
    allowed = true;
    return true;
  };
  poster.show();
  await poster.drawn;
  await poster.save();
  expect(poster.refused).toBe(true);
  await poster.toSettings();
  expect(poster.refused).toBe(false);
  expect(said).toEqual(['已保存到相册']);
});

test('an old WeChat that cannot send a picture shows it full screen', async () => {
  const { ports, poster, shown } = open();
  ports.album.send = async () => false;
  poster.show();
  await poster.drawn;
  await poster.send();
  expect(shown).toEqual([fileOf(poster.picture)]);
});

test('nothing is saved or sent before there is a picture', async () => {
  const { ports, poster } = open();
  let asked = 0;
  ports.album.save = async () => {
    asked += 1;
    return 'saved';
  };
  await poster.save();
  await poster.send();
  expect(asked).toBe(0);
});

describe('two presses are one', () => {
  test.each(['save', 'send', 'look', 'toSettings'] as const)(
    '%s, pressed twice: one call of WeChat',
    async (what) => {
      const { ports, poster } = open();
      poster.show();
      await poster.drawn;
      const calls: string[] = [];
      const slow =
        <T>(name: string, answer: T) =>
        async () => {
          calls.push(name);
          await settle();
          return answer;
        };
      ports.album.save = slow('save', 'saved' as const);
      ports.album.send = slow('send', true);
      ports.album.allow = slow('allow', false);
      ports.messages.preview = () => void calls.push('preview');
      await Promise.all([poster[what](), poster[what]()]);
      expect(calls).toHaveLength(1);
    },
  );

  test('saving that is never answered is heard again after some seconds', async () => {
    const { ports, poster } = open();
    let asked = 0;
    ports.album.save = () => {
      asked += 1;
      return new Promise(() => {});
    };
    poster.show();
    await poster.drawn;
    void poster.save();
    await ports.advance(2000);
    void poster.save();
    await settle();
    expect(asked).toBe(1);
    await ports.advance(8000);
    void poster.save();
    await settle();
    expect(asked).toBe(2);
  });

  test('重试, pressed twice, draws once', async () => {
    const { poster, drawn } = open();
    poster.show();
    poster.show();
    await poster.drawn;
    expect(drawn).toEqual(['750x1334']);
    expect(fileOf(poster.picture)).toMatch(/^wxfile:/);
  });

  test('there and back again while it is being drawn: each is drawn once', async () => {
    const { poster, drawn } = open();
    poster.choose('poster');
    poster.choose('square');
    poster.choose('poster');
    await poster.drawn;
    expect([...drawn].sort()).toEqual(['750x1334', '800x800']);
    expect(poster.picture.status).toBe('ready');
  });
});

test('a picture that WeChat has cleared away is drawn again before it is saved', async () => {
  const { ports, poster } = open();
  const saved: string[] = [];
  ports.album.save = async (file) => {
    saved.push(file);
    return 'saved';
  };
  ports.easel.has = (file) => file !== 'wxfile://tmp_1.jpg';
  poster.show();
  await poster.drawn;
  await poster.save();
  expect(saved).toEqual(['wxfile://tmp_2.jpg']);
});

describe('two switches', () => {
  test('WeChat’s own, left off in the settings: the viewer is what is left', async () => {
    const { ports, poster, shown } = open();
    ports.album.save = async () => 'refused';
    ports.album.allow = async () => false;
    poster.show();
    await poster.drawn;
    await poster.save();
    expect(poster).toMatchObject({ refused: true, barred: false, vain: false });
    await poster.toSettings();
    expect(poster).toMatchObject({ refused: true, vain: true });
    await poster.look();
    expect(shown).toEqual([fileOf(poster.picture)]);
    await poster.save();
    expect(poster).toMatchObject({ refused: true, vain: true });
  });

  test('the phone’s, behind WeChat’s own: it is named, its settings open once, then the viewer is what is left', async () => {
    const { ports, poster } = open();
    const went: string[] = [];
    let allowed = false;
    ports.album.save = async () => (allowed ? 'barred' : 'refused');
    ports.album.allow = async () => {
      went.push('WeChat');
      allowed = true;
      return true;
    };
    ports.album.unbar = async () => void went.push('phone');
    poster.show();
    await poster.drawn;
    await poster.save();
    await poster.toSettings();
    expect(poster).toMatchObject({ refused: false, barred: true, vain: false });
    await poster.toSettings();
    expect(poster).toMatchObject({ barred: true, vain: true });
    await poster.save();
    expect(poster).toMatchObject({ barred: true, vain: true });
    expect(went).toEqual(['WeChat', 'phone']);
  });

  test(
    'law: whatever the album answers, the way to a switch is offered once until something was saved',
    seeded(async (next) => {
      const answers = ['saved', 'refused', 'barred', 'cancelled', 'failed'] as const;
      for (let round = 0; round < rounds(100); round += 1) {
        const { ports, poster } = open();
        let gone: string[] = [];
        ports.album.save = async () => {
          const answer = answers[Math.floor(next() * answers.length)]!;
          if (answer === 'saved') gone = [];
          return answer;
        };
        ports.album.allow = async () => {
          gone.push('refused');
          return next() < 0.5;
        };
        ports.album.unbar = async () => void gone.push('barred');
        poster.show();
        await poster.drawn;
        for (let step = 0; step < 20; step += 1) {
          await poster.save();
          const { refused, barred, vain } = poster;
          expect(refused && barred).toBe(false);
          // What the page offers: 去设置 while it is not in vain.
          if ((refused || barred) && !vain) await poster.toSettings();
          expect(gone).toEqual([...new Set(gone)]);
        }
      }
    }),
  );
});

test('a picture that was finished while another was wished for is not drawn again: two drawings', async () => {
  const { poster, waiting } = await drawingTwo();
  waiting[0]!('square.jpg');
  waiting[1]!('quote.jpg');
  await settle();
  poster.choose('square');
  expect(fileOf(poster.picture)).toBe('square.jpg');
  expect(waiting).toHaveLength(2);
});

test('the one with the code is kept as that, also where the code was switched off meanwhile', async () => {
  const { ports, poster } = open();
  const waiting: ((file: string) => void)[] = [];
  ports.easel.draw = () => new Promise((resolve) => waiting.push(resolve));
  poster.show();
  await settle();
  poster.switchCode();
  await settle();
  waiting[0]!('with.jpg');
  waiting[1]!('without.jpg');
  await settle();
  expect(fileOf(poster.picture)).toBe('without.jpg');
  poster.switchCode();
  expect(fileOf(poster.picture)).toBe('with.jpg');
  expect(waiting).toHaveLength(2);
});
