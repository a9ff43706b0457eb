import type { Entry } from '../../../src/publisher/memory/entry';
import type { Memory } from '../../../src/publisher/memory/memory';
import type { Candidate } from '../../../src/publisher/memory/relations';
import { Related } from '../../../src/publisher/run/related';
import { entry, withMemory } from '../memory/support';
import { cleanUp, temporary } from '../support';

afterEach(cleanUp);

const DAY = 86_400_000;
const one = (name: string, day: number, words: string[] = [], city = ''): Entry =>
  entry(name, { title: city ? `${city} | ${name}` : name, published: day * DAY, words });
const filler = (count: number) => Array.from({ length: count }, (_, at) => one(`甲${at}`, at, [`甲${at}`]));
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
    const chosen = relate([one('新', 50, ['甲3!', '甲30!'])], memory);
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
  const all = [...filler(30), one('青', 31, ['甲3!'], '青岛')];
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
