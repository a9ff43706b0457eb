/*
 * A saved page is 3 MB, of which 90% is program code and stylesheets. parse5 takes 200 ms for all of it
 * and 10 ms for the rest, so raw-text elements are cut out first, by the HTML standard's own rule: they
 * end at the first `</name`, whatever stands between. Comments and quoted attribute values are stepped
 * over, so that text which only looks like a tag stays what it is.
 */

const RAW = new Set(['script', 'style', 'textarea', 'xmp', 'noembed']);
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
      end = after(html, '-->', at + 4);
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

const NAME = /[a-zA-Z][a-zA-Z0-9:-]*/y;

function tagName(html: string, at: number): string {
  NAME.lastIndex = at;
  return NAME.exec(html)?.[0].toLowerCase() ?? '';
}

/** The index after the `>` that ends the tag, quoted attribute values stepped over. */
function tagEnd(html: string, from: number): number {
  for (let at = from; at < html.length; at += 1) {
    const char = html[at];
    if (char === '>') return at + 1;
    if ((char === '"' || char === "'") && html[at - 1] === '=') {
      const close = html.indexOf(char, at + 1);
      if (close < 0) return html.length;
      at = close;
    }
  }
  return html.length;
}

/** The index of `</name` that ends a raw-text element. */
function closing(html: string, name: string, from: number): number {
  for (let at = html.indexOf('</', from); at >= 0; at = html.indexOf('</', at + 2)) {
    if (html.slice(at + 2, at + 2 + name.length).toLowerCase() !== name) continue;
    if (/[\s/>]/.test(html[at + 2 + name.length] ?? '>')) return at;
  }
  return html.length;
}
