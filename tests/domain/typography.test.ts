import { inlineHtml } from '../../src/domain/inline-html';
import { displayTitle, fullWidth, titleLines } from '../../src/domain/typography';

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

test('inline HTML holds nothing of the source but escaped text', () => {
  expect(
    inlineHtml([
      { text: '<img src=x onerror=1>', marks: ['strong'] },
      { text: '&amp;"\n', marks: ['em', 'sup'] },
    ]),
  ).toBe('<b>&lt;img src=x onerror=1&gt;</b><i><sup>&amp;amp;&quot;<br/></sup></i>');
});

test('punctuation is full-width across a mark’s border', () => {
  expect(inlineHtml([{ text: '一是强组织', marks: ['strong'] }, { text: ',再说' }])).toBe(
    '<b>一是强组织</b>，再说',
  );
});
