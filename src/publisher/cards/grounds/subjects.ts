import { splitTitle } from '../../../domain/regions';

/*
 * Which ground an article gets (design/ui/grounds.md 1). A wrong ground is worse than none: a word comes in when an
 * article shows the need, with a title in the tests, and none that means something else in other words' company.
 */

interface Row {
  /** What an editor calls it in a tag. */
  name: string;
  words: string;
  /** Words that say what a title is about, but may be said of anything in a text. */
  title?: string;
  /** Phrases in which the row's words mean something else. */
  unless?: string;
}

/** From the narrow to the wide: a village road before a road, a standard for bridges before a bridge. */
export const TABLE = {
  party: {
    name: '党建会议',
    words: '党建 党委 党支部 党组 党课 党员 党日 主题教育 中全会 廉政 巡视整改 巡视组 巡察 学习贯彻',
    title: '会议精神 工作会议 座谈会 动员会 推进会',
    unless: '推进会展',
  },
  rural: {
    name: '农村公路',
    words: '农村公路 农村路 农村客运 村村通 村道 村路 镇村 村口 通村 快递进村 客车进村',
    title: '乡村 乡镇 进村 到村 助农 惠农 田间',
    unless: '到村民 村道德 乡村医生 乡村教师 乡村学校 乡镇卫生院',
  },
  snow: {
    name: '冰雪',
    words:
      '降雪 大雪 中雪 暴雪 雨雪 冰雪 风雪 雪天 雪后 雪中 积雪 扫雪 除雪 清雪 铲雪 融雪 以雪为令 结冰 除冰 冰冻 寒潮 冬季养护',
    title: '低温 防滑',
    unless: '雪中送炭 冰雪聪明 冰雪旅游 冰雪运动 冰雪项目 冰雪经济 冰雪文化 低温冷链',
  },
  rain: {
    name: '天气预警',
    words:
      '台风 暴雨 降雨 雨天 汛期 防汛 大雾 团雾 雷电 强对流 蓝色预警 黄色预警 橙色预警 红色预警 天气预警 预警信号',
    title: '天气 气象 应急响应',
    unless: '高温天气 晴热天气 好天气 气象万千 新气象',
  },
  standard: {
    name: '标准法规',
    words:
      '条例 管理办法 实施办法 实施细则 技术规范 服务规范 作业规范 操作规范 设计规范 规范》 法规 规章 立法 普法 政策解读 编制指南 技术指南 释义',
    title: '标准 规定 规程',
    unless: '高标准 工资标准 生活保障标准 低保标准 执法规 方法规 建立法 设立法 成立法 确立法',
  },
  airport: {
    name: '民航低空',
    words: '机场 民航 低空 无人机 航班 EVTOL 航线网',
    title: '航空 飞行 起降',
    unless: '机场高速 机场路 机场大道 飞行检查 降低空 减低空 农民航 海上航班 陆岛航班 客滚航班 客船航班',
  },
  data: {
    name: '数字化',
    words: '数字化 数字交通 数智 大数据 智能网联 人工智能 北斗 自动驾驶 无人驾驶 车路云 车路协同 电子证照',
    title: '数据 智慧 信息化 平台上线 小程序',
    unless: '集体智慧 群众智慧 民间智慧 数据显示 数据说话',
  },
  service: {
    name: '政务服务',
    words: '政务 审批 一件事一次办 “一件事” 办成一件事 一网通办 跨省通办 证照 营商环境 好差评 从业资格',
    title: '窗口 办事 办证 许可 便民 12345 12328',
    unless: '窗口期 时间窗口 机遇窗口 车窗口 办事处 会办事 许可以 也许可 便民市场 便民超市 便民早市',
  },
  safety: {
    name: '安全执法',
    words: '执法 治超 超限 超载 稽查 打非 应急演练 两客一危 危货 危险货物',
    title: '安全 隐患 整治 救援 专项行动 平安交通',
    unless:
      '航道整治 环境整治 路域整治 海上救援 水上救援 安全感 食品安全 药品安全 用药安全 粮食安全 网络安全 信息安全 国家安全',
  },
  holiday: {
    name: '假日出行',
    words: '节假日 小长假 春节 春运 元旦 国庆 五一 清明 中秋 端午 暑运 自驾 免费通行',
    title: '假日 假期 返程 旅游 出行提示',
    unless: '五五一 四五一 十五一 第五一 五一劳动奖 建国庆典 国庆路 清明上河图',
  },
  harbour: {
    name: '港航',
    words:
      '港口 港航 码头 航道 航运 船舶 船员 船长 货船 客船 渡船 船闸 邮轮 海运 集装箱 泊位 水运 渡口 轮渡 客滚 运河',
    title: '海上',
    unless: '香港口 车泊位 上海运 航运行 航运营 运河路 运河大桥',
  },
  rail: {
    name: '铁路轨道',
    words: '高铁 铁路 轨道交通 地铁 动车 列车 城际 火车站 有轨电车 班列',
    title: '站台 车站',
    unless:
      '机动车 电动车 自动车 主动车 移动车 推动车 带动车 活动车 系列车 城际公交 公交站台 候车站台 汽车站 公交车站 停车站 流动车 启动车 联动车 动车间 车站北路 车站南路 车站东路 车站西路',
  },
  bus: {
    name: '公交',
    words: '公交 客运 汽车站 出租车 出租汽车 网约车 巡游车 班线 候车 共享单车 校车',
    title: '换乘 慢行 步行',
    unless: '办公交 驾校车 学校车 减速慢行 步行街',
  },
  freight: {
    name: '物流货运',
    words: '物流 货运 快递 快件 货车 多式联运 铁水联运 公铁联运 冷链 卡车 司机之家',
    title: '配送 邮政 仓储',
    unless: '打卡车',
  },
  bridge: {
    name: '桥梁',
    words: '大桥 桥梁 跨海 跨河 斜拉 悬索 桥面 桥塔 立交桥 造桥 架桥 护桥',
    unless: '桥梁纽带 桥梁作用 沟通桥梁 沟通的桥梁 连心桥梁 连心的桥梁 友谊的桥梁 大桥街道 大桥镇',
  },
  construction: {
    name: '项目建设',
    words: '开工 复工 交工 竣工 施工 合龙 贯通 扩建 架设 工地 开建 工程建设 项目建设 公路建设 建设者',
    title: '建成 在建 重点项目 重大项目 重点工程 重大工程 投资',
    unless: '召开工 公开工 展开工 离开工 开工作 开工资 开工会 交工作 交工具 提交工 召开建 融会贯通 正在建',
  },
  road: {
    name: '公路',
    words: '公路 高速 国道 省道 路段 互通 收费站 服务区 路面 指路 通车 ETC 路网 隧道',
    title: '养护 路长制',
    unless:
      '高速发展 高速增长 高速运转 高速度 中国道 全国道 我国道 各国道 国道路运 全省道 我省道 各省道 跨省道 省道路运 国道德 省道德 互联互通 互通有无 信息互通 交通车 普通车 直通车 开通车 指路明灯 路面貌 服务区域',
  },
} as const satisfies Record<string, Row>;

export type Subject = keyof typeof TABLE;

/** Every subject, from the narrow to the wide. */
export const SUBJECTS = Object.keys(TABLE) as Subject[];

/** What an editor calls a subject. */
export const nameOf = (subject: Subject): string => TABLE[subject].name;

/** Full- and half-width alike, capitals for all. */
const folded = (text: string): string => text.normalize('NFKC').toUpperCase();

const either = (phrases: string): RegExp =>
  new RegExp(
    `(?:${folded(phrases)
      .split(' ')
      .map((one) => one.replace(/[.*+?^$()[\]{}|\\]/g, '\\$&'))
      .join('|')})+`,
    'g',
  );

const ROWS = SUBJECTS.map((subject) => {
  const { words, title = '', unless }: Row = TABLE[subject];
  return {
    subject,
    inTitles: either(`${words} ${title}`.trim()),
    inTexts: either(words),
    unless: unless ? either(unless) : null,
  };
});

/** A place of the text that no word reaches across. */
const GAP = '\n';

/** The first row with a word in the title. */
function inTitle(title: string): Subject | null {
  const text = folded(splitTitle(title).headline);
  const row = ROWS.find(({ inTitles, unless }) => without(text, unless).search(inTitles) >= 0);
  return row?.subject ?? null;
}

/**
 * The one subject that a text speaks of: twice at least, and of no other even once. Words side by side are one
 * mention (`高速公路`), and what a narrower row has found is not looked at again (the `公路` of `农村公路`).
 */
function inText(text: string): Subject | null {
  let rest = folded(text);
  let found: { subject: Subject; mentions: number } | null = null;
  for (const { subject, inTexts, unless } of ROWS) {
    const open = without(rest, unless);
    const mentions = open.match(inTexts)?.length ?? 0;
    if (mentions === 0) continue;
    if (found) return null;
    found = { subject, mentions };
    rest = open.replace(inTexts, GAP);
  }
  return found && found.mentions >= 2 ? found.subject : null;
}

const without = (text: string, phrases: RegExp | null): string =>
  phrases ? text.replace(phrases, GAP) : text;

const MARK = /^图\s*:\s*/;
/** A tag for an article that shall have none. */
const NONE = '无';

/** What the tags say: a subject, none at all, or nothing. One that is marked (`图:桥梁`) goes before one that is not. */
function inTags(tags: readonly string[]): Subject | null | undefined {
  const all = tags.map((tag) => tag.normalize('NFKC').trim());
  const marked = all.filter((tag) => MARK.test(tag)).map((tag) => tag.replace(MARK, ''));
  for (const tag of marked) {
    if (tag === NONE) return null;
    const subject = SUBJECTS.find((one) => nameOf(one) === tag);
    if (subject) return subject;
  }
  return SUBJECTS.find((one) => all.includes(nameOf(one)));
}

/**
 * The subject of an article, or null: what a tag says; or the first row of the table with a word in the title,
 * its city aside; or, where the title has none, the one subject of its digest (a stricter rule, see `inText`).
 */
export function subjectOf(article: {
  title: string;
  content_text: string;
  tags?: readonly string[];
}): Subject | null {
  const said = inTags(article.tags ?? []);
  if (said !== undefined) return said;
  return inTitle(article.title) ?? inText(article.content_text);
}
