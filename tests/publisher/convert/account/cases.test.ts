import path from 'node:path';
import { type ArticleDocument, type Block, paths } from '../../../../src/feed';
import { publish } from '../../../../src/publisher/commands/publish';
import type { Report } from '../../../../src/publisher/report';
import { cleanUp, headOf, plain, readJson, temporary } from '../../support';
import { outline } from './outline';

/*
 * Nine small pages, each after a public complaint about another program, published as they are. tests/fixtures/publisher/cases
 * says what each of them is.
 */

const FOLDER = path.join(__dirname, '../../../fixtures/publisher/cases');
const ADDRESS = 'https://mp.weixin.qq.com/s/';

let to: string;
let report: Report;
beforeAll(async () => {
  to = path.join(temporary(), 'feed');
  report = await publish({ from: [FOLDER], to, ...plain });
});
afterAll(cleanUp);

/** The article that was made of the page of this name. */
function article(title: string): ArticleDocument {
  const item = headOf(to).items.find((one) => one.title === title);
  if (!item) throw new Error(`“${title}” was not published: ${JSON.stringify(report.warnings)}`);
  return readJson(to, paths.article(item.id)) as ArticleDocument;
}
const blocksOf = (title: string): Block[] => article(title).blocks;
const linesOf = (title: string): string[] => outline(blocksOf(title));
/** Where the address of a page is https or http, it is the same page. */
const secure = (lines: readonly string[]) =>
  lines.map((line) => line.replaceAll('http://mp.', 'https://mp.'));

test('01: a player that was built already is one video with its cover, and none of its words', () => {
  const title = '城区公交换新车，视频带你看';
  expect(secure(linesOf(title))).toEqual([
    'paragraph: 今年下半年，城区三条线路换上了低地板公交车。',
    expect.stringMatching(
      /^video .*\(cover CASEV1\) → https:\/\/mp\.weixin\.qq\.com\/s\/CaseNo01livevideoxx$/,
    ),
    'paragraph: 新车的前门踏步离地只有三十厘米，轮椅可以直接推上去。',
  ]);
  expect(JSON.stringify(article(title))).not.toMatch(/退出全屏|时长|横屏|倍速|重播|继续观看|已关注/);
});

test('02: a `pre` that is a box is two pictures, a link and no code', () => {
  expect(linesOf('网上约车牌的四个步骤')).toEqual([
    'paragraph: 下面按顺序说明。',
    expect.stringMatching(/^(?:heading \d|paragraph): (?:\{strong\|第一步　登录\}|第一步　登录)$/),
    'paragraph: 打开办事大厅，用[统一账号](https://example.com/login)登录。',
    'image CASEP2A',
    'paragraph: 第二步，选择“预约号牌”。',
    'image CASEP2B',
    'paragraph: 办理结果三个工作日内短信告知。',
  ]);
});

test('04: a list has one mark an item: •, then 1. 2. 3., then •', () => {
  expect(linesOf('暑运出行六件事')).toEqual([
    'paragraph: 出门之前先看这几条：',
    'list',
    '  • 带好身份证件',
    '  • 提前四十分钟到站',
    'paragraph: 到站之后：',
    'list',
    '  1. 先安检',
    '  2. 再检票',
    '  3. 最后上车',
    'list',
    '  • 真正的圆点一条',
  ]);
});

test('05: a video post is its video with its cover, and its two lines', () => {
  expect(secure(linesOf('九十秒看懂新版收费标准'))).toEqual([
    expect.stringMatching(
      /^video .*\(cover CASEV5\) → https:\/\/mp\.weixin\.qq\.com\/s\/CaseNo05videopostxx$/,
    ),
    'paragraph: 新版收费标准下月一日起执行，⏎三类客车有变化。',
  ]);
});

test('06: the date in the page is when it was published: 2026-03-24T22:38+08:00', () => {
  const { byline, blocks } = article('国道养护提前完工');
  expect(byline.published).toBe('2026-03-24T22:38:00+08:00');
  expect(outline(blocks)).toEqual(['paragraph: 经过四个月施工，国道养护工程比计划提前十天完工。']);
});

test('08: each picture leads to its article', () => {
  expect(linesOf('往期回顾：这三篇值得再看一遍')).toEqual([
    'paragraph: 点开图片即可阅读。',
    expect.stringMatching(
      /^image CASEL8A → https:\/\/mp\.weixin\.qq\.com\/s\?__biz=MzA5OTk5OTk5OQ==&mid=2651000101&/,
    ),
    `image CASEL8B → ${ADDRESS}CaseLinkedArticle2022`,
    'paragraph: 看完别忘了留言。',
  ]);
});

test('11: code has its three lines, whatever made them lines, and no column of numbers', () => {
  expect(linesOf('用脚本查公交到站时间')).toEqual([
    'paragraph: 命令如下：',
    'code bash:',
    '  curl -s https://example.com/bus \\',
    "    | jq '.stops[0]' \\",
    '    | head -n 3',
    'code:',
    '  import json',
    "  data = json.load(open('a.json'))",
    '  print(data)',
    'code:',
    '  first line',
    '  second line',
  ]);
});

test('14: an element set into a sentence leaves it one sentence, and no heading', () => {
  const title = '黄河大桥夜间封闭施工';
  const words = linesOf(title).map((line) => line.replace(/\{[a-z ]+\|(.*?)\}/g, '$1'));
  expect(words).toEqual([
    'paragraph: 自本月十五日起，每晚二十二时至次日五时封闭施工，请绕行。',
    'paragraph: 绕行路线见北岸收费站指示牌。',
    'paragraph: 施工预计持续二十天。',
  ]);
  expect(linesOf(title)[0]).toMatch(/\{(?:strong|accent|strong accent)\|二十二时至次日五时\}/);
  expect(article(title).contents).toEqual([]);
});

test('15: a paid article that was not paid for says so, leads to the original and warns the editor', () => {
  const title = '深度｜一条高速公路的二十年';
  const [first, second, ...notice] = linesOf(title);
  expect([first, second]).toEqual([
    'paragraph: 二十年前，这里还是一片盐碱地。',
    'paragraph: 第一批建设者住的是芦席棚。',
  ]);
  expect(notice).toEqual([expect.stringMatching(/^unsupported rest: .*付费/)]);
  // What cannot be shown is followed by the way to the original.
  expect(secure([article(title).url ?? ''])).toEqual([`${ADDRESS}CaseNo15paidxxxxxxx`]);
  expect(report.warnings).toContainEqual({
    article: expect.anything(),
    message: expect.stringContaining('付费'),
  });
});
