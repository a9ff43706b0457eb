import type { Theme } from '../core/options';
import type { Package, WindowConfig } from '../package/package';

/** Fills in `@name` values of a page's configuration from `theme.json`, as WeChat does where `themeLocation` is set. */
export function themed(pkg: Package, config: WindowConfig, theme: Theme): WindowConfig {
  const location = pkg.json['app.json']?.themeLocation;
  const values = location ? (pkg.json[location]?.[theme] as Record<string, unknown> | undefined) : undefined;
  const resolve = (value: unknown) =>
    typeof value === 'string' && value.startsWith('@') ? (values?.[value.slice(1)] ?? '') : value;
  return Object.fromEntries(Object.entries(config).map(([name, value]) => [name, resolve(value)]));
}

const QUERY = /\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)/;
const originals = new WeakMap<CSSMediaRule, string>();

/**
 * Makes `@media (prefers-color-scheme: …)` follow the phone's theme and not the computer's. A rule whose query holds
 * other conditions as well keeps those.
 */
export function applyTheme(sheet: CSSStyleSheet | null, theme: Theme): void {
  for (const rule of Array.from(sheet?.cssRules ?? [])) {
    if (!('media' in rule)) continue;
    const media = rule as CSSMediaRule;
    const original = originals.get(media) ?? media.media.mediaText;
    const wanted = QUERY.exec(original)?.[1];
    if (!wanted) continue;
    originals.set(media, original);
    const rest = original.replace(QUERY, wanted === theme ? '(min-width: 0px)' : '(max-width: 0px)');
    media.media.mediaText = rest;
  }
}
