import Taro from '@tarojs/taro';
import { type PendingRequest, type Transport, TransportError } from '../stores/ports';

/** WeChat's own limit is 60 s; on a phone nobody waits that long. */
const TIMEOUT = 15_000;

type Kind = TransportError['kind'];

/**
 * What WeChat says of a failed request, of its own or of the system's network library: `timeout`, `interrupted` (five
 * seconds after the program went to the back), `abort`, `-106:net::ERR_INTERNET_DISCONNECTED` (Android, cronet),
 * `似乎已断开与互联网的连接。` (iOS). The rest are connections that did not come about or broke off.
 */
const SAID: readonly (readonly [RegExp, Kind])[] = [
  [/time(d[ _])?[ _]?out|超时/i, 'timeout'],
  [/interrupt|abort/i, 'interrupted'],
  [/disconnected|offline|not connected|断开与互联网/i, 'offline'],
];

const kindOf = (said: string): Kind => SAID.find(([words]) => words.test(said))?.[1] ?? 'dropped';

/** A connection that failed is no connection where the phone says that it has no network. */
async function faultOf(said: string): Promise<TransportError> {
  const kind = kindOf(said);
  if (kind !== 'dropped') return new TransportError(kind);
  try {
    const { networkType } = await Taro.getNetworkType();
    return new TransportError(networkType === 'none' ? 'offline' : kind);
  } catch {
    return new TransportError(kind);
  }
}

/** A header's value; its name is written as the phone's network library likes it. */
function headerOf(header: Record<string, unknown> | undefined, name: string): string {
  const key = Object.keys(header ?? {}).find((one) => one.toLowerCase() === name);
  return key === undefined ? '' : String(header![key]);
}

/** @returns ms since 1970; NaN where the answer does not say */
const dateOf = (header: Record<string, unknown> | undefined): number =>
  Date.parse(headerOf(header, 'date')) + 1000 * Math.max(0, Number(headerOf(header, 'age')) || 0);

/** wx.request as the stores' transport. `dataType: text` leaves the body a string, so that broken JSON is our error. */
export const transport: Transport = {
  get(url: string, fresh?: boolean): PendingRequest {
    let task: { abort(): void } | undefined;
    let date: number | undefined;
    const result = new Promise<unknown>((resolve, reject) => {
      task = Taro.request({
        // A cache that does not listen to the header has no answer to an address that nobody has asked for yet; a server
        // of files does not mind the query.
        url: fresh ? `${url}?${Date.now()}` : url,
        header: fresh ? { 'Cache-Control': 'no-cache', Pragma: 'no-cache' } : {},
        timeout: TIMEOUT,
        dataType: 'text',
        success: ({ statusCode, data, header }) => {
          date = dateOf(header) || undefined;
          if (statusCode < 200 || statusCode >= 300) return reject(new TransportError('status', statusCode));
          try {
            resolve(JSON.parse(String(data)));
          } catch {
            reject(new TransportError('garbled'));
          }
        },
        fail: ({ errMsg }) => void faultOf(errMsg).then(reject),
      });
      // Taro's task is a promise too; its rejection is the same fault, already handled above.
      (task as unknown as Promise<unknown>).catch?.(() => {});
    });
    return { result, cancel: () => task?.abort(), date: () => date };
  },
};
