import { comparePlaces, type Entry } from '../../../src/publisher/memory/entry';
import type { Memory } from '../../../src/publisher/memory/memory';
import type { Candidate } from '../../../src/publisher/memory/relations';
import { Related } from '../../../src/publisher/run/related';
import { rounds, seeded } from '../../support/random';
import { entry, withMemory } from '../memory/support';
import { cleanUp, temporary } from '../support';

afterEach(cleanUp);

const DAY = 86_400_000;
const one = (name: string, day: number, words: string[] = [], city = ''): Entry =>
  entry(name, { title: city ? `${city} | ${name}` : name, published: day * DAY, words });
/** A word of its own for each number. */
const word = (at: number) => `甲${String.fromCharCode(0x4e00 + at)}`;
const filler = (count: number) => Array.from({ length: count }, (_, at) => one(`甲${at}`, at, [word(at)]));
const candidate = ({ published, id, item, words }: Entry): Candidate => ({
  published,
  id,
  region: item._column.region,
  words,
  named: item.title !== '',
});

/** Has articles chosen for in their order, in a memory of them all; what each relates to, by name. */
function relate(all: readonly Entry[], memory?: Memory): Map<string, string[]> {
  if (!memory) return withMemory(temporary(), (made) => relate(all, made), { commit: false });
  const { articles } = memory;
  for (const each of all) articles.put(each);
  const related = new Related(articles.relations);
  const names = new Map([...articles.all()].map(({ id, identity }) => [id, identity]));
  const chosen = new Map<string, string[]>();
  for (const each of [...all].sort((a, b) => a.published - b.published)) {
    const before = articles.get(each.id)!.related;
    const now = related.choose(candidate(each), articles.neighbours(each).older, before);
    articles.relations.set(each.id, before, now);
    chosen.set(
      each.identity,
      now.map((id) => names.get(id)!),
    );
  }
  return chosen;
}

test('shared words of the title weigh most, then the region, then nearness in time', () => {
  const chosen = relate([
    ...filler(20),
    one('题', 30, ['大桥!']),
    one('城', 31, [], '青岛'),
    one('文', 32, ['大桥']),
    one('近', 59),
    one('问', 60, ['大桥!', '养护!'], '青岛'),
  ]);
  expect(chosen.get('问')!.slice(0, 4)).toEqual(['题', '城', '文', '近']);
});

test('an article relates to older ones, so that a new one changes no other', () => {
  withMemory(temporary(), (memory) => {
    const before = relate(filler(40), memory);
    for (const [name, chosen] of [...before].slice(6))
      for (const other of chosen) expect(Number(other.slice(1))).toBeLessThan(Number(name.slice(1)));
    const chosen = relate([one('新', 50, [`${word(3)}!`, `${word(30)}!`])], memory);
    expect(chosen.get('新')).toContain('甲3');
  });
});

test('never the article itself, never one without a title, and the first ones of a feed relate to each other', () => {
  const chosen = relate([...filler(4), one('', 5)]);
  for (const [name, others] of chosen) expect(others).not.toContain(name);
  expect([...chosen.values()].flat()).not.toContain('');
  expect(chosen.get('甲0')).toHaveLength(3);
});

test('at most twenty relate to one, however well it fits', () => {
  const star = one('星', 0, ['大桥!']);
  const chosen = relate([star, ...Array.from({ length: 60 }, (_, at) => one(`丙${at}`, at + 1, ['大桥']))]);
  const relating = new Map<string, number>();
  for (const other of [...chosen.values()].flat()) relating.set(other, (relating.get(other) ?? 0) + 1);
  expect(relating.get('星')).toBe(20);
  expect(Math.max(...relating.values())).toBe(20);
});

test('whatever order they are asked for in, each chooses the same', () => {
  const all = [...filler(30), one('青', 31, [`${word(3)}!`], '青岛')];
  const inOrder = relate(all).get('青');
  const alone = withMemory(temporary(), ({ articles }) => {
    for (const each of all) articles.put(each);
    const subject = all.at(-1)!;
    const chosen = new Related(articles.relations).choose(
      candidate(subject),
      articles.neighbours(subject).older,
      [],
    );
    return chosen.map((id) => articles.get(id)!.identity);
  });
  expect(alone.slice(0, 1)).toEqual(inOrder!.slice(0, 1));
});

/** The choice as it is described, without any of what makes it quick. Everything is in its order. */
function plainly(all: readonly Entry[], at: number, relating: ReadonlyMap<string, number>): string[] {
  const subject = all[at]!;
  const others = at < 6 ? all.slice(0, 6) : all.slice(Math.max(0, at - 300), at);
  const score = (other: Entry) => {
    let words = 0;
    for (const own of subject.words)
      for (const theirs of other.words)
        if (own.slice(0, 2) === theirs.slice(0, 2))
          words += (own.endsWith('!') ? 3 : 1) * (theirs.endsWith('!') ? 3 : 1);
    const { region } = subject.item._column;
    const place = region !== null && region === other.item._column.region ? 4 : 0;
    return words + (place + 2 / (1 + Math.abs(subject.published - other.published) / DAY / 30));
  };
  return others
    .filter((other) => other !== subject && other.item.title !== '' && (relating.get(other.id) ?? 0) < 20)
    .map((other) => ({ ...other, score: score(other) }))
    .sort((a, b) => b.score - a.score || b.published - a.published || (a.id < b.id ? -1 : 1))
    .slice(0, 5)
    .map(({ id }) => id);
}

test(
  'law: in their order or not, each article chooses what a plain reading of the rules gives',
  seeded((next) => {
    const below = (end: number) => Math.floor(next() * end);
    for (let round = 0; round < rounds(2); round += 1) {
      const many = 10 + below(900);
      const words = () =>
        Array.from({ length: below(30) }, () => `${word(below(2 + below(300)))}${next() < 0.3 ? '!' : ''}`);
      const all = Array.from({ length: many }, (_, at) =>
        one(
          next() < 0.1 ? '' : `篇${at}`,
          below(many / 2),
          [...new Set(words())],
          next() < 0.5 ? '青岛' : '',
        ),
      )
        .map((each, at) => ({
          ...each,
          id: `${each.id}${at}`,
          item: { ...each.item, id: `${each.id}${at}` },
        }))
        .sort(comparePlaces);
      withMemory(temporary(), ({ articles }) => {
        for (const each of all) articles.put(each);
        const related = new Related(articles.relations);
        const relating = new Map<string, number>();
        for (let at = 0; at < many; at += next() < 0.02 ? 2 : 1) {
          const { id } = all[at]!;
          const now = related.choose(candidate(all[at]!), all[at - 1] ?? null, []);
          expect(now).toEqual(plainly(all, at, relating));
          articles.relations.set(id, [], now);
          for (const other of now) {
            relating.set(other, (relating.get(other) ?? 0) + 1);
            expect(articles.relations.to(other)).toContain(id);
          }
        }
        for (const { id } of all) expect(articles.relations.count(id)).toBe(relating.get(id) ?? 0);
      });
    }
  }),
);
