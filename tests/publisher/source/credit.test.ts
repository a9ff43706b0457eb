import path from 'node:path';
import { publish } from '../../../src/publisher/commands/publish';
import { rebuild } from '../../../src/publisher/commands/rebuild';
import { loadParser } from '../../../src/publisher/html/parser';
import { creditAmong, creditIn, isSameAccount } from '../../../src/publisher/source/credit';
import { readSource } from '../../../src/publisher/source/raw';
import { ordinaryPage, repostPage } from '../../fixtures/publisher/pages';
import { cleanUp, documentOf, plain, temporary, write } from '../support';

/* Whom an article was taken from: it stands in the box under the article, wherever the source says it. */

beforeAll(loadParser);
afterEach(cleanUp);

test.each([
  ['来源：示例日报', '示例日报'],
  ['来源: 示例日报', '示例日报'],
  ['来源丨示例日报', '示例日报'],
  ['（来源：示例日报）', '示例日报'],
  ['文章来源：“示例气象”微信公众号', '示例气象'],
  ['本文转载自公众号「示例气象」', '示例气象'],
  ['转载自：示例气象', '示例气象'],
  ['转自示例日报', '示例日报'],
  ['稿件来源 | 示例日报、示例晚报', '示例日报、示例晚报'],
  ['来源：示例日报　编辑：李明', '示例日报'],
  ['来源：示例日报 记者 张三', '示例日报'],
  ['来源：示例日报，编辑：李明', '示例日报'],
  ['来源于：示例\u200b日报', '示例日报'],
  ['来源：示例网络电视台', '示例网络电视台'],
])('“%s” names %s', (line, name) => {
  expect(creditIn(line)).toBe(name);
});

test.each([
  '图片来源：示例日报',
  '数据来源：示例统计局',
  '来源：示例统计年鉴2020',
  '来源：示例组织数据（2019）',
  '来源：Someone, 1991',
  '来源：网络',
  '来源：综合网络整理',
  '来源于生活的设计',
  '经费来源是财政拨款。',
  '来源：',
  '来源：https://www.example.com/a',
  '来源：本文内容均由投稿人提供，如有侵权请联系删除',
  '转载自哪里？请看文末。',
  `来源：${'很'.repeat(30)}`,
  `来源：${' '.repeat(200_000)}`,
])('“%s” names nobody', (line) => {
  expect(creditIn(line)).toBeNull();
});

test('of a text the first and the last lines are asked', () => {
  const words = Array.from({ length: 12 }, (_, at) => `第 ${at} 段。`);
  const at = (place: number) =>
    creditAmong([...words.slice(0, place), ' ', '来源：示例日报', ...words.slice(place)]);
  expect([0, 1, 11, 12].map(at)).toEqual(['示例日报', '示例日报', '示例日报', '示例日报']);
  expect([4, 6].map(at)).toEqual([null, null]);
  expect(creditAmong([])).toBeNull();
  expect(creditAmong(['转自甲报', '来源：乙报', '来源：丙报'])).toBe('甲报');
});

test('the same account is called in several ways', () => {
  expect(isSameAccount('“示例交通”公众号', '示例交通')).toBe(true);
  expect(isSameAccount('示例 交通', '示例交通')).toBe(true);
  expect(isSameAccount('示例交通报', '示例交通')).toBe(false);
});

describe('a page', () => {
  const credit = (html: string) => {
    const [reading] = readSource({ form: 'page', name: 'a', text: html, files: {} });
    if (reading?.what !== 'article') throw new Error(JSON.stringify(reading));
    return reading.article.credit;
  };
  const above = (markup: string) => ordinaryPage().replace('<div class="rich_media_content"', `${markup}$&`);
  const claimed = (entries: string) =>
    ordinaryPage().replace("item_show_type: '0' * 1,", `$& claim_source: { ${entries} },`);

  test.each([
    [
      'in the author’s declaration',
      claimed(
        "claim_source_type: '2' * 1, media_source_type_info: { media_source_from: '1' * 1, biz_nickname: JsDecode('示例日报'), },",
      ),
    ],
    [
      'in the declaration that it shows',
      above('<div id="js_claim_source_content">作者提示: 素材来源于示例日报，文中事件发生于2026年3月</div>'),
    ],
    ['in its own line for it', above('<div><span>来源</span> <span id="js_source">示例日报</span></div>')],
    ['there with the word', above('<p id="js_source">来源：示例日报</p>')],
    [
      'in the line under the title',
      above('<span class="rich_media_meta rich_media_meta_text">来源：示例日报</span>'),
    ],
    ['in a line above the text', above('<p>转载自 | 示例日报</p>')],
  ])('says it %s', (_, html) => {
    expect(html).toContain('示例日报');
    expect(credit(html)).toBe('示例日报');
  });

  test.each([
    ['nothing of it', ordinaryPage()],
    [
      'that the opinion is its author’s',
      claimed("claim_source_type: '4' * 1, claim_source: JsDecode('个人观点，仅供参考'),"),
    ],
    ['it where nobody sees it', above('<p id="js_source" style="display:none">示例日报</p>')],
    ['it of a comment', above('<div class="comment_list"><p>来源：示例日报</p></div>')],
    ['it of another article', above('<div class="relate_article"><p>来源：示例日报</p></div>')],
  ])('that says %s names nobody', (_, html) => {
    expect(credit(html)).toBeUndefined();
  });

  test('of a repost that only shows the account, while its data say that it is one, names it', () => {
    const html = repostPage({ source: '' }).replace(
      '<div id="js_content">',
      '<strong class="original_primary_nickname">示例气象</strong>$&',
    );
    const [reading] = readSource({ form: 'page', name: 'a', text: html, files: {} });
    expect(reading).toMatchObject({ article: { kind: 'repost', origin: { account: '示例气象' } } });
  });
});

describe('a document', () => {
  const column = { name: '示例交通' };
  const said = async (files: Record<string, string>) => {
    const root = temporary();
    const to = path.join(root, 'to');
    await publish({ from: [write(path.join(root, 'from'), files)], to, column, ...plain });
    const of = () =>
      Object.fromEntries(
        Object.keys(files).map((name) => {
          const title = path.parse(name).name;
          return [title, documentOf(to, title).byline.origin];
        }),
      );
    const before = of();
    await rebuild({ to, ...plain });
    expect(of()).toEqual(before);
    return before;
  };
  let count = 0;
  const page = (title: string, body: string, account = '示例交通') => {
    count += 1;
    return { [`${title}.html`]: ordinaryPage({ title, body, account, mid: `22470002${count}` }) };
  };

  test('names whom its text, its page or its repost is from, or the account that is not the column’s', async () => {
    expect(
      await said({
        ...page('自己的', '<p>字。</p><p>来源：示例交通公众号</p>'),
        ...page('没有说的', '<p>字。</p>'),
        ...page('文中写的', '<p>字。</p><p>　来源：示例日报　编辑：李明</p><p>审核：王芳</p>'),
        ...page('别的号', '<p>字。</p>', '示例气象'),
        ...page('别的号写的', '<p>来源：示例日报</p><p>字。</p>', '示例气象'),
        '转载的.html': repostPage({ title: '转载的', source: '示例地铁', mid: '2247000299' }),
        '摘录的.txt': '摘录的\n示例交通 · 公众号 · 山东 · 2024-12-16 20:10\n正文\n字。\n转自：示例日报\n',
        '别处摘录的.txt': '别处摘录的\n示例港口 · 公众号 · 2024-12-16 20:10\n正文\n字。\n',
      }),
    ).toEqual({
      自己的: undefined,
      没有说的: undefined,
      文中写的: '示例日报',
      别的号: '示例气象',
      别的号写的: '示例日报',
      转载的: '示例地铁',
      摘录的: '示例日报',
      别处摘录的: '示例港口',
    });
  });
});
