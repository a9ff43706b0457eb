import fc from 'fast-check';
import { address, anyText, mangled, words } from './arbitraries';

/*
 * HTML as editors of articles write it. `ordered` has elements whose text is read where it stands; `whole` those
 * that are taken apart as well (figures, captions, code, lists in cells); `wild` everything else and garbage.
 */

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
const quoted = (text: string) => escaped(text).replace(/"/g, '&quot;');
// NUL is dropped by the parser of HTML itself.
const plain = words(8).map((text) => escaped(text.replaceAll('\0', '')));

const STYLES = [
  ...[
    'text-align:center',
    'text-align: right;',
    'font-weight: bold',
    'font-weight:400',
    'font-style:italic',
    'color:#d33',
  ],
  ...[
    'color: rgb(255, 0, 0)',
    'font-size: 22px',
    'font-size:1.5em',
    'text-decoration: underline line-through',
  ],
  ...[
    'vertical-align:super',
    'white-space: pre-wrap',
    'display:block',
    'display: flex',
    'background:url("a;b.png")',
  ],
];
/** What hides its element, or makes something else of it. */
const WILD_STYLES = [
  ...[
    'display:none',
    'opacity: 0',
    'visibility:hidden',
    'font-size:0',
    'overflow-x: scroll',
    'width:3px',
    'height:1e400px',
  ],
  ...[
    'font-size: 99999999999999999999999999px',
    'font-size:-3px',
    'width: 9e9%',
    'background-image:url(x)',
    ';;:;(("',
  ],
];
const attributes = (styles: readonly string[]) =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constant('') },
    fc.subarray([...styles], { maxLength: 3 }).map((all) => ` style="${quoted(all.join(';'))}"`),
  );

const INLINE = [
  'span',
  'b',
  'strong',
  'em',
  'i',
  'u',
  's',
  'sup',
  'sub',
  'mark',
  'font',
  'label',
  'small',
  'unknown-tag',
];
const BLOCK = [
  'p',
  'section',
  'div',
  'blockquote',
  'h1',
  'h2',
  'h4',
  'center',
  'article',
  'header',
  'dl',
  'dd',
  'figure',
];

type Node = fc.Arbitrary<string>;
interface Kind {
  styles: readonly string[];
  leaves: readonly Node[];
  branches: (nodes: Node) => readonly Node[];
}

const tag = (names: readonly string[], styles: readonly string[], nodes: Node) =>
  fc
    .tuple(fc.constantFrom(...names), attributes(styles), nodes)
    .map(([name, some, inside]) => `<${name}${some}>${inside}</${name}>`);

const link = (nodes: Node) =>
  fc.tuple(address, nodes).map(([href, inside]) => `<a href="${quoted(href)}">${inside}</a>`);
const list = (nodes: Node) =>
  fc
    .tuple(
      fc.constantFrom('ul', 'ol', 'ol start="7"'),
      fc.array(fc.tuple(fc.constantFrom('<li>', ''), nodes), { maxLength: 4 }),
    )
    .map(
      ([open, items]) =>
        `<${open}>${items.map(([li, inside]) => li + inside).join('')}</${open.slice(0, 2)}>`,
    );
const table = (caption: Node, cell: Node) =>
  fc
    .tuple(
      fc.option(caption),
      fc.array(
        fc.array(fc.tuple(fc.constantFrom('td', 'th', 'td colspan="2"', 'td rowspan=3'), cell), {
          maxLength: 3,
        }),
        { maxLength: 3 },
      ),
    )
    .map(([title, rows]) => {
      const drawn = rows.map(
        (row) => `<tr>${row.map(([td, inside]) => `<${td}>${inside}</${td.slice(0, 2)}>`).join('')}</tr>`,
      );
      return `<table>${title === null ? '' : `<caption>${title}</caption>`}${drawn.join('')}</table>`;
    });

const COMMON: readonly Node[] = [
  plain,
  plain,
  fc.constantFrom(
    '<br>',
    '<br/><br>',
    '<hr>',
    '&nbsp;',
    ' ',
    '\n',
    '<!-- 注 -->',
    '<p><br></p>',
    '<span leaf=""></span>',
  ),
  fc.constantFrom(
    '<script>x</script>',
    '<style>p{}</style>',
    '<template>x</template>',
    '<noscript>y</noscript>',
    '<title>z</title>',
  ),
  fc.constantFrom(
    '<img data-src="https://a.example/1.png" data-w="640" data-ratio="0.5">',
    '<img src="//a.example/x.jpg" alt="图片">',
  ),
];

const orderedBranches = (styles: readonly string[]) => (nodes: Node) => {
  const text = tag(INLINE, styles, nodes);
  return [
    text,
    text,
    tag(
      BLOCK.filter((one) => one !== 'figure'),
      styles,
      nodes,
    ),
    tag(
      BLOCK.filter((one) => one !== 'figure'),
      styles,
      nodes,
    ),
    link(plain),
    list(nodes),
    table(plain, tag(INLINE, styles, plain)),
  ];
};

const ordered: Kind = { styles: STYLES, leaves: COMMON, branches: orderedBranches(STYLES) };

const whole: Kind = {
  styles: STYLES,
  leaves: [
    ...COMMON,
    plain.map((text) => `<pre><code>${text}</code></pre>`),
    plain.map(
      (text) =>
        `<section class="code-snippet__fix"><pre><code>${text}</code><code>${text}</code></pre></section>`,
    ),
    plain.map(
      (text) =>
        `<svg viewBox="0 0 10 10"><text>${text}</text><foreignObject><p>${text}</p></foreignObject></svg>`,
    ),
    plain.map((text) => `<iframe src="https://x.example">${text}</iframe>`),
    plain.map((text) => `<mp-unheard-of data-x="1">${text}</mp-unheard-of>`),
  ],
  branches: (nodes) => [
    ...orderedBranches(STYLES)(nodes),
    fc
      .tuple(nodes, nodes)
      .map(([inside, caption]) => `<figure>${inside}<figcaption>${caption}</figcaption></figure>`),
    table(nodes, nodes),
    nodes.map((inside) => `<pre>${inside}</pre>`),
  ],
};

const value = fc.oneof(
  anyText(4),
  address,
  fc.constantFrom(
    '',
    '-5',
    '1e999',
    '0 0 -5 10',
    '0 0 1e999 3',
    '%27%22%3C',
    '\'"<',
    '\ud800',
    '9'.repeat(400),
  ),
);
const NAMES = [
  ...[
    'data-src',
    'src',
    'href',
    'alt',
    'title',
    'class',
    'style',
    'data-w',
    'data-ratio',
    'width',
    'height',
    'viewBox',
    'start',
  ],
  ...[
    'colspan',
    'rowspan',
    'data-formula',
    'data-url',
    'data-title',
    'data-name',
    'data-nickname',
    'data-miniprogram-appid',
  ],
  ...[
    'data-miniprogram-path',
    'data-miniprogram-title',
    'voice_encode_fileid',
    'audiourl',
    'name',
    'data-cover',
    'data-desc',
  ],
  ...[
    'data-lang',
    'data-emoji',
    'xlink:href',
    'align',
    'hidden',
    'data-role',
    'data-mpvid',
    'data-appid',
    'data-signature',
  ],
];
const TAGS = [
  ...[
    'img',
    'svg',
    'image',
    'video',
    'audio',
    'iframe',
    'object',
    'embed',
    'canvas',
    'select',
    'option',
    'input',
    'textarea',
  ],
  ...[
    'mpvoice',
    'mpvideo',
    'qqmusic',
    'mp-common-videosnap',
    'mp-common-product',
    'mp-common-profile',
    'mp-common-poi',
  ],
  ...[
    'mp-common-link',
    'mp-common-mpaudio',
    'mp-miniprogram',
    'mp-weapp',
    'mppoi',
    'mpprofile',
    'mpvote',
    'mp-new',
    'mp-style-type',
  ],
  ...[
    'a',
    'p',
    'ol',
    'td',
    'caption',
    'figcaption',
    'li',
    'math',
    'foreignObject',
    'form',
    'button',
    'constructor',
    '__proto__',
  ],
];
const odd = (nodes: Node) =>
  fc
    .tuple(
      fc.constantFrom(...TAGS),
      fc.array(fc.tuple(fc.constantFrom(...NAMES), value), { maxLength: 4 }),
      nodes,
    )
    .map(
      ([name, all, inside]) =>
        `<${name}${all.map(([key, one]) => ` ${key}="${quoted(one)}"`).join('')}>${inside}</${name}>`,
    );

const wild: Kind = {
  styles: [...STYLES, ...WILD_STYLES],
  leaves: [
    ...whole.leaves,
    odd(fc.constant('')),
    odd(plain),
    anyText(6),
    fc.constantFrom('<', '</p>', '<table>', '<svg>', '<li>', '<td>', '<!--'),
  ],
  branches: (nodes) => [
    ...whole.branches(nodes),
    tag(INLINE, WILD_STYLES, nodes),
    tag(BLOCK, WILD_STYLES, nodes),
    odd(nodes),
  ],
};

const htmlOf = ({ leaves, branches }: Kind): fc.Arbitrary<string> =>
  fc.letrec<{ nodes: string; node: string }>((tie) => ({
    nodes: fc.array(tie('node'), { maxLength: 4 }).map((all) => all.join('')),
    node: fc.oneof({ maxDepth: 5 }, ...leaves, ...branches(tie('nodes') as Node)),
  })).nodes;

export const orderedHtml = htmlOf(ordered);
export const wholeHtml = htmlOf(whole);
export const wildHtml = fc.oneof(htmlOf(wild), mangled(htmlOf(wild)));
