import type { Core } from '../core/core';
import { ApiFailure } from '../core/failure';
import type { Parts } from '../parts';

export type ApiOptions = Record<string, unknown>;
type Callback = (result: Record<string, unknown>) => unknown;

/** Some calls of `wx`, each by its name, over the parts of the host that they need. */
export type ApiGroup = (parts: Parts) => Record<string, unknown>;

/**
 * WeChat's asynchronous convention: `success`, `fail` and `complete`, or a promise where none of them is given. The
 * answer always arrives in a later turn.
 * @param run gives the fields of `success` (or a promise of them), or throws `ApiFailure`
 * @param waitsFor `user`: the answer comes from a person, and `idle()` does not wait for it
 */
export function asyncApi(
  core: Core,
  name: string,
  run: (options: ApiOptions) => unknown,
  waitsFor: 'program' | 'user' = 'program',
): (options?: ApiOptions) => Promise<unknown> | undefined {
  return (given) => {
    const options = given ?? {};
    core.records.call(name, options);
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

/** An option as text; empty where it is not given. */
export function text(options: ApiOptions, key: string): string {
  const value = options[key];
  return typeof value === 'string' ? value : value === undefined || value === null ? '' : String(value);
}
