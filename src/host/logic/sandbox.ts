/**
 * The logic layer's globals. In WeChat the program's code runs in an engine that has no `window` and no `document`, so
 * here every name of the real global object that WeChat lacks is hidden from it.
 */
const ALLOWED = new Set(
  `Array ArrayBuffer BigInt BigInt64Array BigUint64Array Boolean DataView Error EvalError Float32Array Float64Array
  Infinity Int16Array Int32Array Int8Array JSON Map Math NaN Number Object Proxy RangeError ReferenceError Reflect RegExp
  Set String Symbol SyntaxError TypeError URIError Uint16Array Uint32Array Uint8Array Uint8ClampedArray WeakMap WeakRef
  WeakSet decodeURI decodeURIComponent encodeURI encodeURIComponent escape isFinite isNaN parseFloat parseInt undefined
  unescape`.split(/\s+/),
);

/** Names that strict code may not have as a parameter; `eval` is therefore left in place. */
const NOT_PARAMETERS = new Set(['eval', 'arguments']);
const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

export interface SandboxParts {
  console: object;
  setTimeout: unknown;
  setInterval: unknown;
  clear: unknown;
  Promise: PromiseConstructor;
  now?: () => number;
}

/** `global` as the program sees it. */
export function logicGlobal(parts: SandboxParts): Record<string, unknown> {
  const real = globalThis as unknown as Record<string, unknown>;
  const scope: Record<string, unknown> = {};
  for (const name of ALLOWED) if (name in real) scope[name] = real[name];
  Object.assign(scope, {
    console: parts.console,
    setTimeout: parts.setTimeout,
    setInterval: parts.setInterval,
    clearTimeout: parts.clear,
    clearInterval: parts.clear,
    Promise: parts.Promise,
    Date: parts.now ? clockedDate(parts.now) : Date,
    Function: functionWithoutCode(scope),
  });
  scope.global = scope;
  scope.globalThis = scope;
  return scope;
}

/** Names that must be hidden: whatever the real global object has and WeChat does not. */
export function hiddenNames(scope: Record<string, unknown>): string[] {
  const names = new Set<string>();
  for (
    let object: object | null = globalThis;
    object;
    object = Object.getPrototypeOf(object) as object | null
  )
    for (const name of Object.getOwnPropertyNames(object)) names.add(name);
  return [...names].filter((name) => !(name in scope) && !NOT_PARAMETERS.has(name) && IDENTIFIER.test(name));
}

function clockedDate(now: () => number): DateConstructor {
  class LogicDate extends Date {
    constructor(...parts: unknown[]) {
      if (parts.length === 0) super(now());
      else super(...(parts as [number]));
    }

    static override now(): number {
      return now();
    }
  }
  return LogicDate as unknown as DateConstructor;
}

/** WeChat runs no code from text; only the old way to the global object, `Function('return this')`, is let through. */
function functionWithoutCode(scope: object): FunctionConstructor {
  const make = (args: unknown[]): unknown => {
    if (args.length === 1 && /^\s*return this;?\s*$/.test(String(args[0]))) return () => scope;
    throw new EvalError('WeChat does not run code from text (new Function)');
  };
  return new Proxy(Function, {
    apply: (_target, _this, args) => make(args),
    construct: (_target, args) => make(args) as object,
  });
}
