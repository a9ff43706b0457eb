import type { Core } from '../core/core';
import { ApiFailure } from '../core/failure';
import { fetchTransport, type Transport, type TransportResponse } from '../core/transport';
import { decodeUtf8, isArrayBuffer } from '../core/utf8';
import { type ApiGroup, type ApiOptions, text } from './api';

const DEFAULT_TIMEOUT = 60_000;

interface Task {
  abort(): void;
  onHeadersReceived(listener: (result: unknown) => void): void;
  offHeadersReceived(): void;
  onChunkReceived(): void;
  offChunkReceived(): void;
  onProgressUpdate(listener: (result: unknown) => void): void;
  offProgressUpdate(): void;
}

/** `wx.request` and `wx.downloadFile` over an injected transport, under the phone's network state. */
export const requestApis: ApiGroup = ({ core, network, files }) => {
  const transport: Transport = core.options.transport ?? (core.options.now ? timeless : fetchTransport);
  const start = (
    name: string,
    options: ApiOptions,
    convert: (response: TransportResponse) => Record<string, unknown>,
  ): Task => {
    core.records.call(name, { url: options.url, method: options.method ?? 'GET' });
    const end = core.scheduler.begin(`${name} ${text(options, 'url')}`);
    const control = new AbortController();
    let settled = false;
    const listeners: ((result: unknown) => void)[] = [];
    const settle = (key: 'success' | 'fail', result: Record<string, unknown>): void => {
      if (settled) return;
      settled = true;
      core.scheduler.clear(timer);
      for (const each of [key, 'complete']) {
        const callback = options[each];
        if (typeof callback === 'function') core.scheduler.guard(() => callback(result));
      }
      end();
    };
    const fail = (reason: string, errno: number) =>
      settle('fail', { errMsg: `${name}:fail ${reason}`, errno });
    const timeout = Number(options.timeout ?? DEFAULT_TIMEOUT);
    const timer = core.scheduler.setTimeout(() => {
      control.abort();
      fail('timeout', 5);
    }, timeout);
    const send = async (): Promise<void> => {
      if (settled || control.signal.aborted) return;
      if (!network.isConnected) return fail('net::ERR_INTERNET_DISCONNECTED', 600001);
      const response = await transport(
        prepare({ ...options, url: rewritten(core, text(options, 'url')) }, control.signal),
      );
      if (control.signal.aborted) return;
      if (!network.isConnected) return fail('net::ERR_NETWORK_CHANGED', 600001);
      for (const listener of listeners)
        core.scheduler.guard(() => listener({ header: response.header, cookies: [] }));
      settle('success', { ...convert(response), errMsg: `${name}:ok` });
    };
    core.scheduler.setTimeout(() => {
      send().catch((error: unknown) => {
        fail(error instanceof ApiFailure ? error.reason : `net::ERR_FAILED ${String(error)}`, 600001);
      });
    }, network.delay);
    return {
      abort() {
        control.abort();
        core.scheduler.soon(() => fail('abort', 600003));
      },
      onHeadersReceived: (listener) => listeners.push(listener),
      offHeadersReceived() {},
      onChunkReceived() {},
      offChunkReceived() {},
      onProgressUpdate() {},
      offProgressUpdate() {},
    };
  };
  return {
    request: (options: ApiOptions) =>
      start('request', options, (response) => ({
        data: decodeBody(response.body, options),
        statusCode: response.status,
        header: response.header,
        cookies: [],
      })),
    downloadFile: (options: ApiOptions) =>
      start('downloadFile', options, (response) => {
        const path = text(options, 'filePath') || files.temporary(extension(text(options, 'url')));
        files.write(path, new Uint8Array(response.body));
        return { tempFilePath: path, filePath: path, statusCode: response.status, header: response.header };
      }),
  };
};

/** Where the phone's clock is set, the servers outside of its world have another time. */
const timeless: Transport = async (request) => {
  const { header, ...response } = await fetchTransport(request);
  const { date: _, ...rest } = header;
  return { ...response, header: rest };
};

const rewritten = (core: Core, url: string): string => core.options.rewriteUrl?.(url) ?? url;

function prepare(options: ApiOptions, signal: AbortSignal) {
  const method = (text(options, 'method') || 'GET').toUpperCase();
  const header: Record<string, string> = { 'content-type': 'application/json' };
  for (const [name, value] of Object.entries((options.header as Record<string, unknown>) ?? {}))
    header[name.toLowerCase()] = String(value);
  const url = text(options, 'url');
  const data = options.data;
  if (!/^https?:\/\//.test(url)) throw new ApiFailure(`invalid url "${url}"`);
  if (data === undefined || data === null) return { url, method, header, signal };
  if (method === 'GET') {
    const target = new URL(url);
    for (const [name, value] of Object.entries(data as Record<string, unknown>))
      target.searchParams.set(name, String(value));
    return { url: target.href, method, header, signal };
  }
  const body = typeof data === 'string' || isArrayBuffer(data) ? data : JSON.stringify(data);
  return { url, method, header, data: body, signal };
}

/** WeChat parses JSON whatever the server calls it, and hands text over where that fails. */
function decodeBody(body: ArrayBuffer, options: ApiOptions): unknown {
  if (options.responseType === 'arraybuffer') return body;
  const decoded = decodeUtf8(new Uint8Array(body));
  if (options.dataType !== undefined && options.dataType !== 'json') return decoded;
  try {
    return JSON.parse(decoded) as unknown;
  } catch {
    return decoded;
  }
}

const extension = (url: string): string => /\.(\w{1,5})(?:[?#]|$)/.exec(url)?.[1] ?? 'bin';
