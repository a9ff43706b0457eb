import fs, { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { allBlocks, filesIn } from '../../../src/domain/blocks';
import { isWithdrawn, parseArticle, paths } from '../../../src/feed';
import { withdraw } from '../../../src/publisher/commands/edit';
import { publish } from '../../../src/publisher/commands/publish';
import { rebuild } from '../../../src/publisher/commands/rebuild';
import { articleId } from '../../../src/publisher/hash';
import { memoryFile } from '../../../src/publisher/memory/memory';
import { DEFAULT_LIMITS } from '../../../src/publisher/pictures/fetch';
import type { Report } from '../../../src/publisher/report';
import { ordinaryPage } from '../../fixtures/publisher/pages';
import { changed, cleanUp, readJson, snapshot, temporary, write } from '../support';
import { testServer } from './server';

/* A run never ends with fewer pictures than it found, unless its report says which and why. */

const web = testServer();
/** Whether the web can be reached. */
let isUp = true;

beforeAll(async () => {
  const pictures = new Map<string, Buffer>();
  for (const [name, background] of Object.entries({ a: '#3366cc', b: '#cc6633', cover: '#33cc66' }))
    pictures.set(
      `/${name}.png`,
      await sharp({ create: { width: 900, height: 500, channels: 3, background } })
        .png()
        .toBuffer(),
    );
  web.handler = (request, response) => {
    const data = isUp ? pictures.get(request.url ?? '') : undefined;
    response.writeHead(data ? 200 : 503, { 'content-type': 'image/png' }).end(data);
  };
});
beforeEach(() => {
  isUp = true;
});
afterEach(cleanUp);

const ID = articleId('message:MzA1MDAwMDAwMQ==:1:1');

/** An article with two pictures and a cover of the web, published; from then on the web is out of reach. */
async function published(more: { link?: boolean } = {}) {
  const root = temporary();
  const body = `<p>两张图。</p><p><img data-src="${web.base}/a.png"></p><p><img data-src="${web.base}/b.png"></p>`;
  const from = write(path.join(root, 'from'), {
    'a.html': ordinaryPage({ mid: '1', cover: `${web.base}/cover.png`, body }),
  });
  const to = path.join(root, 'to');
  const options = {
    to,
    cards: false,
    limits: { ...DEFAULT_LIMITS, allowPrivate: true },
    now: () => 1_700_000_000_000,
    ...more,
  };
  await publish({ from: [from], ...options });
  isUp = false;
  web.asked = [];
  const files = () => {
    const document = parseArticle(readJson(to, paths.article(ID)));
    if (isWithdrawn(document)) throw new Error('withdrawn');
    return [...(document.cover ? [document.cover.src] : []), ...allBlocks(document.blocks).flatMap(filesIn)];
  };
  const rendered = (name: string) => {
    const hash = path.basename(name, path.extname(name));
    return path.join(`${to}.archive`, 'rendered', hash.slice(0, 2), hash);
  };
  return { from, to, options, files, rendered };
}
const said = ({ warnings }: Report) => warnings.map(({ message }) => message);

test('rebuilt twice without a network, with the memory lost in between, a feed has the same bytes', async () => {
  const { to, options, files } = await published();
  expect(files().filter((name) => name.startsWith('images/')).length).toBeGreaterThanOrEqual(5);
  const before = snapshot(to);
  for (let round = 0; round < 3; round += 1) {
    if (round === 2) rmSync(memoryFile(`${to}.archive`));
    const report = await rebuild(options);
    expect(report.pictures).toEqual({ mirrored: 0, kept: 3, failed: 0 });
    expect(changed(before, snapshot(to))).toEqual([]);
  }
  expect(web.asked).toEqual([]);
});

test('without its feed, too: the archive has every picture that the feed serves', async () => {
  const { to, options } = await published();
  const before = snapshot(to);
  rmSync(to, { recursive: true });
  await rebuild(options);
  expect(changed(before, snapshot(to))).toEqual([]);
  expect(web.asked).toEqual([]);
});

test('--no-images keeps what was mirrored, and asks for nothing', async () => {
  const { to, options } = await published();
  const before = snapshot(to);
  expect((await rebuild({ ...options, images: false })).pictures.kept).toBe(3);
  expect(changed(before, snapshot(to))).toEqual([]);
  expect(web.asked).toEqual([]);
});

test('what the archive has lost is taken back from the feed, unless it is damaged there', async () => {
  const { from, to, options, files, rendered } = await published();
  const before = snapshot(to);
  const name = files().find((one) => one.startsWith('images/'))!;
  const bytes = readFileSync(rendered(name));
  rmSync(rendered(name));
  await rebuild(options);
  expect(readFileSync(rendered(name))).toEqual(bytes);
  expect(changed(before, snapshot(to))).toEqual([]);
  rmSync(rendered(name));
  fs.writeFileSync(path.join(to, name), 'damaged');
  expect(said(await rebuild(options)).join()).toContain(
    '丢了几种尺寸，还在的照用。补不上，因为服务器答复 503',
  );
  expect(files()).not.toContain(name);
  // As the report asks for: its article is given again, by whoever has the picture.
  isUp = true;
  await publish({ from: [from], ...options });
  expect(files()).toContain(name);
});

test('a picture of which some sizes are lost everywhere keeps the others, and the report says why', async () => {
  const { to, options, files, rendered } = await published();
  const count = files().length;
  const thumbs = readdirSync(path.join(`${to}.archive`, 'rendered'), { recursive: true })
    .map(String)
    .filter((name) => name.includes('/') && !files().some((one) => one.includes(path.basename(name))));
  expect(thumbs.length).toBeGreaterThan(0);
  // A thumb alone costs nothing: it is made of what is there.
  for (const name of thumbs) rmSync(path.join(`${to}.archive`, 'rendered', name));
  const report = await rebuild(options);
  expect(files()).toHaveLength(count);
  expect(files().filter((name) => /^https?:/.test(name))).toEqual([]);
  expect(said(report).filter((message) => message.startsWith('丢了几种尺寸'))).toHaveLength(
    report.pictures.failed,
  );
  // Of one picture everything is lost: then it is a link again, and the report names it.
  const all = files().filter((name) => name.startsWith('images/'));
  for (const name of all)
    for (const file of [rendered(name), path.join(to, name)]) rmSync(file, { force: true });
  const lost = await rebuild(options);
  expect(said(lost).join('\n')).toContain(`服务器答复 503：${web.base}/a.png`);
  isUp = true;
  await rebuild(options);
  expect(files().filter((name) => /^https?:/.test(name))).toEqual([]);
});

test('nothing public is left of the pictures of what is withdrawn', async () => {
  const { to, options } = await published();
  await withdraw({ which: [ID], ...options });
  expect([...snapshot(to).keys()].filter((name) => name.startsWith('images/'))).toEqual([]);
});

describe('--link', () => {
  const inode = (file: string) => statSync(file).ino;

  test('shares the files of feed and archive, and makes the same feed', async () => {
    const { to, files, rendered } = await published({ link: true });
    const name = files().find((one) => one.startsWith('images/'))!;
    expect(inode(path.join(to, name))).toBe(inode(rendered(name)));
    isUp = true;
    const other = await published();
    const plain = other.files().find((one) => one.startsWith('images/'))!;
    expect(inode(path.join(other.to, plain))).not.toBe(inode(other.rendered(plain)));
    expect(changed(snapshot(to), snapshot(other.to))).toEqual([]);
  });

  test('copies where there are no hard links', async () => {
    const spy = jest.spyOn(fs, 'linkSync').mockImplementation(() => {
      throw Object.assign(new Error('cross-device'), { code: 'EXDEV' });
    });
    const { to, files, rendered } = await published({ link: true });
    expect(spy).toHaveBeenCalled();
    spy.mockRestore();
    const name = files().find((one) => one.startsWith('images/'))!;
    expect(inode(path.join(to, name))).not.toBe(inode(rendered(name)));
  });
});
