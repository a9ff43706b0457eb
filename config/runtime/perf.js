/* Stands for the runtime's stopwatch, which writes to the console when debugging. */
export const perf = { start() {}, stop() {}, delayStop() {} };
