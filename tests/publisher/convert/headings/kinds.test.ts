import { convertBody } from '../../../../src/publisher/convert';
import { loadParser } from '../../../../src/publisher/html/parser';

/*
 * Kinds of articles on which contents broke, each by what an editor would expect. `T` is a paragraph, `b` a bold line, `c` a
 * centred, coloured, larger one, `p` a plain one.
 */

beforeAll(loadParser);

let count = 0;
const T = () => {
  count += 1;
  return `<p>第${'甲乙丙丁戊己庚辛壬癸'[count % 10]}路巡查车清早出门，沿着国道一段一段看过去，看见坑槽就停下来补，看见护栏歪了就扶正，到天黑才回到养护站。</p>`;
};
const p = (text: string) => `<p>${text}</p>`;
const b = (text: string) => `<p><strong>${text}</strong></p>`;
const c = (text: string) =>
  `<p style="text-align:center"><strong style="color:#0a7a3c;font-size:18px">${text}</strong></p>`;
const S = '各市要在十一月底之前把养护队伍、机械和融雪材料都准备好。';
const each = (set: (text: string) => string, ...titles: string[]) =>
  titles.map((title) => `${set(title)}${T()}${T()}`).join('');
const contentsOf = (html: string) =>
  convertBody({ form: 'html', html }, { picture: (src) => src, drop: () => {} }).contents.map(
    ({ level, text }) => `${level} ${text}`,
  );
const first = (...titles: string[]) => titles.map((title) => `1 ${title}`);
const PICTURE = '<p><img src="https://mmbiz.qpic.cn/a/640" data-w="1080" data-ratio="0.6"></p>';

const THREE = ['出行提示', '气象预报', '交通管制'];

test.each([
  ['credits', b('编辑：小陆') + b('审核：老王')],
  ['an end and a signature', b('END') + b('山东省交通运输厅')],
  ['calls to the reader', b('长按二维码关注我们') + b('点击阅读原文') + b('欢迎转发')],
])('%s under an article say nothing of its headings', (_, end) => {
  expect(contentsOf(each(b, ...THREE) + end)).toEqual(first(...THREE));
});

test('numbers go on behind 09', () => {
  const titles = Array.from(
    { length: 12 },
    (_, at) => `${String(at + 1).padStart(2, '0')} ${'甲乙丙丁戊己庚辛壬癸子丑'[at]}路段情况`,
  );
  expect(contentsOf(each(b, ...titles))).toEqual(first(...titles));
});

test('under a number alone a story goes on', () => {
  const part = (number: string, words: string) => `${c(number)}${p(words)}${T()}`;
  expect(contentsOf(part('01', '雪停了，风还在刮') + part('02', '老王披上棉衣出了门。'))).toEqual(
    first('01', '02'),
  );
});

test('items of a list in paragraphs are no headings, the last neither', () => {
  const items = ['一、报名时间：2026年12月1日', '二、报名地点：济南西站', '三、联系电话：0531-12345678'];
  expect(contentsOf(T() + items.map(p).join('') + T())).toEqual([]);
});

test.each([
  [
    [
      '文明创建：擦亮城市底色',
      '交通先行：畅通大动脉',
      '设计理念：以人为本',
      '记者观察：雪夜里的灯',
      '视频监控：守护每座桥',
    ],
  ],
  [['推广新能源公交车', '改造老旧候车亭', '扫码乘车更方便', '怎样申领乘车二维码', '各市积极行动起来']],
  [
    [
      '济南：打造智慧交通“泉城样板”新名片',
      '青岛：港口装上了会思考的“大脑”',
      '烟台：海岛居民出行有了新选择啦',
    ],
  ],
])('%s', (titles) => {
  expect(contentsOf(each(c, ...titles))).toEqual(first(...titles));
});

test('official numbers stand whatever they number', () => {
  const titles = ['一、报名条件', '二、扫码报名', '三、申领乘车二维码', '四、联系方式'];
  expect(contentsOf(each(b, ...titles))).toEqual(first(...titles));
});

test('headings that each part has are headings in each', () => {
  const part = (title: string) => `<h2>${title}</h2><h3>岗位职责</h3>${T()}<h3>任职条件</h3>${T()}`;
  expect(contentsOf(part('工程师') + part('会计'))).toEqual([
    '1 工程师',
    '2 岗位职责',
    '2 任职条件',
    '1 会计',
    '2 岗位职责',
    '2 任职条件',
  ]);
});

test('emphasis between numbered headings is none', () => {
  const html = `${b('一、出行提示')}${T()}${b('雪天路滑，请提前出门')}${T()}${b('二、气象预报')}${T()}${b('三、交通管制')}${T()}`;
  expect(contentsOf(html)).toEqual(first('一、出行提示', '二、气象预报', '三、交通管制'));
});

test('numbered paragraphs of one part say nothing of numbered titles of another', () => {
  const html = [
    p('一、总体要求'),
    p(`1.坚持安全第一。${S}`),
    p(`2.坚持服务为民。${S}`),
    p('二、主要任务'),
    p('1.路面养护'),
    p('（1）裂缝处理'),
    T(),
    p('（2）坑槽修补'),
    T(),
    p('2.桥梁养护'),
    T(),
    p('三、保障措施'),
    T(),
  ].join('');
  expect(contentsOf(html)).toEqual([
    '1 一、总体要求',
    '1 二、主要任务',
    '2 1.路面养护',
    '3 （1）裂缝处理',
    '3 （2）坑槽修补',
    '2 2.桥梁养护',
    '1 三、保障措施',
  ]);
});

test('pictures between titles are an article', () => {
  const titles = ['清晨', '上午', '正午', '黄昏', '深夜'].map((one) => `${one}的大桥`);
  const html = `${T()}${titles.map((title) => c(title) + PICTURE + PICTURE).join('')}`;
  expect(contentsOf(html)).toEqual(first(...titles));
});

test('a link in a heading takes it nowhere', () => {
  const linked = (title: string) => b(`<a href="https://a.cn/1">${title}</a>`);
  expect(contentsOf(each(linked, '出行提示', '气象预报') + each(b, '交通管制'))).toEqual(first(...THREE));
});

test('heads of paragraphs alone are contents; before the first heading they stand below it', () => {
  const head = (title: string) => `<p><strong>${title}</strong>${S}</p>`;
  expect(contentsOf(head('一、总体要求。') + head('二、主要任务。') + head('三、保障措施。'))).toEqual(
    first('一、总体要求', '二、主要任务', '三、保障措施'),
  );
  const html = `${head('（一）加强养护。')}${head('（二）加强值守。')}${each(p, '一、主要任务', '二、保障措施')}`;
  expect(contentsOf(html)).toEqual([
    '2 （一）加强养护',
    '2 （二）加强值守',
    '1 一、主要任务',
    '1 二、保障措施',
  ]);
});

test.each([[['【出行提示】', '【气象预报】', '【交通管制】']], [['▎出行提示', '▎气象预报', '▎交通管制']]])(
  '%s are set apart by their signs where all is set alike',
  (titles) => {
    expect(contentsOf(each(p, ...titles))).toEqual(first(...titles.map((one) => one.replace('▎', ''))));
  },
);

test('English headings are as long as Chinese ones', () => {
  const titles = [
    'What to know before you leave',
    'Where the winter buses will stop',
    'How the bridge is kept open',
  ];
  expect(contentsOf(each(b, ...titles))).toEqual(first(...titles));
});

test('a poem and a speech have none', () => {
  const poem = ['雪落在桥上', '桥落在河上', '河落在灯里', '灯落在谁的眼里'];
  const center = (text: string) => `<p style="text-align:center">${text}</p>`;
  expect(contentsOf(poem.map(center).join('') + poem.map(center).reverse().join(''))).toEqual([]);
});
