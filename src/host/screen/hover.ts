interface Hovering {
  data?: {
    hoverClass?: unknown;
    hoverStartTime?: unknown;
    hoverStayTime?: unknown;
    disabled?: unknown;
    hoverStopPropagation?: unknown;
  };
}

/** WeChat's times where a component gives none: `<button>` answers faster than `<view>`. */
const TIMES: Record<string, [start: number, stay: number]> = {
  'WX-BUTTON': [20, 70],
  'WX-NAVIGATOR': [50, 600],
};

/** Adds `hover-class` to what is pressed and whatever holds it; the returned function takes it away again. */
export function hoverPress(from: EventTarget | null): () => void {
  const undo: (() => void)[] = [];
  for (
    let node = from as (HTMLElement & { __wxElement?: Hovering }) | null;
    node;
    node = node.parentElement
  ) {
    const data = node.__wxElement?.data;
    const element = node;
    const button = element.tagName === 'WX-BUTTON';
    const name = data?.hoverClass ?? (button ? 'button-hover' : undefined);
    if (!data || !name || name === 'none' || data.disabled) continue;
    const [start, stay] = TIMES[element.tagName] ?? [50, 400];
    const classes = String(name).split(/\s+/).filter(Boolean);
    const timer = setTimeout(() => element.classList.add(...classes), Number(data.hoverStartTime ?? start));
    undo.push(() => {
      clearTimeout(timer);
      setTimeout(() => element.classList.remove(...classes), Number(data.hoverStayTime ?? stay));
    });
    if (data.hoverStopPropagation) break;
  }
  return () => {
    for (const each of undo) each();
  };
}
