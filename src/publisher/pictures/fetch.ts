import { lookup as resolveName } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isPrivateAddress } from './address';
import { PictureError } from './error';

export interface FetchLimits {
  /** Bytes of a picture. */
  bytes: number;
  /** Milliseconds for the whole exchange, redirects included. */
  time: number;
  /** Tests let loopback through; nothing else ever does. */
  allowPrivate: boolean;
}

export const DEFAULT_LIMITS: FetchLimits = { bytes: 30 * 1024 * 1024, time: 20_000, allowPrivate: false };
const REDIRECTS = 4;

/** Resolves a name and refuses private addresses; the connection then goes to what was checked. */
const guardedLookup: LookupFunction = (name, options, callback) => {
  resolveName(name, { ...options, all: true }, (error, found) => {
    if (error) return callback(error, '', 0);
    const bad = found.find((one) => isPrivateAddress(one.address));
    const one = found[0];
    if (bad || !one) return callback(new PictureError('图片地址指向内网，已拒绝'), '', 0);
    if (options.all) return (callback as unknown as (e: null, all: typeof found) => void)(null, found);
    callback(null, one.address, one.family);
  });
};

/**
 * Downloads a picture: http(s) only, streamed, cut off at the limits, redirects followed by hand so that
 * each address is checked. Throws `PictureError` in words for the report.
 */
export async function fetchPicture(address: string, limits: FetchLimits = DEFAULT_LIMITS): Promise<Buffer> {
  const until = AbortSignal.timeout(limits.time);
  let url = new URL(address);
  for (let step = 0; step <= REDIRECTS; step += 1) {
    const answer = await ask(url, limits, until);
    if (Buffer.isBuffer(answer)) return answer;
    url = answer;
  }
  throw new PictureError('图片地址跳转次数过多');
}

function ask(url: URL, limits: FetchLimits, signal: AbortSignal): Promise<Buffer | URL> {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new PictureError('图片地址不是 http(s)');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (!limits.allowPrivate && isIP(host) && isPrivateAddress(host))
    throw new PictureError('图片地址指向内网，已拒绝');
  const { request } = url.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) =>
      reject(
        error instanceof PictureError
          ? error
          : new PictureError(
              signal.aborted
                ? '下载超时'
                : `下载失败（${(error as NodeJS.ErrnoException).code ?? String(error)}）`,
            ),
      );
    const outgoing = request(
      url,
      {
        signal,
        // WeChat's picture servers refuse foreign referers; none is sent.
        headers: { accept: 'image/*', 'user-agent': 'Mozilla/5.0 (feed publisher)' },
        ...(limits.allowPrivate ? {} : { lookup: guardedLookup }),
      },
      (response) => {
        const status = response.statusCode ?? 0;
        const location = response.headers.location;
        if (status >= 300 && status < 400 && location) {
          try {
            resolve(new URL(location, url));
          } catch {
            fail(new PictureError('图片地址跳转到无效的地址'));
          }
          // What else it sends is not waited for: it may never end.
          return outgoing.destroy();
        }
        if (status !== 200) {
          fail(new PictureError(`服务器答复 ${status}`));
          return outgoing.destroy();
        }
        const tooLarge = () => {
          fail(new PictureError(`图片超过 ${Math.floor(limits.bytes / 1024 / 1024)} MB`));
          outgoing.destroy();
        };
        if (Number(response.headers['content-length']) > limits.bytes) return tooLarge();
        const parts: Buffer[] = [];
        let size = 0;
        response.on('data', (part: Buffer) => {
          size += part.length;
          if (size > limits.bytes) return tooLarge();
          parts.push(part);
        });
        response.on('end', () => resolve(Buffer.concat(parts)));
        response.on('error', fail);
      },
    );
    outgoing.on('error', fail);
    outgoing.end();
  });
}
