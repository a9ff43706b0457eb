/** @jest-environment jsdom */
import { type BootOptions, boot, type Host } from '../../../src/host';
import { compileDist } from '../../../src/host/package/compile';

let host: Host;
const start = async (options: BootOptions) => {
  host = await boot(compileDist('tests/fixtures/weapp-tiny'), options);
};
afterEach(() => host.close());

const SCOPE = 'scope.writePhotosAlbum';
const save = () =>
  (host.wx.saveImageToPhotosAlbum as (options: object) => Promise<object>)({ filePath: '/a.png' });

test('the album has two switches: the program’s says "auth deny", the phone’s "auth denied"', async () => {
  await start({ permissions: { [SCOPE]: false }, albumOfPhone: 'denied' });
  await expect(save()).rejects.toMatchObject({ errMsg: 'saveImageToPhotosAlbum:fail auth deny' });
  host.permissions.set(SCOPE, true);
  await expect(save()).rejects.toMatchObject({ errMsg: 'saveImageToPhotosAlbum:fail auth denied' });
  host.permissions.album = 'authorized';
  await expect(save()).resolves.toMatchObject({ errMsg: 'saveImageToPhotosAlbum:ok' });
});

test('the phone’s is told by getAppAuthorizeSetting, and openAppAuthorizeSetting leads to it', async () => {
  await start({ albumOfPhone: 'denied' });
  expect((host.wx.getAppAuthorizeSetting as () => object)()).toMatchObject({ albumAuthorized: 'denied' });
  await (host.wx.openAppAuthorizeSetting as () => Promise<object>)();
  expect(host.ui.leaving?.what).toBe('openAppAuthorizeSetting');
});

test('a page that takes its time to open, asked for twice, opens twice', async () => {
  await start({ opening: 100 });
  const navigateTo = host.wx.navigateTo as (options: object) => Promise<object>;
  const url = '/pages/item/index?id=1';
  await Promise.all([navigateTo({ url }), navigateTo({ url })]);
  expect(host.stack).toHaveLength(3);
});
