import { REST } from '../domain/one-at-a-time';

/** A tap as Taro hands it on: `mpEvent` is WeChat's own event. */
export interface Tap {
  mpEvent?: { currentTarget?: { dataset?: Record<string, unknown> } };
}

/** The `data-` attributes of the part that was tapped, in an element whose template is our own. */
export const tapData = ({ mpEvent }: Tap): Record<string, unknown> => mpEvent?.currentTarget?.dataset ?? {};

let isResting = false;

/**
 * Hears a press that another one right after it would undo, repeat on the next thing, or lead astray: a switch, the
 * removal of a row under which the next one moves up, what opens a sheet, whose shade lies under the finger then, what
 * closes it. A finger that trembles means one press; whichever control the second one meets, it is not heard.
 */
export function press(act: () => void): void {
  if (isResting) return;
  isResting = true;
  setTimeout(() => {
    isResting = false;
  }, REST);
  act();
}
