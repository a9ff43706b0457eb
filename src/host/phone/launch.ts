import type { BootOptions } from '../core/options';
import type { PageUrl } from '../core/url';

/** A page that Moments opens by itself, in which WeChat allows less. */
export const SINGLE_PAGE_SCENE = 1154;

/** How the program was opened, in WeChat's words. */
export interface Launch {
  path: string;
  query: Record<string, string>;
  scene: number;
  shareTicket: undefined;
  referrerInfo: Record<string, unknown>;
  forwardMaterials: unknown[];
  apiCategory: string;
}

export function launchOf(options: BootOptions, entry: PageUrl): Launch {
  const { scene = 1001, referrerInfo = {} } = options;
  return {
    ...entry,
    scene,
    shareTicket: undefined,
    referrerInfo,
    forwardMaterials: [],
    apiCategory: scene === SINGLE_PAGE_SCENE ? 'browseOnly' : 'default',
  };
}
