/*
 * A saved page is 3 MB, of which 90% is program code and stylesheets. parse5 takes 200 ms for all of it
 * and 10 ms for the rest, so raw-text elements are cut out first, by the HTML standard's own rule: they
 * end at the first `</name`, whatever stands between. Comments and quoted attribute values are stepped
 * over, so that text which only looks like a tag stays what it is.
 */

const RAW = new Set(['script', 'style', 'textarea', 'title', 'xmp', 'iframe', 'noembed', 'noframes']);
const RAW_LETTERS = new Set([...RAW].flatMap(([letter]) => [letter!, letter!.toUpperCase()]));
const CUT = new Set(['script', 'style']);

export interface CutPage {
  /** The markup between scripts and styles, in pieces: to join them is to copy the page. */
  kept: string[];
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
      const named = nameEnd(html, at + 1);
      end = named > at + 1 ? tagEnd(html, named) : at + 1;
      const name = RAW_LETTERS.has(html[at + 1]!) ? html.slice(at + 1, named).toLowerCase() : '';
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
    // What a failed save left open would take in whatever is put behind the page.
    if (end === html.length && at >= from && isLeftOpen(html, at)) {
      kept.push(html.slice(from, at));
      return { kept, scripts };
    }
    at = html.indexOf('<', end);
  }
  kept.push(html.slice(from));
  return { kept, scripts };
}

/** Whether the tag, comment or raw text that begins there has no end in the page. */
function isLeftOpen(html: string, at: number): boolean {
  // With a letter behind it what has an end ends before the last.
  const rest = `${html.slice(at)}x`;
  if (rest.startsWith('<!--')) return after(rest, '-->', 2) === rest.length;
  const named = nameEnd(rest, 1);
  const end = named > 1 ? tagEnd(rest, named) : 1;
  const name = rest.slice(1, named).toLowerCase();
  return end === rest.length || (RAW.has(name) && closing(rest, name, end) === rest.length);
}

/** Ids and classes of what WeChat puts below a body: where one stands, the body has ended. */
const BELOW =
  /\b(?:js_pc_qr_code|js_article_bottom_bar|unlogin_bottom_bar|content_bottom_area|rich_media_tool|js_toobar\d|js_tags|js_temp_bottom_area|js_stream_bottom_bar|rich_media_area_extra)\b/;

/** The element in which an article stands, the likelier one first. */
const BODIES = [
  'id\\s*=\\s*["\']?js_content["\'\\s>]',
  'class\\s*=\\s*["\']?(?:[^"\'<>]*\\s)?rich_media_content["\'\\s>]',
].map((attribute) => new RegExp(`<([a-z][a-z0-9]*)\\s[^<>]*\\b${attribute}`, 'i'));
/** What stands in these may be written of markup. */
const QUOTING = new Set(['pre', 'code', ...RAW]);
const PAGE = new Set(['body', 'html']);

/**
 * Whether a page ends before the body of its article does, as a save does that failed. An end tag that is missing in a page
 * that goes on, or the end tags of the page itself, which tools leave out, are no such end.
 * @param markup without scripts and styles
 */
export function endsWithin(markup: string): boolean {
  if (/<\/(?:body|html)\s*>\s*$/i.test(markup.slice(-TAIL))) return false;
  const start = BODIES.map((one) => one.exec(markup)).find((one) => one !== null);
  if (!start) return false;
  const container = start[1]!.toLowerCase();
  let depth = 1;
  let quoting = 0;
  for (const { name, isEnd, tag } of tagsFrom(markup, start.index + 1 + container.length)) {
    if (QUOTING.has(name)) quoting = Math.max(0, quoting + (isEnd ? -1 : 1));
    if (isEnd && quoting === 0 && PAGE.has(name)) return false;
    if (name !== container) continue;
    depth += isEnd ? -1 : 1;
    if (depth === 0 || BELOW.test(tag)) return false;
  }
  return true;
}

/** Within so many characters of its end a page that is whole has its own end tags. */
const TAIL = 200;

/** The tags of a page from within one on, comments stepped over. */
function* tagsFrom(markup: string, from: number): Generator<{ name: string; isEnd: boolean; tag: string }> {
  for (let at = tagEnd(markup, from); at < markup.length; ) {
    at = markup.indexOf('<', at);
    if (at < 0) return;
    if (markup.startsWith('<!--', at)) {
      at = after(markup, '-->', at + 2);
      continue;
    }
    const isEnd = markup.charCodeAt(at + 1) === SLASH;
    const named = isEnd ? at + 2 : at + 1;
    const end = nameEnd(markup, named);
    const next = end > named ? tagEnd(markup, end) : at + 1;
    yield { name: markup.slice(named, end).toLowerCase(), isEnd, tag: markup.slice(at, next) };
    at = next;
  }
}

const after = (html: string, needle: string, from: number) => {
  const at = html.indexOf(needle, from);
  return at < 0 ? html.length : at + needle.length;
};

/** Letter by letter: with patterns for names and attributes a page takes twice as long. */
const isSpace = (code: number): boolean =>
  code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0c || code === 0x0d;
const isLetter = (code: number): boolean => (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a;
const [SLASH, EQUALS, CLOSE, DOUBLE, SINGLE] = [0x2f, 0x3d, 0x3e, 0x22, 0x27];

/** The index after the name of a tag; `at` itself where there is none. */
function nameEnd(html: string, at: number): number {
  if (!isLetter(html.charCodeAt(at))) return at;
  for (let end = at + 1; end < html.length; end += 1) {
    const code = html.charCodeAt(end);
    if (isSpace(code) || code === SLASH || code === CLOSE) return end;
  }
  return html.length;
}

function spaceEnd(html: string, from: number): number {
  let at = from;
  while (isSpace(html.charCodeAt(at))) at += 1;
  return at;
}

/** The index after the `>` that ends the tag, attribute values stepped over. */
function tagEnd(html: string, from: number): number {
  let at = from;
  while (at < html.length) {
    let code = html.charCodeAt(at);
    if (code === CLOSE) return at + 1;
    if (code === SLASH || isSpace(code)) {
      at += 1;
      continue;
    }
    // A name, which may begin with `=`.
    do {
      at += 1;
      code = html.charCodeAt(at);
    } while (at < html.length && code !== SLASH && code !== CLOSE && code !== EQUALS && !isSpace(code));
    at = spaceEnd(html, at);
    if (html.charCodeAt(at) !== EQUALS) continue;
    at = spaceEnd(html, at + 1);
    code = html.charCodeAt(at);
    if (code === DOUBLE) at = after(html, '"', at + 1);
    else if (code === SINGLE) at = after(html, "'", at + 1);
    else for (; at < html.length && code !== CLOSE && !isSpace(code); code = html.charCodeAt(at)) at += 1;
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
