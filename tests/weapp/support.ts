import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, normalize, sep } from 'node:path';
import {
  type BootOptions,
  boot,
  type Host,
  type Package,
  type Transport,
  type TransportResponse,
} from '../../src/host';
import { compileDist } from '../../src/host/package/compile';

export const ROOT = join(__dirname, '../..');
/** The compiled program under test; another build of it can be named. */
export const DIST = process.env.WEAPP_DIST ?? join(ROOT, process.env.TEST_DIST ?? 'dist/test', 'bundled');

/** The same program compiled with a feed's address (`TARO_APP_FEED_URL`), for tests that load from a feed. */
export const FEED_DIST =
  process.env.WEAPP_FEED_DIST ?? join(ROOT, process.env.TEST_DIST ?? 'dist/test', 'feed');

const compiled = new Map<string, Package>();

/** A compiled program, read once a test file. */
export function weapp(dist = DIST): Package {
  const pkg = compiled.get(dist) ?? compileDist(dist);
  compiled.set(dist, pkg);
  return pkg;
}

/** Answers requests under any `…/feed/` address from a folder, as a web server would. */
export function folderTransport(folder: string): Transport & { asked: string[] } {
  const asked: string[] = [];
  const reply = (
    status: number,
    header: Record<string, string> = {},
    body = new ArrayBuffer(0),
  ): TransportResponse => ({ status, header, body });
  const transport: Transport = async ({ url, header }) => {
    const { pathname } = new URL(url);
    asked.push(pathname);
    const file = normalize(join(folder, decodeURIComponent(pathname.replace(/^.*?\/feed\//, '/'))));
    if (!file.startsWith(normalize(folder) + sep) || !existsSync(file) || !statSync(file).isFile())
      return reply(404);
    const bytes = readFileSync(file);
    const etag = `"${bytes.length}-${statSync(file).mtimeMs}"`;
    if (header['if-none-match'] === etag) return reply(304, { etag });
    return reply(200, { etag, 'content-type': 'application/json' }, Uint8Array.from(bytes).buffer);
  };
  return Object.assign(transport, { asked });
}

const open: Host[] = [];

/**
 * Boots the program and waits until it has settled; with `feed`, the build that loads from a feed, out of that folder.
 * What a test opens is closed after it (`closeAll`). `limit`: so many ms it may take, where that is more than usual.
 */
export async function start(
  options: BootOptions & { feed?: string; pkg?: Package; limit?: number } = {},
): Promise<Host> {
  const { feed, pkg, limit, ...given } = options;
  const host = await boot(pkg ?? weapp(feed ? FEED_DIST : DIST), {
    ...(feed ? { transport: folderTransport(feed) } : {}),
    ...given,
  });
  open.push(host);
  await host.idle(limit ? { limit } : {});
  return host;
}

/** Ends every program that the test started; one that logged an error fails the test. */
export function closeAll({ allowErrors = false } = {}): void {
  for (const host of open.splice(0)) {
    host.close();
    if (!allowErrors && host.errors.length) throw host.errors[0];
  }
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Two taps of a trembling finger on what stands there, 80 ms apart.
 * @param then what the second one meets, where that is not the same any more
 */
export async function tapTwice(
  host: Host,
  target: string | HTMLElement,
  then: string | HTMLElement = host.element(target),
): Promise<void> {
  const first = host.tap(target);
  await pause(80);
  await Promise.all([first, host.tap(then)]);
}

/** A 2d canvas, which jsdom lacks: it draws nothing, and its picture is a fixed one. */
export function standInCanvas(): void {
  const nothing = new Proxy({} as Record<string, unknown>, {
    get: (own, name: string) => own[name] ?? (name === 'measureText' ? () => ({ width: 10 }) : () => {}),
    set: (own, name: string, value) => {
      own[name] = value;
      return true;
    },
  });
  jest.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(nothing as never);
  jest.spyOn(HTMLCanvasElement.prototype, 'toDataURL').mockReturnValue('data:image/jpeg;base64,AAAA');
}
