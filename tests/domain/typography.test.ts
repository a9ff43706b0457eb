import fc from 'fast-check';
import type { DefaultTreeAdapterTypes } from 'parse5';
import { parseFragment } from 'parse5';
import { displayInlines, drawingStyle, inlineHtml } from '../../src/domain/inline-html';
import { displayTitle, fullWidth, titleLines } from '../../src/domain/typography';
import type { Mark } from '../../src/feed';
import { anyText } from '../support/arbitraries';
import { inlines, MARKS } from '../support/documents';
import { fuzz } from '../support/fuzz';

test.each([
  ['一、抓养护、保畅通,守好', '一、抓养护、保畅通，守好'],
  ['明天有雨!8条路线绕行,请慢行!出门', '明天有雨！8条路线绕行，请慢行！出门'],
  ['“查得细、修得快”,再说', '“查得细、修得快”，再说'],
  ['时间:2024年', '时间：2024年'],
  ['20:10 与 1,000 与 https://a.cn/?x', '20:10 与 1,000 与 https://a.cn/?x'],
  ['Hello, world; ok?', 'Hello, world; ok?'],
])('%s', (stored, shown) => {
  expect(fullWidth(stored)).toBe(shown);
});

test('a short quotation is not broken, a long one may be', () => {
  const whole = '“\u2060新\u2060动\u2060态\u2060”';
  expect(displayTitle('又有“新动态”')).toBe(`又有\u200b${whole}`);
  expect(displayTitle('“新动态”来了')).toBe(`${whole}\u200b来\u2060了`);
  expect(displayTitle('看“新动态”，再出门')).toBe(`看\u200b${whole}，再出\u2060门`);
  expect(displayTitle('“智慧公交新体验”')).toBe('“智慧公交新体验”');
  expect(displayTitle('看《办法》')).toBe('看\u200b《\u2060办\u2060法\u2060》');
  expect(displayTitle('「大字」版')).toBe('「\u2060大\u2060字\u2060」\u200b版');
});

test.each(['🇨🇳', '1️⃣', '❤️', '👨‍👩‍👧‍👦', '葛\u{e0100}', 'e\u0301'])(
  '%s in a short quotation is one character',
  (one) => {
    expect(displayTitle(`“${one}路”`)).toBe(`“\u2060${one}\u2060路\u2060”`);
    // Six of them, whatever they take.
    expect(displayTitle(`“${one.repeat(6)}”`)).toContain('\u2060');
    expect(displayTitle(`“${one.repeat(7)}”`)).not.toContain('\u2060');
  },
);

test('a name at the end keeps the selectors of its forms', () => {
  const name = '葛\u{e0100}城\u{e0101}';
  expect(displayTitle(`致${name}！`)).toBe('致葛\u{e0100}\u2060城\u{e0101}！');
  expect(fullWidth('葛\u{e0100},路')).toBe('葛\u{e0100}，路');
});

test('a dash after 12 characters is one after 12 flags', () => {
  expect(titleLines(`${'🇨🇳'.repeat(12)}——路`)).toHaveLength(2);
  expect(titleLines(`${'🇨🇳'.repeat(13)}——路`)).toHaveLength(1);
});

test('no last line of one character', () => {
  expect(displayTitle('一张路况清单带您看懂')).toBe('一张路况清单带您看\u2060懂');
  expect(displayTitle('雨天怎么走？')).toBe('雨天怎么\u2060走？');
  for (const whole of ['G20', '第8期', '', '路', '“查得细、修得快、通得畅”'])
    expect(displayTitle(whole)).toBe(whole);
});

test('a reader title breaks after its dash', () => {
  expect(titleLines('示范区交通运输局——以智慧公交改善出行')).toEqual([
    '示范区交通运输局——',
    '以智慧公交改善出\u2060行',
  ]);
  expect(titleLines('路——很短')).toEqual(['路——很\u2060短']);
});

const url = (src: string) => (/^https?:/.test(src) ? src : `https://feed.example/${src}`);

test('inline HTML holds nothing of the source but escaped text', () => {
  expect(
    inlineHtml(
      [
        { text: '<img src=x onerror=1>', marks: ['strong'] },
        { text: '&amp;"\n', marks: ['em', 'sup'] },
      ],
      url,
    ),
  ).toBe('<b>&lt;img src=x onerror=1&gt;</b><i><sup>&amp;amp;&quot;<br/></sup></i>');
});

test('a drawing of 2.13 em × 1.07 em, 0.3 em below the line, is an image of that size that says its text', () => {
  const drawing = { src: "images/v'.webp", w: 213, h: 107, drop: 30, ink: true as const };
  expect(inlineHtml([{ text: '设车速为' }, { text: 'v<"\'', drawing, marks: ['accent'] }], url)).toBe(
    "设车速为<span class='ac'><img class='dr ink' style='width:2.13em;height:1.07em;vertical-align:-0.3em;' src='https://feed.example/images/v&#39;.webp' alt='v&lt;&quot;&#39;'/></span>",
  );
});

test('a drawing that may be wider than a column is no higher than its ratio leaves it there', () => {
  const style = (w: number) => drawingStyle({ src: 'a', w, h: 300 });
  expect(style(1200)).toBe('width:12em;height:3em;max-height:calc((100vw - 2*var(--measure))*0.250);');
  expect(style(900)).toBe('width:9em;height:3em;');
});

test('what a drawing says is not set full-width, the words around it are', () => {
  const drawing = { src: 'a', w: 100, h: 100 };
  expect(
    displayInlines([{ text: '若' }, { text: '甲,乙', drawing }, { text: '好,则' }]).map(({ text }) => text),
  ).toEqual(['若', '甲,乙', '好，则']);
});

test('no line breaks between a drawing and （ before it or ，after it', () => {
  const drawing = { src: 'a', w: 100, h: 100 };
  const shown = (before: string, after: string) =>
    displayInlines([{ text: before }, { text: 'v', drawing }, { text: after }]).map(({ text }) => text);
  expect(shown('车速（', '），则')).toEqual(['车速（\u2060', 'v', '\u2060），则']);
  expect(shown('车速', '则')).toEqual(['车速', 'v', '则']);
});

test('punctuation is full-width across a mark’s border', () => {
  expect(inlineHtml([{ text: '一是强组织', marks: ['strong'] }, { text: ',再说' }], url)).toBe(
    '<b>一是强组织</b>，再说',
  );
});

describe('law: a text as it is set', () => {
  /** Marks made half-width again, joiners and breaks taken out: what may differ between stored and set. */
  const bare = (text: string) =>
    text
      .replace(/[，！；：？]/g, (mark) =>
        String.fromCharCode(mark === '，' ? 0x2c : mark.charCodeAt(0) - 0xfee0),
      )
      .replace(/[\u200b\u2060]/g, '');

  test('has every character at its place; only , ! ; : ? may become their full-width forms', () => {
    fc.assert(
      fc.property(anyText(), (stored) => {
        const shown = fullWidth(stored);
        expect(shown).toHaveLength(stored.length);
        expect(bare(shown)).toBe(bare(stored));
        expect(fullWidth(shown)).toBe(shown);
      }),
      fuzz(500),
    );
  });

  test('is stored text untouched where there is no Chinese', () => {
    fc.assert(
      fc.property(fc.string(), (stored) => expect(fullWidth(stored)).toBe(stored)),
      fuzz(100),
    );
  });

  test('as a title loses no character, on one line or on two', () => {
    fc.assert(
      fc.property(anyText(), (headline) => {
        const lines = titleLines(headline);
        expect(lines.length).toBeLessThanOrEqual(2);
        expect(bare(lines.join(''))).toBe(bare(headline));
        expect(bare(displayTitle(headline))).toBe(bare(headline));
      }),
      fuzz(500),
    );
  });
});

describe('law: the HTML of inlines', () => {
  const NAMES: Record<Mark, string> = {
    strong: 'b',
    em: 'i',
    underline: 'u',
    strike: 's',
    sup: 'sup',
    sub: 'sub',
    accent: 'span',
  };
  type Run = { text: string; path: string };

  const altOf = ({ attrs }: DefaultTreeAdapterTypes.Element) =>
    attrs.find(({ name }) => name === 'alt')!.value;

  /** The runs of text that a browser sees in the HTML, each with the elements that it stands in. */
  function seen(html: string): Run[] {
    const runs: Run[] = [];
    const visit = (nodes: DefaultTreeAdapterTypes.ChildNode[], path: string[]) => {
      for (const node of nodes) {
        if (node.nodeName === '#text')
          runs.push({ text: (node as { value: string } & typeof node).value, path: path.join() });
        else if (node.nodeName === 'img')
          runs.push({ text: altOf(node as DefaultTreeAdapterTypes.Element), path: [...path, 'img'].join() });
        else if (node.nodeName === 'br') runs.push({ text: '\n', path: path.join() });
        else if ('childNodes' in node) visit(node.childNodes, [...path, node.nodeName]);
        else throw new Error(`a ${node.nodeName} came out`);
      }
    };
    visit(parseFragment(html).childNodes, []);
    return join(runs);
  }

  const join = (runs: readonly Run[]) =>
    runs.reduce<Run[]>((all, run) => {
      const last = all.at(-1);
      if (last?.path === run.path) last.text += run.text;
      else if (run.text !== '') all.push({ ...run });
      return all;
    }, []);

  test('is read by a browser as the same text with the same marks, and as nothing else', () => {
    // HTML itself has no NUL and knows one line break.
    const clean = inlines.map((all) => all.map((one) => ({ ...one, text: one.text.replace(/[\0\r]/g, '') })));
    fc.assert(
      fc.property(clean, (all) => {
        const expected = displayInlines(all).map(({ text, marks = [], drawing }) => ({
          text,
          path: [...marks.map((mark) => NAMES[mark]), ...(drawing ? ['img'] : [])].join(),
        }));
        expect(seen(inlineHtml(all, url))).toEqual(join(expected));
      }),
      fuzz(300),
    );
  });

  test('opens no tag that a mark or a line break does not ask for, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ text: anyText(), marks: fc.subarray([...MARKS]) }), { maxLength: 4 }),
        (all) => {
          const asked = all.reduce(
            (sum, { text, marks }) => sum + 2 * marks.length + text.split('\n').length - 1,
            0,
          );
          const html = inlineHtml(all, url);
          expect(html.split('<')).toHaveLength(asked + 1);
          expect(html.split('>')).toHaveLength(asked + 1);
          expect(html.replace(/<[^>]*>/g, '')).not.toMatch(/"|&(?!(?:amp|lt|gt|quot);)/);
        },
      ),
      fuzz(300),
    );
  });
});
