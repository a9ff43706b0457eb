import type { NetworkState, Theme } from '../../host';
import { h } from './dom';
import type { PhoneOptions } from './phone-options';

interface Device {
  name: string;
  width: number;
  height: number;
  statusBar: number;
  safeBottom: number;
}

const DEVICES: Device[] = [
  { name: '390 × 844 全面屏', width: 390, height: 844, statusBar: 47, safeBottom: 34 },
  { name: '375 × 667 有按键', width: 375, height: 667, statusBar: 20, safeBottom: 0 },
  { name: '360 × 800 安卓', width: 360, height: 800, statusBar: 28, safeBottom: 0 },
  { name: '320 × 568 小屏', width: 320, height: 568, statusBar: 20, safeBottom: 0 },
  { name: '1024 × 768 平板横屏', width: 1024, height: 768, statusBar: 24, safeBottom: 20 },
];

const SCENES: [number, string][] = [
  [1001, '正常'],
  [1007, '从聊天打开'],
  [1047, '扫小程序码'],
  [1154, '朋友圈单页'],
];
const NETWORKS: [NetworkState, string][] = [
  ['online', '正常'],
  ['slow', '慢'],
  ['weak', '弱网'],
  ['offline', '离线'],
];
const SIZES: [number, string][] = [
  [14.4, '小 0.9'],
  [16, '标准 1.0'],
  [18.4, '大 1.15'],
  [22.4, '关怀 1.4'],
];
type ThemeChoice = Theme | 'system';
const THEMES: [ThemeChoice, string][] = [
  ['system', '跟随'],
  ['light', '浅'],
  ['dark', '深'],
];

interface Actions {
  restart(): void;
  network(state: NetworkState): void;
  theme(theme: Theme): void;
}

/** The switches. Those that a phone can flip while a program runs are flipped; the others start it anew. */
export class Settings {
  readonly element = h('aside', { class: 'settings' });
  device: Device = DEVICES[0]!;
  #scene = 1001;
  #network: NetworkState = 'online';
  #font = 16;
  #theme: ThemeChoice = 'system';

  constructor(
    given: URLSearchParams,
    private readonly actions: Actions,
  ) {
    const width = Number(given.get('width'));
    this.device = DEVICES.find((device) => device.width === width) ?? this.device;
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () =>
      this.actions.theme(this.theme),
    );
    this.#draw();
  }

  set scene(scene: number) {
    this.#scene = scene;
    this.#draw();
  }

  get theme(): Theme {
    if (this.#theme !== 'system') return this.#theme;
    return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  }

  phone(): PhoneOptions {
    return { scene: this.#scene, network: this.#network, font: this.#font, theme: this.theme };
  }

  #draw(): void {
    const choice = <Value>(
      title: string,
      options: [Value, string][],
      now: Value,
      choose: (value: Value) => void,
    ) =>
      h(
        'fieldset',
        {},
        h('legend', {}, title),
        ...options.map(([value, label]) =>
          h(
            'button',
            {
              'aria-pressed': String(value === now),
              onclick: () => {
                choose(value);
                this.#draw();
              },
            },
            label,
          ),
        ),
      );
    const restart = () => this.actions.restart();
    this.element.replaceChildren(
      h('h1', {}, '小程序预览'),
      h('p', {}, '运行的就是编译好的 dist/weapp，组件框架是微信开源的 glass-easel。'),
      choice(
        '设备',
        DEVICES.map((device) => [device, device.name]),
        this.device,
        (device) => {
          this.device = device;
          restart();
        },
      ),
      choice('网络', NETWORKS, this.#network, (state) => {
        this.#network = state;
        this.actions.network(state);
      }),
      choice('外观', THEMES, this.#theme, (theme) => {
        this.#theme = theme;
        this.actions.theme(this.theme);
      }),
      choice('微信字号', SIZES, this.#font, (font) => {
        this.#font = font;
        restart();
      }),
      choice('打开方式', SCENES, this.#scene, (scene) => {
        this.#scene = scene;
        restart();
      }),
      h('button', { class: 'restart', onclick: restart }, '重新启动'),
      h(
        'button',
        {
          class: 'restart',
          onclick: () => {
            sessionStorage.setItem('preview:forget', '1');
            restart();
          },
        },
        '清除数据后启动',
      ),
    );
  }
}
