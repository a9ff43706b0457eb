/*
 * What WeChat shows in place of an article. A table, since the wording changes over the years: the
 * newest entry that matches decides.
 */

const STATES: readonly { pattern: RegExp; what: 'withdrawn' | 'skipped'; reason: string }[] = [
  { pattern: /已被(?:发布者|作者)删除|已被?删除/, what: 'withdrawn', reason: '已被发布者删除' },
  {
    pattern: /违规|违反|涉嫌|侵权|已停止访问|无法继续(?:访问|查看)/,
    what: 'withdrawn',
    reason: '因违规或投诉无法查看',
  },
  { pattern: /已(?:自主)?注销|已迁移|被屏蔽/, what: 'skipped', reason: '账号已注销、迁移或被屏蔽' },
  {
    pattern: /暂时无法查看|环境异常|操作频繁|系统(?:出错|繁忙)|参数错误|链接已过期/,
    what: 'skipped',
    reason: '暂时无法查看',
  },
];

type State = { what: 'withdrawn'; reason: string } | { what: 'skipped'; reason: string };

/**
 * The state of a page that shows a message in place of an article; null for a page with an article.
 * `messages` are the texts of its message elements; its title counts only where nothing else is there,
 * because an article may well be called `涉嫌违规……`.
 */
export function pageState(messages: readonly string[], title: string, hasArticle: boolean): State | null {
  if (hasArticle) return null;
  const said = messages.length > 0 ? messages.join(' ') : title;
  const state = STATES.find(({ pattern }) => pattern.test(said));
  return state ? { what: state.what, reason: state.reason } : null;
}
