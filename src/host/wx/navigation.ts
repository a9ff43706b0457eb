import { ApiFailure } from '../core/failure';
import type { PageStack } from '../stack/page-stack';
import { type ApiGroup, type ApiOptions, asyncApi, text } from './api';

/** Moving between pages, scrolling them, pulling them down, and leaving for other parts of WeChat. */
export const navigationApis: ApiGroup = ({ core, stack, ui }) => {
  const opening = (name: 'navigateTo' | 'redirectTo' | 'reLaunch') =>
    asyncApi(core, name, async (options) => {
      const { opening = 0 } = core.options;
      if (opening > 0) await new Promise((resolve) => core.scheduler.setTimeout(resolve, opening));
      await stack.open(text(options, 'url'), name);
    });
  const leaving = (name: string) =>
    asyncApi(core, name, (options) => {
      const { success, fail, complete, ...detail } = options;
      ui.set({ leaving: { what: name, detail } });
    });
  return {
    navigateTo: opening('navigateTo'),
    redirectTo: opening('redirectTo'),
    reLaunch: opening('reLaunch'),
    switchTab: asyncApi(core, 'switchTab', (options) => stack.switchTab(text(options, 'url'))),
    navigateBack: asyncApi(core, 'navigateBack', (options) => stack.back(Number(options.delta ?? 1))),
    pageScrollTo: asyncApi(core, 'pageScrollTo', (options) => scrollTo(stack, options)),
    startPullDownRefresh: asyncApi(core, 'startPullDownRefresh', () => stack.pullDown()),
    stopPullDownRefresh: asyncApi(core, 'stopPullDownRefresh', () => ui.set({ pulling: false })),
    openOfficialAccountArticle: asyncApi(core, 'openOfficialAccountArticle', (options) => {
      if (!/^https:\/\/mp\.weixin\.qq\.com\//.test(text(options, 'url'))) throw new ApiFailure('invalid url');
      ui.set({ leaving: { what: 'openOfficialAccountArticle', detail: { url: options.url } } });
    }),
    openOfficialAccountProfile: leaving('openOfficialAccountProfile'),
    openOfficialAccountChat: leaving('openOfficialAccountChat'),
    navigateToMiniProgram: leaving('navigateToMiniProgram'),
    openEmbeddedMiniProgram: leaving('openEmbeddedMiniProgram'),
    openCustomerServiceChat: leaving('openCustomerServiceChat'),
    exitMiniProgram: leaving('exitMiniProgram'),
  };
};

function scrollTo(stack: PageStack, options: ApiOptions): void {
  const { scroller } = stack.viewport;
  let top = Number(options.scrollTop ?? 0);
  if (options.selector) {
    const target = stack.top.element.querySelector(text(options, 'selector'));
    if (!target) throw new ApiFailure(`selector "${text(options, 'selector')}" not found`);
    top = target.getBoundingClientRect().top + scroller.scrollTop + Number(options.offsetTop ?? 0);
  }
  const smooth = Number(options.duration ?? 300) > 0 && typeof scroller.scrollTo === 'function';
  if (smooth) scroller.scrollTo({ top, behavior: 'smooth' });
  else scroller.scrollTop = top;
  stack.viewport.scrolled();
}
