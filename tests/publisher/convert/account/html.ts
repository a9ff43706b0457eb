import fc from 'fast-check';

/*
 * Bodies in which it is not easy to say what is to be seen: what makes lines and what does not, what hides and what shows
 * again, in every nesting. Every text is another one, so that a difference tells which.
 */

const DISPLAYS =
  'inline block inline-block flex inline-flex grid table table-cell contents list-item NONE none none!important nonsense';
const STYLES = [
  ...DISPLAYS.split(' ').map((one) => `display:${one}`),
  ...'visibility:hidden|visibility: visible|visibility:collapse|VISIBILITY:HIDDEN|visibility:gone'.split('|'),
  ...'opacity:0|opacity: 0.0|opacity:0%|opacity:.5|opacity:none|OPACITY:0'.split('|'),
  ...'font-size:0|font-size:0px|font-size:0em|font-size:16px|font-size:2em|font-size:x|font-size:0%'.split(
    '|',
  ),
  ...'float:left|position:absolute|height:0;overflow:hidden|width:0|text-align:center|font-weight:bold'.split(
    '|',
  ),
  ...'white-space:pre|white-space:nowrap|list-style:none|/* display:none */'.split('|'),
];

const TAGS =
  `span span section section p div b em i strong sup font label small blockquote h1 h3 center article figure
  figcaption dl dt dd pre code ul ol li button fieldset legend details summary ruby rt rp q address dialog form main
  unknown-tag bdo tt abbr kbd nobr hgroup`.split(/\s+/);

/** Elements whose text is never seen, or not as text, and those that are drawn in a way of their own. */
const ODD = `noscript template style script title textarea iframe noembed noframes datalist video audio canvas
  progress meter select math xmp`.split(/\s+/);

const WRAPPED: Readonly<Record<string, string>> = { select: 'option', math: 'mi' };
/** As they stand in pages: nobody gives them a look of their own. */
const odd = ([name, inside]: [string, string]): string => {
  const words = WRAPPED[name] ? `<${WRAPPED[name]}>${inside}</${WRAPPED[name]}>` : inside;
  return `<${name}>${words}</${name}>`;
};

const CHARACTERS =
  '公路桥梁隧道港口船闸铁机场客运货车站票价班次时刻绕行限速施工养护收费春暑雨雪雾风晴早晚南北东西';
const words = fc
  .array(fc.constantFrom(...CHARACTERS), { minLength: 1, maxLength: 4 })
  .map((all) => all.join(''));
const space = fc.constantFrom(
  '',
  '',
  '',
  ' ',
  '\n',
  '&nbsp;',
  '　',
  '<br>',
  '<!-- 注 -->',
  '&#8203;',
  '<wbr>',
);
const text = fc.tuple(space, words, space).map((all) => all.join(''));

const attributes = fc.oneof(
  { weight: 4, arbitrary: fc.constant('') },
  {
    weight: 3,
    arbitrary: fc
      .array(fc.constantFrom(...STYLES), { minLength: 1, maxLength: 3 })
      .map((all) => ` style="${all.join(';')}"`),
  },
  { weight: 1, arbitrary: fc.constantFrom(' hidden', ' align="center"', ' aria-hidden="true"', ' leaf=""') },
);

const element = (names: readonly string[], inside: fc.Arbitrary<string>) =>
  fc
    .tuple(fc.constantFrom(...names), attributes, inside)
    .map(([name, some, children]) => `<${name}${some}>${children}</${name}>`);

const address = fc.integer({ min: 1, max: 999 });
const picture = fc
  .tuple(
    address,
    fc.constantFrom('640', '640', '30', '6', '1'),
    fc.constantFrom(
      '',
      '',
      ' style="visibility:hidden"',
      ' style="opacity:0"',
      ' style="display:none"',
      ' hidden',
    ),
  )
  .map(
    ([at, w, some]) => `<img data-src="https://p.example/${at}.png" data-w="${w}" data-ratio="0.5"${some}>`,
  );
const href = fc.oneof(
  address.map((at) => `https://l.example/${at}`),
  fc.constantFrom('#', 'javascript:;', '', '/s/AccountLawLink'),
);

const table = (cell: fc.Arbitrary<string>) =>
  fc
    .array(fc.array(cell, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 })
    .map(
      (rows) =>
        `<table>${rows.map((row) => `<tr>${row.map((one) => `<td>${one}</td>`).join('')}</tr>`).join('')}</table>`,
    );

const svg = (inside: fc.Arbitrary<string>) =>
  fc
    .tuple(
      fc.constantFrom('<path d="M0 0h9v9z"/>', '<text y="9">图</text>', '', '<desc>注</desc>'),
      inside,
      // `hidden` is HTML's, and what has no box of its own is no graphic.
      attributes.filter((some) => !/hidden$|contents/.test(some)),
    )
    .map(
      ([painted, words, some]) =>
        `<svg width="60" height="20" viewBox="0 0 60 20"${some}>${painted}${words && `<foreignObject width="60" height="20">${words}</foreignObject>`}</svg>`,
    );

/** Bodies of a few elements each. */
export const bodies: fc.Arbitrary<string> = fc.letrec<{ nodes: string; node: string }>((tie) => {
  const nodes = tie('nodes');
  return {
    nodes: fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((all) => all.join('')),
    node: fc.oneof(
      { maxDepth: 4 },
      { weight: 4, arbitrary: text },
      { weight: 1, arbitrary: picture },
      { weight: 8, arbitrary: element(TAGS, nodes) },
      { weight: 1, arbitrary: fc.tuple(fc.constantFrom(...ODD), words).map(odd) },
      {
        weight: 1,
        arbitrary: fc
          .tuple(href, attributes, nodes)
          .map(([to, some, inside]) => `<a href="${to}"${some}>${inside}</a>`),
      },
      { weight: 1, arbitrary: table(nodes) },
      { weight: 1, arbitrary: svg(fc.oneof(fc.constant(''), nodes)) },
    ),
  };
}).nodes;
