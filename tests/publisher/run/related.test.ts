import type { Entry } from '../../../src/publisher/memory/state';
import { relate } from '../../../src/publisher/run/related';

const DAY = 86_400_000;
const entry = (id: number, day: number, words: string[], region: string | null = null): Entry => ({
  id: String(id).padStart(12, '0'),
  identity: '',
  source: '',
  index: 0,
  rank: 1,
  captured: 0,
  published: day * DAY,
  account: '',
  item: {
    id: '',
    title: '题',
    content_text: '',
    date_published: '',
    _column: { v: '', kind: 'article', region, minutes: 1, headline: '题' },
  },
  words,
  own: '',
  related: [],
  links: '',
  images: [],
  missing: 0,
});
const numbers = (one: Entry) => one.related.map(Number);
const filler = (count: number) => Array.from({ length: count }, (_, at) => entry(100 + at, at, [`甲${at}`]));

test('shared words of the title weigh most, then the region, then nearness in time', () => {
  const subject = entry(1, 60, ['大桥!', '养护!'], 'qingdao');
  const all = [
    ...filler(20),
    entry(2, 30, ['大桥!']),
    entry(3, 31, [], 'qingdao'),
    entry(4, 32, ['大桥']),
    entry(5, 59, []),
    subject,
  ];
  relate(all, 0);
  expect(numbers(subject).slice(0, 4)).toEqual([2, 3, 4, 5]);
});

test('an article relates to older ones, so that a new one changes no other', () => {
  const all = filler(40);
  relate(all, 0);
  const before = all.map((one) => one.related);
  all.push(entry(999, 50, ['甲3!', '甲30!']));
  relate(all, 40);
  expect(all.slice(0, 40).map((one) => one.related)).toEqual(before);
  expect(numbers(all[40]!)).toContain(103);
});

test('never the article itself, never one without a title, and the first ones of a feed relate to each other', () => {
  const all = [
    ...filler(4),
    {
      ...entry(7, 5, []),
      item: { ...entry(7, 5, []).item, _column: { ...entry(7, 5, []).item._column, headline: '' } },
    },
  ];
  relate(all, 0);
  for (const one of all) expect(one.related).not.toContain(one.id);
  expect(all.every((one) => !numbers(one).includes(7))).toBe(true);
  expect(all[0]!.related).toHaveLength(3);
});
