/*
 * WeChat's pages carry their data as an object literal in a script: `window.cgiDataNew = { mid: '1' * 1,
 * title: JsDecode('…'), … }`. It is read, never run: only strings, numbers, true/false/null, arrays,
 * objects, `JsDecode(…)`, texts in any quotes, `'…' * 1` and `a || b` are understood; anything else ends the reading.
 */

export type Literal = string | number | boolean | null | Literal[] | { [key: string]: Literal };

class Unreadable extends Error {}

const SPACE = /(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y;
const WORD = /[A-Za-z_$][\w$]*/y;
const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const DEPTH_LIMIT = 40;
/** What one value is made of at most. Real ones have two: `'' || ''`. */
const OPERATION_LIMIT = 40;

/** Reads the literal that starts at `from`; null where there is none that can be read. */
export function readLiteral(source: string, from: number): Literal | null {
  try {
    return new Reader(source, from).value(0);
  } catch (error) {
    if (error instanceof Unreadable) return null;
    throw error;
  }
}

/**
 * The entries of the object that starts at `from`, as far as they can be read: the value of one that is something else is
 * stepped over, and what stands behind the end of a text that was cut is not there. Null where none can be read.
 */
export function readEntries(source: string, from: number): { [key: string]: Literal } | null {
  const entries = new Reader(source, from).entries();
  return Object.keys(entries).length > 0 ? entries : null;
}

class Reader {
  constructor(
    private readonly source: string,
    private at: number,
  ) {}

  value(depth: number): Literal {
    if (depth > DEPTH_LIMIT) throw new Unreadable();
    let result = this.single(depth);
    for (let operations = 0; ; operations += 1) {
      this.space();
      if (this.take('*')) {
        const factor = this.single(depth + 1);
        const product = Number(result) * Number(factor);
        result = Number.isFinite(product) ? product : 0;
      } else if (this.source.startsWith('||', this.at)) {
        this.at += 2;
        const other = this.single(depth + 1);
        result = result || other;
      } else if (this.source.startsWith('.html(false)', this.at)) {
        this.at += '.html(false)'.length;
        result = typeof result === 'string' ? unescapeHtml(result) : result;
      } else return result;
      // Each may go through a long text once more.
      if (operations > OPERATION_LIMIT) throw new Unreadable();
    }
  }

  private single(depth: number): Literal {
    this.space();
    const char = this.source[this.at];
    if (char === '"' || char === "'") return this.string(char);
    if (char === '`') return this.template();
    if (char === '{') return this.object(depth);
    if (char === '[') return this.array(depth);
    const number = this.match(NUMBER);
    if (number) return Number(number);
    const word = this.match(WORD);
    if (word === 'true' || word === 'false') return word === 'true';
    if (word === 'null' || word === 'undefined') return null;
    if (word === 'JsDecode') {
      this.need('(');
      const text = this.value(depth + 1);
      this.need(')');
      return text;
    }
    throw new Unreadable();
  }

  entries(): { [key: string]: Literal } {
    const result: { [key: string]: Literal } = Object.create(null) as { [key: string]: Literal };
    try {
      this.need('{');
      while (!this.take('}')) {
        const key = this.key();
        const start = this.at;
        try {
          result[key] = this.value(1);
        } catch (error) {
          if (!(error instanceof Unreadable)) throw error;
          this.at = start;
          this.skipValue();
        }
        this.take(',');
      }
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
    }
    return result;
  }

  /** To the comma or bracket that ends a value, those in strings and in brackets of its own stepped over. */
  private skipValue(): void {
    for (let depth = 0; this.at < this.source.length; this.at += 1) {
      const char = this.source[this.at]!;
      if (char === '"' || char === "'" || char === '`') {
        this.string(char);
        this.at -= 1;
      } else if (char === '(' || char === '[' || char === '{') depth += 1;
      else if (depth === 0 && (char === ',' || char === '}')) return;
      else if (char === ')' || char === ']' || char === '}') depth -= 1;
    }
    throw new Unreadable();
  }

  private object(depth: number): Literal {
    this.need('{');
    const result: { [key: string]: Literal } = Object.create(null) as { [key: string]: Literal };
    while (!this.take('}')) {
      const key = this.key();
      result[key] = this.value(depth + 1);
      this.take(',');
    }
    return result;
  }

  /** A key with its colon. */
  private key(): string {
    this.space();
    const char = this.source[this.at];
    const key = char === '"' || char === "'" ? this.string(char) : this.name();
    this.need(':');
    return key;
  }

  /** A key without quotation marks. */
  private name(): string {
    const name = this.match(WORD) || this.match(NUMBER);
    if (!name) throw new Unreadable();
    return name;
  }

  private array(depth: number): Literal {
    this.need('[');
    const result: Literal[] = [];
    while (!this.take(']')) {
      result.push(this.value(depth + 1));
      this.take(',');
    }
    return result;
  }

  private string(quote: string): string {
    let end = this.at + 1;
    while (end < this.source.length && this.source[end] !== quote) end += this.source[end] === '\\' ? 2 : 1;
    if (end >= this.source.length) throw new Unreadable();
    const raw = this.source.slice(this.at + 1, end);
    this.at = end + 1;
    return raw.includes('\\') ? unescapeScript(raw) : raw;
  }

  /** A text that may have lines. What is put into it is worked out by a program. */
  private template(): string {
    const from = this.at;
    const text = this.string('`');
    if (/(?<!\\)(?:\\\\)*\$\{/.test(this.source.slice(from, this.at))) throw new Unreadable();
    return text;
  }

  private space(): void {
    this.match(SPACE);
  }

  private match(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.source)?.[0] ?? '';
    this.at += found.length;
    return found;
  }

  private take(char: string): boolean {
    this.space();
    if (this.source[this.at] !== char) return false;
    this.at += 1;
    return true;
  }

  private need(char: string): void {
    if (!this.take(char)) throw new Unreadable();
  }
}

const SIMPLE: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', v: '\v', 0: '\0' };

const unescapeScript = (raw: string): string =>
  raw.replace(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\}|(\r\n|[\s\S]))/g,
    (_, two: string, four: string, braces: string, char: string) => {
      const hex = two ?? four ?? braces;
      if (hex) {
        const code = Number.parseInt(hex, 16);
        return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
      }
      return SIMPLE[char] ?? (/[\r\n]/.test(char) ? '' : char);
    },
  );

const ENTITIES: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  nbsp: '\u00a0',
  '#39': "'",
  '#96': '`',
};

/** WeChat escapes titles and addresses for HTML once more inside the literal. */
export const unescapeHtml = (text: string): string =>
  text.includes('&')
    ? text.replace(/&(amp|lt|gt|quot|nbsp|#39|#96);/g, (_, name: string) => ENTITIES[name]!)
    : text;
