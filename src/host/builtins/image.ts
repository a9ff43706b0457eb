import { type Builtin, child, flag } from './builtin';

/** WeChat's modes as CSS: the object's fit and, for the cropping modes, its position. */
const MODES: Record<string, [fit: string, position?: string]> = {
  scaleToFill: ['fill'],
  aspectFit: ['contain'],
  aspectFill: ['cover'],
  widthFix: ['fill'],
  heightFix: ['fill'],
  top: ['none', 'top'],
  bottom: ['none', 'bottom'],
  center: ['none', 'center'],
  left: ['none', 'left'],
  right: ['none', 'right'],
  'top left': ['none', 'top left'],
  'top right': ['none', 'top right'],
  'bottom left': ['none', 'bottom left'],
  'bottom right': ['none', 'bottom right'],
};

export const image: Builtin = {
  css: `wx-image{display:inline-block;overflow:hidden;width:320px;height:240px;position:relative}
wx-image>img{display:block;width:100%;height:100%}
wx-image[data-mode=widthFix]{height:auto!important}wx-image[data-mode=widthFix]>img{height:auto}
wx-image[data-mode=heightFix]{width:auto!important}wx-image[data-mode=heightFix]>img{width:auto}
wx-image>img:not([src]){visibility:hidden}`,
  defaults: { mode: 'scaleToFill' },
  mount: ({ element, fire, services }) => {
    const picture = child(element, 'img');
    picture.alt = '';
    picture.draggable = false;
    let shown: string | undefined;
    let removed = false;
    const failed = (errMsg: string) => {
      if (!removed) services.guard(() => fire('error', { errMsg }));
    };
    picture.addEventListener('load', () => {
      if (removed) return;
      services.guard(() => fire('load', { width: picture.naturalWidth, height: picture.naturalHeight }));
    });
    picture.addEventListener('error', () => failed(`GET ${shown} failed`));
    return {
      update(data) {
        const [fit, position] = MODES[String(data.mode)] ?? MODES.scaleToFill!;
        element.dataset.mode = String(data.mode ?? 'scaleToFill');
        picture.style.objectFit = fit;
        picture.style.objectPosition = position ?? '';
        // WeChat loads lazy pictures within three screens; the browser's own rule is close to that.
        if (flag(data.lazyLoad)) picture.loading = 'lazy';
        const src = String(data.src ?? '');
        if (src === shown) return;
        shown = src;
        picture.removeAttribute('src');
        if (!src) return;
        const found = services.imageUrl(src);
        if ('url' in found) picture.src = found.url;
        else Promise.resolve().then(() => failed(found.fault));
      },
      remove() {
        removed = true;
      },
    };
  },
};
