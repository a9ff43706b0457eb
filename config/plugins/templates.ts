import type { IPluginContext } from '@tarojs/service';

/**
 * Taro's templates carry every event and attribute of a component on every level: 30 KB of WXML, and a
 * touch on any view wakes the logic layer. This plugin keeps what the program uses and adds the
 * accessibility attributes, which Taro 4.2 leaves out.
 *
 * Attributes that are added here have no short alias, so their data key is the camel-cased name; Taro's
 * runtime, which does not know them, writes the very same key.
 */
const DROP = [
  /^bindtouch/,
  /^bind(animation|transition)/,
  /^animation$/,
  /^hover-(stop|start|stay)/,
  /^show-menu-by-longpress$/,
  /^decode$/,
  /^space$/,
  /^overflow$/,
  /^max-lines$/,
];
const KEEP: Record<string, RegExp> = {
  button: /^(hover-class|open-type|style|class|bindtap|disabled|aria-\w+)$/,
  'scroll-view':
    /^(scroll-x|scroll-y|scroll-left|scroll-top|scroll-into-view|enhanced|show-scrollbar|style|class|bindscroll|aria-\w+)$/,
  input:
    /^(value|placeholder|placeholder-class|maxlength|focus|confirm-type|style|class|bindinput|bindconfirm|bindblur|bindfocus|aria-\w+)$/,
  canvas: /^(type|style|class)$/,
  'rich-text': /^(nodes|user-select|style|class|bindtap|bindlongpress|aria-\w+)$/,
  image: /^(src|mode|lazy-load|style|class|binderror|bindload|bindtap|aria-\w+)$/,
};
const ARIA = ['aria-role', 'aria-label', 'aria-hidden'] as const;
const LABELLED = [
  'view',
  'text',
  'image',
  'button',
  'scroll-view',
  'static-view',
  'static-image',
  'catch-view',
  'input',
];
const STATEFUL = ['view', 'button', 'static-view'];

interface TemplateInternals {
  createMiniComponents(components: object): Record<string, Record<string, string>>;
}

interface Assets {
  [file: string]: { source(): string; size(): number };
}

export default (ctx: IPluginContext) => {
  // minifyXML is a minifier of HTML, which knows no end tag of <input>; without one WXML does not compile.
  ctx.modifyBuildAssets(({ assets }: { assets: Assets }) => {
    for (const file of Object.keys(assets).filter((name) => name.endsWith('.wxml'))) {
      const text = String(assets[file]!.source()).replace(
        /(<input\b[^>]*[^/>]>)(?!<\/input>)/g,
        '$1</input>',
      );
      assets[file] = { source: () => text, size: () => text.length };
    }
  });
  ctx.registerMethod({
    name: 'onSetupClose',
    fn(platform: { template: TemplateInternals }) {
      const { template } = platform;
      const original = template.createMiniComponents.bind(template);
      template.createMiniComponents = (components) => {
        const result = original(components);
        for (const [name, attributes] of Object.entries(result)) {
          const keep = KEEP[name.replace(/^static-/, '')];
          for (const attribute of Object.keys(attributes))
            if (keep ? !keep.test(attribute) : DROP.some((pattern) => pattern.test(attribute)))
              delete attributes[attribute];
          if (LABELLED.includes(name)) for (const key of ARIA) attributes[key] = `i.${camel(key)}`;
          if (STATEFUL.includes(name))
            for (const key of ['aria-checked', 'aria-selected', 'aria-disabled', 'aria-valuenow'])
              attributes[key] = `i.${camel(key)}`;
        }
        return result;
      };
    },
  });
};

const camel = (name: string) => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
