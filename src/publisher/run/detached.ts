/**
 * A copy that shares no text with its source. A string cut out of a page keeps the whole page in memory for
 * as long as it lives itself, and what is remembered lives to the end of the run.
 */
export const detached = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
