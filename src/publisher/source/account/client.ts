import * as v from 'valibot';
import { clipped } from '../../../domain/characters';
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
  // Longer ones name nothing.
  article_id: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  content: v.object({ news_item: v.array(v.unknown()), create_time: v.optional(time) }),
  update_time: time,
});
const batch = v.object({ total_count: number, item: v.optional(v.array(v.unknown()), []) });
const token = v.object({ access_token: v.pipe(v.string(), v.minLength(1)), expires_in: number });

type NewsItem = v.InferOutput<typeof newsItem>;

/** A part of an answer that is not as the API promises, and why. A class, since nothing that WeChat says is of one. */
export class Malformed {
  constructor(readonly reason: string) {}
}

/** A message; an item of it that is malformed keeps its place. */
export interface Message extends Omit<v.InferOutput<typeof message>, 'content'> {
  content: { news_item: (NewsItem | Malformed)[]; create_time?: number | undefined };
}

/** A page of messages; one that is malformed keeps its place. */
export interface Batch {
  total_count: number;
  item: (Message | Malformed)[];
}

/** The API gives pages of at most 20 messages. */
export const BATCH = 20;
const CODE_WIDTH = 430;
/** Characters: a reason repeats what was received. */
const LONGEST_REASON = 200;

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

  /**
   * One page of the published messages, newest first. A message or an item that is malformed says so in its place: one
   * that nobody can read is no reason to leave out the others.
   */
  async batch(offset: number): Promise<Batch> {
    const path = '/cgi-bin/freepublish/batchget';
    const { json } = await this.call(path, { offset, count: BATCH, no_content: 0 });
    const { total_count, item } = check(batch, json, path);
    return { total_count, item: item.map(messageOf) };
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

function messageOf(value: unknown): Message | Malformed {
  const found = parsed(message, value);
  if (found instanceof Malformed) return found;
  const { content, ...rest } = found;
  return {
    ...rest,
    content: { ...content, news_item: content.news_item.map((one) => parsed(newsItem, one)) },
  };
}

function parsed<T>(schema: v.GenericSchema<unknown, T>, value: unknown): T | Malformed {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const issue = result.issues[0];
  return new Malformed(`${v.getDotPath(issue) ?? '(整体)'}：${clipped(issue.message, LONGEST_REASON)}`);
}

function check<T>(schema: v.GenericSchema<unknown, T>, value: unknown, path: string): T {
  const found = parsed(schema, value);
  if (!(found instanceof Malformed)) return found;
  throw new PublisherError(`微信接口 ${path} 的答复不合约定：${found.reason}`);
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
