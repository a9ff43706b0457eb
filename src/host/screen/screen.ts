import { type glassEasel, MiniProgramEnv } from 'glass-easel-miniprogram-adapter';
import type { Core } from '../core/core';
import type { Theme } from '../core/options';
import type { Package } from '../package/package';
import { resolvePath } from '../package/paths';
import { scopeName } from '../package/tags';
import { Backend } from './backend';

export type CodeSpace = ReturnType<MiniProgramEnv['createCodeSpace']>;
export type ComponentSpace = ReturnType<CodeSpace['getComponentSpace']>;

export interface Screen {
  space: CodeSpace;
  backend: Backend;
  associated: ReturnType<MiniProgramEnv['associateBackend']>;
}

/**
 * Prepares glass-easel for one package: templates, stylesheets and static configuration. The built-in components come
 * once there is something for them to talk to (`defineBuiltins`).
 */
export function createScreen(core: Core, theme: Theme): Screen {
  const { pkg } = core;
  const env = new MiniProgramEnv();
  const space = env.createCodeSpace('main', true);
  const components = space.getComponentSpace();
  plainIds(space);
  // Ids reach the document as they are written, and a property called `data` must not shadow the component's own data.
  components.updateComponentOptions({ writeIdToDOM: true, writeFieldsToNode: false });
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
  return { space, backend, associated };
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
  return Object.fromEntries(Object.entries(using).map(([tag, path]) => [tag, `/${resolvePath(from, path)}`]));
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
