import type { DefaultTreeAdapterTypes } from 'parse5';

/*
 * parse5 through a dynamic import. From its sources (tests, the preview) this project runs as CommonJS through tsx,
 * which would compile parse5, ESM only, on the way in; every use of its tables then goes through a getter, and parsing
 * takes seven times as long (35 ms against 5 for 200 KB). A dynamic import leaves the package as it is, as the
 * publisher's bundle does (program.cjs).
 */
type Parse5 = typeof import('parse5');

let parse5: Parse5 | undefined;

/** Loads the parser; to be awaited once before anything is parsed. */
export async function loadParser(): Promise<void> {
  parse5 ??= await import('parse5');
}

function loaded(): Parse5 {
  if (!parse5) throw new Error('loadParser() was not awaited');
  return parse5;
}

export const parsePage = (html: string): DefaultTreeAdapterTypes.Document => loaded().parse(html);
export const parseBody = (html: string): DefaultTreeAdapterTypes.DocumentFragment =>
  loaded().parseFragment(html);
