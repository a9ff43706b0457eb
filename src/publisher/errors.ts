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

/** The disk, or the system, did not do what was asked of it. `code` is the system's, e.g. `ENOSPC`. */
export class DiskError extends PublisherError {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

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

/**
 * What thrown while a source was read is that source's fault, as one; anything else is the system's (no memory, too many
 * files), or a bug.
 */
export function readFault(error: unknown, name: string): unknown {
  const code = String((error as { code?: unknown } | null)?.code);
  return Object.hasOwn(FILE_FAULTS, code)
    ? new SourceError(`${name}：${FILE_FAULTS[code]}（${code}）`)
    : diskFault(error, name);
}

/** Does what is due on the way out of an error: that one counts, and is not hidden by what this throws. */
export function quietly(work: () => void): void {
  try {
    work();
  } catch {}
}

/** Whether a file system call failed with this code, e.g. `ENOENT`. */
export const hasCode = (error: unknown, code: string): boolean =>
  (error as { code?: unknown } | null)?.code === code;

/** Codes of the system, and some of the database's, that speak of the disk and no single source: what each means, and what mends it. */
const DISK_FAULTS: Readonly<Record<string, readonly [what: string, mend: string]>> = {
  ENOSPC: ['磁盘已满', '请腾出地方（df -h、df -i）'],
  EDQUOT: ['磁盘配额已用完', '请腾出地方，或加大配额'],
  EFBIG: ['文件大到这个磁盘放不下', '请换一个磁盘'],
  EIO: ['磁盘读写出错', '请检查磁盘（dmesg），必要时换一个'],
  EROFS: ['磁盘是只读的', '请把它重新挂载为可写'],
  EACCES: ['没有权限', '请检查文件夹的所有者和权限'],
  EPERM: ['没有权限', '请检查文件夹的所有者和权限'],
  EMFILE: ['打开的文件太多', '请调高上限（ulimit -n）'],
  ENFILE: ['系统打开的文件太多', '请调高系统的上限（fs.file-max），或停掉别的程序'],
  ENOMEM: ['内存不够', '请关闭别的程序'],
  EAGAIN: ['系统忙不过来', '请稍等'],
  EBUSY: ['别的程序正占用它', '请关闭那个程序'],
  ETXTBSY: ['别的程序正占用它', '请关闭那个程序'],
  ENOENT: ['找不到它，可能被别的程序移走了', '请确认没有别的程序在改动这个文件夹'],
  ENOTDIR: ['路径中有一段不是文件夹', '请检查路径'],
  EISDIR: ['这里应是文件，却是一个文件夹', '请把它移走'],
  EEXIST: ['这里已有别的东西', '请把它移走'],
  ENOTEMPTY: ['文件夹里还有别的东西', '请确认没有别的程序在改动它'],
  ELOOP: ['它是一个绕圈的链接', '请换成文件夹本身'],
  ENAMETOOLONG: ['路径太长', '请换一个短的文件夹名'],
  EMLINK: ['链接太多', '请去掉 --link'],
  EXDEV: ['两边不在同一个磁盘上', '请把存档和 feed 放在一起'],
  ESTALE: ['网络磁盘上的它已经变动', '请检查网络磁盘'],
  ENODEV: ['磁盘不见了', '请检查磁盘和挂载'],
  ENXIO: ['磁盘不见了', '请检查磁盘和挂载'],
  ENOTCONN: ['网络磁盘断开了', '请检查网络磁盘'],
  ETIMEDOUT: ['网络磁盘没有回应', '请检查网络磁盘'],
  // The database does not say why.
  SQLITE_READONLY: ['它不能写', '请检查它和文件夹的所有者和权限，以及磁盘是不是以只读挂载'],
  SQLITE_CANTOPEN: ['打不开它', '请检查文件夹的所有者和权限，以及打开文件的上限（ulimit -n）'],
};

/** Calls of the network have codes in common with the disk's. */
const NETWORK = /^(?:accept|bind|connect|getaddrinfo|listen)$/;

/**
 * What a call of the file system threw, in words that name the file and the mend, with its code kept; anything else as
 * it is.
 * @param file which one, where the error does not say so
 */
export function diskFault(error: unknown, file?: string): unknown {
  const { code, path, dest, syscall } = (error ?? {}) as { [key: string]: unknown };
  if (error instanceof DiskError || typeof code !== 'string' || !Object.hasOwn(DISK_FAULTS, code))
    return error;
  if (NETWORK.test(String(syscall))) return error;
  // Of a move both names are told: which of the two it is about is not.
  const names = [...new Set([path ?? file, dest])].filter((name) => typeof name === 'string');
  return new DiskError(code, wordsOf(code, names.join(' → ') || String(syscall ?? '')));
}

/**
 * A fault of the disk in words.
 * @param shown the code of whoever met it, where that is another one
 */
export function wordsOf(code: string, where: string, shown = code): string {
  const [what, mend] = DISK_FAULTS[code]!;
  return `${where}：${what}（${shown}）。${mend}`;
}

/** What whoever asked for something is told of an error: of the disk's, that it may be asked for again. */
export const toldOf = (error: unknown): string =>
  error instanceof DiskError
    ? `${error.message}，再运行一次；读者看到的内容是完整的，没有受影响`
    : messageOf(error);
