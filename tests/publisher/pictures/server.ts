import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server on loopback for the tests of one file, which answers as the test at hand says. */
export interface TestServer {
  readonly base: string;
  handler: RequestListener;
  /** Addresses that the test at hand was asked for. */
  asked: string[];
}

/** Has a server run while the tests of a file do. */
export function testServer(): TestServer {
  const state = { base: '', handler: (() => {}) as RequestListener, asked: [] as string[] };
  const server = createServer((request, response) => {
    state.asked.push(request.url ?? '');
    state.handler(request, response);
  });
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    state.base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  beforeEach(() => {
    state.asked = [];
  });
  return state;
}
