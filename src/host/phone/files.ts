import { ApiFailure } from '../core/failure';
import { encodeUtf8 } from '../core/utf8';

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
