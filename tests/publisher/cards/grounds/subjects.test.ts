import { SUBJECTS, type Subject, subjectOf } from '../../../../src/publisher/cards/grounds';
import { nameOf } from '../../../../src/publisher/cards/grounds/subjects';

const titled = (title: string) => subjectOf({ title, content_text: '' });
const texted = (content_text: string) => subjectOf({ title: '滨州 | 一封来信', content_text });
const tagged = (title: string, ...tags: string[]) => subjectOf({ title, content_text: '', tags });

/** Titles of our own that each subject was made for. */
const TITLES: Record<Subject, readonly string[]> = {
  party: [
    '青岛 | 养路班里的党支部',
    '全省 | 全省交通运输工作会议这样部署今年',
    '省厅党组专题学习廉政条例',
    '退休老党员的最后一堂党课',
    '深入学习贯彻四中全会精神',
  ],
  rural: [
    '临沂 | 村口的路灯亮了',
    '德州 | 四好农村路：账本、果园和班车',
    '快递进村的最后五百米',
    '乡镇客运站变了样',
    '田间地头的限高架拆了',
  ],
  snow: [
    '威海 | 大雪封岛，除雪车先行',
    '雨雪将至，这份行车清单请收好',
    '桥面结冰怎么走',
    '寒潮里的养路人',
    '冬季养护备了多少吨盐',
  ],
  rain: [
    '日照 | 台风登陆前，渔港先回家',
    '防汛夜值班记',
    '团雾来了，限速多少',
    '暴雨橙色预警：这些班次停运',
    '恶劣天气出门，先看情报板',
  ],
  standard: [
    '济南 | 读懂一项地方标准：站牌上的字',
    '公路条例改了哪几条',
    '《网络货运管理办法》十问',
    '普法小课堂：掉头被罚，冤不冤',
    '一本技术规范的第三版',
  ],
  airport: [
    '烟台 | 机场新添三条航线',
    '无人机巡河的第一个月',
    '低空航线怎么划',
    '春秋航季换表，航班多了多少',
    'eVTOL 试飞记',
  ],
  data: [
    '德州 | 开放数据里的一条路',
    '智慧信号灯会看人',
    '自动驾驶小巴开进园区',
    '北斗装上渣土车以后',
    '小程序能查公交到哪儿了',
  ],
  service: [
    '聊城 | 办证窗口周末不打烊',
    '大件运输许可，一天办结',
    '高效办成一件事：开一家货运公司',
    '一网通办，司机少跑三趟',
    '从业资格证可以网上换了',
  ],
  safety: [
    '济南 | 治超站的一天',
    '客车安全带，您系好了吗',
    '夜查两客一危',
    '隐患不过夜：一张整改单的旅行',
    '危险货物上路之前',
    '执法记录仪里的一个小时',
  ],
  holiday: [
    '全省 | 五一假期，这些路口会堵',
    '春运第一天',
    '国庆返程，错峰指引来了',
    '自驾环海，哪里停车',
    '清明祭扫的专线怎么坐',
  ],
  harbour: [
    '烟台 | 码头清晨五点半',
    '一只集装箱的二十四小时',
    '运河船闸为什么要等',
    '轮渡停航了，改签怎么办',
    '海上大件怎么运',
  ],
  rail: [
    '济宁 | 高铁站前的早餐摊',
    '地铁试跑一百天',
    '出了火车站往左还是往右',
    '城际列车加密到十分钟一班',
    '中欧班列第三百列发车',
  ],
  bus: [
    '泰安 | 末班公交等不等人',
    '候车亭的暖凳',
    '网约车司机老周的账本',
    '汽车站搬家了',
    '出租汽车换了新颜色',
    '海边那条慢行道修好了',
  ],
  freight: [
    '临沂 | 凌晨四点的物流园',
    '一车蔬菜的冷链之旅',
    '司机之家的热饭',
    '快递员的雨衣',
    '多式联运怎么算账',
  ],
  bridge: ['青岛 | 大桥体检', '跨河三十年', '老桥面换新装', '桥梁医生的听诊器', '一根斜拉索的寿命'],
  construction: [
    '滨州 | 边通车边施工的四十六公里',
    '顺利合龙',
    '年内最后一个重点项目开工',
    '工地上的夜宵',
    '老站房扩建完了',
  ],
  road: [
    '潍坊 | 新互通今天放行',
    '服务区的修车铺',
    '国道边的养路工',
    '收费站少了一条车道',
    '装了 ETC，为什么还要停',
  ],
};

describe('a title', () => {
  test.each(SUBJECTS.flatMap((subject) => TITLES[subject].map((title) => [title, subject])))(
    '%s: %s',
    (title, subject) => {
      expect(titled(title)).toBe(subject);
    },
  );

  test.each([
    ['从村口到国道：一条农村公路的十年', 'rural'],
    ['桥梁设计有了新的地方标准', 'standard'],
    ['跨海大桥开工', 'bridge'],
    ['高速公路除雪记', 'snow'],
    ['春运里的火车站', 'holiday'],
    ['机场大巴改线', 'airport'],
  ])('%s is about the narrower of two: %s', (title, subject) => {
    expect(titled(title)).toBe(subject);
  });

  test('its city is no word of it, and of a title without more nothing is known', () => {
    expect(titled('青岛 | …')).toBeNull();
    expect(titled('')).toBeNull();
  });

  test('letters of any width and case are the same', () => {
    for (const title of ['ＥＴＣ怎么装', 'etc怎么装', 'ETC怎么装']) expect(titled(title)).toBe('road');
  });
});

/** Words that sit in others, and words that are said of other things. */
describe('what only looks like a word of the table', () => {
  test.each<readonly [string, Subject | null]>([
    ['从过渡到长久', null],
    ['有办法的人', null],
    ['办事处门口的老槐树', null],
    ['也许可以早到十分钟', null],
    ['假期之外的窗口期', 'holiday'],
    ['安全会商开到深夜', 'safety'],
    ['非机动车道画好了', null],
    ['电动车头盔怎么戴', null],
    ['一系列车型亮相', null],
    ['驾校车位不够用', null],
    ['降低空驶率的法子', null],
    ['飞行检查来了', null],
    ['机场高速修好了', 'road'],
    ['香港口味的茶餐厅', null],
    ['上海运营的经验', null],
    ['夜里多了三百个停车泊位', null],
    ['航道整治三年', 'harbour'],
    ['高标准推进这件事', null],
    ['全省道路运输从业者的来信', null],
    ['中国道路上的外国司机', null],
    ['全国道德模范刘师傅', null],
    ['互联互通这十年', null],
    ['普通车主的一天', null],
    ['交通车辆知多少', null],
    ['高速发展的背后', null],
    ['道路面貌变了', null],
    ['服务区域扩大到县城', null],
    ['架起沟通桥梁', null],
    ['大桥街道的早市', null],
    ['我们召开工作例会', null],
    ['请提交工作照', null],
    ['学思践悟，融会贯通', null],
    ['作风建设永远在路上', null],
    ['办公交给谁打扫', null],
    ['打卡车间里的老物件', null],
    ['等到村民都上了车', null],
    ['雪中送炭的陌生人', null],
    ['又是一个好天气', null],
    ['“十五五”一张图', null],
    ['十五五一张图看懂', null],
    ['全面推进会展经济', null],
    ['路况巡视员的背包', null],
    ['减速慢行，前方有鸭', null],
    ['高温津贴怎么发', null],
    ['高温天气里的交警亭', null],
    ['交通让生活更好', null],
    ['服务出行每一天', null],
    ['枢纽的含义', null],
    ['农村道德讲堂开讲了', null],
    ['乡村医生的药箱', null],
    ['冰雪运动进校园', null],
    ['最低工资标准提高了', null],
    ['低保标准是多少', null],
    ['用数据说话的人', null],
    ['便民市场搬家了', null],
    ['食品安全抽检通告', null],
    ['网络安全宣传周开幕', null],
    ['食堂里的安全课', 'safety'],
    ['她得了五一劳动奖章', null],
    ['五一假期不打烊', 'holiday'],
    ['劳动车间里的师徒', null],
    ['流动车管所到社区', null],
    ['车站北路的老照相馆', null],
    ['企业与街道之间沟通的桥梁', null],
    ['县里召开工业经济会', null],
    ['公开工程款的去向', null],
    ['召开开工动员的那天', 'construction'],
    ['山东省道德模范老周', null],
  ])('%s: %s', (title, subject) => {
    expect(titled(title)).toBe(subject);
  });
});

describe('a text', () => {
  test('tells the subject where the title does not, if it speaks of one alone, and twice', () => {
    expect(texted('老码头要搬家了。新码头在东边，离城八公里。')).toBe('harbour');
    expect(texted('这座大桥建于一九八六年，三十年来桥面换过两次。')).toBe('bridge');
  });

  test.each([
    ['once is in passing', '他早年在码头做工，后来教书。'],
    ['words side by side are one mention', '他家住在高速公路边上。'],
    ['two subjects are none', '大桥下面是码头，大桥上面有公交，码头边上有公交。'],
    ['even where the second is said once', '大桥修了又修，大桥下面是码头。'],
    ['what anything may be said with does not count', '数据出来了，数据不会骗人，安全第一，安全至上。'],
    ['nor do the traps', '机动车和非机动车各走各的，机动车先让。'],
    ['an empty one says nothing', ''],
  ])('%s', (_, text) => {
    expect(texted(text)).toBeNull();
  });

  test('what is narrower is not the wider one too', () => {
    expect(texted('这条农村公路五米宽，是县里第一条农村公路。')).toBe('rural');
  });

  test('is not asked where the title says it', () => {
    const content_text = '码头，还是码头。';
    expect(subjectOf({ title: '大桥日记', content_text })).toBe('bridge');
  });
});

describe('a tag', () => {
  test.each(SUBJECTS)('names %s', (subject) => {
    const name = nameOf(subject);
    for (const tag of [name, `图:${name}`, `图：${name}`, ` 图： ${name} `])
      expect(tagged('济南 | 一封来信', '生活', tag)).toBe(subject);
    const other = subject === 'bridge' ? '地铁试跑' : '大桥夜景';
    expect(tagged(other, `图:${name}`)).toBe(subject);
    expect(tagged(other, name)).toBe(subject);
  });

  test('takes the ground away', () => {
    expect(tagged('大桥夜景', '图:无')).toBeNull();
    expect(tagged('大桥夜景', '公路', '图：无')).toBeNull();
    expect(subjectOf({ title: '来信', content_text: '码头，老码头。', tags: ['图:无'] })).toBeNull();
  });

  test('that is marked goes before one that is not', () => {
    expect(tagged('一封来信', '公路', '图:桥梁')).toBe('bridge');
  });

  test('that names none of them says nothing', () => {
    expect(tagged('大桥夜景', '图:彩虹', '无', '公路养护')).toBe('bridge');
    expect(tagged('一封来信', '图:彩虹')).toBeNull();
  });
});

test('the names are those of the list in the README', () => {
  expect(SUBJECTS.map(nameOf).join(' ')).toBe(
    '党建会议 农村公路 冰雪 天气预警 标准法规 民航低空 数字化 政务服务 安全执法 假日出行 港航 铁路轨道 公交 物流货运 桥梁 项目建设 公路',
  );
});
