import type { Host } from '../../host';
import { h } from './dom';

const ICONS: Record<string, string> = { success: '✓', error: '✕', loading: '◌' };

/** Toast, loading, dialog, sheet, picture and the other things that WeChat lays over a program. */
export function drawOverlays(host: Host): Element[] {
  const { ui } = host;
  const drawn: Element[] = [];
  if (ui.pulling) drawn.push(h('div', { class: 'pulling', 'aria-label': '正在刷新' }, '···'));
  if (ui.preview) drawn.push(preview(host, ui.preview.current));
  if (ui.leaving) drawn.push(h('div', { class: 'shade' }), leaving(host));
  if (ui.shareImage) {
    const close = () => ui.set({ shareImage: null });
    drawn.push(
      h('div', { class: 'shade', onclick: close }),
      sheet(['发送给朋友', '分享到朋友圈', '收藏', '保存图片'], '转发图片', close, close),
    );
  }
  if (ui.actionSheet) {
    const { items, alertText, choose } = ui.actionSheet;
    drawn.push(
      h('div', { class: 'shade', onclick: () => choose(null) }),
      sheet(items, alertText, choose, () => choose(null)),
    );
  }
  if (ui.loading) {
    if (ui.loading.mask) drawn.push(h('div', { class: 'shade clear' }));
    drawn.push(h('div', { class: 'toast big' }, h('i', {}, ICONS.loading!), ui.loading.title));
  }
  if (ui.toast) {
    const icon = ICONS[ui.toast.icon];
    drawn.push(
      h(
        'div',
        { class: icon ? 'toast big' : 'toast', role: 'status' },
        icon && h('i', {}, icon),
        ui.toast.title,
      ),
    );
  }
  if (ui.modal) drawn.push(h('div', { class: 'shade' }), modal(host));
  return drawn;
}

function sheet(items: string[], title: string, choose: (index: number) => void, cancel: () => void): Element {
  return h(
    'div',
    { class: 'sheet', role: 'dialog' },
    title && h('small', {}, title),
    ...items.map((item, index) => h('button', { onclick: () => choose(index) }, item)),
    h('button', { class: 'cancel', onclick: cancel }, '取消'),
  );
}

function modal(host: Host): Element {
  const dialog = host.ui.modal!;
  const field = dialog.editable ? h('input', { value: dialog.content }) : null;
  const answer = (confirm: boolean) => () => dialog.answer({ confirm, content: field?.value });
  return h(
    'div',
    { class: 'dialog', role: 'dialog' },
    dialog.title && h('h3', {}, dialog.title),
    field ?? h('p', {}, dialog.content),
    h(
      'div',
      {},
      dialog.showCancel &&
        h('button', { onclick: answer(false), style: `color:${dialog.cancelColor}` }, dialog.cancelText),
      h('button', { onclick: answer(true), style: `color:${dialog.confirmColor}` }, dialog.confirmText),
    ),
  );
}

function preview(host: Host, current: string): Element {
  const { urls } = host.ui.preview!;
  const found = host.imageUrl(current);
  return h(
    'div',
    { class: 'look', onclick: () => host.ui.set({ preview: null }) },
    h('img', { src: 'url' in found ? found.url : undefined, alt: '' }),
    urls.length > 1 && h('span', {}, `${urls.indexOf(current) + 1} / ${urls.length}`),
  );
}

const PLACES: Record<string, string> = {
  openOfficialAccountArticle: '公众号文章',
  openOfficialAccountProfile: '公众号主页',
  openSetting: '小程序设置',
  navigateToMiniProgram: '另一个小程序',
  contact: '客服会话',
  feedback: '意见反馈',
  openPrivacyContract: '隐私保护指引',
  exitMiniProgram: '微信',
};

/** Where the program would have gone in WeChat; the preview can only say so. */
function leaving(host: Host): Element {
  const { what, detail } = host.ui.leaving!;
  const text = Object.values(detail)
    .filter((value) => typeof value === 'string')
    .join('\n');
  return h(
    'div',
    { class: 'dialog', role: 'dialog' },
    h('h3', {}, `在微信里会打开${PLACES[what] ?? what}`),
    h('p', {}, text),
    h('div', {}, h('button', { onclick: () => host.ui.set({ leaving: null }) }, '回到小程序')),
  );
}
