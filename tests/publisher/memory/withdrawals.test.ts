import { articleId } from '../../../src/publisher/hash';
import type { Withdrawals } from '../../../src/publisher/memory/withdrawals';
import { cleanUp, temporary } from '../support';
import { entry, withMemory } from './support';

afterEach(cleanUp);

const ID = articleId('one');
const withdrawn = (use: (withdrawals: Withdrawals) => void) =>
  withMemory(temporary(), ({ withdrawals }) => use(withdrawals));

test('keeps the first word of when', () => {
  withdrawn((withdrawals) => {
    withdrawals.add('one', { by: 'source', time: 5 });
    withdrawals.add('one', { by: 'source', time: 9 });
    expect([withdrawals.has(ID), withdrawals.time(ID)]).toEqual([true, 5]);
  });
});

test('is gone since its source said so, and otherwise since the time that is given', () => {
  withdrawn((withdrawals) => {
    withdrawals.add('one', { by: 'source', time: 5 });
    withdrawals.add('two', { by: 'source', time: null });
    expect([withdrawals.show(ID, 3), withdrawals.show(articleId('two'), 3)]).toEqual([5, 3]);
    expect(withdrawals.show(articleId('two'), 8)).toBe(3);
  });
});

test('is told of in the order in which it was noted, the last one first, from when it is shown', () => {
  const names = ['c', 'a', 'd', 'b'];
  withdrawn((withdrawals) => {
    for (const name of names) withdrawals.add(name, { by: 'source', time: null });
    expect(withdrawals.shown()).toEqual([]);
    for (const name of [...names].sort()) withdrawals.show(articleId(name), 0);
    withdrawals.add('c', { by: 'source', time: 4 });
    expect(withdrawals.shown()).toEqual(['b', 'd', 'a', 'c'].map(articleId));
  });
});

test('is pending while its article is in the feed', () => {
  withMemory(temporary(), ({ articles, withdrawals }) => {
    articles.put(entry('one'));
    for (const name of ['two', 'one']) withdrawals.add(name, { by: 'source', time: 1 });
    expect(withdrawals.pending()).toEqual([ID]);
    articles.drop(ID);
    expect(withdrawals.pending()).toEqual([]);
  });
});

test('comes back only where nothing but a listing withdrew it', () => {
  withdrawn((withdrawals) => {
    withdrawals.add('one', { by: 'source', time: 5 });
    withdrawals.add('two', { by: 'listing', time: 5 });
    for (const name of ['one', 'two', 'three']) withdrawals.restore(name);
    expect([withdrawals.has(ID), withdrawals.has(articleId('two'))]).toEqual([true, false]);
  });
});

test('what a published feed says is adopted, shown, and not changed by what is known already', () => {
  withdrawn((withdrawals) => {
    withdrawals.add('one', { by: 'source', time: 5 });
    withdrawals.adopt(ID, 9);
    withdrawals.adopt(articleId('two'), 9);
    expect([withdrawals.time(ID), withdrawals.shown()]).toEqual([5, [articleId('two')]]);
    withdrawals.restore('two');
    expect(withdrawals.has(articleId('two'))).toBe(true);
  });
});
