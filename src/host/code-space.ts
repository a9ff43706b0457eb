import { glassEasel, MiniProgramEnv } from 'glass-easel-miniprogram-adapter';
import { Backend } from './backend';
import { BUILTINS } from './builtins';
import type { Builtin, Data, Live, Services } from './builtins/builtin';
import type { Core } from './core';
import { resolveModule } from './modules';
import type { Theme } from './options';
import type { Package } from './package/package';
import { scopeName } from './package/tags';

type ComponentSpace = ReturnType<ReturnType<MiniProgramEnv['createCodeSpace']>['getComponentSpace']>;
export type CodeSpace = ReturnType<MiniProgramEnv['createCodeSpace']>;

/** What a built-in component exposes beside its element: a canvas, a scroll-view's own methods. */
export const exposed = new WeakMap<object, unknown>();

export interface Screen {
  env: MiniProgramEnv;
  space: CodeSpace;
  backend: Backend;
  associated: ReturnType<MiniProgramEnv['associateBackend']>;
}

/** Prepares glass-easel for one package: built-in components, templates, stylesheets and static configuration. */
export function createScreen(core: Core, services: Services, theme: Theme): Screen {
  const { pkg } = core;
  const env = new MiniProgramEnv();
  const space = env.createCodeSpace('main', true);
  const components = space.getComponentSpace();
  plainIds(space);
  // Ids reach the document as they are written, and a property called `data` must not shadow the component's own data.
  components.updateComponentOptions({ writeIdToDOM: true, writeFieldsToNode: false });
  for (const [tag, attributes] of Object.entries(pkg.tags)) {
    const builtin = BUILTINS[tag];
    if (!builtin) throw new Error(`<${tag}> is used in a template, and the host has no such component`);
    defineBuiltin(components, tag, builtin, attributes, services);
  }
  const backend = new Backend(core, theme);
  const associated = env.associateBackend(backend);
  const readyQueue = readyLifetimes(core);
  space.setOverallBehavior(
    components
      .define()
      .lifetime('attached', function attached(this: unknown) {
        readyQueue(this as { _$?: glassEasel.GeneralComponent });
      })
      .registerBehavior() as unknown as glassEasel.GeneralBehavior,
  );
  addFiles(pkg, space, associated);
  return { env, space, backend, associated };
}

/** The adapter gives every component's ids a random prefix in the document; one page at a time needs none. */
function plainIds(space: CodeSpace): void {
  const inner = space as unknown as {
    prepareComponentOptions(...args: unknown[]): [Record<string, unknown>, unknown];
  };
  const prepare = inner.prepareComponentOptions.bind(space);
  inner.prepareComponentOptions = (...args) => {
    const [options, isolation] = prepare(...args);
    return [{ ...options, idPrefixGenerator: null }, isolation];
  };
}

function addFiles(pkg: Package, space: CodeSpace, associated: Screen['associated']): void {
  // The generated code of the templates is one expression; it is ours to run.
  const groups = new Function(`return ${pkg.groups}`)() as Record<string, (name: string) => never>;
  const app = pkg.json['app.json'] ?? {};
  const addStyles = (path: string): void => {
    const css = pkg.css[path];
    if (css !== undefined) associated.registerStyleSheetContent(path, css);
    // The name counts for a component without styles as well: its classes get it as their prefix.
    space.addStyleSheet(path, css === undefined ? undefined : path, scopeName(path));
  };
  addStyles('app');
  for (const path of pkg.components) {
    const config = pkg.json[`${path}.json`] ?? {};
    const using = {
      ...absolute('app', app.usingComponents),
      ...absolute(path, config.usingComponents),
    };
    space.addComponentStaticConfig(path, { ...config, usingComponents: using } as never);
    const content = groups[path];
    if (!content) throw new Error(`${path}.wxml is not in the package`);
    space.addCompiledTemplate(path, { groupList: groups, content });
    addStyles(path);
  }
}

/** Each path is relative to the file that names it: `app.json`'s to the root, a page's to the page. */
function absolute(from: string, using: Record<string, string> = {}): Record<string, string> {
  return Object.fromEntries(
    Object.entries(using).map(([tag, path]) => [tag, `/${resolveModule(from, path)}`]),
  );
}

/** glass-easel leaves `ready` to its host: it is called once what was attached in one go stands on the screen. */
function readyLifetimes(core: Core): (caller: { _$?: glassEasel.GeneralComponent }) => void {
  let queue: glassEasel.GeneralComponent[] = [];
  return (caller) => {
    if (!caller._$) return;
    if (queue.length === 0)
      core.scheduler.soon(() => {
        const ready = queue.reverse();
        queue = [];
        for (const component of ready) component.triggerLifetime('ready', []);
      });
    queue.push(caller._$);
  };
}

const camel = (name: string): string =>
  name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

function defineBuiltin(
  components: ComponentSpace,
  tag: string,
  builtin: Builtin,
  attributes: string[],
  services: Services,
): void {
  const properties: Record<string, { type: null; value: unknown }> = {};
  const defaults: Data = { hidden: false, ...builtin.defaults };
  for (const name of [...attributes.map(camel), ...Object.keys(defaults)])
    properties[name] = { type: null, value: defaults[name] ?? null };
  const aria = attributes.filter((name) => name.startsWith('aria-') || name === 'role');
  const lives = new WeakMap<object, Live>();
  const definition = components
    .define(`wx-${tag}`)
    .options({
      propertyPassingDeepCopy: glassEasel.DeepCopyKind.None,
      dataDeepCopy: glassEasel.DeepCopyKind.None,
    })
    .definition({
      properties,
      observers: [
        {
          fields: '**',
          observer(this: unknown) {
            update(this as glassEasel.GeneralComponent);
          },
        },
      ],
      lifetimes: {
        attached(this: unknown) {
          const node = this as glassEasel.GeneralComponent;
          const element = node.$$ as unknown as HTMLElement;
          const live =
            builtin.mount?.({
              node,
              element,
              services,
              data: () => withDefaults(node.data as Data, defaults),
              fire: (type, detail = {}, options = {}) =>
                node.triggerEvent(type, detail, { bubbles: false, ...options }),
            }) ?? {};
          lives.set(node, live);
          if (live.exposes !== undefined) exposed.set(node, live.exposes);
          update(node);
        },
        detached(this: unknown) {
          lives.get(this as object)?.remove?.();
        },
      },
    } as never);
  const update = (node: glassEasel.GeneralComponent): void => {
    const live = lives.get(node);
    if (!live) return;
    const data = withDefaults(node.data as Data, defaults);
    const element = node.$$ as unknown as HTMLElement;
    element.toggleAttribute('hidden', Boolean(data.hidden));
    for (const name of aria) reflect(element, name, data[camel(name)]);
    live.update?.(data);
  };
  components.setGlobalUsingComponent(
    `wx-${tag}`,
    definition.registerComponent() as unknown as glassEasel.GeneralComponentDefinition,
  );
}

/** WeChat writes `aria-role` where the web has `role`; an unset value leaves no attribute. */
function reflect(element: HTMLElement, name: string, value: unknown): void {
  const attribute = name === 'aria-role' ? 'role' : name;
  if (value === null || value === undefined || value === '') element.removeAttribute(attribute);
  else element.setAttribute(attribute, String(value));
}

/** A template that passes `undefined` means "not set", and the default then holds. */
function withDefaults(data: Data, defaults: Data): Data {
  const result: Data = { ...data };
  for (const [name, value] of Object.entries(defaults))
    if (result[name] === undefined || result[name] === null) result[name] = value;
  return result;
}
