import path from 'node:path';

/**
 * What of Taro's runtime the build replaces, because the program does not use it (README, 包的大小). Each
 * replacement says what it stands for; together they save some 60 KB of the package and the start.
 *
 * Keys: the end of a module's file name inside node_modules; values: files beside this one. Taro is pinned
 * in package.json: look at these when it is raised.
 */
export const REPLACED: Record<string, string> = {
  '@tarojs/shared/dist/components.js': 'components.js',
  '@tarojs/plugin-platform-weapp/dist/runtime.js': 'weapp.js',
  '@tarojs/runtime/dist/bom/document.js': 'document.js',
  '@tarojs/runtime/dist/bom/URL.js': 'url.js',
  '@tarojs/runtime/dist/bom/URLSearchParams.js': 'url.js',
  '@tarojs/runtime/dist/bom/window.js': 'window.js',
  '@tarojs/runtime/dist/dom/anchor-element.js': 'anchor.js',
  '@tarojs/runtime/dist/dom/class-list.js': 'class-list.js',
  '@tarojs/runtime/dist/dom/style.js': 'style.js',
  '@tarojs/runtime/dist/perf.js': 'perf.js',
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

/** A webpack plugin that puts the files of `REPLACED` in place, and fails the build when one was not met. */
export class LeanRuntime {
  apply({ hooks }: Compiler): void {
    const name = 'LeanRuntime';
    const missing = new Set(Object.keys(REPLACED));
    hooks.normalModuleFactory.tap(name, (factory) => {
      factory.hooks.afterResolve.tap(name, ({ createData }) => {
        const file = createData?.resource?.replace(/\\/g, '/') ?? '';
        const found = Object.keys(REPLACED).find((end) => file.endsWith(`/node_modules/${end}`));
        if (!found || !createData) return;
        missing.delete(found);
        createData.resource = path.join(__dirname, REPLACED[found]!);
        createData.context = __dirname;
      });
    });
    hooks.afterCompile.tap(name, ({ errors, compiler }) => {
      if (missing.size > 0 && !compiler.isChild())
        errors.push(
          new Error(`config/runtime: not met in the build, so not replaced: ${[...missing].join(', ')}`),
        );
    });
  }
}
