type Child = Node | string | null | undefined | false;

/** Makes an element: `h('button', {class: 'x', onclick: run}, '文字')`. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Record<string, unknown> = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value as EventListener);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  for (const child of children) if (child) element.append(child);
  return element;
}

/** Drawn signs; the text is ours, never a program's. */
export function svg(source: string): Element {
  const holder = document.createElement('template');
  holder.innerHTML = source;
  return holder.content.firstElementChild!;
}
