/*
 * A saved page is 3 MB, of which 90% is program code and stylesheets. parse5 takes 200 ms for all of it
 * and 10 ms for the rest, so raw-text elements are cut out first, by the HTML standard's own rule: they
 * end at the first `</name`, whatever stands between. Comments and quoted attribute values are stepped
 * over, so that text which only looks like a tag stays what it is.
 */

const RAW = new Set(['script', 'style', 'textarea', 'title', 'xmp', 'iframe', 'noembed', 'noframes']);
const CUT = new Set(['script', 'style']);

export interface CutPage {
  /** The markup, with scripts and styles taken out. */
  markup: string;
  /** The text of every inline script, in order. */
  scripts: string[];
}

/** Takes the scripts and styles out of a page. */
export function cutPage(html: string): CutPage {
  const kept: string[] = [];
  const scripts: string[] = [];
  let from = 0;
  let at = html.indexOf('<');
  while (at >= 0) {
    let end: number;
    if (html.startsWith('<!--', at)) {
      // `<!-->` and `<!--->` are whole comments.
      end = after(html, '-->', at + 2);
    } else {
      const name = tagName(html, at + 1);
      end = name ? tagEnd(html, at + 1 + name.length) : at + 1;
      if (RAW.has(name)) {
        const close = closing(html, name, end);
        if (CUT.has(name)) {
          kept.push(html.slice(from, at));
          if (name === 'script' && close > end) scripts.push(html.slice(end, close));
          from = close < html.length ? tagEnd(html, close + 2 + name.length) : close;
          end = from;
        } else end = close;
      }
    }
    at = html.indexOf('<', end);
  }
  kept.push(html.slice(from));
  return { markup: kept.join(''), scripts };
}

const after = (html: string, needle: string, from: number) => {
  const at = html.indexOf(needle, from);
  return at < 0 ? html.length : at + needle.length;
};

const NAME = /[a-zA-Z][^\t\n\f\r />]*/y;

function tagName(html: string, at: number): string {
  NAME.lastIndex = at;
  return NAME.exec(html)?.[0].toLowerCase() ?? '';
}

const BETWEEN = /[\t\n\f\r /]*/y;
const ATTRIBUTE = /[^>][^\t\n\f\r />=]*[\t\n\f\r ]*/y;
const EQUALS = /=[\t\n\f\r ]*/y;
const UNQUOTED = /[^\t\n\f\r >]*/y;

/** The index after what the pattern matches at `at`. */
function skip(pattern: RegExp, html: string, at: number): number {
  pattern.lastIndex = at;
  return at + (pattern.exec(html)?.[0].length ?? 0);
}

/** The index after the `>` that ends the tag, attribute values stepped over. */
function tagEnd(html: string, from: number): number {
  let at = from;
  for (;;) {
    at = skip(BETWEEN, html, at);
    if (at >= html.length) return html.length;
    if (html[at] === '>') return at + 1;
    at = skip(ATTRIBUTE, html, at);
    if (html[at] !== '=') continue;
    at = skip(EQUALS, html, at);
    const quote = html[at];
    if (quote === '"' || quote === "'") at = after(html, quote, at + 1);
    else at = skip(UNQUOTED, html, at);
  }
}

/** The index of `</name` that ends a raw-text element. */
function closing(html: string, name: string, from: number): number {
  for (let at = html.indexOf('</', from); at >= 0; at = html.indexOf('</', at + 2)) {
    if (html.slice(at + 2, at + 2 + name.length).toLowerCase() !== name) continue;
    if (/[\s/>]/.test(html[at + 2 + name.length] ?? '>')) return at;
  }
  return html.length;
}
