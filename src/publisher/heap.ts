import { setFlagsFromString } from 'node:v8';

/*
 * V8 lets a heap grow to two and three times what lives in it before it looks for garbage. A publisher runs on a small
 * machine beside other programs: a first publication of a hundred thousand articles has 80 MB that live, and a thread
 * of the search beside it.
 */

/** By how many percent the heap of this process may outgrow what lives in it. */
const PERCENT = 30;

const set = (percent: number) => setFlagsFromString(`--heap-growing-percent=${percent}`);

/** Keeps the heaps of this process near what lives in them; returns what lets them grow again. */
export function holdHeap(): () => void {
  set(PERCENT);
  return () => set(0);
}
