import { ApiFailure } from '../core/failure';
import { decodeUtf8, encodeUtf8, isArrayBuffer } from '../core/utf8';
import { type ApiGroup, type ApiOptions, asyncApi, text } from './api';

const USER_DATA = 'wxfile://usr';

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

/** The part of WeChat's FileSystemManager that handles whole files in one folder. */
export const fileApis: ApiGroup = ({ core, files }) => {
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
};
