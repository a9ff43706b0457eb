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

/**
 * A fault of one source, which is reported and left out, while the run goes on with the others. A full disk, a damaged
 * archive or a bug is none: there is no going on with those.
 */
export class SourceError extends PublisherError {}

/** The command line was used wrongly (exit code 2). */
export class UsageError extends PublisherError {}

/** The words of whatever was thrown. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Codes of the file system that speak of one file or folder, and what they mean to whoever gave it. */
const FILE_FAULTS: Readonly<Record<string, string>> = {
  EACCES: '没有读它的权限，请检查文件权限',
  EPERM: '没有读它的权限，请检查文件权限',
  ENOENT: '找不到它：可能刚被移走，或是一个指向空处的链接',
  ENOTDIR: '找不到它：可能刚被移走，或是一个指向空处的链接',
  EISDIR: '它是一个文件夹，不是文件',
  ELOOP: '它是一个绕圈的链接，请换成文件本身',
  ENAMETOOLONG: '它的名字太长，请改短',
  ENXIO: '它不是普通的文件',
  ENODEV: '它不是普通的文件',
  EBUSY: '别的程序正占用它，请关闭后再发布',
  EIO: '磁盘读不出它，请换一份完好的',
  ESTALE: '网络磁盘上的它已经变动，请再运行一次',
};

/** What thrown while a source was read is that source's fault, as one; anything else (no memory, too many files) as it is. */
export function readFault(error: unknown, name: string): unknown {
  const code = String((error as { code?: unknown } | null)?.code);
  return Object.hasOwn(FILE_FAULTS, code)
    ? new SourceError(`${name}：${FILE_FAULTS[code]}（${code}）`)
    : error;
}

/** Whether a file system call failed with this code, e.g. `ENOENT`. */
export const hasCode = (error: unknown, code: string): boolean =>
  (error as { code?: unknown } | null)?.code === code;
