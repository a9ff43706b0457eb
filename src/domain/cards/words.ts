/**
 * Words that a title's lines do not split, where they occur. WeChat has no Intl.Segmenter; a short list of
 * the field's words does most of its work. A word that is not here may be split, at a small cost, as in print.
 */
export const WORDS = (
  '交通运输 高质量 全省 地方 标准 发布 实施 数量 历年 新高 执法 协作 最新 预报 局部 大雪 降雪 雨雪 天气 路况 山东 公路 顺利 通过 ' +
  '交工 竣工 验收 通车 高速 高铁 铁路 地铁 轨道 机场 港口 码头 航线 枢纽 互通 立交 收费站 服务区 出行 服务 解读 提示 指南 建设 工程 项目 开通 优化 ' +
  '调整 线路 公交 出租车 网约车 客运 货运 农村 乡村 物流 快递 企业 安全 管理 审批 模范 机关 党建 党委 引领 助推 发展 坚持 事业 工作 改造 提升 ' +
  '养护 应急 保障 除雪 防滑 施工 绕行 通行 免费 假期 春运 国庆 元旦 春节 绿色 智慧 数据 开放 平台 综合 立体 网络 试点 示范 正式 全面 持续 ' +
  '地方标准 看懂 读懂 说清 清楚 怎么 怎样 什么 这些 那些 问题 一次 一块 节假日 日常 收费 我们 可以 已经 开始 标志 指路 换乘 居民 游客 ' +
  '青岛 济南 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽'
).split(' ');
