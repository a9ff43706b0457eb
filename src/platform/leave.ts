import { oneAtATime } from '../domain/one-at-a-time';
import { clock } from './clock';

/**
 * What leads away from the page that is shown: to another page, another program, a screen of WeChat's own. All of it goes
 * through here, for one tap leads to one place: WeChat opens a page twice when it is asked again before it has answered.
 */
export const leave = oneAtATime(clock.after);
