import { dispatch, elementOf, type Touch } from './events';

/** A finger in the middle of an element: the events of one gesture, in order, each bubbling as WeChat's does. */
export function touch(node: HTMLElement, types: string[], guard: (run: () => void) => void): void {
  const element = elementOf(node);
  if (!element) throw new Error(`<${node.tagName.toLowerCase()}> belongs to no component`);
  const { left, top, width, height } = node.getBoundingClientRect();
  const [clientX, clientY] = [left + width / 2, top + height / 2];
  const point: Touch = { identifier: 0, clientX, clientY, pageX: clientX, pageY: clientY, force: 1 };
  for (const type of types)
    guard(() =>
      dispatch(element, type, { x: clientX, y: clientY }, type === 'touchstart' ? [point] : [], [point]),
    );
}

/** Types into an `<input>` or `<textarea>`; with `confirm`, the keyboard's own button is pressed as well. */
export function type(node: HTMLElement, value: string, confirm: boolean): void {
  const field = node.querySelector<HTMLInputElement>('input,textarea');
  if (!field) throw new Error(`<${node.tagName.toLowerCase()}> is no field`);
  field.value = value;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  if (confirm) field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
}
