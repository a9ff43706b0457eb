import path from 'node:path';
import { publish } from '../../../src/publisher/commands/publish';
import { rebuild } from '../../../src/publisher/commands/rebuild';
import type { Report } from '../../../src/publisher/report';
import { ordinaryPage } from '../../fixtures/publisher/pages';
import { changed, cleanUp, documentOf, itemOf, plain, snapshot, temporary, write } from '../support';

/* A part of an article and the whole of it, in whichever order they come. */

afterEach(cleanUp);

const TITLE = '码头二十年';
const text = '<p>二十年前这里是一片滩涂。</p>';
const given = (served: number, body: string) => ordinaryPage({ title: TITLE, served, body, mid: '9' });
const part = given(1734500000, text).replace('desc_empty: true', "is_pay_subscribe: '1' * 1");
const whole = given(1734400000, `${text}<p>如今泊位有十二个。</p>`);

function desk() {
  const root = temporary();
  const to = path.join(root, 'to');
  return {
    to,
    run: (files: Record<string, string>) => publish({ from: [write(temporary(), files)], to, ...plain }),
    shown: () => documentOf(to, TITLE).blocks.map((one) => one.type),
  };
}
const said = ({ warnings }: Report) => warnings.map(({ message }) => message);
const NOT_WHOLE = expect.stringMatching(/不是全文：这是付费文章/);
const NOT_TAKEN = expect.stringMatching(/^它只有文章的一部分，已经有全文，没有采用（已存档）/);

test('a part is published with a notice and without a reading time, and the editor is told', async () => {
  const { run, shown, to } = desk();
  expect(said(await run({ 'part.html': part }))).toEqual([NOT_WHOLE]);
  expect(shown()).toEqual(['paragraph', 'unsupported']);
  expect([documentOf(to, TITLE).minutes, itemOf(to, TITLE)._column.minutes]).toEqual([0, 0]);
});

test('the whole takes the place of a part that was captured later, and no edit is made of it', async () => {
  const { run, shown, to } = desk();
  await run({ 'part.html': part });
  expect(said(await run({ 'whole.html': whole }))).toEqual([]);
  expect(shown()).toEqual(['paragraph', 'paragraph']);
  expect(documentOf(to, TITLE).minutes).toBe(1);
  expect(itemOf(to, TITLE).date_modified).toBeUndefined();
});

test('a part that comes later does not take the place of the whole, and its editor is told once', async () => {
  const { run, shown } = desk();
  await run({ 'whole.html': whole });
  expect(said(await run({ 'part.html': part }))).toEqual([NOT_TAKEN]);
  expect(said(await run({ 'part.html': part }))).toEqual([]);
  expect(shown()).toEqual(['paragraph', 'paragraph']);
});

test('of both in one run the whole is published, whatever they are called, and rebuilt to the same bytes', async () => {
  for (const names of [
    ['a.html', 'b.html'],
    ['b.html', 'a.html'],
  ]) {
    const { run, shown, to } = desk();
    await run({ [names[0]!]: part, [names[1]!]: whole });
    expect(shown()).toEqual(['paragraph', 'paragraph']);
    const before = snapshot(to);
    await rebuild({ to, ...plain });
    expect(changed(before, snapshot(to))).toEqual([]);
  }
});
