/*
 * What WeChat shows in place of an article, in its three languages. A table, since the wording changes over the years:
 * the first entry that matches decides, so what is said for the time being, or of the account alone, stands before what
 * takes an article away.
 */

const STATES: readonly { pattern: RegExp; what: 'withdrawn' | 'skipped'; reason: string }[] = [
  {
    pattern:
      /[暂暫][时時]|环境异常|環境異常|(?:操作|访问|訪問)(?:过于|過於)?(?:频繁|頻繁)|系[统統](?:出错|出錯|繁忙)|参数错误|參數錯誤|[链鏈連][接結](?:已)?(?:过期|過期)|[审審]核中|temporar|too (?:frequent|many|often)|try again|system (?:error|busy|is busy)|(?:invalid|incorrect|wrong) (?:parameter|argument)|parameters? (?:error|is|are)|expired|(?:under|being) review|abnormal environment|environment (?:is )?abnormal/i,
    what: 'skipped',
    reason: '暂时无法查看',
  },
  {
    pattern:
      /已(?:自主)?(?:注销|註銷)|已(?:迁移|遷移)|被屏蔽|被封[锁鎖]|[账帐帳][号號戶户]已被?(?:其?[\u4e00-\u9fff]{0,4})?[删刪]除|\baccount (?:has been|has|was|is) (?:\w+ )?(?:self-)?(?:deleted|deactivated|cancell?ed|closed|migrated|moved|transferred|blocked|banned|suspended|disabled|removed)|account migrat/i,
    what: 'skipped',
    reason: '账号已注销、迁移或被屏蔽',
  },
  {
    pattern:
      /[隐隱]私[设設](?:置|定)|发送失败|發送失敗|传送失败|傳送失敗|privacy settings|failed to send|sending failed/i,
    what: 'skipped',
    reason: '作者没有公开它，或没有发送成功',
  },
  {
    pattern:
      /已被?(?:发布者|發[布佈]者|作者|[发發]送[人者]|[发發][布佈]人)?(?:自行)?[删刪]除|\b(?:has been|was|is) (?:deleted|removed) by (?:its |the )?(?:author|publisher|sender|owner)|\bcontent (?:has been|was|is) deleted/i,
    what: 'withdrawn',
    reason: '已被发布者删除',
  },
  {
    pattern:
      /违规|違規|违反|違反|涉嫌|侵权|侵權|已停止访问|已停止訪問|[无無]法[继繼][续續](?:访问|訪問|查看|檢視)|\b(?:violat(?:es|ed|ing|ions?)|infring(?:es|ed|ing|ement))\b|\bsuspected (?:of|to)\b|\breported (?:and|by)\b|\bstopped access|\baccess (?:to \w+ \w+ )?(?:has been|is) (?:stopped|blocked)/i,
    what: 'withdrawn',
    reason: '因违规或投诉无法查看',
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
  const said = plain(messages.length > 0 ? messages.join(' ') : title);
  const state = STATES.find(({ pattern }) => pattern.test(said));
  return state ? { what: state.what, reason: state.reason } : null;
}

/** As it is typed: one kind of space and of apostrophe, whatever the page was set with. */
const plain = (text: string): string =>
  text
    .replace(/[\s\u200b\ufeff]+|&nbsp;/g, ' ')
    .replace(/[‘’ʼ＇]/g, "'")
    .trim();
