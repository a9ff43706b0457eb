import path from 'node:path';
import { describeExplained, explain } from '../../../src/publisher/commands/explain';
import { ordinaryPage } from '../../fixtures/publisher/pages';
import { cleanUp, temporary, write } from '../support';

afterEach(cleanUp);

const BODY = '<p>大桥正在养护，往东的车辆请从国道绕行，早晚高峰各留一条车道，夜里十点以后全幅放行。</p>';
const title = (words: string) =>
  `<p style="text-align:center"><strong style="font-size:20px">${words}</strong></p>${BODY}`;

test('tells of each line why it is in the contents or not, and writes nothing', async () => {
  const folder = write(temporary(), {
    'a.html': ordinaryPage({
      title: '大桥养护期间怎样走',
      body: `${title('白天怎样走')}${title('夜里怎样走')}<p><strong>END</strong></p><p style="color:#888">编辑：小陆</p>`,
    }),
    'b.html': '<p>不是文章</p>',
  });
  const { articles, refused } = await explain([folder]);
  expect(articles).toHaveLength(1);
  const [article] = articles;
  expect(article).toMatchObject({ name: 'a.html', title: '大桥养护期间怎样走' });
  const lines = Object.fromEntries(article!.lines.map((line) => [line.text, line]));
  expect(lines.白天怎样走).toMatchObject({ level: 1, isDoubtful: false });
  expect(lines.白天怎样走!.evidence).toEqual(
    expect.arrayContaining([
      { words: '字比正文大', points: expect.any(Number) },
      { words: '同样的样子出现多次，中间隔着正文', points: expect.any(Number) },
    ]),
  );
  expect(lines.END).toMatchObject({
    level: null,
    evidence: expect.arrayContaining([{ words: '结束或分隔的记号', points: -20 }]),
  });
  for (const { evidence } of article!.lines) expect(evidence.every((one) => one.points !== 0)).toBe(true);
  expect(refused).toEqual([expect.stringMatching(/^b\.html：/)]);

  const told = describeExplained({ articles, refused });
  expect(told).toContain('★　');
  expect(told).toMatch(/第 1 级　白天怎样走\n　+字比正文大 \+\d/u);
  expect(told).toContain('没有读：b.html');
});

test('a source that is not there is told of', async () => {
  const result = await explain([path.join(temporary(), 'nowhere.html')]).catch(
    (error: Error) => error.message,
  );
  expect(JSON.stringify(result)).toContain('nowhere.html');
});
