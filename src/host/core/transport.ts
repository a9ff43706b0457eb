/** `weak` answers late and raises WeChat's weak-network event; `slow` only answers late. */
export type NetworkState = 'online' | 'offline' | 'slow' | 'weak';

export interface TransportRequest {
  url: string;
  method: string;
  header: Record<string, string>;
  data?: string | ArrayBuffer;
  signal: AbortSignal;
}

export interface TransportResponse {
  status: number;
  header: Record<string, string>;
  body: ArrayBuffer;
}

/** Where requests go. Tests give one that reads a folder; a browser's default is `fetch`. */
export type Transport = (request: TransportRequest) => Promise<TransportResponse>;

export const fetchTransport: Transport = async ({ url, method, header, data, signal }) => {
  const response = await fetch(url, { method, headers: header, body: data, signal, cache: 'no-store' });
  return {
    status: response.status,
    header: Object.fromEntries(response.headers),
    body: await response.arrayBuffer(),
  };
};
