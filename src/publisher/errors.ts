/**
 * A fault that an administrator of the account can mend. The message is Chinese, names the place and the
 * way out; it never holds a secret. Everything else that is thrown is a bug of ours.
 */
export class PublisherError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'PublisherError';
  }
}

/** The command line was used wrongly (exit code 2). */
export class UsageError extends PublisherError {}

/** The words of whatever was thrown. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Whether a file system call failed with this code, e.g. `ENOENT`. */
export const hasCode = (error: unknown, code: string): boolean =>
  (error as { code?: unknown } | null)?.code === code;
