import path from 'node:path';
import { unescapeHtml } from '../html/literal';
import { PICTURE } from './covers';
import { NO_PICTURE } from './kind';
import { placesOf } from './raw';

/*
 * Which files beside a saved page may be its pictures. Browsers name them after the ends of their addresses, which for
 * WeChat's are all the same: Chrome and Edge write `640`, `640(1)` and, where nothing is left to name one by,
 * `saved_resource`; Firefox writes `640.webp`, `640_002`, `640_003.jpg`. The folder is called as the page is: `X_files`,
 * by older browsers and WPS `X.files`; its name stands in the page as it is, or escaped.
 */

/** Characters of an address: a name of 85 Chinese characters for the folder is some 800 when it is escaped. */
const LONGEST = 2400;
const UNQUOTED = `[^\\s"'\`:<=>]{1,${LONGEST}}`;
const QUOTED = `"([^":<>]{1,${LONGEST}})"|'([^':<>]{1,${LONGEST}})'`;
/** Addresses in a page that may name pictures beside it; what they really are is seen by the parser later. */
const CANDIDATE = new RegExp(
  `\\b(?:data-src|src|content|data-cover|data-original|poster|xlink:href)\\s*=\\s*(?:${QUOTED}|(${UNQUOTED}))`,
  'g',
);
/** Those in the styles of elements. */
const STYLED = new RegExp(
  `\\burl\\(\\s*(?:(?:&quot;|["'])([^"':<>]{1,${LONGEST}}?)(?:&quot;|["'])|([^\\s"'():<>&]{1,${LONGEST}})\\))`,
  'gi',
);
/** Drawings name pictures by an attribute that in links leads to pages: of those only what was saved with the page. */
const LINKED = new RegExp(`\\bhref\\s*=\\s*"([^":<>]{1,${LONGEST}})"`, 'g');
const SAVED = /[_.]files\//;

const mayBePicture = (file: string): boolean =>
  PICTURE.test(file) || (file.includes('/') && !NO_PICTURE.test(file));

/** For each address of a page that may be of a picture beside it the paths that it may mean, the likeliest first. */
export function wantedBy(page: string): string[][] {
  const wanted = new Map<string, string[]>();
  for (const pattern of [CANDIDATE, STYLED, LINKED])
    for (const [, ...groups] of page.matchAll(pattern)) {
      const src = unescapeHtml(groups.find((one) => one !== undefined)!);
      if (wanted.has(src) || (pattern === LINKED && !SAVED.test(src))) continue;
      wanted.set(src, [...new Set(placesOf(src).filter(mayBePicture))]);
    }
  return [...wanted.values()].filter((places) => places.length > 0);
}

/** The folder of a saved page, and what lies in it. */
const IN_FOLDER = /^([^/]*)([_.]files)\/(.+)$/s;

/**
 * Where else a file may lie that is not where the page says. Who renames a page in Windows renames its folder with it, and
 * the page still says what both were called; and a letter with an accent is one character or two, as the system likes
 * that the page or its folder went through.
 * @param name of the page's file
 */
export function elsewhere(file: string, name: string): string[] {
  const found = IN_FOLDER.exec(file);
  const own = path.posix.basename(name, path.extname(name));
  const all = found ? [file, `${own}${found[2]}/${found[3]}`] : [file];
  const forms = all.flatMap((one) => [one, one.normalize('NFC'), one.normalize('NFD')]);
  return [...new Set(forms)].filter((one) => one !== file);
}
