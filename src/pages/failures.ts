import type { Failure } from '../stores';

/** What is wrong, in front of what can be done or seen all the same; '' where only that it did not work matters. */
const WHY: Partial<Record<Failure, string>> = {
  offline: '没有网络',
  timeout: '网络太慢',
  dropped: '网络不稳定',
};

/** `没有网络，正在看已保存的文章` */
export const stillSeen = (failure: Failure): string =>
  `${WHY[failure] ?? '没有更新成功'}，正在看已保存的文章`;

/** `没有网络，只搜了手机里存着的文章。` */
export const stillSearched = (failure: Failure): string =>
  `${WHY[failure] ?? '搜索目录没有加载出来'}，只搜了手机里存着的文章。`;

/**
 * Why something is not there, and what helps, a line each.
 * @param what did not come, where that is known: 文章, 专栏
 */
export function failedLines(failure: Failure, what: string): string[] {
  switch (failure) {
    case 'offline':
      return ['请检查网络，再点“重试”。', '连上网络后，也会自动加载。'];
    case 'timeout':
      return ['网络太慢，没有等到回应。', '请稍后再点“重试”。'];
    case 'dropped':
      return ['网络不稳定，连接断开了。', '请再点“重试”。'];
    case 'interrupted':
      return ['加载时离开了微信。', '请再点“重试”。'];
    case 'data':
      return [`${what}暂时打不开，请稍后再点“重试”。`, '网络需要登录的，请先登录。'];
    case 'server':
    case 'missing':
    case 'outdated':
      return [`${what}暂时打不开，请稍后再点“重试”。`];
  }
}
