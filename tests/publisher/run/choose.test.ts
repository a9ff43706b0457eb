import {
  Choice,
  compare,
  type Offer,
  returns,
  type Standing,
  supersedes,
} from '../../../src/publisher/run/choose';
import { RANK } from '../../../src/publisher/source/types';

const offer = (source: string, more: Partial<Offer> = {}): Offer => ({
  source,
  name: `${source}.html`,
  title: '标题',
  said: source,
  rank: RANK.whole,
  changed: 0,
  captured: 0,
  rivals: { are: 'versions' },
  forced: false,
  ...more,
});

/** Every order of a few things. */
function orders<T>(list: readonly T[]): T[][] {
  if (list.length < 2) return [[...list]];
  return list.flatMap((first, at) =>
    orders(list.filter((_, other) => other !== at)).map((rest) => [first, ...rest]),
  );
}

/** The source that an article is made of, once all offers were taken in this order. */
function winner(offers: readonly Offer[], present?: Standing & { source: string }): string | undefined {
  const choice = new Choice();
  let made = present?.source;
  for (const one of offers) {
    const verdict = choice.offer('id', one, present);
    if (verdict.is === 'ambiguous') throw new Error(`${one.name} ${verdict.rival.name}`);
    if (verdict.is === 'best') made = one.source;
  }
  return made;
}

const winners = (offers: readonly Offer[], present?: Standing & { source: string }) =>
  new Set(orders(offers).map((order) => winner(order, present)));

describe('of several sources of one article', () => {
  test('the newest capture wins, in whichever order they are presented', () => {
    const offers = [3, 1, 4, 2].map((captured) => offer(`s${captured}`, { captured }));
    expect(winners(offers)).toEqual(new Set(['s4']));
  });

  test('the whole article wins over a part of it, and that over its title, whichever was captured or changed later', () => {
    const offers = [
      offer('title', { rank: RANK.title, captured: 9, changed: 9 }),
      offer('part', { rank: RANK.part, captured: 8, changed: 8 }),
      offer('whole', { captured: 1 }),
    ];
    expect(winners(offers)).toEqual(new Set(['whole']));
    expect(winners(offers.slice(0, 2))).toEqual(new Set(['part']));
    expect(winners([offers[1]!], { ...offers[2]!, source: 'published' })).toEqual(new Set(['published']));
  });

  test('the whole article wins over its title, though the title was captured later', () => {
    const offers = [
      offer('title', { rank: RANK.title, captured: 9 }),
      offer('old', { captured: 1 }),
      offer('new', { captured: 2 }),
    ];
    expect(winners(offers)).toEqual(new Set(['new']));
  });

  test('the source that the article is made of stays, unless a better one comes', () => {
    const present = { source: 'present', rank: RANK.whole, changed: 0, captured: 5 };
    expect(winners([offer('older', { captured: 4 }), offer('oldest')], present)).toEqual(
      new Set(['present']),
    );
    expect(winners([offer('older', { captured: 4 }), offer('newer', { captured: 6 })], present)).toEqual(
      new Set(['newer']),
    );
    expect(winners([offer('title', { rank: RANK.title, captured: 9 })], present)).toEqual(
      new Set(['present']),
    );
  });

  test('the later change wins over the later capture, where both state one', () => {
    const edited = offer('edited', { changed: 9, captured: 1 });
    expect(winners([edited, offer('seen', { changed: 8, captured: 5 })])).toEqual(new Set(['edited']));
    // What states no change is as the article was when it was captured.
    expect(winners([edited, offer('seen', { captured: 5 })])).toEqual(new Set(['edited']));
    expect(winners([edited, offer('seen', { captured: 10 })])).toEqual(new Set(['seen']));
  });

  test('the one that an editor wants wins, however old it is', () => {
    const forced = offer('forced', { captured: 1, forced: true });
    expect(winners([forced, offer('new', { captured: 5 }), offer('newer', { captured: 6 })])).toEqual(
      new Set(['forced']),
    );
  });

  test('the one presented later wins where nothing else decides', () => {
    expect(winner([offer('a'), offer('b')])).toBe('b');
    expect(winner([offer('b'), offer('a')])).toBe('a');
    expect(winner([offer('a')], { source: 'present', rank: RANK.whole, changed: 0, captured: 0 })).toBe('a');
  });

  test('of any two standings that differ in what both state exactly one supersedes the other', () => {
    const standings = [RANK.title, RANK.part, RANK.whole].flatMap((rank) =>
      [0, 1, 2].flatMap((captured) => [0, 5, 6].map((changed) => ({ rank, changed, captured }))),
    );
    for (const one of standings)
      for (const other of standings)
        if (compare(one, other) !== 0) expect(supersedes(one, other)).toBe(!supersedes(other, one));
  });
});

test('a source that was preferred stands until a better one is; of what nobody offered every source stands', () => {
  const choice = new Choice();
  expect(choice.stands('id', 'archived')).toBe(true);
  choice.offer('id', offer('first', { captured: 1 }), undefined);
  expect(choice.stands('id', 'first')).toBe(true);
  choice.offer('id', offer('older'), undefined);
  expect(choice.stands('id', 'first')).toBe(true);
  choice.offer('id', offer('newer', { captured: 2 }), undefined);
  expect(choice.stands('id', 'first')).toBe(false);
  expect(choice.stands('id', 'newer')).toBe(true);
  expect(choice.stands('other', 'first')).toBe(true);
});

describe('two sources under different titles', () => {
  const unclear = (source: string, title: string, more: Partial<Offer> = {}) =>
    offer(source, { title, rivals: { are: 'ambiguous', mend: '分不清：请加序号' }, ...more });
  const refused = (offers: readonly Offer[]) =>
    orders(offers).map((order) => {
      try {
        return winner(order);
      } catch (error) {
        return String(error);
      }
    });

  test('are ambiguous where each may be another article, in either order', () => {
    const said = refused([unclear('a', '甲', { captured: 1 }), unclear('b', '乙', { captured: 2 })]);
    for (const message of said) expect(message).toMatch(/a\.html b\.html|b\.html a\.html/);
  });

  test('are versions of one article where either is sure of its identity, in either order', () => {
    const said = refused([
      unclear('text', '甲', { captured: 1 }),
      offer('page', { title: '乙', captured: 2 }),
    ]);
    expect(said).toEqual(['page', 'page']);
  });

  test('are no rivals where one is only a title, and none where the title is the same', () => {
    expect(refused([unclear('a', '甲'), unclear('b', '乙', { rank: RANK.title })])).toEqual(['a', 'a']);
    expect(refused([unclear('a', '甲', { captured: 1 }), unclear('b', '甲')])).toEqual(['a', 'a']);
  });
});

describe('a source that another one had replaced, presented again', () => {
  test('stays replaced as long as its replacement is presented too', () => {
    expect(returns('old', ['new'], new Set(['old', 'new']))).toBe(false);
    expect(returns('old', ['old', 'new'], new Set(['new', 'old']))).toBe(false);
  });

  test('returns when its replacement is no longer there', () => {
    expect(returns('old', ['new'], new Set(['old']))).toBe(true);
    expect(returns('old', ['old', 'new'], new Set(['old', 'third']))).toBe(true);
  });

  test('returns when nothing is made of any source of its articles', () => {
    expect(returns('old', [], new Set(['old', 'new']))).toBe(true);
  });
});
