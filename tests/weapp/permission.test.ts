import type { BootOptions, Host } from '../../src/host';
import { articlesFeed } from '../support/articles-feed';
import { articleId, document } from '../support/feed';
import { closeAll, FEED_DIST, standInCanvas, start, weapp } from './support';

/* What the reader does not allow, or the phone: which of the two it was, and the way that is left. */

const SCOPE = 'scope.writePhotosAlbum';
const SETTINGS = '没有相册权限，可到设置里打开去设置';
const PHONE = '手机没有允许微信使用相册，可到手机设置里打开去设置';
const LOOK = '也可以看大图，长按图片保存看大图';
const LEFT = '还不能保存的话，可以看大图，长按图片保存看大图';

/** The poster of an article, drawn. */
async function poster(options: Partial<BootOptions> = {}): Promise<Host> {
  const host = await start({
    pkg: weapp(FEED_DIST),
    transport: articlesFeed(document(1)),
    path: `pages/article/index?id=${articleId(1)}`,
    scene: 1007,
    ...options,
  });
  await host.tap(host.$$('.act').find((one) => one.textContent === '海报')!);
  return host;
}
const save = (host: Host) => host.tap('.pv-btns .plate');
const said = (host: Host) => host.$$('.pv-no').map((one) => one.textContent);
const go = (host: Host, words: string) =>
  host.tap(host.$$('.pv-go').find((one) => one.textContent === words)!);
const left = (host: Host) =>
  host.calls.map(({ name }) => name).filter((name) => /^open|previewImage/.test(name));

beforeEach(() => standInCanvas());
afterEach(() => {
  closeAll();
  jest.restoreAllMocks();
});

describe('WeChat’s own switch', () => {
  test('is off: the way to WeChat’s settings, and the viewer', async () => {
    const host = await poster({ permissions: { [SCOPE]: false } });
    await save(host);
    expect(said(host)).toEqual([SETTINGS, LOOK]);
  });

  test('is put on there: the picture is saved, and nothing is said any more', async () => {
    const host = await poster({ permissions: { [SCOPE]: false } });
    await save(host);
    host.permissions.set(SCOPE, true);
    await go(host, '去设置');
    expect(host.ui.saved).toHaveLength(1);
    expect(said(host)).toEqual([]);
  });

  test('stays off: after one round the viewer is what is left, and opens the picture', async () => {
    const host = await poster({ permissions: { [SCOPE]: false } });
    await save(host);
    await go(host, '去设置');
    expect(said(host)).toEqual([LEFT]);
    await save(host);
    expect(said(host)).toEqual([LEFT]);
    await go(host, '看大图');
    expect(host.ui.preview?.current).toMatch(/^wxfile:/);
    expect(left(host)).toEqual(['openSetting', 'previewImage']);
  });
});

describe('the phone’s switch for WeChat', () => {
  const barred = { permissions: { [SCOPE]: true }, albumOfPhone: 'denied' } as const;

  test('is off: the phone’s settings, never WeChat’s, where it does not stand', async () => {
    const host = await poster(barred);
    await save(host);
    expect(said(host)).toEqual([PHONE, LOOK]);
    await go(host, '去设置');
    expect(left(host)).toEqual(['openAppAuthorizeSetting']);
  });

  test('is put on there: the picture is saved at the next press', async () => {
    const host = await poster(barred);
    await save(host);
    await go(host, '去设置');
    host.permissions.album = 'authorized';
    await save(host);
    expect(host.ui.saved).toHaveLength(1);
    expect(said(host)).toEqual([]);
  });

  test('stays off: never round in a circle, the viewer is what is left', async () => {
    const host = await poster(barred);
    for (let round = 0; round < 3; round += 1) {
      await save(host);
      const way = host.$$('.pv-go').find((one) => one.textContent === '去设置');
      if (way) await host.tap(way);
    }
    expect(said(host)).toEqual([LEFT]);
    expect(left(host)).toEqual(['openAppAuthorizeSetting']);
  });

  test('behind WeChat’s own, both off: one after the other, then the viewer', async () => {
    const host = await poster({ ...barred, permissions: { [SCOPE]: false } });
    await save(host);
    host.permissions.set(SCOPE, true);
    await go(host, '去设置');
    expect(said(host)).toEqual([PHONE, LOOK]);
    await go(host, '去设置');
    await save(host);
    expect(said(host)).toEqual([LEFT]);
    expect(left(host)).toEqual(['openSetting', 'openAppAuthorizeSetting']);
  });

  test('an older WeChat has no way to it: the viewer is what is left', async () => {
    const host = await poster({
      ...barred,
      lacks: ['openAppAuthorizeSetting', 'getAppAuthorizeSetting', 'getSetting'],
    });
    await save(host);
    await go(host, '去设置');
    await save(host);
    expect(said(host)).toEqual([LEFT]);
    expect(host.errors).toEqual([]);
  });
});

test.each([
  ['saveImageToPhotosAlbum:fail auth deny', false, SETTINGS],
  ['saveImageToPhotosAlbum:fail:auth denied', true, PHONE],
  ['saveImageToPhotosAlbum:fail system permission denied', true, PHONE],
  ['saveImageToPhotosAlbum:fail:permission denied', true, PHONE],
  ['saveImageToPhotosAlbum:fail system permission denied', undefined, PHONE],
  ['saveImageToPhotosAlbum:fail:permission denied', undefined, PHONE],
] as const)('"%s", with WeChat’s own at %s: %s', async (errMsg, allowed, words) => {
  const host = await poster({
    permissions: allowed === undefined ? {} : { [SCOPE]: allowed },
    wx: { saveImageToPhotosAlbum: ({ fail }: { fail: (why: object) => void }) => fail({ errMsg }) },
  });
  await save(host);
  expect(said(host)[0]).toBe(words);
});

test('"auth deny" without an answer of the reader’s, where the phone says that it is its switch: the phone’s', async () => {
  const errMsg = 'saveImageToPhotosAlbum:fail auth deny';
  const host = await poster({
    albumOfPhone: 'denied',
    wx: { saveImageToPhotosAlbum: ({ fail }: { fail: (why: object) => void }) => fail({ errMsg }) },
  });
  await save(host);
  expect(said(host)[0]).toBe(PHONE);
});

test.each([
  ['saveImageToPhotosAlbum:fail cancel', false],
  ['saveImageToPhotosAlbum:fail authorize no response', false],
  ['saveImageToPhotosAlbum:fail:auth no response', false],
  ['saveImageToPhotosAlbum:fail auth deny', true],
  ['saveImageToPhotosAlbum:fail api scope is not declared in the privacy agreement', true],
  ['saveImageToPhotosAlbum:fail privacy permission is not authorized', true],
  ['saveImageToPhotosAlbum:fail no space left', true],
] as const)('"%s": no switch is named, and the viewer opens by itself: %s', async (errMsg, opens) => {
  const host = await poster({
    wx: { saveImageToPhotosAlbum: ({ fail }: { fail: (why: object) => void }) => fail({ errMsg }) },
  });
  await save(host);
  expect(said(host)).toEqual([]);
  expect(host.ui.preview !== null).toBe(opens);
});

test('the clipboard is refused: it is said, and the sheet stays, where the text can be selected', async () => {
  const host = await start({
    pkg: weapp(FEED_DIST),
    transport: articlesFeed(document(1)),
    path: `pages/article/index?id=${articleId(1)}`,
    undeclared: ['setClipboardData'],
  });
  await host.longpress('text.p');
  await host.tap('.held-a');
  expect(host.ui.toast?.title).toBe('没有复制成功，请稍后再试');
  expect(host.$('.held-t')).not.toBeNull();
});

test('a mini-program that the reader would not open: nothing is said', async () => {
  const card = { type: 'card', kind: 'miniprogram', title: '出行', appId: 'wx1' } as const;
  const host = await start({
    pkg: weapp(FEED_DIST),
    transport: articlesFeed(document(1, { blocks: [card] })),
    path: `pages/article/index?id=${articleId(1)}`,
    wx: {
      navigateToMiniProgram: ({ fail }: { fail: (why: object) => void }) =>
        fail({ errMsg: 'navigateToMiniProgram:fail cancel' }),
    },
  });
  await host.tap('.card');
  expect(host.ui.toast).toBeNull();
});
