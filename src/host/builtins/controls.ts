import { type Builtin, child, flag, number } from './builtin';

export const switchControl: Builtin = {
  css: `wx-switch{display:inline-block;vertical-align:middle;cursor:pointer}
wx-switch>.wx-switch-track{position:relative;display:block;width:52px;height:32px;box-sizing:border-box;border-radius:16px;
border:1px solid #dfdfdf;background:#dfdfdf;transition:background-color .1s}
wx-switch>.wx-switch-track::after{content:"";position:absolute;top:0;left:0;width:30px;height:30px;border-radius:15px;
background:#fff;box-shadow:0 1px 3px rgba(0,0,0,.4);transition:transform .2s}
wx-switch[data-on]>.wx-switch-track{background:var(--on,#04be02);border-color:var(--on,#04be02)}
wx-switch[data-on]>.wx-switch-track::after{transform:translateX(20px)}wx-switch[data-disabled]{opacity:.7}`,
  mount: ({ element, node, fire, data }) => {
    const track = child(element, 'span');
    track.className = 'wx-switch-track';
    let on = false;
    let given: unknown;
    const show = () => {
      element.toggleAttribute('data-on', on);
      element.setAttribute('role', 'switch');
      element.setAttribute('aria-checked', String(on));
    };
    node.addListener('tap', () => {
      if (flag(data().disabled)) return;
      on = !on;
      given = on;
      show();
      fire('change', { value: on });
    });
    return {
      update(current) {
        if (current.checked !== given) {
          given = current.checked;
          on = flag(current.checked);
        }
        if (current.color) element.style.setProperty('--on', String(current.color));
        element.toggleAttribute('data-disabled', flag(current.disabled));
        show();
      },
    };
  },
};

export const slider: Builtin = {
  css: 'wx-slider{display:block;margin:10px 18px}wx-slider>input{width:100%;margin:0}',
  defaults: { min: 0, max: 100, step: 1, value: 0 },
  mount: ({ element, fire, services }) => {
    const range = child(element, 'input');
    range.type = 'range';
    range.addEventListener('input', (event) => {
      event.stopPropagation();
      services.guard(() => fire('changing', { value: Number(range.value) }));
    });
    range.addEventListener('change', () =>
      services.guard(() => fire('change', { value: Number(range.value) })),
    );
    return {
      update(data) {
        range.min = String(number(data.min, 0));
        range.max = String(number(data.max, 100));
        range.step = String(number(data.step, 1));
        range.value = String(number(data.value, 0));
        range.disabled = flag(data.disabled);
        if (data.activeColor) range.style.accentColor = String(data.activeColor);
      },
    };
  },
};

/** Media are not played in the preview: a poster, a play sign and the address are shown in their place. */
function player(kind: 'video' | 'audio', css: string): Builtin {
  return {
    css,
    mount: ({ element, services }) => {
      const box = child(element, 'span');
      box.textContent = '▶';
      return {
        update({ src, poster }) {
          element.title = `${kind}: ${String(src ?? '')}`;
          const found = poster ? services.imageUrl(String(poster)) : undefined;
          if (found && 'url' in found) element.style.backgroundImage = `url(${JSON.stringify(found.url)})`;
        },
      };
    },
  };
}

export const video = player(
  'video',
  `wx-video{display:inline-block;position:relative;overflow:hidden;width:300px;height:225px;line-height:0;
background:#000 center/cover no-repeat}
wx-video>span{position:absolute;left:50%;top:50%;width:48px;height:48px;margin:-24px;border-radius:24px;line-height:48px;
text-align:center;color:#fff;background:rgba(0,0,0,.5)}`,
);
export const audio = player(
  'audio',
  'wx-audio{display:inline-block;width:300px;height:64px;line-height:64px;text-align:center;background:#fcfcfc;border:1px solid #e0e0e0}',
);
