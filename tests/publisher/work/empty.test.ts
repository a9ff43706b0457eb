import { Local } from '../../../src/publisher/work/local';
import { ordinaryPage } from '../../fixtures/publisher/pages';
import { cleanUp, temporary } from '../support';

afterAll(cleanUp);

const prepared = async (body: string) => {
  const text = ordinaryPage({ body });
  const local = new Local({ folder: temporary(), run: 1 });
  const { readings } = await local.prepare(0, { raw: { form: 'page', name: 'a.html', text, files: {} } });
  await local.close();
  const [reading] = readings ?? [];
  if (reading?.what !== 'article') throw new Error(JSON.stringify(reading));
  return reading;
};

test('a body of which nothing is left is a part, so that it takes the place of no fuller one, and the editor is told', async () => {
  // A canvas is something, but what a program draws there was not saved.
  const { article, warnings, text } = await prepared('<canvas></canvas>');
  expect(article.rank).toBe(0.5);
  expect(Buffer.from(text.body).toString()).toContain('这里没有收录正文');
  expect(warnings).toEqual([expect.stringContaining('正文里没有文字、图片或别的内容')]);
});

test('a body of one word is whole, without a warning', async () => {
  const { article, warnings } = await prepared('<p>好</p>');
  expect(article.rank).toBe(1);
  expect(warnings).toEqual([]);
});
