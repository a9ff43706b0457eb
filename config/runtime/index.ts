import path from 'node:path';

export interface StandIn {
  /** The module that it stands for: the end of its file name inside node_modules. */
  module: string;
  /**
   * `numbers`: templates and data are numbered by it, so that the program does not work without it.
   * `size`: it only makes the package smaller; `LEAN` leaves it out (config/environment.ts).
   */
  for: 'numbers' | 'size';
}

/**
 * What of Taro's modules the build replaces, by the name of the file beside this one that takes their place.
 * README.md says what each is worth, and what to do with them when Taro is raised.
 */
export const STAND_INS: Record<string, StandIn> = {
  components: { module: '@tarojs/shared/dist/components.js', for: 'numbers' },
  weapp: { module: '@tarojs/plugin-platform-weapp/dist/runtime.js', for: 'numbers' },
  document: { module: '@tarojs/runtime/dist/bom/document.js', for: 'size' },
  window: { module: '@tarojs/runtime/dist/bom/window.js', for: 'size' },
  style: { module: '@tarojs/runtime/dist/dom/style.js', for: 'size' },
};

export const standInFile = (name: string): string => path.join(__dirname, `${name}.js`);

/**
 * Packages that the build replaces whole, by webpack's aliases. None can be left out: Taro's own React would be
 * preact/compat (react.js says why not), and its own calls come from the module that `weapp` stands for.
 */
export const ALIASES: Readonly<Record<string, string>> = {
  '@tarojs/taro$': standInFile('taro'),
  react$: standInFile('react'),
  'react-dom$': standInFile('react'),
  'preact/compat$': standInFile('react'),
};

interface Resolved {
  createData?: { resource?: string; context?: string };
}
interface Hook<T> {
  tap(name: string, listener: (given: T) => void): void;
}
/** What is used here of webpack's, whose types Taro does not pass on. */
interface Compiler {
  hooks: {
    normalModuleFactory: Hook<{ hooks: { afterResolve: Hook<Resolved> } }>;
    afterCompile: Hook<{ errors: Error[]; compiler: { isChild(): boolean } }>;
  };
}

/** A webpack plugin that puts stand-ins in place, and fails the build when a module was not met. */
export class LeanRuntime {
  private readonly names: readonly string[];

  /** @param leftOut names of the stand-ins that are not put in place */
  constructor(leftOut: readonly string[]) {
    this.names = Object.keys(STAND_INS).filter((name) => !leftOut.includes(name));
  }

  apply({ hooks }: Compiler): void {
    const plugin = 'LeanRuntime';
    const missing = new Set(this.names);
    hooks.normalModuleFactory.tap(plugin, (factory) => {
      factory.hooks.afterResolve.tap(plugin, ({ createData }) => {
        const file = createData?.resource?.replace(/\\/g, '/') ?? '';
        const found = this.names.find((name) => file.endsWith(`/node_modules/${STAND_INS[name]!.module}`));
        if (!found || !createData) return;
        missing.delete(found);
        createData.resource = standInFile(found);
        createData.context = __dirname;
      });
    });
    hooks.afterCompile.tap(plugin, ({ errors, compiler }) => {
      if (missing.size > 0 && !compiler.isChild())
        errors.push(
          new Error(`config/runtime: not met in the build, so not replaced: ${[...missing].join(', ')}`),
        );
    });
  }
}
