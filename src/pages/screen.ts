import type { Stores } from '../stores';

/** Class and style of a page's root view: theme, sizes, and the insets that the phone leaves free. */
export function screenOf({ settings, ports: { device } }: Stores): { className: string; style: string } {
  return {
    className: `screen ${settings.screenClass}`,
    style: `--safe-t:${device.safeTop}px;--nav:${device.nav}px;--safe-b:${device.safeBottom}px`,
  };
}
