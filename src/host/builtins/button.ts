import { type Builtin, type Data, flag } from './builtin';

export const button: Builtin = {
  css: `wx-button{position:relative;display:block;margin-left:auto;margin-right:auto;padding-left:14px;padding-right:14px;
box-sizing:border-box;font-size:18px;text-align:center;text-decoration:none;line-height:2.55555556;border-radius:5px;
-webkit-tap-highlight-color:transparent;overflow:hidden;color:#000;background-color:#f8f8f8;cursor:pointer}
wx-button::after{content:" ";width:200%;height:200%;position:absolute;top:0;left:0;border:1px solid rgba(0,0,0,.2);
transform:scale(.5);transform-origin:0 0;box-sizing:border-box;border-radius:10px;pointer-events:none}
wx-button[type=primary]{color:#fff;background-color:#1aad19}wx-button[type=warn]{color:#fff;background-color:#e64340}
wx-button[size=mini]{display:inline-block;line-height:2.3;font-size:13px;padding:0 1.34em}
wx-button[disabled]{color:rgba(0,0,0,.3)}wx-button[disabled][type=primary]{background-color:#9ed99d}
wx-button[plain]{color:#353535;border:1px solid #353535;background-color:transparent}wx-button[plain]::after{border-width:0}
.button-hover{background-color:#dedede}
.wx-style-v2 wx-button{width:184px;padding:8px 24px;font-size:17px;font-weight:700;line-height:1.41176471;border-radius:4px}
.wx-style-v2 wx-button::after{border-width:0}`,
  defaults: { hoverClass: 'button-hover', type: 'default', size: 'default' },
  mount: ({ node, element, fire, services, data }) => {
    node.addListener('tap', () => {
      const { disabled, openType } = data();
      if (flag(disabled) || !openType) return;
      services.openType(
        { id: node.id, dataset: { ...(node.dataset as Data | undefined) } },
        String(openType),
        fire,
      );
    });
    return {
      update(current) {
        element.setAttribute('type', String(current.type ?? 'default'));
        element.setAttribute('size', String(current.size ?? 'default'));
        element.toggleAttribute('disabled', flag(current.disabled));
        element.toggleAttribute('plain', flag(current.plain));
        if (!element.hasAttribute('role')) element.setAttribute('role', 'button');
      },
    };
  },
};

export const navigator: Builtin = {
  css: 'wx-navigator{display:block;height:auto}.navigator-hover{background-color:rgba(0,0,0,.1);opacity:.7}',
  defaults: { hoverClass: 'navigator-hover', openType: 'navigate', delta: 1 },
  mount: ({ node, services, data }) => {
    node.addListener('tap', () => {
      const { url, openType, delta } = data();
      services.navigate({ url: String(url ?? ''), openType: String(openType), delta: Number(delta) || 1 });
    });
    return {};
  },
};
