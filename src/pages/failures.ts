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

const RETRY = '再点“重试”。';
/** What helps where it is the network's fault, or nobody's. */
const HELP: Partial<Record<Failure, string[]>> = {
  offline: [`请检查网络，${RETRY}`, '连上网络后，也会自动加载。'],
  timeout: [`网络太慢，请稍后${RETRY}`],
  dropped: [`网络不稳定，请${RETRY}`],
  interrupted: [`加载中断了，请${RETRY}`],
};

/**
 * Why something is not there, and what helps, a line each.
 * @param what did not come: 文章, 专栏
 */
export const failedLines = (failure: Failure, what: string): string[] =>
  HELP[failure] ?? [
    `${what}暂时打不开，请稍后${RETRY}`,
    ...(failure === 'data' ? ['网络需要登录的，请先登录。'] : []),
  ];
