/** Calls back once after `ms`; the returned function cancels. */
type After = (ms: number, callback: () => void) => () => void;

/**
 * So long after a press the next one is taken for the same, in ms: fingers that tremble tap twice within 80 to 300 ms,
 * and a page takes as long to come in.
 */
export const REST = 350;
/** What is not answered for so long, in ms, keeps nobody waiting any more. */
export const PATIENCE = 3000;

/**
 * Lets one thing be under way at a time. What is begun while another is under way, or within `rest` ms of its
 * beginning, is not heard: it is not begun, and its promise has `unheard`. Never locked: a refusal makes way at once,
 * and so does, after `PATIENCE`, what is never answered.
 * @returns a function that begins something, and settles as that does; what it throws is a refusal, too
 */
export function oneAtATime(after: After) {
  let held: object | undefined;
  return async <T>(begin: () => Promise<T>, unheard: T, rest = REST): Promise<T> => {
    if (held) return unheard;
    const mine = {};
    held = mine;
    // Who comes too late must not make way for somebody else.
    const free = () => {
      if (held === mine) held = undefined;
    };
    let left = 2;
    const step = () => {
      left -= 1;
      if (left === 0) free();
    };
    const stop = after(PATIENCE, free);
    if (rest > 0) after(rest, step);
    else step();
    try {
      const answer = await begin();
      step();
      return answer;
    } catch (error) {
      free();
      throw error;
    } finally {
      stop();
    }
  };
}
