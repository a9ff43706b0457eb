import * as v from 'valibot';
import { PublisherError } from '../../errors';
import { contentHash } from '../../hash';
import { isTokenFault } from './faults';
import { Http, type HttpOptions } from './http';

export interface Credentials {
  appId: string;
  secret: string;
}

const number = v.pipe(v.number(), v.integer());
/** Seconds since 1970; more has no form in the feed's times. */
const time = v.pipe(number, v.minValue(0), v.maxValue(Date.UTC(9999, 11, 31) / 1000));
const newsItem = v.looseObject({
  title: v.optional(v.string(), ''),
  author: v.optional(v.string(), ''),
  digest: v.optional(v.string(), ''),
  content: v.optional(v.string(), ''),
  content_source_url: v.optional(v.string(), ''),
  thumb_url: v.optional(v.string(), ''),
  url: v.optional(v.string(), ''),
  is_deleted: v.optional(v.boolean(), false),
});
const message = v.object({
  article_id: v.pipe(v.string(), v.minLength(1)),
  content: v.object({ news_item: v.array(newsItem), create_time: v.optional(time) }),
  update_time: time,
});
const batch = v.object({ total_count: number, item: v.optional(v.array(message), []) });
const token = v.object({ access_token: v.pipe(v.string(), v.minLength(1)), expires_in: number });

export type Message = v.InferOutput<typeof message>;
export type Batch = v.InferOutput<typeof batch>;

/** The API gives pages of at most 20 messages. */
export const BATCH = 20;
const CODE_WIDTH = 430;

export type ClientOptions = Credentials & Omit<HttpOptions, 'secrets' | 'onCall'>;

/** The calls of WeChat's server API that the publisher makes, with the token in hand. */
export class AccountClient {
  /** Tells accounts apart, in what is kept of them; the AppID is no secret, and nobody need read it there. */
  readonly account: string;
  /** Told before each call, a repeated one and one for a token too; what it throws ends the calling. */
  onCall: (() => void) | null = null;
  /** How many calls were made while there was nobody to tell. */
  untold = 0;
  private readonly http: Http;
  private accessToken = '';

  constructor(private readonly options: ClientOptions) {
    this.account = contentHash(`account:${options.appId}`);
    this.http = new Http({
      ...options,
      onCall: () => {
        if (this.onCall) this.onCall();
        else this.untold += 1;
      },
      secrets: () => [options.secret, this.accessToken],
    });
  }

  /** Asks for a token, so that credentials that are refused are known before anything else is done. */
  async signIn(): Promise<void> {
    if (!this.accessToken) await this.renew(false);
  }

  /** One page of the published messages, newest first. */
  async batch(offset: number): Promise<Batch> {
    const path = '/cgi-bin/freepublish/batchget';
    const { json } = await this.call(path, { offset, count: BATCH, no_content: 0 });
    return check(batch, json, path);
  }

  /** A mini-program code as PNG or JPEG bytes. */
  async code(scene: string, page: string): Promise<Buffer> {
    const body = { scene, page, check_path: false, env_version: 'release', width: CODE_WIDTH };
    const path = '/wxa/getwxacodeunlimit';
    const { json, bytes } = await this.call(path, body);
    if (json !== null || bytes.length < 100) throw new PublisherError(`微信接口 ${path} 没有给出图片`);
    return bytes;
  }

  /** Calls with a token; one that WeChat refuses is replaced once. */
  private async call(path: string, body: unknown): Promise<{ json: unknown; bytes: Buffer }> {
    await this.signIn();
    try {
      return await this.http.post(path, { access_token: this.accessToken }, body);
    } catch (error) {
      if (!isTokenFault(error)) throw error;
    }
    await this.renew(true);
    return this.http.post(path, { access_token: this.accessToken }, body);
  }

  private async renew(force: boolean): Promise<void> {
    const path = '/cgi-bin/stable_token';
    const { appId, secret } = this.options;
    const body = { grant_type: 'client_credential', appid: appId, secret, force_refresh: force };
    const { json } = await this.http.post(path, {}, body);
    this.accessToken = check(token, json, path).access_token;
  }
}

function check<T>(schema: v.GenericSchema<unknown, T>, value: unknown, path: string): T {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const issue = result.issues[0];
  throw new PublisherError(
    `微信接口 ${path} 的答复不合约定：${v.getDotPath(issue) ?? '(整体)'}：${issue.message}`,
  );
}

const API = 'https://api.weixin.qq.com';

/** Credentials from the environment; every problem is listed at once. */
export function accountFromEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
  names: { appId: string; secret: string },
): ClientOptions {
  const problems: string[] = [];
  const appId = environment[names.appId]?.trim() ?? '';
  const secret = environment[names.secret]?.trim() ?? '';
  const base = (environment.WECHAT_API_BASE ?? API).replace(/\/+$/, '');
  if (!appId) problems.push(`没有设置 ${names.appId}（公众平台“设置与开发 → 基本配置”里的 AppID）`);
  else if (!/^wx[0-9a-zA-Z]{10,30}$/.test(appId)) problems.push(`${names.appId} 应形如 wx0123456789abcdef`);
  if (!secret) problems.push(`没有设置 ${names.secret}（同一页的 AppSecret）`);
  const isSafe = /^https:\/\/|^http:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::|\/|$)/.test(base);
  if (!isSafe || !URL.canParse(base)) problems.push('WECHAT_API_BASE 应为 https 网址（本机测试可用 http）');
  if (problems.length > 0) throw new PublisherError(problems.join('\n'));
  return { appId, secret, base };
}
