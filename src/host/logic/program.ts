import type { Core } from '../core/core';
import { withPlainEvents } from '../screen/events';
import type { CodeSpace } from '../screen/screen';
import { Modules } from './modules';
import { reportingPromise } from './promise';
import { logicGlobal } from './sandbox';
import type { Measured, SetDataMeter } from './set-data';

function movingClock(given: number | (() => number)): () => number {
  const set = typeof given === 'function' ? given : () => given;
  const opened = Date.now();
  return () => set() + Date.now() - opened;
}

type Method = (this: unknown, ...args: unknown[]) => unknown;
export type AppInstance = Record<string, unknown> & {
  onLaunch?: Method;
  onShow?: Method;
  onHide?: Method;
  onError?: Method;
  onPageNotFound?: Method;
  onUnhandledRejection?: Method;
  onThemeChange?: Method;
};

interface ComponentDefinition extends Record<string, unknown> {
  lifetimes?: Record<string, unknown>;
  methods?: Record<string, unknown>;
  created?: unknown;
}

type Define = (definition: ComponentDefinition) => unknown;

/** The program's code: loads app.js, then registers every page and component by running its file. */
export class Program {
  app: AppInstance | undefined;
  readonly #modules: Modules;
  #registrar: { Page: Define; Component: Define; Behavior: Define } | undefined;

  constructor(
    private readonly core: Core,
    private readonly meter: SetDataMeter,
    wx: Record<string, unknown>,
    currentPages: () => unknown[],
  ) {
    const { scheduler, records, options } = core;
    const fromLogic =
      (level: string) =>
      (...args: unknown[]) =>
        records.log(level, args);
    const levels = ['log', 'info', 'warn', 'error', 'debug', 'group', 'groupEnd', 'time', 'timeEnd', 'table'];
    const scope = logicGlobal({
      console: Object.fromEntries(levels.map((level) => [level, fromLogic(level)])),
      setTimeout: scheduler.setTimeout,
      setInterval: scheduler.setInterval,
      clear: scheduler.clear,
      Promise: reportingPromise(
        (reason) => this.#rejected(reason),
        (run) => scheduler.soon(run),
      ),
      now: options.now === undefined ? undefined : movingClock(options.now),
    });
    // `Page()` and the others are globals: the file that is being run, not the module that calls, decides the path.
    const register =
      (kind: 'Page' | 'Component' | 'Behavior') =>
      (definition: ComponentDefinition): unknown => {
        if (this.#registrar) return this.#registrar[kind](definition);
        throw new Error(`${kind}() was called outside a page's or a component's file`);
      };
    this.#modules = new Modules(core.pkg.js, scope, {
      wx,
      App: (app: AppInstance) => {
        this.app = app;
      },
      Page: register('Page'),
      Component: register('Component'),
      Behavior: register('Behavior'),
      getApp: () => this.app,
      getCurrentPages: currentPages,
    });
    (scope as { wx?: unknown }).wx = wx;
  }

  start(space: CodeSpace): AppInstance {
    this.#modules.load('app.js');
    if (!this.app) throw new Error('app.js never called App()');
    for (const path of this.core.pkg.components) this.#register(space, path);
    return this.app;
  }

  #register(space: CodeSpace, path: string): void {
    let registered = 0;
    space.componentEnv(path, (environment) => {
      const define =
        (kind: 'Page' | 'Component'): Define =>
        (definition) => {
          registered += 1;
          const prepared = kind === 'Page' ? this.#page(definition) : this.#component(definition);
          return (environment[kind] as unknown as Define)(prepared);
        };
      this.#registrar = {
        Page: define('Page'),
        Component: define('Component'),
        Behavior: environment.Behavior as unknown as Define,
      };
      try {
        this.#modules.load(`${path}.js`);
      } finally {
        this.#registrar = undefined;
      }
    });
    if (registered !== 1)
      throw new Error(`${path}.js registers ${registered} pages or components, and should register one`);
  }

  #page(definition: ComponentDefinition): ComponentDefinition {
    const prepared: ComponentDefinition = {};
    for (const [name, value] of Object.entries(definition))
      prepared[name] = typeof value === 'function' ? withPlainEvents(value as Method) : value;
    return prepared;
  }

  #component(definition: ComponentDefinition): ComponentDefinition {
    const methods = Object.fromEntries(
      Object.entries(definition.methods ?? {}).map(([name, value]) => [
        name,
        withPlainEvents(value as Method),
      ]),
    );
    const { created: oldCreated, ...rest } = definition;
    const created = (definition.lifetimes?.created ?? oldCreated) as Method | undefined;
    const { meter } = this;
    return {
      ...rest,
      methods,
      lifetimes: {
        ...definition.lifetimes,
        created(this: unknown) {
          meter.measure(this as Measured);
          return created?.call(this);
        },
      },
    };
  }

  #rejected(reason: unknown): void {
    const { app } = this;
    this.core.scheduler.guard(() => app?.onUnhandledRejection?.({ reason, promise: undefined }));
    this.core.signals.emit('UnhandledRejection', { reason });
    const text = reason && typeof reason === 'object' && 'errMsg' in reason ? String(reason.errMsg) : reason;
    this.core.records.error(text instanceof Error ? text : new Error(`unhandled rejection: ${String(text)}`));
  }
}
