import { allBlocks, inlinesOf } from '../../../src/domain/blocks';
import { blockTexts } from '../../../src/domain/text';
import type { Block, Drawing, Inline } from '../../../src/feed';
import { FormulasWanted, loadFormulas } from '../../../src/publisher/convert/mathjax';
import { loadParser } from '../../../src/publisher/html/parser';
import { type Converted, converted } from '../../support/converted';
import { faultsOf, markupIn } from '../../support/drawn';
import { randomNumbers, rounds, seed } from '../../support/random';

beforeAll(loadParser);

let { notes, dropped }: Pick<Converted, 'notes' | 'dropped'> = { notes: [], dropped: [] };
function convert(html: string): Block[] {
  const made = converted(html);
  ({ notes, dropped } = made);
  return made.blocks;
}
const inlines = (html: string): Inline[] => allBlocks(convert(html)).flatMap(inlinesOf);
const texts = (html: string): string[] => inlines(html).map(({ text }) => text);
const drawings = (html: string): Drawing[] => inlines(html).flatMap(({ drawing }) => drawing ?? []);
/** What is told of things, without the texts. */
const told = (...things: string[]) =>
  notes.filter(([thing]) => things.includes(thing)).map(([thing, fate]) => `${thing}: ${fate}`);

const SPEED =
  '<math><semantics><mrow><mi>v</mi><mo>=</mo><mfrac><mi>s</mi><mi>t</mi></mfrac></mrow>' +
  '<annotation encoding="application/x-tex">v=\\frac{s}{t}</annotation></semantics></math>';
const OWN =
  '<svg style="vertical-align:-0.566ex" width="9.4ex" height="2.262ex" viewBox="0 -750 4155 1000">' +
  '<g stroke="currentColor" fill="currentColor" stroke-width="0" transform="matrix(1 0 0 -1 0 0)">' +
  '<g data-mml-node="math"><path d="M33 157H349V441Z"></path></g></g></svg>';

test('a conversion that meets a formula asks for what draws it, once', async () => {
  // The library is not loaded for articles without formulas.
  const isWanted = () => {
    try {
      convert(`<p>设${SPEED}</p>`);
      return false;
    } catch (error) {
      return error instanceof FormulasWanted;
    }
  };
  convert('<p>没有公式</p>');
  expect(isWanted()).toBe(true);
  await loadFormulas();
  expect(isWanted()).toBe(false);
});

describe('a formula is one drawing in its line', () => {
  beforeAll(loadFormulas);

  test('MathML with its TeX, which came out three times: 设车速为 (v=s/t)，则', () => {
    const html = `<p>设车速为${SPEED}，则时间为</p>`;
    expect(texts(html)).toEqual(['设车速为', 'v=s/t', '，则时间为']);
    expect(told('drawing')).toEqual(['drawing: kept']);
    // What the annotation says is for programs, and no page shows it.
    expect(notes.map(([, , text]) => text)).not.toContain('v=\\frac{s}{t}');
    expect(dropped).toEqual([]);
  });

  test('of KaTeX, which writes it in MathML and again in spans and pieces of SVG', () => {
    const pieces =
      '<span>v</span><span>=</span><svg width="400em" height="1em" viewBox="0 0 400 1"><path d="M0 0h9v1z"/></svg>';
    const html = `<p>设<span class="katex"><span class="katex-mathml">${SPEED}</span><span class="katex-html" aria-hidden="true">${pieces}</span></span>。</p>`;
    expect(texts(html)).toEqual(['设', 'v=s/t', '。']);
    expect(told('drawing')).toEqual(['drawing: kept', 'drawing: formula-source']);
  });

  test('of MathJax 3, its own drawing before its MathML for screen readers', () => {
    const html = `<p>设<mjx-container jax="SVG">${OWN}<mjx-assistive-mml>${SPEED}</mjx-assistive-mml></mjx-container>。</p>`;
    expect(texts(html)).toEqual(['设', 'v=s/t', '。']);
    expect(drawings(html)).toMatchObject([{ w: 422, h: 106 }]);
    expect(told('drawing')).toEqual(['drawing: kept', 'drawing: formula-source']);
  });

  test('of MathJax 2, which keeps the MathML in an attribute', () => {
    const html = `<p>设<span class="MathJax" data-mathml='<math><msup><mi>x</mi><mn>2</mn></msup></math>'><nobr><span>x</span><span>2</span></nobr></span>。</p>`;
    expect(texts(html)).toEqual(['设', 'x²', '。']);
    expect(drawings(html)).toHaveLength(1);
  });

  test('of WeChat’s editors: the drawing is that of the page, the text what its TeX says', () => {
    const html = `<p>当<span class="mathjax" data-formula="\\frac{a+b}{2}">${OWN}</span>时</p>`;
    expect(texts(html)).toEqual(['当', '(a+b)/2', '时']);
    expect(drawings(html)).toMatchObject([{ w: 422, h: 106, drop: 28, ink: true }]);
  });

  test('of TeX alone, which is drawn', () => {
    expect(texts('<p>当<span data-formula="x_1^2"></span>时</p>')).toEqual(['当', 'x₁²', '时']);
    expect(drawings('<p>当<span data-formula="x_1^2"></span>时</p>')).toHaveLength(1);
  });

  test('that stands alone, in a list, a cell or a heading', () => {
    for (const [open, close] of [
      ['<p style="text-align:center">', '</p>'],
      ['<ul><li>', '</li></ul>'],
      ['<h2>速度', '</h2>'],
      ['<table><tr><td>速度</td><td>', '</td></tr></table>'],
    ]) {
      const html = `<p>正文</p>${open}${SPEED}${close}`;
      expect(drawings(html)).toHaveLength(1);
      expect(blockTexts(convert(html)).join('|')).toMatch(/v=s\/t$/);
    }
  });

  test('two neighbours stay two, and keep marks and link: neither is joined, cut or trimmed', () => {
    const html = `<p><a href="https://a.cn/"><b>${SPEED} ${SPEED}</b></a><br>&nbsp;${SPEED}</p>`;
    const [first, gap, second, line, third] = inlines(html);
    expect([first, second, third].map((one) => one?.drawing !== undefined)).toEqual([true, true, true]);
    expect([gap?.text, line?.text]).toEqual([' ', '\n']);
    expect(second).toMatchObject({ marks: ['strong'], href: 'https://a.cn/', text: 'v=s/t' });
  });

  test('a formula alone makes no heading', () => {
    const html = `<p>正文正文正文正文</p><p style="font-size:24px">${SPEED}</p><p>正文正文正文</p>`;
    expect(convert(html).map(({ type }) => type)).toEqual(['paragraph', 'paragraph', 'paragraph']);
  });
});

describe('a formula that is not drawn is its text', () => {
  beforeAll(loadFormulas);
  test.each([
    [
      'words in Chinese, which depend on fonts',
      '<span data-formula="v=\\frac{\\text{路程}}{\\text{时间}}"></span>',
      'v=路程/时间',
    ],
    ['TeX that is wrong', '<span data-formula="\\frac{a"></span>', '\\frac{a'],
    ['MathML of another kind', '<math><apply><plus></plus><ci>x</ci><cn>1</cn></apply></math>', 'x1'],
    ['nothing at all', '<math></math>', '［公式］'],
  ])('%s', (_, html, text) => {
    expect(inlines(`<p>设${html}。</p>`)).toEqual([{ text: `设${text}。` }]);
  });

  test('a page that only says that it has formulas is read on: both formulas of an article in <div class="mathjax">', () => {
    const html = `<div class="mathjax"><p>设${SPEED}，</p><p>则${SPEED}。</p></div>`;
    expect(texts(html)).toEqual(['设', 'v=s/t', '，', '则', 'v=s/t', '。']);
  });
});

describe('what a formula says', () => {
  beforeAll(loadFormulas);
  test.each([
    ['\\frac{a+b}{2}', '(a+b)/2'],
    ['\\frac{1}{2}mv^2', '1/2 mv²'],
    ['\\sqrt{x+1}', '√(x+1)'],
    ['\\sqrt[3]{x}', '³√x'],
    ['v_{max}', 'v_max'],
    ['a_1^2+b_1^2=c^2', 'a₁²+b₁²=c²'],
    ['x^{n+1}', 'xⁿ⁺¹'],
    ['e^{-kt}', 'e^(−kt)'],
    ['\\sin x', 'sin x'],
    ['\\sum_{i=1}^n x_i', '∑_(i=1)ⁿ x_i'],
    ['\\overline{x}', 'x̄'],
    ['60\\,\\mathrm{km/h}', '60 km/h'],
    ['\\ce{CO2}', 'CO₂'],
    ['\\begin{cases}x & 1\\\\ y & 2\\end{cases}', '{x，1；y，2'],
  ])('%s: %s', (tex, text) => {
    expect(texts(`<p>当<span data-formula="${tex}"></span>时</p>`)[1]).toBe(text);
  });

  test('its name, where somebody gave it one that is no TeX', () => {
    expect(texts('<p>当<math alttext="v 等于 s 除以 t"><mi>v</mi></math>时</p>')[1]).toBe('v 等于 s 除以 t');
    expect(texts('<p>当<math alttext="{\\displaystyle v}"><mi>v</mi></math>时</p>')[1]).toBe('v');
  });
});

describe('hostile formulas', () => {
  beforeAll(loadFormulas);
  test.each([
    ['macros that grow', '<span data-formula="\\def\\a{\\b\\b}\\def\\b{\\c\\c}\\a"></span>'],
    ['a space as wide as a street', '<math><mi>x</mi><mspace width="99999em"/><mi>y</mi></math>'],
    ['thirty thousand elements', `<math>${'<mrow>'.repeat(20)}${'<mi>x</mi>'.repeat(30_000)}</math>`],
    ['a thousand roots one in the other', `<math>${'<msqrt>'.repeat(1000)}<mi>x</mi>`],
    ['TeX without an end', `<span data-formula="${'{'.repeat(100_000)}"></span>`],
    ['a hundred superscripts', `<span data-formula="${'x^{'.repeat(300)}${'}'.repeat(300)}"></span>`],
  ])('%s: text, in no time', (_, html) => {
    const all = inlines(`<p>设${html}。</p>`);
    expect(all.every(({ drawing }) => !drawing)).toBe(true);
    expect(all.map(({ text }) => text).join('')).toMatch(/^设.+。/s);
  });

  test('what MathML could load or run is not in the drawing', () => {
    const html =
      '<p>设<math href="javascript:a()"><mi style="background:url(https://a.cn/)" onclick="a()">x</mi><mtext><b>ab</b></mtext></math></p>';
    for (const { src } of drawings(html)) expect(faultsOf(markupIn(src)!)).toEqual([]);
    expect(drawings(html)).toHaveLength(1);
  });
});

test('law: a sentence with formulas keeps each, in order, in whatever form', async () => {
  await loadFormulas();
  const random = randomNumbers(seed);
  const forms = [
    SPEED,
    `<span class="katex"><span class="katex-mathml">${SPEED}</span><span class="katex-html">v=s/t</span></span>`,
    `<span data-formula="v=\\frac{s}{t}">${OWN}</span>`,
    '<span data-formula="v=\\frac{s}{t}"></span>',
    `<mjx-container>${OWN}<mjx-assistive-mml>${SPEED}</mjx-assistive-mml></mjx-container>`,
  ];
  const gaps = ['设', ' ', '，则 ', '<br>', '<br><br>', '&nbsp;', '<b>粗</b>', '<i> </i>'];
  const one = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)]!;
  for (let round = 0; round < rounds(60); round += 1) {
    const count = Math.floor(random() * 8);
    const html = Array.from({ length: count }, () => one(gaps) + one(forms)).join('');
    const all = inlines(`<p>${html}${one(gaps)}</p>`);
    const drawn = all.filter(({ drawing }) => drawing);
    expect([html, drawn.map(({ text }) => text)]).toEqual([html, Array(count).fill('v=s/t')]);
    // What is no drawing is what stood between them.
    expect(all.filter(({ drawing }) => !drawing).every(({ text }) => !/[vst]/.test(text))).toBe(true);
  }
});
