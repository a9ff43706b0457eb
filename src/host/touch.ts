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
