import fc from 'fast-check';
import { characters } from '../../src/domain/characters';
import { CITIES, LISTS } from '../../src/domain/regions';
import { fold, holdsAll, markHits, readQuery, snippetOf } from '../../src/domain/search-text';
import { displayTitle } from '../../src/domain/typography';
import { gramsOf, queryGrams, searchWords } from '../../src/feed';
import { anyText, text, words } from '../support/arbitraries';
import { fuzz } from '../support/fuzz';

const shown = (runs: readonly { text: string; hit: boolean }[] | null) =>
  runs?.map(({ text, hit }) => (hit ? `[${text}]` : text)).join('') ?? null;

describe('a query', () => {
  test.each(['', '  ', '路', '，。', '路 桥', '🚄', '𠀀'])('%j is nothing to look for', (typed) => {
    expect(readQuery(typed)).toBeNull();
  });

  test.each([
    ['ETC', ['etc']],
    ['ＥＴＣ', ['etc']],
    ['Ｇ２０　高速', ['g20', '高速']],
    ['公交，地铁', ['公交', '地铁']],
    ['ΟΔΟΣ', ['οδοσ']],
    ['公交 公交', ['公交']],
  ])('%s looks for %j, whatever case and width', (typed, words) => {
    expect(readQuery(typed)?.words).toEqual(words);
  });

  test('beside other words a city is a filter, with 市 or without', () => {
    expect(readQuery('青岛 公交')).toMatchObject({ words: ['公交'], regions: ['qingdao'] });
    expect(readQuery('公交 青岛市')).toMatchObject({ words: ['公交'], regions: ['qingdao'] });
    expect(readQuery('公交 青岛 济南')?.regions).toEqual(['qingdao', 'jinan']);
  });

  test('alone it is a word, and inside a longer word it is no filter', () => {
    expect(readQuery('青岛')).toMatchObject({ words: ['青岛'], regions: [] });
    expect(readQuery('青岛地铁')).toMatchObject({ words: ['青岛地铁'], regions: [] });
  });

  test('the index is asked for the longest words, and for the city', () => {
    expect(readQuery('公交 跨海大桥 养护')?.lookup).toBe('跨海大桥 公交');
    expect(readQuery('公交 跨海大桥 青岛')?.lookup).toBe('跨海大桥 青岛');
    expect(readQuery('公交 青岛 济南')?.lookup).toBe('公交');
  });

  test('the index alone answers short queries; longer ones have to be looked into', () => {
    expect(readQuery('公交')?.exact).toBe(true);
    expect(readQuery('公交 养护')?.exact).toBe(true);
    expect(readQuery('第9期')?.exact).toBe(false);
    expect(readQuery('跨海大桥')?.exact).toBe(false);
    expect(readQuery('公交 青岛')?.exact).toBe(false);
  });

  test('a pasted page of text is cut, not refused', () => {
    expect(readQuery('长'.repeat(5000))?.words[0]).toHaveLength(40);
  });
});

describe('marks', () => {
  test('every hit is marked, case and width aside', () => {
    expect(shown(markHits('ETC与Ｅｔｃ的区别', ['etc']))).toBe('[ETC]与[Ｅｔｃ]的区别');
  });
  test('hits that touch or overlap become one mark', () => {
    expect(shown(markHits('交通运输局', ['交通', '通运', '运输']))).toBe('[交通运输]局');
    expect(shown(markHits('公交公交', ['公交']))).toBe('[公交公交]');
  });
  test('what holds a title’s lines together does not hide a hit', () => {
    const title = displayTitle('公交线路“微调整” 换来出行“加速度”');
    expect(title).toMatch(/[\u200b\u2060]/);
    expect(shown(markHits(title, ['微调整']))?.replace(/[\u200b\u2060]/g, '')).toContain('“[微调整]”');
  });
  test('nothing is lost, whatever the words', () => {
    for (const words of [['a'], ['ab', 'b'], ['x'], ['İ']])
      expect(
        markHits('abİab😀ab', words)
          .map(({ text }) => text)
          .join(''),
      ).toBe('abİab😀ab');
  });
  test('a letter whose lower case is two characters is found as it stands', () => {
    expect(shown(markHits('去İzmir的路', readQuery('İzmir')!.words))).toBe('去[İzmir]的路');
  });
  test('folding keeps every place', () => {
    for (const text of ['Ａ１İıßK😀，', 'ＥＴＣ　ok']) expect(fold(text)).toHaveLength(text.length);
  });
});

describe('what is pasted along and not seen', () => {
  test.each([
    '\u200b',
    '\u2060',
    '\u202e',
    '\ufeff',
    '\u00ad',
    '\u0007',
    '\ufe0f',
    '\u{e0100}',
    '\u3164',
    '\ud83d',
  ])('济%j青高速 looks for 济青高速', (unseen) => {
    const query = readQuery(`${unseen}济${unseen}青高速${unseen}`)!;
    expect(query.words).toEqual(['济青高速']);
    expect(queryGrams(query.lookup)).toEqual(['济青', '高速']);
  });

  test('forty characters of a query are those that are seen', () => {
    expect(readQuery('长\u200b'.repeat(40))?.words[0]).toHaveLength(40);
    expect(readQuery('e\u0301'.repeat(41))?.words[0]).toHaveLength(80);
  });

  test('a name is found by its characters, whatever forms it has, and marked whole', () => {
    const text = '致葛\u{e0100}城\u{e0101}的信';
    const { words } = readQuery('葛城')!;
    expect(readQuery('葛\u{e0100}城')!.words).toEqual(words);
    expect([...gramsOf(text)]).toContain('葛城');
    expect(holdsAll(fold(text), words)).toBe(true);
    expect(shown(markHits(text, words))).toBe('致[葛\u{e0100}城\u{e0101}]的信');
    expect(shown(snippetOf([text], words))).toBe('致[葛\u{e0100}城\u{e0101}]的信');
  });

  test('a hit ends with its character: an accent is not cut off', () => {
    expect(shown(markHits('cafe\u0301s', ['caf', 'e']))).toBe('[cafe\u0301]s');
  });

  test.each(['👨‍👩‍👧‍👦', '🇨🇳', '1️⃣'])('a snippet in a row of %s begins and ends with a whole one', (one) => {
    const text = `${one.repeat(40)}公交${one.repeat(100)}`;
    expect(shown(snippetOf([text], ['公交']))).toBe(`……${one.repeat(12)}[公交]${one.repeat(62)}……`);
  });
});

describe('a snippet', () => {
  const long = `${'前面的话很长。'.repeat(12)}以日常养护保障交通运输服务高质量运行，${'后面的话也长。'.repeat(12)}`;
  test('starts near the first hit, after a stop, and shows that it is a part', () => {
    expect(shown(snippetOf([long], ['交通运输']))).toMatch(/^……以日常养护保障\[交通运输\]服务.*……$/);
  });
  test('comes from the first text that has a hit', () => {
    expect(shown(snippetOf(['没有', '这里有公交。', '公交'], ['公交']))).toBe('这里有[公交]。');
  });
  test('is null where no text has one', () => {
    expect(snippetOf(['没有', ''], ['公交'])).toBeNull();
  });
  test('never cuts a character in two', () => {
    const text = `${'😀'.repeat(20)}公交${'😀'.repeat(60)}`;
    const joined = snippetOf([text], ['公交'])!
      .map((run) => run.text)
      .join('');
    expect(joined).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/);
  });
});

describe('law: a query', () => {
  const typed = fc.oneof(words(8), anyText(), fc.constantFrom('𠀀', '𠀀 公交', '青岛 ＢＲＴ', 'Σ'));

  test('that can be looked for has something that the index can be asked', () => {
    fc.assert(
      fc.property(typed, (text) => {
        const query = readQuery(text);
        if (query) expect(queryGrams(query.lookup)).not.toEqual([]);
        // Cities only filter, so single characters beside them leave nothing to look for.
        else
          for (const word of searchWords(text.slice(0, 40)))
            expect(word.length < 2 || CITIES.some(({ name }) => word.join('').startsWith(name))).toBe(true);
      }),
      fuzz(500),
    );
  });

  test('understood once is understood again: its words and cities are a query for the same', () => {
    fc.assert(
      fc.property(typed, (text) => {
        const query = readQuery(text);
        if (!query || query.words.join('').length > 30) return;
        const names = query.regions.map((slug) => LISTS.find((list) => list.slug === slug)!.name);
        expect(readQuery([...query.words, ...names].join(' '))).toMatchObject({
          words: query.words,
          regions: query.regions,
        });
      }),
      fuzz(300),
    );
  });

  test('finds the text that it was taken from', () => {
    const cut = fc.tuple(anyText(), fc.nat(), fc.nat(12)).map(([text, from, length]) => {
      const characters = Array.from(text);
      const start = from % (characters.length + 1);
      return { text, query: characters.slice(start, start + length).join('') };
    });
    fc.assert(
      fc.property(cut, ({ text, query }) => {
        const read = readQuery(query);
        if (!read || read.regions.length > 0) return;
        expect(holdsAll(fold(text), read.words)).toBe(true);
        for (const gram of queryGrams(read.lookup)) expect(gramsOf(text)).toContain(gram);
      }),
      fuzz(500),
    );
  });

  test('that the index alone answers is answered as looking into the text would', () => {
    fc.assert(
      fc.property(typed, anyText(), (query, text) => {
        const read = readQuery(query);
        if (!read?.exact) return;
        const grams = gramsOf(text);
        expect(queryGrams(read.lookup).every((gram) => grams.has(gram))).toBe(
          holdsAll(fold(text), read.words),
        );
      }),
      fuzz(500),
    );
  });
});

describe('law: marks', () => {
  const wanted = words(3).chain((text) => fc.constant(searchWords(text).map((word) => word.join(''))));

  test('lose no character, alternate, and are where the words are', () => {
    const texts = fc.oneof(anyText(), words().map(displayTitle));
    fc.assert(
      fc.property(texts, wanted, (text, searched) => {
        const runs = markHits(text, searched);
        expect(runs.map((run) => run.text).join('')).toBe(text);
        expect(runs.every((run, at) => run.text !== '' && run.hit !== runs[at - 1]?.hit)).toBe(true);
        const bare = fold(text.replace(/[\u200b\u2060]/g, ''));
        const hits = runs
          .filter((run) => run.hit)
          .map((run) => fold(run.text.replace(/[\u200b\u2060]/g, '')));
        expect(hits.length > 0).toBe(searched.some((word) => bare.includes(word)));
        for (const hit of hits) expect(searched.some((word) => hit.includes(word))).toBe(true);
      }),
      fuzz(500),
    );
  });
});

describe('law: a snippet', () => {
  const long = fc.array(text(40), { maxLength: 8 }).map((parts) => parts.join('，'));

  test('is there where a text has a hit, shows it, is short, and cuts no character in two', () => {
    const halves = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
    fc.assert(
      fc.property(fc.array(long, { maxLength: 3 }), words(4), (texts, query) => {
        const searched = readQuery(query)?.words ?? [];
        const runs = snippetOf(texts, searched);
        expect(runs !== null).toBe(texts.some((one) => searched.some((word) => fold(one).includes(word))));
        if (!runs) return;
        const shownText = runs.map((run) => run.text).join('');
        expect(runs.some((run) => run.hit)).toBe(true);
        expect(characters(shownText).length).toBeLessThanOrEqual(80);
        expect(shownText).not.toMatch(halves);
      }),
      fuzz(300),
    );
  });
});
