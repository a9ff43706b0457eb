import type { Block, Mark, Picture } from '../../../src/feed';
import { blocksToHtml, inlinesToHtml } from '../../../src/publisher/html/serialise';
import { markupFaults } from '../../support/markup';

const paragraph = (text: string): Block => ({ type: 'paragraph', inlines: [{ text }] });
const picture = (change: Partial<Picture> = {}): Picture => ({
  src: 'images/a-720.webp',
  w: 1600,
  h: 900,
  color: '#e9ecef',
  alt: '大桥',
  variants: [
    { src: 'images/a-360.webp', w: 360 },
    { src: 'images/a-720.webp', w: 720 },
  ],
  ...change,
});
const IMG =
  '<img src="images/a-720.webp" srcset="images/a-360.webp 360w, images/a-720.webp 720w" width="1600" height="900" alt="大桥" loading="lazy">';

describe('a block', () => {
  test.each<[string, Block, string]>([
    [
      'a heading of level 1',
      { type: 'heading', id: 's1', level: 1, inlines: [{ text: '一、总则' }] },
      '<h2 id="s1">一、总则</h2>',
    ],
    [
      'of level 3',
      { type: 'heading', id: 's2', level: 3, inlines: [{ text: '要点' }] },
      '<h4 id="s2">要点</h4>',
    ],
    ['a paragraph', paragraph('济青\n高速'), '<p>济青<br>高速</p>'],
    [
      'one with looks and an id',
      { type: 'paragraph', id: 'p1', align: 'right', lead: true, inlines: [{ text: '题记' }] },
      '<p id="p1">题记</p>',
    ],
    [
      'a quotation',
      { type: 'quote', blocks: [paragraph('一'), paragraph('二')] },
      '<blockquote><p>一</p>\n<p>二</p></blockquote>',
    ],
    [
      'a list',
      { type: 'list', ordered: false, items: [[paragraph('一')], [paragraph('二')]] },
      '<ul><li>一</li>\n<li>二</li></ul>',
    ],
    [
      'a numbered one',
      { type: 'list', ordered: true, start: 3, items: [[paragraph('三')]] },
      '<ol start="3"><li>三</li></ol>',
    ],
    [
      'one that counts in letters from C',
      { type: 'list', ordered: true, marks: ['C.', 'D.', 'F.'], items: [[], [], []] },
      '<ol type="A"><li value="3"></li>\n<li></li>\n<li value="6"></li></ol>',
    ],
    [
      'one that counts down',
      { type: 'list', ordered: true, marks: ['2.', '1.'], items: [[], []] },
      '<ol><li value="2"></li>\n<li value="1"></li></ol>',
    ],
    [
      'one in Roman numerals',
      { type: 'list', ordered: true, marks: ['iv.', 'v.'], items: [[], []] },
      '<ol type="i"><li value="4"></li>\n<li></li></ol>',
    ],
    [
      'one whose marks HTML cannot draw',
      {
        type: 'list',
        ordered: true,
        marks: ['（一）', '', '3.'],
        items: [
          [paragraph('一')],
          [paragraph('二')],
          [paragraph('三'), { type: 'divider' }],
          [paragraph('四')],
        ],
      },
      '<ul type="none"><li><small>（一） </small>一</li>\n<li>二</li>\n<li><p><small>3. </small></p>\n<p>三</p>\n<hr></li>\n<li><small>4. </small>四</li></ul>',
    ],
    ['one from 1', { type: 'list', ordered: true, start: 1, items: [[]] }, '<ol><li></li></ol>'],
    [
      'items of several blocks',
      { type: 'list', ordered: false, items: [[paragraph('一'), { type: 'divider' }]] },
      '<ul><li><p>一</p>\n<hr></li></ul>',
    ],
    [
      'code',
      { type: 'code', text: '\nif (a < b)\n\t1', lang: 'ts' },
      '<pre><code>\nif (a &lt; b)\n\t1</code></pre>',
    ],
    [
      'a picture',
      { type: 'image', id: 'i1', ...picture({ caption: '图一' }) },
      `<figure id="i1">${IMG}\n<figcaption>图一</figcaption></figure>`,
    ],
    [
      'one that leads somewhere',
      { type: 'image', ...picture({ href: 'https://a.cn/' }) },
      `<figure><a href="https://a.cn/" rel="noopener">${IMG}</a></figure>`,
    ],
    [
      'a drawing in a line of 2.13 em × 1.07 em, at 16 px',
      {
        type: 'paragraph',
        inlines: [
          { text: '车速' },
          {
            text: 'v',
            drawing: { src: 'images/v.webp', w: 213, h: 107, drop: 30, ink: true },
            marks: ['em'],
          },
        ],
      },
      '<p>车速<em><img src="images/v.webp" alt="v" width="34" height="17"></em></p>',
    ],
    [
      'one whose address cannot be shown',
      { type: 'paragraph', inlines: [{ text: 'v', drawing: { src: 'data:image/png,1', w: 9, h: 9 } }] },
      '<p>v</p>',
    ],
    [
      'the rest of an article of which a part was captured',
      { type: 'unsupported', what: 'rest', text: '以下内容付费后可读' },
      '<p>以下内容付费后可读<small>（余下的内容请看原文）</small></p>',
    ],
    [
      'of unknown size',
      { type: 'image', ...picture({ h: 0, variants: [] }) },
      '<figure><img src="images/a-720.webp" alt="大桥" loading="lazy"></figure>',
    ],
    [
      'a gallery',
      { type: 'gallery', images: [picture(), picture({ caption: '图二' })] },
      `<figure><figure>${IMG}</figure>\n<figure>${IMG}\n<figcaption>图二</figcaption></figure></figure>`,
    ],
    [
      'a video',
      { type: 'video', title: '航拍', url: 'https://v.qq.com/x' },
      '<p><a href="https://v.qq.com/x" rel="noopener">航拍</a><small>（视频）</small></p>',
    ],
    [
      'one with a poster',
      { type: 'video', cover: 'images/c.webp', url: 'https://v.qq.com/x' },
      '<figure><a href="https://v.qq.com/x" rel="noopener"><img src="images/c.webp" alt="视频" loading="lazy"></a>\n<figcaption><a href="https://v.qq.com/x" rel="noopener"><small>视频</small></a></figcaption></figure>',
    ],
    [
      'a sound',
      { type: 'audio', url: 'https://a.cn/a.mp3' },
      '<p><a href="https://a.cn/a.mp3" rel="noopener"><small>音频</small></a></p>',
    ],
    [
      'a link',
      { type: 'card', kind: 'link', title: '阅读原文', url: 'https://a.cn/' },
      '<p><a href="https://a.cn/" rel="noopener">阅读原文</a></p>',
    ],
    [
      'a mini-program',
      { type: 'card', kind: 'miniprogram', title: '出行', text: '查路况', appId: 'wx1', path: 'pages/a' },
      '<p>出行<small>（小程序）</small></p>\n<p>查路况</p>',
    ],
    ['a divider', { type: 'divider' }, '<hr>'],
    [
      'what cannot be shown',
      { type: 'unsupported', what: 'poll', text: '投票' },
      '<p>投票<small>（这部分内容请看原文）</small></p>',
    ],
  ])('%s', (_name, block, html) => {
    expect(blocksToHtml([block])).toBe(html);
    expect(markupFaults(html)).toEqual([]);
  });

  test('what only the original shows leads there, where its address is known', () => {
    const original = 'https://mp.weixin.qq.com/s?a=1&b=2';
    expect(blocksToHtml([{ type: 'unsupported', what: 'body' }], { original })).toBe(
      '<p><small>（这里只收录了标题，正文请看<a href="https://mp.weixin.qq.com/s?a=1&amp;b=2" rel="noopener">原文</a>）</small></p>',
    );
  });

  test('addresses of pictures are made absolute, covers too', () => {
    const resolve = (src: string) => `https://feed.cn/${src}`;
    const html = blocksToHtml(
      [
        { type: 'gallery', images: [picture()] },
        { type: 'video', cover: 'images/c.webp', url: 'https://v.qq.com/x' },
      ],
      { resolve },
    );
    const found = [...html.matchAll(/src="([^"]*)"|srcset="([^"]*)"/g)].map(([, src, set]) => src ?? set);
    expect(found).toEqual([
      'https://feed.cn/images/a-720.webp',
      'https://feed.cn/images/a-360.webp 360w, https://feed.cn/images/a-720.webp 720w',
      'https://feed.cn/images/c.webp',
    ]);
  });

  test('a width stands once among the widths of a picture, and no address ends in a comma', () => {
    const variants = [
      { src: 'images/a.webp', w: 360 },
      { src: 'images/b.webp', w: 360 },
      { src: 'https://p.cn/c,', w: 720 },
      { src: 'images/d.webp', w: 0 },
    ];
    expect(blocksToHtml([{ type: 'image', ...picture({ variants }) }])).toContain(
      'srcset="images/b.webp 360w"',
    );
  });
});

describe('a table', () => {
  const cell = (text: string, colspan?: number, rowspan?: number) => ({
    inlines: [{ text }],
    ...(colspan ? { colspan } : {}),
    ...(rowspan ? { rowspan } : {}),
  });
  const table = (rows: ReturnType<typeof cell>[][], head = true, caption?: string) =>
    blocksToHtml([{ type: 'table', head, rows, ...(caption ? { caption } : {}) }]).replaceAll('\n', '');

  test('has its caption, its head and its body', () => {
    expect(
      table(
        [
          [cell('线路'), cell('里程')],
          [cell('济青'), cell('3', 1, 1)],
        ],
        true,
        '表一',
      ),
    ).toBe(
      '<table><caption>表一</caption><thead><tr><th scope="col">线路</th><th scope="col">里程</th></tr></thead>' +
        '<tbody><tr><td>济青</td><td>3</td></tr></tbody></table>',
    );
  });

  test('spans are kept, within the table', () => {
    expect(
      table(
        [
          [cell('宽', 2), cell('高', 0, 9)],
          [cell('一'), cell('二')],
        ],
        false,
      ),
    ).toBe(
      '<table><tbody><tr><td colspan="2">宽</td><td rowspan="2">高</td></tr><tr><td>一</td><td>二</td></tr></tbody></table>',
    );
  });

  test('heads that reach into the second row stand in the body, where HTML lets them', () => {
    expect(
      table([
        [cell('项目', 0, 2), cell('里程', 2)],
        [cell('甲'), cell('乙')],
      ]),
    ).toBe(
      '<table><tbody><tr><th scope="col" rowspan="2">项目</th><th scope="col" colspan="2">里程</th></tr>' +
        '<tr><td>甲</td><td>乙</td></tr></tbody></table>',
    );
  });

  test('without rows is empty', () => {
    expect(table([])).toBe('<table></table>');
  });
});

describe('words', () => {
  test.each<[Mark, string]>([
    ['strong', 'strong'],
    ['em', 'em'],
    ['underline', 'u'],
    ['strike', 's'],
    ['sup', 'sup'],
    ['sub', 'sub'],
    ['accent', 'strong'],
  ])('marked %s are %s', (mark, tag) => {
    expect(inlinesToHtml([{ text: '甲', marks: [mark] }, { text: '乙' }])).toBe(`<${tag}>甲</${tag}>乙`);
  });

  test('marked several times have each element once, in order', () => {
    expect(inlinesToHtml([{ text: '甲', marks: ['strong', 'accent', 'sup'] }])).toBe(
      '<strong><sup>甲</sup></strong>',
    );
  });

  test('neighbours that lead to one address are one link; an empty one is none', () => {
    const href = 'https://a.cn/';
    expect(
      inlinesToHtml([
        { text: '见', href },
        { text: '通告', href, marks: ['strong'] },
        { text: '', href: 'https://b.cn/' },
        { text: '。' },
      ]),
    ).toBe('<a href="https://a.cn/" rel="noopener">见<strong>通告</strong></a>。');
  });
});
