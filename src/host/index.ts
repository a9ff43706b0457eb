export { boot } from './boot';
export type { BootOptions, Theme } from './core/options';
export type { NetworkState, Transport, TransportResponse } from './core/transport';
export type { Host } from './host';
export type { Package } from './package/package';
export { SINGLE_PAGE_SCENE } from './phone/launch';
export { STORAGE_FAILURES } from './phone/storage';
export type { ShareCard } from './stack/share';
