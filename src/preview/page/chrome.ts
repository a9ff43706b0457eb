import { type Host, SINGLE_PAGE_SCENE } from '../../host';
import { h, svg } from './dom';
import { drawOverlays } from './overlays';
import type { PhoneOptions } from './phone-options';
import { chromeCss } from './phone-styles';

const STATUS = `<svg viewBox="0 0 74 14" fill="currentColor" aria-hidden="true"><path d="M0 9h3v4H0zM5 7h3v6H5zM10 4h3v9h-3zM15 1h3v12h-3z"/><path d="M31 1.5c3 0 5.6 1.2 7.5 3l-1.5 1.6A8.7 8.7 0 0 0 31 3.7a8.7 8.7 0 0 0-6 2.4l-1.5-1.6a10.9 10.9 0 0 1 7.5-3Zm0 4.3c1.8 0 3.4.7 4.5 1.8L34 9.2a4.3 4.3 0 0 0-6 0l-1.5-1.6A6.5 6.5 0 0 1 31 5.8Zm0 4.2c.8 0 1.4.3 1.9.8L31 12.8l-1.9-2c.5-.5 1.1-.8 1.9-.8Z"/><rect x="46.5" y="1.5" width="22" height="11" rx="3.2" fill="none" stroke="currentColor" opacity=".5"/><rect x="48.5" y="3.5" width="15" height="7" rx="1.6"/><path d="M70 5v4c1-.3 1.6-1.1 1.6-2S71 5.3 70 5Z" opacity=".5"/></svg>`;
const DOTS = `<svg width="22" height="10" viewBox="0 0 22 10" fill="currentColor"><circle cx="3.5" cy="5" r="2"/><circle cx="11" cy="5" r="3"/><circle cx="18.5" cy="5" r="2"/></svg>`;
const RING = `<svg width="20" height="20" viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="2"><circle cx="10" cy="10" r="7.5"/><circle cx="10" cy="10" r="2.5" fill="currentColor"/></svg>`;

/** What WeChat and the phone draw over a program, in a shadow tree that the program's styles cannot reach. */
export class Chrome {
  readonly #root: ShadowRoot;
  readonly #bars = h('div');
  readonly #overlays = h('div');

  constructor(private readonly options: PhoneOptions) {
    const holder = document.createElement('preview-chrome');
    document.documentElement.append(holder);
    this.#root = holder.attachShadow({ mode: 'open' });
    this.#root.append(h('style', {}, chromeCss), this.#bars, this.#overlays);
  }

  show(host: Host): void {
    const draw = () => {
      this.#bars.replaceChildren(
        ...(this.options.frame ? this.#frame(host) : []),
        ...this.#navigationBar(host),
        ...this.#tabBar(host),
      );
      this.#overlays.replaceChildren(...drawOverlays(host));
    };
    host.ui.onChange(draw);
    draw();
  }

  fault(message: string): void {
    this.#overlays.replaceChildren(
      h('div', { class: 'fault' }, h('b', {}, '小程序没有启动'), h('pre', {}, message)),
    );
  }

  #frame(host: Host): Element[] {
    const { phone, ui, launch } = host;
    const light = /^(white|#f{3,6})$/i.test(ui.navigation.frontColor);
    const { top } = phone.menuButton();
    const time = new Date(this.options.now ?? Date.now());
    const clock = this.options.now
      ? '9:10'
      : `${time.getHours()}:${String(time.getMinutes()).padStart(2, '0')}`;
    const tone = light ? 'bar light' : 'bar';
    const tell = (what: string) => () => parent.postMessage({ preview: what }, location.origin);
    const capsule = h(
      'div',
      { class: `${tone} capsule`, style: `top:${top}px` },
      h('button', { 'aria-label': '更多', onclick: tell('menu') }),
      h('b'),
      h('button', { 'aria-label': '关闭', onclick: tell('leave') }),
    );
    capsule.children[0]?.append(svg(DOTS));
    capsule.children[2]?.append(svg(RING));
    const status = h(
      'div',
      { class: `${tone} status`, style: `height:${phone.statusBarHeight}px` },
      h('span', {}, clock),
      svg(STATUS),
    );
    const bars: Element[] = [status, capsule];
    // The program may be dark on a light phone: the bar goes by what is behind it.
    const ground = ui.navigation.groundColor || (phone.shownTheme === 'dark' ? '#000000' : '#ffffff');
    if (phone.safeAreaBottom > 0)
      bars.push(h('div', { class: isDark(ground) ? 'homebar light' : 'homebar' }));
    if (launch.scene === SINGLE_PAGE_SCENE) bars.push(h('div', { class: 'single' }, '前往小程序'));
    return bars;
  }

  /** WeChat's own navigation bar, where a page has not asked for `navigationStyle: custom`. */
  #navigationBar(host: Host): Element[] {
    document.body.style.paddingTop = '';
    if (host.stack.length === 0 || host.top.config.navigationStyle === 'custom') return [];
    const { ui, phone } = host;
    document.body.style.paddingTop = `${phone.statusBarHeight + 44}px`;
    const back =
      host.stack.length > 1
        ? h('button', { class: 'back', 'aria-label': '返回', onclick: () => void host.back() }, '‹')
        : null;
    const colour = ui.navigation.backgroundColor || '#fff';
    const style = `height:44px;padding-top:${phone.statusBarHeight}px;background:${colour}`;
    return [h('div', { class: 'navigation', style }, back, h('span', {}, ui.navigation.title))];
  }

  /** WeChat's own tab bar, where the program does not draw one itself. */
  #tabBar(host: Host): Element[] {
    const tabs = host.stack.length ? host.tabs : null;
    document.body.style.paddingBottom = tabs ? `${50 + host.phone.safeAreaBottom}px` : '';
    if (!tabs) return [];
    const buttons = tabs.map(({ text, selected }, index) =>
      h('button', { 'aria-pressed': String(selected), onclick: () => void host.tapTab(index) }, text),
    );
    return [h('div', { class: 'tabs', style: `padding-bottom:${host.phone.safeAreaBottom}px` }, ...buttons)];
  }
}

/** Whether a colour as #rgb or #rrggbb is nearer to black than to white. */
function isDark(colour: string): boolean {
  const digits = colour.length === 4 ? colour.replace(/[\da-f]/gi, '$&$&') : colour;
  const [r = 255, g = 255, b = 255] = (digits.match(/[\da-f]{2}/gi) ?? []).map((pair) =>
    Number.parseInt(pair, 16),
  );
  return 0.299 * r + 0.587 * g + 0.114 * b < 128;
}
