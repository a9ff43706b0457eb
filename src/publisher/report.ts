/** What a run did. Printed as words, or whole with `--json`. */
export interface Report {
  /** Sources looked at. */
  read: number;
  new: number;
  changed: number;
  unchanged: number;
  withdrawn: number;
  /** Live articles in the feed after the run. */
  total: number;
  /** Files written to and removed from the feed. */
  written: number;
  removed: number;
  pictures: { mirrored: number; kept: number; failed: number };
  cards: number;
  codes: number;
  /** Elements that became `unsupported` or were dropped as noise, counted by kind. */
  dropped: Record<string, number>;
  /** What editors want to read of: articles that were withdrawn or are back. */
  notes: string[];
  /** Articles of whose contents (目录) it is not sure, with some of the lines: to be looked at, and no warning. */
  doubts: { article: string; lines: readonly string[] }[];
  /** `article` is a title or a file; absent where a warning is about the run. */
  warnings: { article?: string; message: string }[];
}

/** Names that are told of. */
const NAMED = 3;

/** The first of some names, in words. */
export const someOf = (names: readonly string[]): string =>
  `${names.slice(0, NAMED).join('、')}${names.length > NAMED ? ' 等' : ''}`;

/** Collects the report of one run. */
export class Reporter {
  readonly report: Report = {
    read: 0,
    new: 0,
    changed: 0,
    unchanged: 0,
    withdrawn: 0,
    total: 0,
    written: 0,
    removed: 0,
    pictures: { mirrored: 0, kept: 0, failed: 0 },
    cards: 0,
    codes: 0,
    dropped: {},
    notes: [],
    doubts: [],
    warnings: [],
  };

  constructor(readonly progress: (message: string) => void = () => {}) {}

  warn(message: string, article?: string): void {
    this.report.warnings.push(article ? { article, message } : { message });
  }

  note(message: string): void {
    this.report.notes.push(message);
  }

  doubt(lines: readonly string[], article: string): void {
    this.report.doubts.push({ article, lines });
  }

  /** Tells of a source that is left out; the reason may begin with its name. */
  skip({ message }: Error, name: string): void {
    this.warn(`已跳过：${message.startsWith(`${name}：`) ? message.slice(name.length + 1) : message}`, name);
  }

  drop(kind: string, times = 1): void {
    this.report.dropped[kind] = (this.report.dropped[kind] ?? 0) + times;
  }
}
