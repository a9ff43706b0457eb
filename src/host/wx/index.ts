import { ApiFailure } from '../core/failure';
import { describe } from '../core/records';
import type { Parts } from '../parts';
import { type ApiGroup, asyncApi } from './api';
import { fileApis } from './files';
import { interactionApis } from './interaction';
import { intersectionApis } from './intersection';
import { KNOWN_APIS } from './known';
import { lifecycleApis } from './lifecycle';
import { mediaApis } from './media';
import { navigationApis } from './navigation';
import { networkApis } from './network';
import { permissionApis } from './permissions';
import { queryApis } from './query';
import { requestApis } from './request';
import { shareApis } from './share';
import { singlePageApis } from './single-page';
import { storageApis } from './storage';
import { systemApis } from './system';

/** Everything that the host has of `wx`. A later group takes the place of what an earlier one has under the same name. */
export const GROUPS: readonly ApiGroup[] = [
  fileApis,
  interactionApis,
  intersectionApis,
  lifecycleApis,
  mediaApis,
  navigationApis,
  networkApis,
  permissionApis,
  queryApis,
  requestApis,
  shareApis,
  storageApis,
  systemApis,
  // Last: it forbids some of the others.
  singlePageApis,
];

/**
 * `wx`, as the program gets it. A call that WeChat has and the host lacks is recorded by name and thrown: a silent stub
 * would let a program pass that does nothing in WeChat, or the other way round. Names that WeChat does not have either
 * are `undefined`, as there.
 */
export function createWx(parts: Parts): Record<string, unknown> {
  const { core } = parts;
  const wx: Record<string, unknown> = {};
  for (const name of KNOWN_APIS)
    wx[name] = (...args: unknown[]) => {
      const error = new Error(
        `wx.${name} is not in the preview host (called with ${args.map(describe).join(', ') || 'nothing'})`,
      );
      core.records.error(error);
      throw error;
    };
  for (const group of GROUPS) Object.assign(wx, group(parts));
  for (const name of core.options.undeclared ?? [])
    wx[name] = asyncApi(core, name, () => {
      throw new ApiFailure('api scope is not declared in the privacy agreement', { errno: 112 });
    });
  for (const name of core.options.lacks ?? []) delete wx[name];
  return Object.assign(wx, core.options.wx);
}
