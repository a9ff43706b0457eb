import { setTimeout as wait } from 'node:timers/promises';
import { PublisherError } from '../../errors';
import { AccountFault, isBusy } from './faults';

export interface HttpOptions {
  /** Base address of the API, without a closing slash. */
  base: string;
  /** Milliseconds for one call. */
  timeout?: number;
  /** Tests wait without waiting. */
  sleep?: (ms: number) => Promise<unknown>;
  random?: () => number;
  /** Told before each call, a repeated one too; what it throws ends the calling. */
  onCall?: () => void;
  /** What must never be printed. */
  secrets: () => readonly string[];
}

const ATTEMPTS = 5;
const FIRST_WAIT = 500;
const LONGEST_WAIT = 20_000;
const TIMEOUT = 30_000;
/** A page of 20 articles of at most 1 MB each, some of them with several parts. */
const ANSWER_LIMIT = 200 * 1024 * 1024;

/** Try again: the network, the server or WeChat itself was not up to it. */
class Passing extends Error {}

/**
 * Calls WeChat's API: JSON in, JSON or bytes out. Time-outs, network faults, 5xx and `-1` are tried again
 * with growing, jittered pauses. Throws `AccountFault` for its error codes and `PublisherError` for the
 * rest; messages never hold the query (it carries the token) or a secret.
 */
export class Http {
  constructor(private readonly options: HttpOptions) {}

  async post(
    path: string,
    query: Record<string, string>,
    body: unknown,
  ): Promise<{ json: unknown; bytes: Buffer }> {
    const { sleep = wait, random = Math.random } = this.options;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.once(path, query, body);
      } catch (error) {
        if (!(error instanceof Passing)) throw error;
        if (attempt === ATTEMPTS)
          throw new PublisherError(
            `微信接口 ${path} 试了 ${ATTEMPTS} 次都没有成功：${error.message}。请稍后再运行`,
          );
        const pause = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (attempt - 1));
        await sleep(pause * (0.5 + random() / 2));
      }
    }
  }

  private async once(
    path: string,
    query: Record<string, string>,
    body: unknown,
  ): Promise<{ json: unknown; bytes: Buffer }> {
    const { base, timeout = TIMEOUT } = this.options;
    const search = new URLSearchParams(query).toString();
    let response: Response;
    let bytes: Buffer;
    this.options.onCall?.();
    try {
      response = await fetch(`${base}${path}${search ? `?${search}` : ''}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(timeout),
        // A redirect would carry the token elsewhere.
        redirect: 'error',
      });
      if (Number(response.headers.get('content-length') ?? 0) > ANSWER_LIMIT)
        throw new Error('answer too large');
      bytes = Buffer.from(await response.arrayBuffer());
    } catch (error) {
      throw new Passing(
        error instanceof Error && error.name === 'TimeoutError' ? '超时' : `网络故障（${causeOf(error)}）`,
      );
    }
    if (response.status >= 500) throw new Passing(`服务器答复 ${response.status}`);
    if (response.status !== 200) throw new PublisherError(`微信接口 ${path} 答复 ${response.status}`);
    const json = parse(bytes);
    const code = (json as { errcode?: unknown } | null)?.errcode;
    if (typeof code === 'number' && code !== 0) {
      const { errmsg } = json as { errmsg?: unknown };
      const said = this.clean(typeof errmsg === 'string' ? errmsg : '');
      if (isBusy(code)) throw new Passing('系统繁忙（errcode -1）');
      throw new AccountFault(code, said);
    }
    return { json, bytes };
  }

  /** Whatever WeChat says, without our secrets in it. */
  private clean(text: string): string {
    return this.options
      .secrets()
      .reduce((left, secret) => (secret ? left.replaceAll(secret, '***') : left), text);
  }
}

function parse(bytes: Buffer): unknown {
  if (bytes[0] !== 0x7b) return null;
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return null;
  }
}

/** The system's code only: a message of fetch's may hold the address with its token. */
function causeOf(error: unknown): string {
  const cause = (error as { cause?: { code?: unknown } }).cause;
  return typeof cause?.code === 'string' ? cause.code : 'fetch';
}
