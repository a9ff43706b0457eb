import type { IPluginContext } from '@tarojs/service';
import { toDashed } from '@tarojs/shared';
import { BUILT_IN, componentsOf } from '../components';
import { type OwnTemplate, renderOwnTemplate } from './own-templates';

/**
 * Taro's templates carry every event and attribute of every component on every level: 30 KB of WXML, and
 * a touch on any view wakes the logic layer. This plugin keeps what the program uses, and adds the elements
 * whose template is written by hand (own-templates.ts).
 *
 * `config/runtime/components.json` lists WeChat's components and their attributes (accessibility included,
 * which Taro 4.2 leaves out). Taro numbers both by their order, here for the templates and once more at
 * run time for the data: `config/runtime/components.js` gives its runtime the same list, so the numbers agree.
 */
/** Taro's names of the events in its list, by those in JSX; a tap it gives every element by itself. */
const EVENTS: Record<string, string> = {
  onConfirm: 'bindConfirm',
  onError: 'bindError',
  onInput: 'bindInput',
  onLongPress: 'bindLongTap',
};
/** Taro makes the catch-view of it; on other views it is dropped again below. */
const CATCH = 'bindTouchMove';
const DROP = /^bind(touchmove|transition|animation)/;
/** What Taro gives a template whether the program uses it or not. */
const UNLABELLED = ['pure-view', 'click-view'];
/** Nothing stands inside of these, which Taro does not know of them. */
const CHILDLESS = ['canvas', 'image', 'static-image'];

/**
 * How deep an element may stand within its own kind (-1: as deep as `baseLevel`). Each level is a copy of
 * the template. Deeper ones would not be drawn: the tests of the compiled program would miss them.
 */
const NESTING = new Map([
  ['view', -1],
  ['static-view', -1],
  ['pure-view', -1],
  ['click-view', -1],
  ['catch-view', 1],
  ['text', 2],
  ['static-text', 2],
  ['scroll-view', 1],
]);

type Attributes = Record<string, string>;

interface TemplateInternals {
  internalComponents: Record<string, Attributes>;
  nestElements: Map<string, number>;
  voidElements: Set<string>;
  /** By element: its number, and the short name of each attribute. */
  componentsAlias: Record<string, { _num: string } & Attributes>;
  createMiniComponents(components: object): Record<string, Attributes>;
  buildTemplate(config: { includes: Set<string> }): string;
  modifyTemplateResult?(result: string, name: string, level: number, children: string): string;
}

interface Assets {
  [file: string]: { source(): string; size(): number };
}

interface Options {
  /** The feed's base URL; empty: paths are those of files inside the package. */
  feedUrl: string;
  own: readonly OwnTemplate[];
}

export default (ctx: IPluginContext, { feedUrl, own }: Options) => {
  // minifyXML is a minifier of HTML, which knows no end tag of <input>; without one WXML does not compile.
  ctx.modifyBuildAssets(({ assets }: { assets: Assets }) => {
    for (const file of Object.keys(assets).filter((name) => name.endsWith('.wxml'))) {
      const text = String(assets[file]!.source()).replace(
        /(<input\b[^>]*[^/>]>)(?!<\/input>)/g,
        '$1</input>',
      );
      assets[file] = { source: () => text, size: () => text.length };
    }
    // `xs.u`: a feed's file by its path. An address is left as it is, as resolveUrl in src/feed/paths.ts does.
    const base = feedUrl && `${feedUrl.replace(/\/+$/, '')}/`;
    const helper = `u: function (s) { return !s || s.charAt(0) === '/' || s.indexOf('://') > 0 ? s : ${JSON.stringify(base)} + s },`;
    // Taro minifies no WXS. Line breaks stay: it writes statements without semicolons.
    const wxs = String(assets['utils.wxs']!.source())
      .replace('{', () => `{ ${helper}`)
      .replace(/\n\s+/g, '\n');
    assets['utils.wxs'] = { source: () => wxs, size: () => wxs.length };
  });
  ctx.registerMethod({
    name: 'onSetupClose',
    fn({ template }: { template: TemplateInternals }) {
      const all = template.internalComponents;
      template.nestElements = NESTING;
      template.voidElements = new Set([...template.voidElements, ...CHILDLESS]);
      template.internalComponents = Object.fromEntries(
        Object.entries(componentsOf(own)).map(([name, attributes]) => {
          const known = all[name] ?? {};
          const events = (BUILT_IN[name]?.events ?? []).flatMap((event) => EVENTS[event] ?? []);
          const kept = [...attributes, ...events, ...(name === 'View' ? [CATCH] : [])];
          return [name, Object.fromEntries(kept.map((key) => [key, known[key] ?? '']))];
        }),
      );
      /** Nobody taps these themselves. */
      const silent = Object.keys(BUILT_IN)
        .filter((name) => !BUILT_IN[name]!.events.includes('onClick'))
        .map(toDashed);
      const original = template.createMiniComponents.bind(template);
      template.createMiniComponents = (components) => {
        const result = original(components);
        for (const [name, attributes] of Object.entries(result)) {
          if (UNLABELLED.includes(name)) continue;
          for (const key of Object.keys(attributes))
            if (
              DROP.test(key) ||
              (key === 'bindtap' && silent.includes(name)) ||
              // Who cannot be pressed shows no press.
              (key === 'hover-class' && name === 'static-view')
            )
              delete attributes[key];
        }
        return result;
      };
      // Taro writes the templates of those that it finds imported from @tarojs/components.
      const build = template.buildTemplate.bind(template);
      template.buildTemplate = (config) => {
        for (const { name } of own) config.includes.add(name);
        return build(config);
      };
      const modify = template.modifyTemplateResult;
      template.modifyTemplateResult = (result, name, level, children) => {
        const mine = own.find((template) => template.name === name);
        const alias = template.componentsAlias[name];
        return mine && alias
          ? renderOwnTemplate(mine, alias._num, alias)
          : (modify?.(result, name, level, children) ?? result);
      };
    },
  });
};
