import { clipped } from '../../../domain/characters';
import { PublisherError } from '../../errors';

/*
 * What WeChat's error codes mean to the person who runs this, and what to do. Errors come as HTTP 200.
 */

const WORDS: Readonly<Record<number, string>> = {
  40001:
    'AppSecret 不对，或令牌已失效。到公众平台“设置与开发 → 基本配置”核对 AppSecret，重置后记得更新 WECHAT_SECRET',
  40013: 'AppID 不对，请核对 WECHAT_APPID',
  40125: 'AppSecret 不对，请核对 WECHAT_SECRET',
  40164: '本机的公网地址不在 IP 白名单里。到公众平台“设置与开发 → 基本配置 → IP白名单”添加它',
  41030: '小程序里没有这个页面，或小程序还没有发布；发布后再生成小程序码',
  45009: '今天的接口调用次数已用完，次日零点后再运行，或在公众平台清零',
  45011: '调用过于频繁，请过几分钟再运行',
  48001: '这个账号没有该接口的权限（通常需要完成微信认证）。可以改用保存的网页：publish --from',
  50002: '账号被限制使用，请登录公众平台查看通知',
  61024: '第三方平台托管的账号，请使用第三方平台的凭据',
};

/** An error code of WeChat's. The message is for an administrator and holds no secret. */
export class AccountFault extends PublisherError {
  constructor(
    readonly code: number,
    said: string,
  ) {
    const address = code === 40164 ? /\d{1,3}(?:\.\d{1,3}){3}/.exec(said)?.[0] : undefined;
    const words = WORDS[code] ?? `微信接口报告错误：${clipped(said, 200)}`;
    super(`${words}${address ? `：${address}` : ''}（errcode ${code}）`);
  }
}

/** The token is not, or no longer, good: a new one may help. */
export const isTokenFault = (error: unknown): boolean =>
  error instanceof AccountFault && [40001, 40014, 41001, 42001].includes(error.code);

/** WeChat is busy: the same call may succeed later. */
export const isBusy = (code: number): boolean => code === -1;
