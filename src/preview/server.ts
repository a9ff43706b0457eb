import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { compileDist } from '../host/package/compile';
import { PackageError } from '../host/package/package';
import { cardFontFiles } from '../publisher/cards/fonts';
import { bundlePages } from './bundle';
import { fontAddress } from './page/fonts';
import { mainHtml, phoneHtml } from './page/html';

export interface PreviewOptions {
  /** The compiled mini-program. */
  dist: string;
  /** Answers everything under `/feed/`; the address is given to it without that prefix. */
  feed?: (request: IncomingMessage, response: ServerResponse) => unknown;
  /** The first port to try; a busy one gets the next. 0 takes any. */
  port?: number;
}

export interface Preview {
  url: string;
  close(): Promise<void>;
}

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.gif': 'image/gif',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
};

/** Serves the preview on the loopback address only: the page, the compiled program, and the feed. */
export async function startPreview({ dist, feed, port = 5210 }: PreviewOptions): Promise<Preview> {
  const bundles = await bundlePages();
  const fonts = new Map(cardFontFiles().map(({ weight, path }) => [fontAddress(weight), path]));
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) =>
      send(response, 500, '.json', JSON.stringify(describe(error))),
    );
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = request.url ?? '/';
    const path = decodeURIComponent(url.split('?')[0] ?? '/');
    if (path === '/') return send(response, 200, '.html', mainHtml);
    if (path === '/phone.html') return send(response, 200, '.html', phoneHtml);
    if (path === '/phone.js' || path === '/main.js')
      return send(response, 200, '.js', bundles[path.slice(1) as 'phone.js']);
    if (path === '/package.json') return send(response, 200, '.json', JSON.stringify(compileDist(dist)));
    if (path === '/feed' || path.startsWith('/feed/')) {
      if (!feed) return send(response, 404, '.json', '{"error":"no feed is served here"}');
      request.url = url.slice('/feed'.length) || '/';
      await feed(request, response);
      return;
    }
    const font = fonts.get(path);
    if (font) return pipe(response, font, 'max-age=31536000, immutable');
    if (path.startsWith('/dist/')) return sendFile(response, dist, path.slice('/dist/'.length));
    send(response, 404, '.json', '{"error":"not found"}');
  }

  const actual = await listen(server, port);
  return {
    url: `http://127.0.0.1:${actual}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function describe(error: unknown): { error: string; problems?: readonly string[] } {
  if (error instanceof PackageError) return { error: error.message, problems: error.problems };
  return { error: error instanceof Error ? error.message : String(error) };
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': TYPES[type], 'cache-control': 'no-store' });
  response.end(body);
}

function sendFile(response: ServerResponse, root: string, path: string): void {
  const file = normalize(join(root, path));
  const inside = file.startsWith(normalize(root) + sep);
  if (!inside || !existsSync(file) || !statSync(file).isFile())
    send(response, 404, '.json', '{"error":"not found"}');
  else pipe(response, file, 'no-store');
}

function pipe(response: ServerResponse, file: string, caching: string): void {
  response.writeHead(200, {
    'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
    'cache-control': caching,
  });
  createReadStream(file).pipe(response);
}

/** Takes the next port while one is busy, and any port after twenty of them. */
function listen(server: Server, first: number): Promise<number> {
  return new Promise((resolve, reject) => {
    let port = first;
    server.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE') return reject(error);
      port = port >= first + 20 ? 0 : port + 1;
      server.listen(port, '127.0.0.1');
    });
    server.on('listening', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
    server.listen(port, '127.0.0.1');
  });
}
