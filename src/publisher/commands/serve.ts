import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import path from 'node:path';
import { pipeline } from 'node:stream';
import { createGzip } from 'node:zlib';
import { isNamedByContent } from '../../feed';

/*
 * Serves a feed as any web server would: ETag, two cache rules, gzip for JSON. For previews and tests; the
 * README has the same rules for nginx and object stores.
 */

const TYPES: Readonly<Record<string, string>> = {
  '.json': 'application/json; charset=utf-8',
  '.webp': 'image/webp',
  '.jpg': 'image/jpeg',
  '.png': 'image/png',
};
const FOREVER = 'public, max-age=31536000, immutable';
const REVALIDATE = 'no-cache';

/** The file that a request names: below the folder, no dot files, no symbolic links out of it; else null. */
async function fileOf(folder: string, pathname: string): Promise<{ file: string; name: string } | null> {
  let name: string;
  try {
    name = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  const parts = name.split('/').filter(Boolean);
  if (name.includes('\0') || parts.some((part) => part.startsWith('.') || part.includes('\\'))) return null;
  if (!Object.hasOwn(TYPES, path.extname(name))) return null;
  const root = await realpath(folder).catch(() => null);
  const file = root && (await realpath(path.join(root, ...parts)).catch(() => null));
  return root && file?.startsWith(root + path.sep) ? { file, name: parts.join('/') } : null;
}

async function answer(
  folder: string,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  response.setHeader('access-control-allow-origin', '*');
  response.setHeader('x-content-type-options', 'nosniff');
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET, HEAD' }).end();
    return;
  }
  const found = await fileOf(folder, url.pathname);
  const info = found ? await stat(found.file) : null;
  if (!found || !info?.isFile()) {
    response
      .writeHead(404, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': REVALIDATE })
      .end('404\n');
    return;
  }
  const { file, name } = found;
  const type = TYPES[path.extname(file)]!;
  const zip =
    type.startsWith('application/json') && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
  const etag = `"${info.size.toString(36)}-${Math.floor(info.mtimeMs).toString(36)}-${info.ino.toString(36)}${zip ? '-gz' : ''}"`;
  response.setHeader('etag', etag);
  response.setHeader('cache-control', isNamedByContent(name) ? FOREVER : REVALIDATE);
  if (type.startsWith('application/json')) response.setHeader('vary', 'accept-encoding');
  if (request.headers['if-none-match']?.split(/\s*,\s*/).includes(etag)) {
    response.writeHead(304).end();
    return;
  }
  response.setHeader('content-type', type);
  if (zip) response.setHeader('content-encoding', 'gzip');
  else response.setHeader('content-length', info.size);
  response.writeHead(200);
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  const stream = createReadStream(file);
  const done = () => {};
  if (zip) pipeline(stream, createGzip(), response, done);
  else pipeline(stream, response, done);
}

/**
 * An HTTP handler for a feed's folder, mounted at the root. For a mount below, take the prefix off
 * `request.url` first. Never throws: what goes wrong is answered with 404 or 500.
 */
export function createFeedHandler(folder: string): RequestListener {
  return (request, response) => {
    let url: URL;
    try {
      url = new URL(request.url ?? '/', 'http://feed.invalid');
    } catch {
      response.writeHead(400).end();
      return;
    }
    answer(folder, request, response, url).catch(() => {
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  };
}

const TRIES = 20;

/** Serves a feed on loopback; a busy port gets the next free one. Resolves to the address and a stop function. */
export async function serveFeed(
  folder: string,
  port: number,
): Promise<{ url: string; stop(): Promise<void> }> {
  const server = createServer(createFeedHandler(folder));
  for (let at = 0; ; at += 1) {
    const tried = port === 0 ? 0 : port + at;
    const error = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
      server.once('error', resolve);
      server.listen(tried, '127.0.0.1', () => {
        server.removeListener('error', resolve);
        resolve(null);
      });
    });
    if (!error) break;
    if (error.code !== 'EADDRINUSE' || at >= TRIES) throw error;
  }
  const address = server.address();
  const actual = typeof address === 'object' && address ? address.port : port;
  return {
    url: `http://127.0.0.1:${actual}/`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
