import type { glassEasel } from 'glass-easel-miniprogram-adapter';
import type { Core } from '../core/core';
import { exposed } from '../screen/built-in';
import type { PageStack } from '../stack/page-stack';
import type { ApiGroup } from './api';

interface Fields {
  id?: boolean;
  dataset?: boolean;
  mark?: boolean;
  rect?: boolean;
  size?: boolean;
  scrollOffset?: boolean;
  properties?: string[];
  computedStyle?: string[];
  node?: boolean;
  context?: boolean;
}

type Callback = (result: unknown) => void;
type Component = glassEasel.GeneralComponent;
interface Step {
  from: Component | undefined;
  selector: string | null;
  all: boolean;
  fields: Fields;
  callback?: Callback;
}

/** The component behind what a program passes to `in()`: the page object or a component's `this`. */
export function componentOf(caller: unknown): Component | undefined {
  return (caller as { _$?: Component } | undefined)?._$;
}

/** A selector sees one component's own tree, as in WeChat; `>>>` looks into the components inside it. */
export function select(from: Component, selector: string): glassEasel.Element[] {
  return from.getShadowRoot()?.querySelectorAll(selector) ?? [];
}

/** `wx.createSelectorQuery`: asks for positions, sizes and nodes of what stands on the page. */
class SelectorQuery {
  #steps: Step[] = [];
  #from: Component | undefined;

  constructor(
    private readonly core: Core,
    private readonly stack: PageStack,
  ) {}

  in(component: unknown): this {
    this.#from = componentOf(component);
    return this;
  }

  select(selector: string) {
    return this.#ref(selector, false);
  }

  selectAll(selector: string) {
    return this.#ref(selector, true);
  }

  selectViewport() {
    return this.#ref(null, false);
  }

  exec(done?: (results: unknown[]) => void): this {
    const steps = this.#steps;
    this.#steps = [];
    this.core.scheduler.soon(() => {
      const results = steps.map((step) => this.#answer(step));
      for (const [index, step] of steps.entries()) step.callback?.(results[index]);
      done?.(results);
    });
    return this;
  }

  #ref(selector: string | null, all: boolean) {
    const push = (fields: Fields, callback?: Callback): this => {
      this.#steps.push({ from: this.#from, selector, all, fields, callback });
      return this;
    };
    return {
      fields: push,
      boundingClientRect: (callback?: Callback) =>
        push({ id: true, dataset: true, rect: true, size: true }, callback),
      scrollOffset: (callback?: Callback) => push({ id: true, dataset: true, scrollOffset: true }, callback),
      node: (callback?: Callback) => push({ node: true }, callback),
      context: (callback?: Callback) => push({ context: true }, callback),
    };
  }

  #answer({ from, selector, all, fields }: Step): unknown {
    if (selector === null) return this.#viewport(fields);
    const root = from ?? (this.stack.top.root.getComponent() as Component);
    const found = select(root, selector).map((element) => measure(element, fields));
    return all ? found : (found[0] ?? null);
  }

  #viewport(fields: Fields): Record<string, unknown> {
    const { scroller } = this.stack.viewport;
    const result: Record<string, unknown> = { id: '', dataset: {} };
    if (fields.rect) Object.assign(result, { left: 0, top: 0, right: innerWidth, bottom: innerHeight });
    if (fields.size || fields.rect) Object.assign(result, { width: innerWidth, height: innerHeight });
    if (fields.scrollOffset) Object.assign(result, offsets(scroller));
    return result;
  }
}

const offsets = ({ scrollLeft, scrollTop, scrollWidth, scrollHeight }: Element) => ({
  scrollLeft,
  scrollTop,
  scrollWidth,
  scrollHeight,
});

function measure(element: glassEasel.Element, fields: Fields): Record<string, unknown> {
  const node = element.$$ as unknown as HTMLElement;
  const result: Record<string, unknown> = {};
  if (fields.id) result.id = element.id;
  if (fields.dataset) result.dataset = { ...element.dataset };
  if (fields.mark) result.mark = element.collectMarks();
  if (fields.rect || fields.size) {
    const { left, top, right, bottom, width, height } = node.getBoundingClientRect();
    if (fields.rect) Object.assign(result, { left, top, right, bottom });
    if (fields.size) Object.assign(result, { width, height });
  }
  if (fields.scrollOffset) Object.assign(result, offsets(node));
  if (fields.computedStyle) {
    const style = getComputedStyle(node);
    for (const name of fields.computedStyle)
      result[name] = style.getPropertyValue(name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`));
  }
  const data = (element as { data?: Record<string, unknown> }).data;
  for (const name of fields.properties ?? []) result[name] = data?.[name];
  if (fields.node) result.node = exposed.get(element) ?? null;
  if (fields.context) result.context = exposed.get(element) ?? null;
  return result;
}

export const queryApis: ApiGroup = ({ core, stack }) => ({
  createSelectorQuery: () => new SelectorQuery(core, stack),
});
