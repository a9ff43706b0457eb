import type { Package } from '../package/package';
import { CUSTOM_TAB_BAR } from '../package/tags';
import type { Screen } from '../screen/screen';

export interface TabBar {
  component: unknown;
  element: HTMLElement;
  show(visible: boolean): void;
  close(): void;
}

export function mountTabBar(screen: Screen, pkg: Package): TabBar | undefined {
  if (!pkg.json['app.json']?.tabBar?.custom || !pkg.components.includes(CUSTOM_TAB_BAR)) return undefined;
  const root = screen.associated.createRoot('wx-tab-bar', screen.space, CUSTOM_TAB_BAR);
  const placeholder = document.body.appendChild(document.createElement('span'));
  root.attach(document.body as never, placeholder as never);
  const element = root.getComponent().$$ as unknown as HTMLElement;
  return {
    component: root.get(),
    element,
    show(visible) {
      element.style.display = visible ? '' : 'none';
    },
    close() {
      root.release();
      element.remove();
    },
  };
}
