import Taro from '@tarojs/taro';
import { type PendingRequest, type Transport, TransportError } from '../stores/ports';

/** WeChat's own limit is 60 s; on a phone nobody waits that long. */
const TIMEOUT = 15_000;

/** wx.request as the stores' transport. `dataType: text` leaves the body a string, so that broken JSON is our error. */
export const transport: Transport = {
  get(url: string, fresh?: boolean): PendingRequest {
    let task: { abort(): void } | undefined;
    const result = new Promise<unknown>((resolve, reject) => {
      task = Taro.request({
        // A cache that does not listen to the header has no answer to an address that nobody has asked for yet; a server
        // of files does not mind the query.
        url: fresh ? `${url}?${Date.now()}` : url,
        header: fresh ? { 'Cache-Control': 'no-cache', Pragma: 'no-cache' } : {},
        timeout: TIMEOUT,
        dataType: 'text',
        success: ({ statusCode, data }) => {
          if (statusCode < 200 || statusCode >= 300) return reject(new TransportError('status', statusCode));
          try {
            resolve(JSON.parse(String(data)));
          } catch {
            reject(new TransportError('garbled'));
          }
        },
        fail: ({ errMsg }) => reject(new TransportError(/timeout/i.test(errMsg) ? 'timeout' : 'offline')),
      });
      // Taro's task is a promise too; its rejection is the same fault, already handled above.
      (task as unknown as Promise<unknown>).catch?.(() => {});
    });
    return { result, cancel: () => task?.abort() };
  },
};
