import { ApiFailure, type ApiOptions, asyncApi, text } from '../api';
import type { Core } from '../core';
import { decodeUtf8, encodeUtf8, isArrayBuffer } from '../utf8';

export const USER_DATA = 'wxfile://usr';

/** The program's own files: `wxfile://usr/…` stays, `wxfile://tmp…` is gone with the run. */
export class Files {
  #files = new Map<string, Uint8Array>();
  #urls = new Map<string, string>();
  #next = 1;

  constructor(initial: Record<string, string> = {}) {
    for (const [path, content] of Object.entries(initial)) this.#files.set(path, encodeUtf8(content));
  }

  temporary(extension: string): string {
    return `wxfile://tmp_${this.#next++}.${extension}`;
  }

  write(path: string, bytes: Uint8Array): void {
    if (!path.startsWith('wxfile://')) throw new ApiFailure(`permission denied, open "${path}"`);
    this.#files.set(path, bytes);
    this.#urls.delete(path);
  }

  read(path: string): Uint8Array {
    const bytes = this.#files.get(path);
    if (!bytes) throw new ApiFailure(`no such file or directory, open "${path}"`);
    return bytes;
  }

  has(path: string): boolean {
    return this.#files.has(path);
  }

  list(folder: string): string[] {
    const prefix = folder.endsWith('/') ? folder : `${folder}/`;
    return [...this.#files.keys()]
      .filter((path) => path.startsWith(prefix))
      .map((path) => path.slice(prefix.length));
  }

  remove(path: string): void {
    this.read(path);
    this.#files.delete(path);
  }

  /** An address under which the document can show the file. */
  url(path: string): string {
    const known = this.#urls.get(path);
    if (known) return known;
    const bytes = this.read(path);
    let binary = '';
    for (const byte of bytes) binary += String.fromCharCode(byte);
    const type = /\.png$/i.test(path) ? 'image/png' : /\.webp$/i.test(path) ? 'image/webp' : 'image/jpeg';
    const url = `data:${type};base64,${btoa(binary)}`;
    this.#urls.set(path, url);
    return url;
  }
}

function encode(data: unknown, encoding: string): Uint8Array {
  if (isArrayBuffer(data)) return new Uint8Array(data);
  if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  if (encoding === 'base64')
    return Uint8Array.from(atob(String(data)), (character) => character.charCodeAt(0));
  return encodeUtf8(String(data));
}

function decode(bytes: Uint8Array, encoding: string): unknown {
  if (encoding === 'base64') return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  if (encoding) return decodeUtf8(bytes);
  return bytes.slice().buffer;
}

/** The part of WeChat's FileSystemManager that a reader needs: whole files, in one folder. */
export function fileApis(core: Core, files: Files): Record<string, unknown> {
  const operations: Record<string, (options: ApiOptions) => unknown> = {
    writeFile: (options) =>
      files.write(text(options, 'filePath'), encode(options.data, text(options, 'encoding'))),
    readFile: (options) => ({
      data: decode(files.read(text(options, 'filePath')), text(options, 'encoding')),
    }),
    unlink: (options) => files.remove(text(options, 'filePath')),
    access: (options) => {
      const path = text(options, 'path');
      if (!files.has(path) && files.list(path).length === 0 && path !== USER_DATA)
        throw new ApiFailure(`no such file or directory, access "${path}"`);
    },
    readdir: (options) => ({ files: files.list(text(options, 'dirPath')) }),
    mkdir: () => undefined,
    rmdir: (options) => {
      const folder = text(options, 'dirPath');
      for (const name of files.list(folder)) files.remove(`${folder}/${name}`);
    },
    copyFile: (options) => files.write(text(options, 'destPath'), files.read(text(options, 'srcPath'))),
    getFileInfo: (options) => ({ size: files.read(text(options, 'filePath')).length }),
    stat: (options) => ({
      stats: { size: files.read(text(options, 'path')).length, isFile: () => true, isDirectory: () => false },
    }),
  };
  const manager: Record<string, unknown> = {};
  for (const [name, run] of Object.entries(operations)) {
    manager[name] = asyncApi(core, name, run);
    manager[`${name}Sync`] = (first: string, second?: unknown, third?: unknown) => {
      const options =
        name === 'writeFile'
          ? { filePath: first, data: second, encoding: third }
          : name === 'copyFile'
            ? { srcPath: first, destPath: second }
            : { filePath: first, path: first, dirPath: first, encoding: second };
      try {
        const result = run(options) as Record<string, unknown> | undefined;
        return result?.data ?? result?.files ?? result?.stats ?? result;
      } catch (error) {
        throw error instanceof ApiFailure ? new Error(`${name}Sync:fail ${error.reason}`) : error;
      }
    };
  }
  return { getFileSystemManager: () => manager, env: { USER_DATA_PATH: USER_DATA } };
}
