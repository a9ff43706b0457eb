import { readFileSync } from 'node:fs';
import { Jieba } from '@node-rs/jieba';
import { glued } from '../../../src/publisher/titles/glue';
import { keptWords } from '../../../src/publisher/titles/kept';
import { Lexicon, TOTAL } from '../../../src/publisher/titles/lexicon';
import { Kept, wordsOf } from '../../../src/publisher/titles/words';
import { rounds, seeded } from '../../support/random';
import { markedTitles } from './marked';

const FILE = require.resolve('@node-rs/jieba/dict.txt');
const dictionary = readFileSync(FILE);
const lexicon = new Lexicon();

describe('the dictionary', () => {
  const lines = dictionary.toString().trimEnd().split('\n');

  test('stands in the order of its bytes, which it is searched by', () => {
    const words = lines.map((line) => Buffer.from(line.slice(0, line.indexOf(' '))));
    expect(words.filter((word, at) => at > 0 && Buffer.compare(words[at - 1]!, word) >= 0)).toEqual([]);
  });

  test('tells how often its words occur together', () => {
    const total = lines.reduce((sum, line) => sum + Number(line.split(' ')[1]), 0);
    expect(Math.log(total)).toBe(TOTAL);
  });
});

describe('words are jieba’s own', () => {
  const jieba = Jieba.withDict(dictionary);
  const isSame = (run: string) => expect(wordsOf(run, lexicon)).toEqual(jieba.cut(run, false));

  test('of every marked title', () => {
    for (const { title } of [...markedTitles('titles.txt'), ...markedTitles('titles-later.txt')])
      for (const run of title.match(/[\u4e00-\u9fff]+/g) ?? []) isSame(run);
  });

  test(
    'law: of any characters',
    seeded((random) => {
      const common = [...new Set(dictionary.toString('utf8', 0, 400_000).match(/[\u4e00-\u9fff]/g))];
      for (let round = rounds(500); round > 0; round -= 1) {
        const one = () =>
          random() < 0.8
            ? common[Math.floor(random() * common.length)]!
            : String.fromCharCode(0x4e00 + Math.floor(random() * 0x51a0));
        isSame(Array.from({ length: 1 + Math.floor(random() * 24) }, one).join(''));
      }
    }),
  );
});

describe('the list of words that hold together', () => {
  test('has no word twice, and holds every one of them', () => {
    const words = keptWords();
    expect(words.filter((word, at) => words.indexOf(word) !== at)).toEqual([]);
    const kept = new Kept(words, lexicon);
    for (const word of words) expect(wordsOf(word, lexicon, kept).join('|')).toBe(word);
  });

  test('is not taken where it would tear likelier words', () => {
    const kept = new Kept(['通车'], lexicon);
    expect(wordsOf('交通车辆', lexicon, kept)).toEqual(['交通', '车辆']);
  });

  test('says which of its words is none', () => {
    expect(() => keptWords({ 市: '济南 青 G20', 其他: 7 })).toThrow('写错的词：青、G20、7。');
  });
});

test.each([
  ['兰陵 县 养护', '兰陵县 养护'],
  ['来 了', '来了'],
  ['建 到 了 一线', '建到了 一线'],
  ['T 线 通车', 'T线 通车'],
  ['三百 二十 个', '三百二十个'],
  ['节 前 三 季度', '节 前三季度'],
  ['新 机场', '新机场'],
  ['张 洪 涛', '张洪涛'],
  ['服务 和 出行', '服务 和 出行'],
  ['淄博 段 夜间', '淄博段 夜间'],
])('%s is read as %s', (words, expected) => {
  expect(glued(words.split(' ')).join(' ')).toBe(expected);
});
