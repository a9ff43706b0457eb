/*
 * The combinators that the contract (schema.ts) is written in. Our own, because this is client code: a
 * library cost 9.5 KB of the package, these are about one, and nothing is compiled at run time (WeChat
 * forbids eval).
 *
 * A check copies what its schema names and drops the rest, so that a feed may grow without breaking older
 * clients. It reads own properties only, and nothing of the input gets into the result unchecked.
 */

/** Returns a checked copy of the input or throws a `Fault`. `depth` is 0 at the root, one more in each object and list. */
export type Check<T> = (input: unknown, depth: number) => T;

/** A check for a property that may be missing. Only `optional` makes one. */
export type OptionalCheck<T> = Check<T | undefined> & { readonly mayBeMissing: true };

/** One check for each property of `T`, an optional one exactly where the property is optional. */
export type Checks<T> = {
  readonly [K in keyof T]-?: undefined extends T[K] ? OptionalCheck<Exclude<T[K], undefined>> : Check<T[K]>;
};

/**
 * Levels of objects and lists; hostile data that goes deeper would overflow the stack. The publisher follows
 * a page's elements 256 deep, and each may become a list, its items and their blocks.
 */
export const DEPTH_LIMIT = 800;

/** A fault shows no more of a string than this. */
const SHOWN = 80;

/** The first place where data breaks its schema: `message` as `expected …, found …`, `path` from the root. */
export class Fault {
  constructor(
    readonly message: string,
    readonly path: (string | number)[],
  ) {}
}

/** Never half of a character: this room stands on nothing, and a fault's words need no more. */
const shortened = (text: string): string =>
  text.length > SHOWN ? text.slice(0, SHOWN).replace(/[\ud800-\udbff]$/, '') : text;

/** Throws the fault of `found`, which is not as `expected`. */
function refuse(expected: string, found: unknown): never {
  let shown = found;
  if (typeof found === 'string') shown = `"${shortened(found)}"`;
  else if (found && typeof found === 'object') shown = Array.isArray(found) ? 'Array' : 'Object';
  throw new Fault(`expected ${expected}, found ${String(shown)}`, []);
}

// Not Object.hasOwn: the oldest engines of WeChat lack it.
const owns = Object.prototype.hasOwnProperty;

const get = <T>(object: Readonly<Record<string, T>>, key: string): T | undefined =>
  owns.call(object, key) ? object[key] : undefined;

function asObject(input: unknown, expected: string): Readonly<Record<string, unknown>> {
  return input && typeof input === 'object' && !Array.isArray(input)
    ? (input as Record<string, unknown>)
    : refuse(expected, input);
}

/** Checks what stands under `key`, one level down; a fault gathers its path on its way up. */
function below<T>(check: Check<T>, input: unknown, key: string | number, depth: number): T {
  try {
    return depth < DEPTH_LIMIT ? check(input, depth + 1) : refuse('less nesting', input);
  } catch (fault) {
    if (fault instanceof Fault) fault.path.unshift(key);
    throw fault;
  }
}

/** A string. */
export const text: Check<string> = (input) => (typeof input === 'string' ? input : refuse('a string', input));

/** A string that passes a test, mostly a pattern's: one with no flag `g`, which would remember its last match. */
export const match =
  (pattern: Pick<RegExp, 'test'>, expected: string): Check<string> =>
  (input, depth) =>
    pattern.test(text(input, depth)) ? (input as string) : refuse(expected, input);

/** A whole number of `least` or more. */
export const whole =
  (least: number): Check<number> =>
  (input) =>
    Number.isInteger(input) && (input as number) >= least
      ? (input as number)
      : refuse(`a whole number of ${least} or more`, input);

/** One of a few values; `expected` says in words what they are. */
export const oneOf =
  <const T>(values: readonly T[], expected: string): Check<T> =>
  (input) =>
    values.includes(input as T) ? (input as T) : refuse(expected, input);

/** true or false. */
export const flag = oneOf([true, false], 'true or false');

const either =
  <N>(nothing: N) =>
  <T>(check: Check<T>): Check<T | N> =>
  (input, depth) =>
    input === nothing ? nothing : check(input, depth);

/** The property may be absent or undefined, and then is absent in the copy. null is a fault. */
export const optional = either(undefined) as <T>(check: Check<T>) => OptionalCheck<T>;

/** null, or what the check takes. */
export const nullable = either(null);

/** An array, all of whose items `check` takes; a hole is checked as undefined. */
export const list =
  <T>(check: Check<T>): Check<T[]> =>
  (input, depth) => {
    if (!Array.isArray(input)) return refuse('a list', input);
    const result: T[] = [];
    // By index, so that holes are not skipped and the first fault ends it, however long the array.
    for (let at = 0; at < input.length; at += 1) result.push(below(check, input[at], at, depth));
    return result;
  };

/** Copies the properties `keys` of an object, each checked; what is undefined is left out. */
const copy =
  <T>(keys: (object: object) => string[], check: (key: string) => Check<unknown>): Check<T> =>
  (input, depth) => {
    const object = asObject(input, 'an object');
    const result: Record<string, unknown> = {};
    for (const key of keys(object)) {
      const value = below(check(key), get(object, key), key, depth);
      if (value !== undefined) result[key] = value;
    }
    return result as T;
  };

/** An object with these properties. Others are dropped unread. */
export const shape = <T extends object>(checks: Checks<T>): Check<T> => {
  const keys = Object.keys(checks);
  return copy(
    () => keys,
    (key) => checks[key as keyof T],
  );
};

/** An object with any keys, all of whose values `check` takes. `__proto__` is dropped: to set it is not to copy it. */
export const dictionary = <T>(check: Check<T>): Check<Record<string, T>> =>
  copy(
    (object) => Object.keys(object).filter((key) => key !== '__proto__'),
    () => check,
  );

/** The members of a union on `type`, each by the checks of its other properties. */
export type Members<T extends { type: string }> = {
  readonly [K in T['type']]: Checks<Omit<Extract<T, { type: K }>, 'type'>>;
};

/**
 * An object whose `type` says which member of the union it is; `expected` names the union. What is of no
 * known type becomes what `other` makes of it, which must check what it takes from `input`.
 */
export const union = <T extends { type: string }>(
  members: Members<T>,
  expected: string,
  other: (type: string, input: Readonly<Record<string, unknown>>) => T,
): Check<T> => {
  const known: Record<string, Check<T>> = {};
  for (const type of Object.keys(members) as T['type'][])
    known[type] = shape({ type: text, ...members[type] } as never);
  return (input, depth) => {
    const object = asObject(input, expected);
    const type = below(text, get(object, 'type'), 'type', depth);
    const check = get(known, type);
    return check ? check(object, depth) : other(type, object);
  };
};
