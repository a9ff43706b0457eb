import path from 'node:path';
import { posterContent } from '../../../src/domain/poster';
import { parseArticle } from '../../../src/feed';
import { publish } from '../../../src/publisher/commands/publish';
import { breaksOf } from '../../../src/publisher/titles/breaks';
import { cleanUp, documentOf, plain, temporary, write } from '../support';

afterEach(cleanUp);

const text = (title: string, minute: number) =>
  `${title}\n山东省交通运输厅 · 公众号 · 山东 · 2024-12-16 20:${minute}\n正文\n一段话，讲清楚这一条路。\n`;
const LONG = '兰陵县农村公路服务区迎来节假日';

test('breaks go from the title into the document, and from there to the phone’s own drawing', async () => {
  const root = temporary();
  const from = write(path.join(root, 'from'), {
    'a.txt': text(`临沂 | ${LONG}`, 10),
    'b.txt': text('济南 | “新成员”！', 11),
  });
  const to = path.join(root, 'to');
  await publish({ from: [from], to, ...plain });
  const document = documentOf(to, `临沂 | ${LONG}`);
  expect(document.headline).toBe(LONG);
  expect(document.breaks).toEqual(breaksOf(LONG));
  expect(document.breaks!.map((at) => LONG[at]).join('')).toBe('农服迎节');
  expect(posterContent(document, undefined)).toMatchObject({ headline: LONG, breaks: document.breaks });
  // One whose rules say as much has none, and so had every document of before.
  const short = documentOf(to, '济南 | “新成员”！');
  expect('breaks' in short).toBe(false);
  expect(posterContent(short, undefined).breaks).toBeUndefined();
  const { breaks: _, ...before } = document;
  expect(parseArticle(before)).toEqual(before);
});
