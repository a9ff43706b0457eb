import type { Host, ShareCard } from '../../host';
import { h } from './dom';

const NAME = '小程序';

/** What a chat, Moments or the favourites would show of a share, and the way into it as a friend would take it. */
export class ShareSheet {
  readonly element = h('div', { class: 'share', hidden: true, role: 'dialog', 'aria-label': '分享' });

  constructor(private readonly open: (path: string) => void) {}

  show(card: ShareCard, host: Host): void {
    const picture = card.imageUrl ? host.imageUrl(card.imageUrl) : undefined;
    const name = String(host.appName || NAME);
    const image = h('img', { alt: '', src: picture && 'url' in picture ? picture.url : undefined });
    const body =
      card.kind === 'timeline'
        ? h('div', { class: 'moment' }, image, h('p', {}, card.title))
        : h(
            'div',
            { class: 'chat' },
            h('span', { class: 'avatar' }),
            h(
              'div',
              { class: 'card' },
              h('header', {}, h('span', { class: 'mark' }), name),
              h('h2', {}, card.title),
              card.imageUrl ? image : h('div', { class: 'shot' }, '没有给配图：微信会截取当前页'),
              h('footer', {}, '小程序'),
            ),
          );
    this.#fill(
      card.kind === 'timeline' ? '朋友圈里的样子' : '聊天里的样子',
      body,
      h('code', {}, card.path),
      h('button', { class: 'primary', onclick: () => this.open(card.path) }, '在新会话里打开'),
    );
  }

  favourite(card: ShareCard): void {
    this.#fill('已收藏', h('p', {}, card.title), h('code', {}, card.path));
  }

  link(path: string): void {
    this.#fill('已复制链接', h('p', {}, '微信复制的是短链接，打开的是：'), h('code', {}, path));
  }

  close(): void {
    this.element.hidden = true;
  }

  #fill(title: string, ...content: Element[]): void {
    this.element.replaceChildren(
      h(
        'div',
        { class: 'share-bar' },
        h('b', {}, title),
        h('button', { onclick: () => this.close(), 'aria-label': '关闭' }, '✕'),
      ),
      ...content,
    );
    this.element.hidden = false;
  }
}
