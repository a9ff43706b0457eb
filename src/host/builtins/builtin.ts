import type { glassEasel } from 'glass-easel-miniprogram-adapter';

export type Data = Record<string, unknown>;

/** What the built-in components need of the phone around them. */
export interface Services {
  /** The address from which an `<image>` can be loaded, or why it cannot. */
  imageUrl(src: string): { url: string } | { fault: string };
  /** `<button open-type>`: the answer, if any, goes back to the button as an event. */
  openType(button: { id: string; dataset: Data }, openType: string, fire: Fire): void;
  navigate(options: { url: string; openType: string; delta: number }): void;
  pageMeta(data: Data): void;
  guard(run: () => void): void;
}

export type Fire = (type: string, detail?: object, options?: { bubbles?: boolean }) => void;

/** One built-in component on a page. */
export interface Mounted {
  element: HTMLElement;
  node: glassEasel.GeneralComponent;
  fire: Fire;
  services: Services;
  data: () => Data;
}

export interface Live {
  /** Called once at first and then whenever a property has changed. */
  update?(data: Data): void;
  /** Called when the component leaves the page. */
  remove?(): void;
  /** What `createSelectorQuery().fields({node: true})` gives. */
  exposes?: unknown;
}

export interface Builtin {
  /** WeChat's default styles; the tag is written as the document has it, `wx-…`. */
  css?: string;
  /** Default values of properties; a property without one is `null` until it is set. */
  defaults?: Data;
  mount?(mounted: Mounted): Live;
}

export const number = (value: unknown, otherwise: number): number => {
  const parsed = typeof value === 'string' ? Number.parseFloat(value) : Number(value ?? Number.NaN);
  return Number.isFinite(parsed) ? parsed : otherwise;
};

/** In a template an attribute without a value is true, and so is the text "true"; only "false" as text would surprise. */
export const flag = (value: unknown): boolean => Boolean(value);

export const child = <Tag extends keyof HTMLElementTagNameMap>(
  parent: HTMLElement,
  tag: Tag,
): HTMLElementTagNameMap[Tag] => {
  const element = document.createElement(tag);
  parent.appendChild(element);
  return element;
};
