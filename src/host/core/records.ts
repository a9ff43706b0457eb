/** What went wrong or was logged while the program ran, and its `setData` calls: the host's observations. */
export class Records {
  readonly errors: Error[] = [];
  readonly logs: { level: string; text: string }[] = [];
  readonly calls: { name: string; argument: unknown }[] = [];
  readonly stats = new SetDataStats();

  constructor(
    private readonly listeners: {
      onError?: (error: Error) => void;
      onLog?: (level: string, args: unknown[]) => void;
    } = {},
  ) {}

  error(cause: unknown, context?: string): void {
    const error = cause instanceof Error ? cause : new Error(describe(cause));
    if (context && !error.message.includes(context)) error.message = `${context}: ${error.message}`;
    if (this.errors.includes(error)) return;
    this.errors.push(error);
    this.listeners.onError?.(error);
  }

  log(level: string, args: unknown[]): void {
    this.logs.push({ level, text: args.map(describe).join(' ') });
    this.listeners.onLog?.(level, args);
    if (level !== 'error') return;
    const error = args.find((argument) => argument instanceof Error);
    this.error(error ?? new Error(args.map(describe).join(' ')));
  }

  call(name: string, argument: unknown): void {
    this.calls.push({ name, argument });
  }
}

export interface SetDataCall {
  is: string;
  bytes: number;
  keys: string[];
}

/** WeChat passes data between its two layers as JSON: what counts is how often and how much. */
class SetDataStats {
  calls = 0;
  bytes = 0;
  largest = 0;
  readonly log: SetDataCall[] = [];

  add(call: SetDataCall): void {
    this.calls += 1;
    this.bytes += call.bytes;
    this.largest = Math.max(this.largest, call.bytes);
    this.log.push(call);
  }

  reset(): void {
    this.calls = this.bytes = this.largest = 0;
    this.log.length = 0;
  }
}

export function describe(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof Error) return value.message;
  if (typeof value === 'function') return `function ${value.name}`;
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return String(value);
  }
}
