export type { Package } from '../package';
export { boot } from './boot';
export type { Host, TreeFigures } from './driver';
export type { BootOptions, Theme } from './options';
export type { ShareCard } from './wx/share';
export type { NetworkState, Transport, TransportResponse } from './wx/transport';
