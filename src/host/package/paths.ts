/**
 * Resolves a path the way WeChat does: `/x` from the package's root, everything else from the file that names it. A
 * path that leaves the package keeps its `..` and so names no file. By hand, as the browser has no `node:path`.
 */
export function resolvePath(from: string, to: string): string {
  const parts = to.startsWith('/') ? [] : from.split('/').slice(0, -1);
  for (const part of to.split('/')) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
