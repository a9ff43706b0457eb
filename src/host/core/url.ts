import { resolvePath } from '../package/paths';

export interface PageUrl {
  path: string;
  query: Record<string, string>;
}

/** Splits `pages/a/index?id=1`. WeChat hands values over as they stand in the address, undecoded. */
export function parsePageUrl(url: string, from = ''): PageUrl {
  const [path = '', search = ''] = splitOnce(url, '?');
  const query: Record<string, string> = {};
  for (const pair of search.split('&').filter(Boolean)) {
    const [name = '', value = ''] = splitOnce(pair, '=');
    query[name] = value;
  }
  const clean = path.replace(/\.html$/, '');
  return { path: clean.startsWith('/') || from ? resolvePath(from, clean) : clean, query };
}

export function formatPageUrl({ path, query }: PageUrl): string {
  const search = Object.entries(query)
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  return search ? `${path}?${search}` : path;
}

function splitOnce(text: string, mark: string): [string, string?] {
  const at = text.indexOf(mark);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + mark.length)];
}
