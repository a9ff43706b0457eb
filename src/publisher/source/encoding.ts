import { isUtf8 } from 'node:buffer';

/*
 * The text of a file whose encoding nobody tells for certain. A mark at its beginning does; what a page declares may be
 * wrong, since browsers and editors save pages in another encoding than they declare. So bytes that can be nothing but
 * UTF-8 are that, and a declaration decides only among the older encodings, which are all possible then.
 */

/** As the HTML standard has it. */
const DECLARED_WITHIN = 1024;
const REPLACEMENT = '\uFFFD';

const MARKS: readonly { bytes: readonly number[]; encoding: string }[] = [
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
  { bytes: [0x84, 0x31, 0x95, 0x33], encoding: 'gb18030' },
];

/** GB18030 has all of GBK, which has all of GB2312: who declares less often has more. */
const CHINESE = 'gb18030';
const WIDER = new Map([
  ['gbk', CHINESE],
  ['gb2312', CHINESE],
]);

/**
 * The text that bytes stand for: UTF-8, UTF-16, GB18030 with GBK and GB2312, or another encoding that is declared.
 * Its byte order mark is left out. What has no meaning in it becomes U+FFFD.
 */
export function decode(bytes: Uint8Array): string {
  const mark = MARKS.find((one) => one.bytes.every((byte, at) => bytes[at] === byte));
  if (mark) return textIn(mark.encoding, bytes);
  const hasNul = bytes.indexOf(0) >= 0;
  if (isUtf8(bytes)) {
    const wide = hasNul ? wideOf(bytes) : null;
    return textIn(wide ?? 'utf-8', bytes);
  }
  const text = narrow(bytes);
  if (!hasNul) return text;
  // Chinese in UTF-16 has no NUL; line breaks, digits and markup around it do.
  const wide = textIn(orderOf(bytes), bytes);
  return faultsIn(wide) + hangulIn(wide) < faultsIn(text) ? wide : text;
}

/** Two bytes of GBK taken for one of UTF-16 are Hangul for the most part, which no Chinese page is full of. */
const hangulIn = (text: string): number => text.match(/[\uac00-\ud7a3]/g)?.length ?? 0;

/** Without the mark at its beginning, which not every decoder leaves out. */
function textIn(encoding: string, bytes: Uint8Array): string {
  const text = new TextDecoder(encoding).decode(bytes);
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

/**
 * Bytes of an encoding whose ASCII is ASCII, and which are not UTF-8 without a fault. What was cut in the middle of a
 * character, or damaged here and there, is UTF-8 for the most part: of other encodings hardly anything looks like it.
 */
function narrow(bytes: Uint8Array): string {
  const utf8 = textIn('utf-8', bytes);
  const declared = declaredIn(bytes);
  const { good, bad } = sequencesIn(utf8);
  const isOther = declared !== null && declared !== 'utf-8';
  if (good > (isOther ? bad : bad / 3)) return utf8;
  const tried = candidatesOf(declared).map((encoding) => textIn(encoding, bytes));
  return tried.reduce((best, one) => (faultsIn(one) < faultsIn(best) ? one : best));
}

/** What it may be that is not UTF-8, the likelier one first. */
function candidatesOf(declared: string | null): string[] {
  if (declared === null || declared === 'utf-8' || declared === CHINESE) return [CHINESE];
  // Everything is something in an encoding of single bytes, which servers declare that were never told.
  return /^(?:windows|iso|ibm|koi8|macintosh|x-mac)/.test(declared) && declared !== 'iso-2022-jp'
    ? [CHINESE, declared]
    : [declared, CHINESE];
}

/**
 * Characters beyond U+07FF that bytes are in UTF-8, and bytes that are none: nearly all Chinese is among the former;
 * bytes of GBK are two faults a character, and seldom three bytes that go together.
 */
function sequencesIn(utf8: string): { good: number; bad: number } {
  let good = 0;
  let bad = 0;
  for (let at = 0; at < utf8.length; at += 1) {
    const code = utf8.charCodeAt(at);
    if (code === 0xfffd) bad += 1;
    else if (code >= 0x800) good += 1;
  }
  return { good, bad };
}

/** How many characters of a text no text has: what could not be decoded, controls, private use, noncharacters. */
function faultsIn(text: string): number {
  let faults = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x20) {
      if (code !== 0x09 && code !== 0x0a && code !== 0x0c && code !== 0x0d) faults += 1;
    } else if ((code >= 0x7f && code < 0xa0) || (code >= 0xe000 && code < 0xf900) || code >= 0xfffd)
      faults += 1;
  }
  return faults;
}

/** Of bytes that are ASCII: UTF-16 where every other one is NUL; else null, since a stray NUL is in any file. */
function wideOf(bytes: Uint8Array): string | null {
  let even = 0;
  let odd = 0;
  for (let at = bytes.indexOf(0); at >= 0; at = bytes.indexOf(0, at + 1))
    if (at % 2 === 0) even += 1;
    else odd += 1;
  const most = Math.max(even, odd);
  if (most * 4 < bytes.length || most < (even + odd) * 0.9) return null;
  return odd >= even ? 'utf-16le' : 'utf-16be';
}

/** The order of the bytes of UTF-16: in the wrong one there is no markup, no line break, and seldom Chinese. */
function orderOf(bytes: Uint8Array): 'utf-16le' | 'utf-16be' {
  let little = 0;
  let big = 0;
  for (let at = 0; at + 1 < bytes.length; at += 2) {
    const [one, other] = [bytes[at]!, bytes[at + 1]!];
    if (isLikely(other, one)) little += 1;
    if (isLikely(one, other)) big += 1;
  }
  return little >= big ? 'utf-16le' : 'utf-16be';
}

/** Whether a code unit is one that Chinese pages are made of: ASCII, Latin, Chinese, its punctuation and wide forms. */
const isLikely = (high: number, low: number): boolean =>
  high === 0
    ? low >= 0xa0 || (low >= 0x20 && low < 0x7f) || low === 0x0a || low === 0x0d || low === 0x09
    : high < 0x08 || high === 0x20 || high === 0x30 || (high >= 0x4e && high < 0xa0) || high === 0xff;

/** The encoding that a page declares, as `TextDecoder` calls it; null where it declares none that is known. */
export function declaredIn(bytes: Uint8Array): string | null {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, DECLARED_WITHIN));
  const text = start.toString('latin1');
  const xml = /^<\?xml\s[^>]*?\bencoding\s*=\s*(?:"([^">]*)"|'([^'>]*)')/.exec(text);
  for (const label of [xml?.[1] ?? xml?.[2], ...charsetsIn(text)]) {
    const encoding = label === undefined ? null : encodingOf(label);
    if (encoding) return encoding;
  }
  return null;
}

function encodingOf(label: string): string | null {
  try {
    const { encoding } = new TextDecoder(label.trim());
    // Who declares UTF-16 in bytes of ASCII is mistaken.
    return encoding.startsWith('utf-16') ? 'utf-8' : (WIDER.get(encoding) ?? encoding);
  } catch {
    return null;
  }
}

/** A comment, or a tag with its name and attributes; `>` in a value ends none. */
const TAG = /<!--[\s\S]*?(?:-->|$)|<[!/?][^>]*>?|<([a-z][^\s/>]*)((?:[^>"']|"[^"]*(?:"|$)|'[^']*(?:'|$))*)/gi;
const ATTRIBUTE = /([^\s/>=][^\s/>=]*)(?:\s*=\s*(?:"([^"]*)"?|'([^']*)'?|([^\s>"']*)))?/g;
const CHARSET = /charset\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s;"']+))/i;

/** Labels in the `meta` elements at the beginning of a page, in their order. */
function* charsetsIn(text: string): Generator<string> {
  for (const [, name, attributes = ''] of text.matchAll(TAG)) {
    if (name?.toLowerCase() !== 'meta') continue;
    const found = new Map<string, string>();
    for (const [, key, double, single, bare] of attributes.matchAll(ATTRIBUTE))
      if (!found.has(key!.toLowerCase())) found.set(key!.toLowerCase(), double ?? single ?? bare ?? '');
    const charset = found.get('charset');
    if (charset !== undefined) yield charset;
    else if (found.get('http-equiv')?.toLowerCase() === 'content-type') {
      const stated = CHARSET.exec(found.get('content') ?? '');
      const label = stated?.[1] ?? stated?.[2] ?? stated?.[3];
      if (label !== undefined) yield label;
    }
  }
}

/** Replacement characters that a text may have whatever its length: it was cut, or the editor has one. */
const FEW = 2;
const MOST = 20;

/** Whether so much of a text could not be decoded that it is not to be read: more than 20 characters, or one in a hundred. */
export function isBroken(text: string): boolean {
  let replaced = 0;
  for (let at = text.indexOf(REPLACEMENT); at >= 0; at = text.indexOf(REPLACEMENT, at + 1)) replaced += 1;
  if (replaced <= FEW) return false;
  if (replaced > MOST) return true;
  let other = 0;
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 0x7f) other += 1;
  return replaced * 100 > other;
}
