import { ApiFailure } from './api';
import type { Data, Fire, Services } from './builtins/builtin';
import { createScreen } from './code-space';
import type { Core } from './core';
import { Host } from './driver';
import { listenToErrors } from './errors';
import { Gestures } from './gestures';
import { hoverPress } from './hover';
import type { BootOptions } from './options';
import type { Package } from './package/package';
import { PageStack } from './page-stack';
import { Phone } from './phone';
import { pictureSource } from './pictures';
import { Program } from './program';
import { Records } from './records';
import { Scheduler } from './scheduler';
import { Signals } from './signals';
import { baseCss } from './styles';
import { Ui } from './ui';
import { parsePageUrl } from './url';
import { createWx } from './wx';
import { Files, fileApis } from './wx/files';
import { interactionApis } from './wx/interaction';
import { WxIntersectionObserver } from './wx/intersection';
import { type Launch, lifecycleApis } from './wx/lifecycle';
import { mediaApis } from './wx/media';
import { navigationApis, pullDown } from './wx/navigation';
import { Network, networkApis } from './wx/network';
import { Permissions, permissionApis } from './wx/permissions';
import { SelectorQuery } from './wx/query';
import { requestApis } from './wx/request';
import { Share, shareApis } from './wx/share';
import { SINGLE_PAGE_SCENE, singlePageApis } from './wx/single-page';
import { Storage, storageApis } from './wx/storage';
import { systemApis } from './wx/system';

/**
 * Starts the program from cold, as WeChat does, and resolves when its first page has settled. Several boots in one
 * document follow one another: close the one before.
 */
export async function boot(pkg: Package, options: BootOptions = {}): Promise<Host> {
  const records = new Records(options);
  const scheduler = new Scheduler((error) => records.error(error));
  const signals = new Signals((run) => scheduler.guard(run));
  const core: Core = { pkg, options, records, scheduler, signals };
  const undoErrors = listenToErrors(core);
  const app = pkg.json['app.json'] ?? {};
  const phone = new Phone(options, app);
  const ui = new Ui(core);
  const network = new Network(core, options.network);
  const storage = new Storage(options.storage);
  const files = new Files(options.files);
  const permissions = new Permissions(core, ui);
  const entry = parsePageUrl((options.path ?? pkg.pages[0] ?? '').replace(/^\//, ''));
  const single = options.scene === SINGLE_PAGE_SCENE;
  const launch: Launch = {
    ...entry,
    scene: options.scene ?? 1001,
    shareTicket: undefined,
    referrerInfo: options.referrerInfo ?? {},
    forwardMaterials: [],
    apiCategory: single ? 'browseOnly' : 'default',
  };
  const pictures = pictureSource(core, files, network);
  let stack: PageStack;
  let share: Share;
  const currentStack = () => stack;

  const wx = createWx(
    core,
    systemApis(core, phone),
    storageApis(core, storage),
    networkApis(core, network),
    requestApis(core, network, files),
    fileApis(core, files),
    interactionApis(core, ui),
    navigationApis(core, currentStack, ui),
    shareApis(core, currentStack, ui),
    mediaApis(core, ui, files, permissions, pictures),
    permissionApis(core, ui, permissions),
    lifecycleApis(core, launch),
    {
      createSelectorQuery: () => new SelectorQuery(core, stack),
      createIntersectionObserver: (owner: unknown, given?: object) =>
        new WxIntersectionObserver(core, stack, owner, given),
    },
    single ? singlePageApis(core) : {},
  );

  const services: Services = {
    imageUrl: pictures.imageUrl,
    guard: (run) => void scheduler.guard(run),
    openType: (button, openType, fire) => openTypes(button, openType, fire),
    navigate: ({ url, openType, delta }) => {
      const names: Record<string, string> = {
        navigate: 'navigateTo',
        redirect: 'redirectTo',
        reLaunch: 'reLaunch',
        navigateBack: 'navigateBack',
      };
      const call = wx[names[openType] ?? ''] as ((given: object) => void) | undefined;
      if (!call) throw new Error(`<navigator open-type="${openType}"> is not in the preview host`);
      call({ url, delta, fail: () => {} });
    },
    pageMeta: (data) => applyPageMeta(data, phone),
  };
  const openTypes = (button: { id: string; dataset: Data }, openType: string, fire: Fire): void => {
    if (single) return;
    if (openType === 'share') void share.toFriend({ from: 'button', target: button });
    else if (openType === 'openSetting') {
      ui.set({ leaving: { what: 'openSetting', detail: {} } });
      fire('opensetting', { errMsg: 'openSetting:ok', authSetting: permissions.all() });
    } else if (openType === 'contact' || openType === 'feedback')
      ui.set({ leaving: { what: openType, detail: {} } });
    else throw new Error(`<button open-type="${openType}"> is not in the preview host`);
  };

  const style = document.createElement('style');
  style.dataset.wxss = 'base';
  style.textContent = baseCss();
  document.head.prepend(style);
  const root = document.documentElement;
  root.classList.toggle('wx-style-v2', app.style === 'v2');
  const insets = { top: phone.statusBarHeight, bottom: phone.safeAreaBottom, left: 0, right: 0 };
  for (const [side, value] of Object.entries(insets))
    root.style.setProperty(`--safe-area-inset-${side}`, `${value}px`);

  const screen = createScreen(core, services, phone.shownTheme);
  stack = new PageStack(core, screen, ui, phone, (request) => {
    scheduler.guard(() => program.app?.onPageNotFound?.(request));
    signals.emit('PageNotFound', request);
  });
  share = new Share(core, stack);
  const program = new Program(core, wx, () => stack.pages.map((open) => open.page));
  stack.onCreate = (page) => program.measure(page as never);
  const gestures = new Gestures({
    guard: (run) => void scheduler.guard(run),
    press: (node) => hoverPress(node),
    pull: (distance, released) => {
      const pulls = stack.pages.at(-1)?.config.enablePullDownRefresh && stack.scroller.scrollTop <= 0;
      if (released && pulls && distance > 80 && !ui.pulling) pullDown(core, stack, ui);
    },
  });

  const close = () => {
    stack.close();
    scheduler.close();
    gestures.close();
    screen.backend.close();
    style.remove();
    undoErrors();
  };
  const host = new Host({
    core,
    phone,
    ui,
    network,
    storage,
    files,
    permissions,
    stack,
    share,
    program,
    launch,
    wx,
    pictures,
    backend: screen.backend,
    close,
  });
  try {
    const instance = program.start(screen.space);
    scheduler.guard(() => instance.onLaunch?.(launch));
    scheduler.guard(() => instance.onShow?.(launch));
    signals.emit('AppShow', launch);
    await stack
      .open(`/${options.path?.replace(/^\//, '') ?? entry.path}`, 'appLaunch')
      .catch((error: unknown) => {
        // An entry page that does not exist is for `onPageNotFound` to answer, within the same turn.
        if (!(error instanceof ApiFailure) || stack.pages.length === 0) records.error(error, 'launch');
      });
  } catch (error) {
    records.error(error);
    close();
    throw error;
  }
  return host;
}

function applyPageMeta(data: Data, phone: Phone): void {
  const size = (value: unknown) =>
    value === 'system' ? `${phone.fontSizeSetting}px` : value ? String(value) : '';
  document.documentElement.style.fontSize = size(data.rootFontSize);
  document.body.style.fontSize = size(data.pageFontSize);
  document.body.style.overflow = String(data.pageStyle ?? '').includes('overflow: hidden') ? 'hidden' : '';
}
