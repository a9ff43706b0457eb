import fc from 'fast-check';

/*
 * Inputs for the laws: words as articles, pages and readers have them, and what attackers and accidents make
 * of valid documents.
 */

/** Han, also beyond the basic plane; the punctuation, numbering and prefixes of official articles. */
const CHINESE = [
  ...['交', '通', '运输', '青岛', '济南市', '山东省', '公交', '高速', '𠀀', '𠮷', '〇', '々', '目录', '正文'],
  ...['，', '。', '！', '？', '；', '：', '、', '…', '……', '——', '—', '·', '｜', ' | ', '“', '”', '‘', '’'],
  ...['“新动态”', '（', '）', '《', '》', '一、', '（二）', '3.', '第一章', '一是', '二要', '全省 | '],
];
const LATIN = ['a', 'Z', 'ETC', 'g20', '0', '7', '123', 'é', 'ß', 'İ', 'Σ', 'ς', 'ﬁ', 'ж'];
const SIGNS = [',', '!', ';', ':', '?', '.', '-', '_', '/', '|', '%', '#', '@', '+', '=', '$', '~', '`', '*'];
/** Full-width forms of what is ASCII elsewhere. */
const WIDE = ['Ａ', 'ｚ', '０', '９', '，', '！', '＜', '＞', '＆', '＂', '　', 'ｱ', '￥'];
const MARKUP = [
  '<',
  '>',
  '&',
  '"',
  "'",
  '<b>',
  '</p>',
  '<script>',
  '&amp;',
  '&lt',
  '&#x3c;',
  '&nbsp;',
  '-->',
];
const SPACE = [' ', '  ', '\n', '\n\n', '\t', '\u00a0', '\u2003', '\u2028'];
/** Emoji with and without joiners, skin tones and variation selectors; flags; combining accents. */
const JOINED = ['🚄', '👨‍👩‍👧', '👍🏽', '🇨🇳', '❤️', '1️⃣', 'e\u0301', '\u0301'];
/** Zero-width, bidi controls, soft hyphen, byte order mark, noncharacters. */
const UNSEEN = [
  '\u200b',
  '\u200c',
  '\u200d',
  '\u2060',
  '\ufeff',
  '\u200e',
  '\u202e',
  '\u2066',
  '\u00ad',
  '\uffff',
];
const CONTROLS = ['\0', '\u0001', '\u001b', '\u007f', '\u0085', '\r', '\r\n', '\v', '\f'];
const HALVES = ['\ud83d', '\ude00', '\ud800', '\udfff'];

const pieces = (...groups: (readonly string[])[]) =>
  fc.oneof(...groups.map((group) => fc.constantFrom(...group)));
const joined = (piece: fc.Arbitrary<string>, maxLength: number) =>
  fc.array(piece, { maxLength }).map((parts) => parts.join(''));

const readable = pieces(CHINESE, CHINESE, LATIN, SIGNS, WIDE, SPACE, JOINED, MARKUP);

/** Text of whole characters that people write: no controls, nothing invisible. */
export const words = (maxLength = 24): fc.Arbitrary<string> => joined(readable, maxLength);

/** Text of whole characters of any kind. */
export const text = (maxLength = 24): fc.Arbitrary<string> =>
  joined(
    fc.oneof(readable, readable, pieces(UNSEEN, CONTROLS), fc.string({ unit: 'binary', maxLength: 3 })),
    maxLength,
  );

/** Any string that JavaScript can hold, halves of characters included. */
export const anyText = (maxLength = 24): fc.Arbitrary<string> =>
  joined(fc.oneof({ weight: 6, arbitrary: text(3) }, { weight: 1, arbitrary: pieces(HALVES) }), maxLength);

/** Keys that objects have already, or that mean something to somebody. */
export const HOSTILE_KEYS = [
  '__proto__',
  'constructor',
  'toString',
  'valueOf',
  'hasOwnProperty',
  'length',
  '',
];

/** Numbers of any size, those at the edges of dates and of whole numbers more often. */
export const numbers = fc.oneof(
  fc.integer(),
  fc.constantFrom(0, 1, -1, 0.5, 1e21, 2 ** 53, 8.64e15, -8.65e15, 1e308, Number.MIN_VALUE),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

/** Any JSON value, as it comes out of `JSON.parse`: a `__proto__` is a key like any other. */
export const json: fc.Arbitrary<unknown> = fc
  .letrec<{ value: unknown; list: unknown[]; object: [string, unknown][] }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      fc.oneof(anyText(4), numbers, fc.boolean(), fc.constant(null)),
      tie('list'),
      tie('object'),
    ),
    list: fc.array(tie('value'), { maxLength: 4 }),
    object: fc
      .array(fc.tuple(fc.oneof(anyText(2), fc.constantFrom(...HOSTILE_KEYS)), tie('value')), { maxLength: 4 })
      .map((entries) => Object.fromEntries(entries) as never),
  }))
  .value.map((value) => JSON.parse(JSON.stringify(value)) as unknown);

/** Addresses that somebody may write where one is wanted. */
export const address: fc.Arbitrary<string> = fc.oneof(
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  fc
    .tuple(
      fc.constantFrom(
        ...['https://', 'http://', 'HTTPS://', '//', '/', '', ' https://', 'https:/', 'https:', 'hTTp:\\\\'],
        ...[
          'javascript:',
          ' JavaScript:',
          'java\nscript:',
          'data:text/html,',
          'file:///',
          'weixin://',
          'blob:https://',
        ],
        ...[
          'https://user:pass@',
          'https://@',
          'https://[::1]',
          'https://0x7f.1/',
          'https://例子.测试/',
          '#',
          '?',
        ],
      ),
      anyText(5),
    )
    .map(([scheme, rest]) => scheme + rest),
  anyText(6),
);

interface Place {
  holder: Record<string, unknown>;
  key: string;
}

/** Every place of a JSON value that holds something, the root first (in a holder of its own). */
function placesOf(root: Record<string, unknown>): Place[] {
  const places: Place[] = [];
  const visit = (holder: Record<string, unknown>) => {
    for (const key of Object.keys(holder)) {
      places.push({ holder, key });
      const below = holder[key];
      if (typeof below === 'object' && below !== null) visit(below as Record<string, unknown>);
    }
  };
  visit(root);
  return places;
}

type Change = { at: number; from: number; junk: unknown } & {
  how: 'delete' | 'junk' | 'move' | 'repeat' | 'deepen' | 'rename';
};

/** Defines, so that a key `__proto__` becomes a property. */
const put = (holder: Record<string, unknown>, key: string, value: unknown) =>
  void Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });

function change(root: Record<string, unknown>, { at, from, junk, how }: Change): void {
  const places = placesOf(root);
  if (places.length === 0) return;
  const { holder, key } = places[at % places.length]!;
  const value = holder[key];
  if (how === 'junk') put(holder, key, junk);
  else if (how === 'move') {
    const other = places[from % places.length]!;
    put(holder, key, structuredClone(other.holder[other.key]));
  } else if (how === 'deepen')
    put(holder, key, from % 2 ? [value] : { [key]: value, type: 'quote', blocks: [value] });
  else if (Array.isArray(holder)) {
    if (how === 'delete') holder.splice(Number(key), 1);
    else holder.splice(Number(key), 0, structuredClone(value));
  } else {
    if (how === 'delete' || how === 'rename') delete holder[key];
    if (how === 'rename') put(holder, HOSTILE_KEYS[from % HOSTILE_KEYS.length]!, value);
  }
}

/** A valid JSON value with some of it deleted, replaced, moved elsewhere, repeated, nested deeper or renamed. */
export function damaged<T>(
  valid: fc.Arbitrary<T>,
  junk: fc.Arbitrary<unknown> = json,
): fc.Arbitrary<unknown> {
  const changes = fc.array(
    fc.record({
      at: fc.nat(9999),
      from: fc.nat(9999),
      junk: fc.oneof(junk, address),
      how: fc.constantFrom<Change['how'][]>('delete', 'junk', 'move', 'repeat', 'deepen', 'rename'),
    }),
    { minLength: 1, maxLength: 4 },
  );
  return fc.tuple(valid, changes).map(([value, all]) => {
    const root: Record<string, unknown> = { root: structuredClone(value) };
    for (const one of all) change(root, one as Change);
    return root.root;
  });
}

/** A text with some of it cut out, repeated, moved or overwritten by `insert`. */
export function mangled(
  valid: fc.Arbitrary<string>,
  insert: fc.Arbitrary<string> = anyText(4),
): fc.Arbitrary<string> {
  const changes = fc.array(
    fc.record({
      from: fc.nat(),
      length: fc.nat(60),
      to: fc.nat(),
      insert,
      how: fc.constantFrom('cut', 'copy', 'insert', 'end'),
    }),
    { maxLength: 4 },
  );
  return fc.tuple(valid, changes).map(([start, all]) =>
    all.reduce((now, { from, length, to, insert: more, how }) => {
      const at = from % (now.length + 1);
      const part = now.slice(at, at + length);
      if (how === 'cut') return now.slice(0, at) + now.slice(at + length);
      if (how === 'insert') return now.slice(0, at) + more + now.slice(at);
      // A file that was cut off in the middle, now and then.
      if (how === 'end') return length < 6 ? now.slice(0, at) : now;
      const place = to % (now.length + 1);
      return now.slice(0, place) + part + now.slice(place);
    }, start),
  );
}
