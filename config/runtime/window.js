/*
 * Stands for the runtime's `window`, which copies every global and brings location, history and URL along
 * (16 KB) for libraries of the web. Taro itself needs its events and two timers.
 */

import { Events } from '@tarojs/shared';
import { caf, raf } from '../../node_modules/@tarojs/runtime/dist/bom/raf.js';
import env from '../../node_modules/@tarojs/runtime/dist/env.js';

export class TaroWindow extends Events {
  constructor() {
    super();
    this.requestAnimationFrame = raf;
    this.cancelAnimationFrame = caf;
  }
  get document() {
    return env.document;
  }
}

export const taroWindowProvider = new TaroWindow();
env.window = taroWindowProvider;
export const taroLocationProvider = {};
export const taroHistoryProvider = {};
