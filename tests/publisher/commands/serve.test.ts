import { symlinkSync } from 'node:fs';
import { request } from 'node:http';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { serveFeed } from '../../../src/publisher/commands/serve';
import { fuzz } from '../../support/fuzz';
import { cleanUp, temporary, write } from '../support';

let served: Awaited<ReturnType<typeof serveFeed>>;
let folder: string;

beforeAll(async () => {
  const root = temporary();
  write(root, { 'outside.json': '{}' });
  folder = write(`${root}/feed`, {
    'feed.json': JSON.stringify({ text: '正文'.repeat(500) }),
    'lists/all/0001.json': '{}',
    'images/a-360.webp': 'picture',
    '.staging/plan.json': '{}',
    'note.html': '<script>',
  });
  symlinkSync(`${root}/outside.json`, `${folder}/link.json`);
  served = await serveFeed(folder, 0);
});
afterAll(async () => {
  await served.stop();
  cleanUp();
});

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

/** A plain request: `fetch` would tidy the path up. */
const get = (path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(served.url);
    const outgoing = request({ hostname, port, path, headers, method }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        resolve({ status: response.statusCode!, headers: response.headers, body: Buffer.concat(parts) }),
      );
    });
    outgoing.on('error', reject);
    outgoing.end();
  });

test('what is asked for without a version is revalidated, and costs nothing when it is the same', async () => {
  const first = await get('/feed.json');
  expect(first).toMatchObject({
    status: 200,
    headers: { 'cache-control': 'no-cache', 'access-control-allow-origin': '*' },
  });
  const again = await get('/feed.json', { 'if-none-match': String(first.headers.etag) });
  expect([again.status, again.body.length]).toEqual([304, 0]);
});

test('what is asked for by its version, and every picture, never changes', async () => {
  for (const path of ['/lists/all/0001.json?v=0123456789ab', '/images/a-360.webp'])
    expect((await get(path)).headers['cache-control']).toContain('immutable');
});

test('JSON is zipped for those who can read that', async () => {
  const plain = await get('/feed.json');
  const zipped = await get('/feed.json', { 'accept-encoding': 'gzip' });
  expect(zipped.headers['content-encoding']).toBe('gzip');
  expect(gunzipSync(zipped.body)).toEqual(plain.body);
  expect(zipped.headers.etag).not.toBe(plain.headers.etag);
});

test.each([
  '/../outside.json',
  '/%2e%2e/outside.json',
  '/..%2foutside.json',
  '/link.json',
  '/.staging/plan.json',
  '/note.html',
  '/lists',
  '/%00.json',
  '/%zz',
  '/nothing.json',
  '//etc/passwd.json',
])('%s is not there', async (path) => {
  expect((await get(path)).status).toBe(404);
});

test('only reading is allowed', async () => {
  expect((await get('/feed.json', {}, 'POST')).status).toBe(405);
  expect((await get('/feed.json', {}, 'HEAD')).body.length).toBe(0);
});

test('a busy port gets the next one', async () => {
  const port = Number(new URL(served.url).port);
  const second = await serveFeed(folder, port);
  expect(second.url).not.toBe(served.url);
  await second.stop();
});

test('law: whatever is asked for, only files of the feed are given', async () => {
  const segment = fc.constantFrom(
    ...[
      '..',
      '.',
      '%2e%2e',
      '%2E.',
      '..%2f',
      '%5c',
      '..%5c',
      '',
      'feed',
      'feed.json',
      'outside.json',
      'link.json',
    ],
    ...[
      'lists',
      'all',
      '0001.json',
      '.staging',
      'plan.json',
      'images',
      'a-360.webp',
      '%00',
      'note.html',
      '~',
      '%C0%AE',
      '%zz',
    ],
  );
  const paths = fc
    .tuple(fc.array(segment, { maxLength: 5 }), fc.constantFrom('', '?v=1', '#x', '/', ';a'))
    .map(([all, end]) => `/${all.join('/')}${end}`);
  const known = [JSON.stringify({ text: '正文'.repeat(500) }), '{}', 'picture'];
  await fc.assert(
    fc.asyncProperty(paths, async (path) => {
      const { status, body } = await get(path);
      expect([200, 400, 404]).toContain(status);
      if (status !== 200) return;
      const name = decodeURIComponent(new URL(path, 'http://x').pathname)
        .split('/')
        .filter(Boolean)
        .join('/');
      expect(['feed.json', 'lists/all/0001.json', 'images/a-360.webp']).toContain(name);
      expect(known).toContain(body.toString());
    }),
    fuzz(150),
  );
});
