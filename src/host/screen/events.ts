import { glassEasel } from 'glass-easel-miniprogram-adapter';

export type Element = glassEasel.Element;

/** A point of contact, with the fields that WeChat's touch events have. */
export interface Touch {
  identifier: number;
  pageX: number;
  pageY: number;
  clientX: number;
  clientY: number;
  force: number;
}

interface Node {
  id?: string;
  dataset?: Record<string, unknown> | null;
  $$?: { offsetLeft?: number; offsetTop?: number };
  _$?: { $$?: { offsetLeft?: number; offsetTop?: number } };
}

/** Sends a touch-like event on its way: captured from the page inwards, then bubbling outwards, through components. */
export function dispatch(
  target: Element,
  type: string,
  detail: object,
  touches: Touch[],
  changed: Touch[],
): void {
  glassEasel.Event.triggerEvent(target, type, detail, {
    bubbles: true,
    composed: true,
    capturePhase: true,
    extraFields: { touches, changedTouches: changed },
  });
}

const describeNode = (node: Node) => ({
  id: node.id ?? '',
  offsetLeft: (node.$$ ?? node._$?.$$)?.offsetLeft ?? 0,
  offsetTop: (node.$$ ?? node._$?.$$)?.offsetTop ?? 0,
  dataset: { ...node.dataset },
});

/** The event as WeChat hands it to a handler: plain data, for it has crossed from one layer to the other. */
function plainEvent(event: glassEasel.ShadowedEvent<unknown>): Record<string, unknown> {
  return {
    type: event.type,
    timeStamp: event.timeStamp,
    detail: event.detail,
    target: describeNode(event.target as unknown as Node),
    currentTarget: describeNode(event.currentTarget as unknown as Node),
    mark: { ...event.mark },
    ...event.extraFields,
  };
}

/** Wraps a page's or component's method so that, called as a handler, it gets WeChat's plain event. */
export function withPlainEvents(method: (...args: unknown[]) => unknown): (...args: unknown[]) => unknown {
  return function handler(this: unknown, ...args: unknown[]) {
    const [first, ...rest] = args;
    const converted =
      first instanceof glassEasel.Event
        ? plainEvent(first as unknown as glassEasel.ShadowedEvent<unknown>)
        : first;
    return method.apply(this, args.length ? [converted, ...rest] : args);
  };
}

/** The component that a document's node belongs to. */
export function elementOf(node: EventTarget | null): Element | undefined {
  let current = node as (globalThis.Node & { __wxElement?: Element }) | null;
  while (current && !current.__wxElement) current = current.parentNode;
  return current?.__wxElement;
}

interface Listening {
  _$eventTarget?: {
    listeners?: Record<string, unknown>;
    captureListeners?: Record<string, unknown> | null;
  } | null;
}

/** Whether anything from here outwards handles the event. WeChat asks this before a long press swallows a tap. */
export function isHandled(from: EventTarget | null, type: string): boolean {
  for (
    let node = from as (globalThis.Node & { __wxElement?: Listening }) | null;
    node;
    node = node.parentNode
  ) {
    const target = node.__wxElement?._$eventTarget;
    if (target?.listeners?.[type] || target?.captureListeners?.[type]) return true;
  }
  return false;
}
