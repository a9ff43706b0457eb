import { dispatch, type Element, elementOf, isHandled, type Touch } from './events';

/** WeChat's figures: a touch that moves further is no tap; one that stays longer is a long press. */
const TAP_DISTANCE = 10;
const LONG_PRESS_MS = 350;
const PASSED_ON = ['transitionend', 'animationstart', 'animationiteration', 'animationend'];

interface Press {
  touch: Touch;
  target: EventTarget | null;
  element: Element;
  held: boolean;
  moved: boolean;
  timer: ReturnType<typeof setTimeout>;
  release: () => void;
}

interface GestureHooks {
  guard: (run: () => void) => void;
  /** Shows and takes away `hover-class`. */
  press: (node: EventTarget | null) => () => void;
  /** A finger that pulls a page down from its top. */
  pull: (distance: number, released: boolean) => void;
}

/** Turns the document's pointer and touch events into WeChat's touchstart, touchmove, touchend, tap and longpress. */
export class Gestures {
  #presses = new Map<number, Press>();
  #stop = new AbortController();
  #touching = false;

  constructor(private readonly hooks: GestureHooks) {
    const listen = (type: string, run: (event: Event) => void) =>
      document.addEventListener(type, (event) => hooks.guard(() => run(event)), {
        capture: true,
        passive: true,
        signal: this.#stop.signal,
      });
    for (const phase of ['start', 'move', 'end', 'cancel'] as const)
      listen(`touch${phase}`, (event) => {
        this.#touching = true;
        for (const touch of Array.from((event as TouchEvent).changedTouches))
          this.#phase(phase, convert(touch), event);
      });
    // A mouse stands in for one finger, except where it only echoes a touch.
    const mouse = { mousedown: 'start', mousemove: 'move', mouseup: 'end' } as const;
    for (const [type, phase] of Object.entries(mouse))
      listen(type, (event) => {
        const { clientX, clientY, button } = event as MouseEvent;
        if (this.#touching || button !== 0) return;
        this.#phase(phase, convert({ identifier: -1, clientX, clientY }), event);
      });
    for (const type of PASSED_ON)
      listen(type, (event) => {
        const element = elementOf(event.target);
        if (element) dispatch(element, type, {}, [], []);
      });
  }

  close(): void {
    this.#stop.abort();
    for (const press of this.#presses.values()) clearTimeout(press.timer);
  }

  #phase(phase: 'start' | 'move' | 'end' | 'cancel', touch: Touch, event: Event): void {
    if (phase === 'start') this.#start(touch, event.target);
    else {
      const press = this.#presses.get(touch.identifier);
      if (!press) return;
      if (phase === 'move') this.#move(press, touch);
      else this.#end(press, touch, phase === 'cancel');
    }
  }

  #start(touch: Touch, target: EventTarget | null): void {
    const element = elementOf(target);
    if (!element) return;
    const timer = setTimeout(() => {
      if (press.moved) return;
      press.held = isHandled(target, 'longpress');
      this.hooks.guard(() => this.#send(press, 'longpress', touch));
    }, LONG_PRESS_MS);
    const press: Press = {
      touch,
      target,
      element,
      held: false,
      moved: false,
      timer,
      release: this.hooks.press(target),
    };
    this.#presses.set(touch.identifier, press);
    this.#send(press, 'touchstart', touch);
  }

  #move(press: Press, touch: Touch): void {
    const distance = Math.hypot(touch.clientX - press.touch.clientX, touch.clientY - press.touch.clientY);
    if (distance > TAP_DISTANCE && !press.moved) {
      press.moved = true;
      press.release();
    }
    this.#send(press, 'touchmove', touch);
    this.hooks.pull(touch.clientY - press.touch.clientY, false);
  }

  #end(press: Press, touch: Touch, cancelled: boolean): void {
    clearTimeout(press.timer);
    this.#presses.delete(touch.identifier);
    press.release();
    this.#send(press, cancelled ? 'touchcancel' : 'touchend', touch);
    this.hooks.pull(touch.clientY - press.touch.clientY, true);
    if (!cancelled && !press.moved && !press.held) this.#send(press, 'tap', touch);
  }

  #send(press: Press, type: string, touch: Touch): void {
    const down = type === 'touchend' || type === 'touchcancel' || type === 'tap' ? [] : [touch];
    dispatch(press.element, type, { x: touch.pageX, y: touch.pageY }, down, [touch]);
  }
}

function convert({
  identifier,
  clientX,
  clientY,
}: {
  identifier: number;
  clientX: number;
  clientY: number;
}): Touch {
  const root = document.documentElement;
  return {
    identifier,
    clientX,
    clientY,
    pageX: clientX + root.scrollLeft,
    pageY: clientY + root.scrollTop,
    force: 1,
  };
}
