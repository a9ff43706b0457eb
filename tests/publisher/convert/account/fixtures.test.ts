import { readFileSync } from 'node:fs';
import path from 'node:path';
import { loadFormulas } from '../../../../src/publisher/convert/mathjax';
import { loadParser } from '../../../../src/publisher/html/parser';
import { outline } from './outline';
import { pagesIn, readingOf, told } from './pages';

/*
 * A page of our own for every kind of thing that other programs lost or tore apart. What is right stands beside each
 * page in words and as an outline (outline.ts).
 */

const FOLDER = path.join(__dirname, '../../../fixtures/publisher/account');

beforeAll(loadParser);
beforeAll(loadFormulas);

const pages = pagesIn(FOLDER).map(({ name, file }) => {
  const text = readFileSync(file.replace(/html$/, 'expect.md'), 'utf8');
  const [, says, expected] = /^# .*\n\n(.*)\n\n```\n([\s\S]*)\n```\n$/.exec(text)!;
  return { name, file, says: says!, expected: expected!.split('\n') };
});

test.each(pages)('$name: $says', ({ file, expected }) => {
  const reading = readingOf(file);
  if (reading.what !== 'article') throw new Error(JSON.stringify(reading));
  const { blocks } = told(reading.article.body, reading.resolve, reading.article.url);
  expect(outline(blocks)).toEqual(expected);
});
