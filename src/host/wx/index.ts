import { ApiFailure, asyncApi } from '../api';
import type { Core } from '../core';
import { describe } from '../records';
import { KNOWN_APIS } from './known';

/**
 * `wx`, as the program gets it. A call that WeChat has and the host lacks is recorded by name and thrown: a silent stub
 * would let a program pass that does nothing in WeChat, or the other way round. Names that WeChat does not have either
 * are `undefined`, as there.
 */
export function createWx(core: Core, ...parts: Record<string, unknown>[]): Record<string, unknown> {
  const wx: Record<string, unknown> = {};
  for (const name of KNOWN_APIS)
    wx[name] = (...args: unknown[]) => {
      const error = new Error(
        `wx.${name} is not in the preview host (called with ${args.map(describe).join(', ') || 'nothing'})`,
      );
      core.records.error(error);
      throw error;
    };
  Object.assign(wx, ...parts);
  for (const name of core.options.undeclared ?? [])
    wx[name] = asyncApi(core, name, () => {
      throw new ApiFailure('api scope is not declared in the privacy agreement', { errno: 112 });
    });
  for (const name of core.options.lacks ?? []) delete wx[name];
  return Object.assign(wx, core.options.wx);
}
