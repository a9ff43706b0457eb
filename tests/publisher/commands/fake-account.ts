import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/*
 * WeChat's server API on loopback: tokens, the list of published messages, mini-program codes, and its ways
 * of failing. Errors come as HTTP 200, as the real one's do.
 */

export interface FakeItem {
  title?: string;
  author?: string;
  digest?: string;
  content?: string;
  content_source_url?: string;
  thumb_url?: string;
  url?: string;
  is_deleted?: boolean;
}

export interface FakeMessage {
  article_id: string;
  update_time: number;
  items: FakeItem[];
}

type Failure = { errcode: number; errmsg?: string } | { status: number } | 'hang up';

export const APP_ID = 'wx0123456789abcdef';
export const SECRET = 'secret-0123456789abcdef';

export class FakeAccount {
  messages: FakeMessage[] = [];
  /** What the next calls of a path answer instead, first come first. */
  readonly failures: { path: string; failure: Failure }[] = [];
  readonly calls: { path: string; body: Record<string, unknown> }[] = [];
  tokens = 0;
  private valid = '';
  private constructor(
    private readonly server: Server,
    private readonly appId: string,
  ) {}

  static async start(appId = APP_ID): Promise<FakeAccount> {
    let fake: FakeAccount | undefined;
    const server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const url = new URL(request.url ?? '/', 'http://fake');
        const body = JSON.parse(Buffer.concat(parts).toString() || '{}') as Record<string, unknown>;
        const answer = fake!.answer(url, body);
        if (answer === 'hang up') return void request.socket.destroy();
        if ('status' in answer) return void response.writeHead(answer.status as number).end('busy');
        if (answer instanceof Buffer)
          return void response.writeHead(200, { 'content-type': 'image/png' }).end(answer);
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
      });
    });
    fake = new FakeAccount(server, appId);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return fake;
  }

  get base(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  fail(path: string, ...failures: Failure[]): void {
    for (const failure of failures) this.failures.push({ path, failure });
  }

  /** Makes every token that is out there invalid. */
  expire(): void {
    this.valid = '';
  }

  /** Publishes a message, newest first as the API lists them. */
  publish(...messages: FakeMessage[]): void {
    this.messages = [...messages, ...this.messages].sort((a, b) => b.update_time - a.update_time);
  }

  private answer(url: URL, body: Record<string, unknown>): object | 'hang up' {
    this.calls.push({ path: url.pathname, body });
    const at = this.failures.findIndex((one) => one.path === url.pathname);
    if (at >= 0) return this.failures.splice(at, 1)[0]!.failure as object | 'hang up';
    if (url.pathname === '/cgi-bin/stable_token') {
      if (body.appid !== this.appId) return { errcode: 40013, errmsg: 'invalid appid' };
      if (body.secret !== SECRET)
        return { errcode: 40001, errmsg: `invalid credential, secret ${String(body.secret)}` };
      this.tokens += 1;
      this.valid = `token-${this.tokens}`;
      return { access_token: this.valid, expires_in: 7200 };
    }
    const token = url.searchParams.get('access_token');
    if (!token) return { errcode: 41001, errmsg: 'access_token missing' };
    if (token !== this.valid) return { errcode: 42001, errmsg: `access_token expired ${token}` };
    if (url.pathname === '/cgi-bin/freepublish/batchget')
      return this.batch(Number(body.offset), Number(body.count));
    if (url.pathname === '/wxa/getwxacodeunlimit') return Buffer.alloc(600, 1);
    return { errcode: 404, errmsg: 'no such call' };
  }

  private batch(offset: number, count: number): object {
    const page = this.messages.slice(offset, offset + count);
    return {
      total_count: this.messages.length,
      item_count: page.length,
      item: page.map(({ article_id, update_time, items }) => ({
        article_id,
        content: {
          news_item: items.map((item) => ({
            title: '',
            author: '',
            digest: '',
            content: '',
            is_deleted: false,
            ...item,
          })),
        },
        update_time,
      })),
    };
  }
}

/** A message of one article with an address of its own. */
export const message = (number: number, more: FakeItem = {}): FakeMessage => ({
  article_id: `article-${number}`,
  update_time: 1_734_000_000 + number * 60,
  items: [
    {
      title: `第 ${number} 篇`,
      content: `<p>第 ${number} 篇的正文。</p>`,
      url: `http://mp.weixin.qq.com/s?__biz=MzA1MDAwMDAwMQ==&amp;mid=${2247000000 + number}&amp;idx=1&amp;sn=abc#rd`,
      ...more,
    },
  ],
});
