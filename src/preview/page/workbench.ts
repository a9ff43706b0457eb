import { ShareSheet } from './card';
import { h } from './dom';
import { LogPanel } from './log-panel';
import type { PhoneWindow } from './phone';
import { type PhoneOptions, toSearch } from './phone-options';
import { Settings } from './settings';
import { workbenchCss } from './workbench-styles';

/** The page around the phone: choices at the left, the phone in the middle, what happens inside it at the right. */
export class Workbench {
  readonly #frame = h('iframe', { title: '手机', class: 'phone' });
  readonly #panel = new LogPanel(() => this.#phone?.host);
  readonly #share = new ShareSheet((path) => this.openFromChat(path));
  readonly #settings = new Settings(new URLSearchParams(location.search), {
    restart: () => this.restart(),
    network: (network) => void this.#phone?.host?.setNetwork(network),
    theme: (theme) => void this.#phone?.host?.setTheme(theme),
  });
  readonly #menu = h('div', { class: 'menu', hidden: true, role: 'menu' });
  #path: string | undefined;

  start(): void {
    document.head.append(h('style', {}, workbenchCss));
    const desk = h(
      'div',
      { class: 'desk' },
      h('div', { class: 'shell' }, this.#frame, this.#menu, this.#share.element),
    );
    document.body.append(this.#settings.element, desk, this.#panel.element);
    addEventListener('message', ({ data, origin }) => {
      if (origin === location.origin && data?.preview) this.#hear(data.preview, data.detail);
    });
    this.load({});
  }

  get #phone(): PhoneWindow['phone'] | undefined {
    return (this.#frame.contentWindow as PhoneWindow | null)?.phone;
  }

  /** Starts the program from cold with what the settings say. */
  load(change: PhoneOptions): void {
    const device = this.#settings.device;
    this.#frame.width = String(device.width);
    this.#frame.height = String(device.height);
    this.#menu.hidden = true;
    this.#panel.clear();
    const options: PhoneOptions = {
      ...this.#settings.phone(),
      width: device.width,
      height: device.height,
      statusBar: device.statusBar,
      safeBottom: device.safeBottom,
      frame: true,
      path: this.#path,
      ...change,
    };
    this.#frame.src = `/phone.html?${toSearch(options)}`;
  }

  /** Starts again where the program was opened, unless the reader has left that page for another first one. */
  restart(): void {
    const first = this.#phone?.host?.stack[0];
    if (first && first.path !== this.#path?.split('?')[0]) this.#path = undefined;
    this.load({});
  }

  /** What a friend does who taps the card: no page before it, nothing loaded, scene 1007. */
  openFromChat(path: string): void {
    this.#share.close();
    this.#path = path.replace(/^\//, '');
    this.#settings.scene = 1007;
    this.load({});
  }

  #hear(what: string, detail: unknown): void {
    if (what === 'menu') this.#openMenu();
    else if (what === 'leave') {
      this.#path = undefined;
      this.#settings.scene = 1001;
      this.load({});
    } else if (what === 'error') this.#panel.error(String(detail));
    else if (what === 'log') this.#panel.log(detail as { level: string; text: string });
    else if (what === 'ready') this.#ready();
  }

  #ready(): void {
    const host = this.#phone?.host;
    if (!host) return;
    this.#panel.refresh();
    host.onShare((card) => this.#share.show(card, host));
  }

  /** WeChat's ••• menu: what the page does not allow is greyed out. */
  #openMenu(): void {
    const host = this.#phone?.host;
    if (!host) return;
    const close = () => {
      this.#menu.hidden = true;
    };
    const entry = (label: string, allowed: boolean, run: () => void) => {
      const onclick = () => {
        close();
        run();
      };
      return h('button', { role: 'menuitem', disabled: !allowed, onclick }, label);
    };
    this.#menu.replaceChildren(
      h('div', { class: 'menu-shade', onclick: close }),
      h(
        'div',
        { class: 'menu-sheet' },
        entry('转发给朋友', host.can('shareAppMessage'), () => void host.share()),
        entry('分享到朋友圈', host.can('shareTimeline'), () => void host.shareTimeline()),
        entry('收藏', host.can('addToFavorites'), () => this.#share.favourite(host.addToFavorites())),
        entry('复制链接', host.can('copyUrl'), () => this.#share.link(host.copyUrl())),
        h('button', { class: 'cancel', onclick: close }, '取消'),
      ),
    );
    this.#menu.hidden = false;
  }
}
