/** WeChat's built-in tags. Each is compiled to `wx-<tag>`, as WeChat's webview does, so that `<input>` never becomes the DOM's. */
export const BUILTIN_TAGS: ReadonlySet<string> = new Set(
  `ad ad-custom audio button camera canvas channel-live channel-video checkbox checkbox-group cover-image cover-view
  double-tap-gesture-handler draggable-sheet editor force-press-gesture-handler form functional-page-navigator grid-builder
  grid-view horizontal-drag-gesture-handler icon image input keyboard-accessory label list-builder list-view live-player
  live-pusher long-press-gesture-handler map match-media movable-area movable-view native-component navigation-bar navigator
  nested-scroll-body nested-scroll-header official-account official-account-publish open-container open-data
  open-data-item open-data-list page-container page-meta pan-gesture-handler picker picker-view picker-view-column progress
  radio radio-group rich-text root-portal scale-gesture-handler scroll-view selection share-element slider snapshot span
  sticky-header sticky-section store-coupon store-gift store-home store-product swiper swiper-item switch
  tap-gesture-handler text textarea vertical-drag-gesture-handler video view voip-room web-view`.split(/\s+/),
);

/** Tags of the template language itself: they leave no node of their own. */
export const TEMPLATE_TAGS: ReadonlySet<string> = new Set([
  'block',
  'import',
  'include',
  'slot',
  'template',
  'wxs',
]);

/** `view.row > text` in the program's words becomes `wx-view.row > wx-text` in the document's. */
export function tagSelector(name: string): string {
  if (name === 'page') return 'wx-page';
  return BUILTIN_TAGS.has(name) ? `wx-${name}` : name;
}

/** An isolated component's classes carry this prefix in the document: in its stylesheet and on its nodes. */
export function scopeName(path: string): string {
  return path.replace(/[^A-Za-z0-9]/g, '-');
}

/** Whether a component's stylesheet holds for itself only. Pages and `shared` components write to the page's own. */
export function isScoped(config: {
  component?: boolean;
  styleIsolation?: string;
  addGlobalClass?: unknown;
}): boolean {
  if (!config.component) return false;
  return (
    !config.styleIsolation || config.styleIsolation === 'isolated' || config.styleIsolation === 'apply-shared'
  );
}

/** With `tabBar.custom`, WeChat puts this component of the program on every page of the tab bar, one for each. */
export const CUSTOM_TAB_BAR = 'custom-tab-bar/index';
