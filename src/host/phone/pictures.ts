import type { Core } from '../core/core';
import type { Files } from './files';
import type { Network } from './network';

export interface PictureSource {
  imageUrl(src: string): { url: string } | { fault: string };
}

/** Where a picture's address leads: into the package, into the program's own files, or out to the network. */
export function pictureSource(core: Core, files: Files, network: Network): PictureSource {
  const known = new Set(core.pkg.assets);
  return {
    imageUrl(src) {
      if (/^data:/.test(src)) return { url: src };
      if (/^wxfile:\/\//.test(src))
        return files.has(src) ? { url: files.url(src) } : { fault: `${src} is not there` };
      if (/^https?:\/\//.test(src))
        return network.isConnected
          ? { url: core.options.rewriteUrl?.(src) ?? src }
          : { fault: `GET ${src} net::ERR_INTERNET_DISCONNECTED` };
      const path = src.replace(/^\.?\//, '').replace(/[?#].*$/, '');
      if (known.has(path)) return { url: `${core.options.assetBase ?? '/'}${path}` };
      core.records.error(new Error(`picture "${src}" is not in the package`));
      return { fault: `${src} is not in the package` };
    },
  };
}
