import { resolvePath } from '../package/paths';
import { hiddenNames } from './sandbox';

export interface LogicGlobals {
  wx: unknown;
  App: unknown;
  Page: unknown;
  Component: unknown;
  Behavior: unknown;
  getApp: unknown;
  getCurrentPages: unknown;
}

/** Loads the package's JavaScript files as WeChat does: CommonJS, once each, with WeChat's globals and no others. */
export class Modules {
  #cache = new Map<string, { exports: unknown }>();
  #names: string[];
  #values: unknown[];

  constructor(
    private readonly files: Record<string, string>,
    scope: Record<string, unknown>,
    globals: LogicGlobals,
  ) {
    const visible: Record<string, unknown> = { ...scope, ...globals };
    const hidden = hiddenNames(visible);
    const names = Object.keys(visible).filter((name) => !/^(undefined|NaN|Infinity)$/.test(name));
    this.#names = [...names, ...hidden];
    this.#values = [...names.map((name) => visible[name]), ...hidden.map(() => undefined)];
  }

  load(file: string): unknown {
    const known = this.#cache.get(file);
    if (known) return known.exports;
    const source = this.files[file];
    if (source === undefined) throw new Error(`module "${file}" is not defined`);
    const module = { exports: {} as unknown };
    this.#cache.set(file, module);
    const require = (name: string): unknown => {
      const target = resolvePath(file, String(name));
      return this.load(target in this.files ? target : `${target}.js`);
    };
    // The code under test is the program itself, and running it is this file's purpose.
    const run = new Function(
      'require',
      'module',
      'exports',
      ...this.#names,
      `${source}\n//# sourceURL=weapp:///${file}`,
    );
    run.call(undefined, require, module, module.exports, ...this.#values);
    return module.exports;
  }
}
