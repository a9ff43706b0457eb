import { spawn } from 'node:child_process';
import path from 'node:path';
import { CASES, type Outcome } from './cases';

/*
 * However much a source holds of something, it is read, or refused in words, in bounded time and memory: one process
 * with a small heap goes through all of them.
 */

/** MB of what lives; a source of 20 MB is 40 MB as a string. */
const HEAP = 400;
/** Seconds for one, on a machine that is busy: on one that is not none takes more than three. */
const LONGEST = 40;

const outcomes = new Map<string, Outcome>();
let trouble = '';

beforeAll(
  () =>
    new Promise<void>((resolve) => {
      const child = spawn(
        process.execPath,
        [`--max-old-space-size=${HEAP}`, path.join(__dirname, 'child.cjs')],
        {
          env: { ...process.env, SCALE: '1' },
        },
      );
      // What takes too long ends the process, and with it all that come after.
      const late = () => {
        trouble = 'took too long';
        child.kill('SIGKILL');
      };
      let timer = setTimeout(late, LONGEST * 1000);
      let rest = '';
      child.stdout.on('data', (data: Buffer) => {
        const lines = (rest + data.toString()).split('\n');
        rest = lines.pop()!;
        for (const line of lines) {
          const outcome = JSON.parse(line) as Outcome;
          outcomes.set(outcome.name, outcome);
          clearTimeout(timer);
          timer = setTimeout(late, LONGEST * 1000);
        }
      });
      child.stderr.on('data', (data: Buffer) => {
        trouble = `${trouble}${data.toString()}`.slice(0, 2000);
      });
      child.on('close', () => {
        clearTimeout(timer);
        resolve();
      });
    }),
  600_000,
);

test.each(Object.entries(CASES).map(([name, { most }]) => [name, most] as const))('%s: %s', (name, most) => {
  const outcome = outcomes.get(name);
  if (!outcome) throw new Error(`nothing came of it: ${trouble}`);
  if (most === 'refused') {
    // It names the source, in words that say what to do.
    expect(outcome.refused).toMatch(
      /^(?:a\.html|a\.txt|api:a\.html:1)：[\u4e00-\u9fff].*(?:请|不像一篇文章)/,
    );
    expect(outcome.bytes).toBeUndefined();
  } else if (most === 'skipped') {
    expect(outcome.refused).toBeUndefined();
    expect(outcome.bytes).toBeUndefined();
    expect(outcome.skipped).toMatch(/[\u4e00-\u9fff].*请/);
  } else {
    expect(outcome.refused).toBeUndefined();
    expect(outcome.bytes).toBeLessThanOrEqual(most * 1000);
    // Tags and escapes make a text longer, not much longer.
    expect(outcome.html).toBeLessThanOrEqual(most * 1000 * 4);
  }
});
