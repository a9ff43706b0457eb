export { boot } from './boot';
export type { Host } from './driver';
export type { TreeFigures } from './look';
export type { BootOptions, Theme } from './options';
export type { Package } from './package/package';
export type { ShareCard } from './wx/share';
export type { NetworkState, Transport, TransportResponse } from './wx/transport';
