import type { Core } from './core';

export type ApiOptions = Record<string, unknown>;
type Callback = (result: Record<string, unknown>) => unknown;

/** Makes a call fail the way WeChat's do: `{errMsg: "name:fail reason"}` to `fail`, never a thrown error. */
export class ApiFailure extends Error {
  constructor(
    readonly reason: string,
    readonly extra: Record<string, unknown> = {},
  ) {
    super(reason);
  }
}

/**
 * WeChat's asynchronous convention: `success`, `fail` and `complete`, or a promise where none of them is given. The
 * answer always arrives in a later turn.
 */
export function asyncApi(
  core: Core,
  name: string,
  run: (options: ApiOptions) => unknown,
  waitsFor: 'program' | 'reader' = 'program',
): (options?: ApiOptions) => Promise<unknown> | undefined {
  return (given) => {
    const options = given ?? {};
    core.records.call(name, options);
    // What waits for the reader's answer must not keep `idle()` waiting.
    const end = waitsFor === 'program' ? core.scheduler.begin(name) : () => {};
    const call = (key: string, result: Record<string, unknown>): void => {
      const callback = options[key];
      if (typeof callback === 'function') core.scheduler.guard(() => (callback as Callback)(result));
    };
    const outcome = new Promise<Record<string, unknown>>((resolve, reject) => {
      core.scheduler.soon(() => {
        Promise.resolve()
          .then(() => run(options))
          .then(
            (value) => resolve({ ...(value as object | undefined), errMsg: `${name}:ok` }),
            (error: unknown) => reject(failure(core, name, error)),
          );
      });
    });
    const wantsPromise = !['success', 'fail', 'complete'].some((key) => typeof options[key] === 'function');
    const settled = outcome.then(
      (result) => {
        call('success', result);
        call('complete', result);
      },
      (result: Record<string, unknown>) => {
        call('fail', result);
        call('complete', result);
      },
    );
    settled.finally(end);
    return wantsPromise ? outcome : undefined;
  };
}

function failure(core: Core, name: string, error: unknown): Record<string, unknown> {
  if (error instanceof ApiFailure) return { errMsg: `${name}:fail ${error.reason}`, ...error.extra };
  core.records.error(error, name);
  return { errMsg: `${name}:fail ${error instanceof Error ? error.message : String(error)}` };
}

export function text(options: ApiOptions, key: string): string {
  const value = options[key];
  return typeof value === 'string' ? value : value === undefined || value === null ? '' : String(value);
}
