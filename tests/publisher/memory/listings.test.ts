import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { Calls, DAY } from '../../../src/publisher/memory/calls';
import { BIT, EVERY_KEY } from '../../../src/publisher/memory/listings';
import { cleanUp, temporary } from '../support';
import { withMemory } from './support';

afterEach(cleanUp);

describe('a listing', () => {
  test('keeps the earliest time at which a message was listed', () => {
    withMemory(temporary(), ({ listings }) => {
      expect(listings.see('a', '1', 20, 20)).toBe(20);
      expect(listings.see('a', '1', 30, 40)).toBe(20);
      expect(listings.see('a', '1', null, 10)).toBe(10);
      expect(listings.see('a', '1', null, 50)).toBe(10);
      expect(listings.all('a')).toEqual([{ message: '1', created: 10, updated: 50, missed: 0 }]);
    });
  });

  test('knows each account’s messages apart, between times of either key', () => {
    withMemory(temporary(), ({ listings }) => {
      for (const [at, account] of ['a', 'b', 'a', 'a'].entries())
        listings.see(account, `${at}`, 10 + at, 20 - at);
      const found = (account: string, key: 'updated' | 'created', low: number | null, high: number | null) =>
        listings.between(account, key, low, high).map(({ message }) => message);
      expect(found('a', 'created', 10, 13)).toEqual(['2']);
      expect(found('a', 'updated', null, 20).sort()).toEqual(['2', '3']);
      expect(found('b', 'updated', null, null)).toEqual(['1']);
      expect([listings.count('a'), listings.count('b'), listings.count('c')]).toEqual([3, 1, 0]);
    });
  });

  test('what was missed and what is gone is there again once it is seen', () => {
    withMemory(temporary(), ({ listings }) => {
      listings.see('a', '1', 1, 1);
      listings.miss('1', BIT.updated);
      expect(listings.missed('a', EVERY_KEY)).toEqual([]);
      listings.miss('1', BIT.created);
      expect(listings.missed('a', EVERY_KEY)).toHaveLength(1);
      listings.go('1', 99);
      expect([listings.count('a'), listings.has('1'), listings.goneSince('a', 99)]).toEqual([0, false, 1]);
      listings.see('a', '1', 1, 1);
      expect([listings.count('a'), listings.has('1'), listings.goneSince('a', 0)]).toEqual([1, true, 0]);
      expect(listings.missed('a', BIT.updated)).toEqual([]);
    });
  });

  test('learns from the archive in any order, and what is known of the account stays', () => {
    withMemory(temporary(), (memory) => {
      const { listings } = memory;
      listings.learn(null, '1', 20, 30);
      listings.learn('a', '1', 10, 20);
      listings.learn(null, '1', 15, 25);
      expect(listings.all('a')).toEqual([{ message: '1', created: 20, updated: 30, missed: 0 }]);
      expect(listings.see('a', '1', null, 40)).toBe(10);
      listings.learn(null, '2', 1, 1);
      listings.learn(null, '3', 1, 1);
      memory.noteAlias('api:2:1', 'message:Mz:1:1');
      memory.noteAlias('api:3:1', 'message:Mzz:1:1');
      listings.claim('b', 'message:Mz:');
      expect(listings.all('b').map(({ message }) => message)).toEqual(['2']);
    });
  });

  test('how far it came is kept, by account', () => {
    const folder = temporary();
    withMemory(folder, ({ listings }) => {
      listings.setProgress('a', { ...listings.progress('a'), gap: 40, learned: true });
    });
    withMemory(folder, ({ listings }) => {
      expect(listings.progress('a')).toMatchObject({ gap: 40, learned: true, orders: EVERY_KEY });
      expect(listings.progress('b')).toMatchObject({ gap: null, learned: false });
    });
  });
});

describe('calls', () => {
  test('are counted for 24 hours, by account and purpose, whether the run that made them ends or not', () => {
    const folder = temporary();
    let now = 10 * DAY;
    const calls = (account = 'a') => new Calls(folder, account, () => now);
    calls().note('newest', 2);
    now += 1000;
    calls().note('older');
    expect([calls().used(), calls().used('newest'), calls().used('older'), calls('b').used()]).toEqual([
      3, 2, 1, 0,
    ]);
    const open = calls();
    now += DAY - 1000;
    expect([open.used(), calls().used()]).toEqual([1, 1]);
    now += 1000;
    expect([open.used(), calls().used()]).toEqual([0, 0]);
  });

  test('half a line of a process that died spoils no other; the file does not grow for ever', () => {
    const folder = temporary();
    let now = 10 * DAY;
    const file = `${folder}/calls-a.txt`;
    const calls = () => new Calls(folder, 'a', () => now);
    calls().note('newest');
    appendFileSync(file, '\n8640');
    calls().note('older', 300);
    expect(calls().used()).toBe(301);
    now += 2 * DAY;
    calls().note('older');
    expect(calls().used()).toBe(1);
    now += 1;
    expect(readFileSync(file, 'utf8').trim().split('\n')).toHaveLength(1);
  });

  test('of a clock that was far ahead bar nobody', () => {
    const folder = temporary();
    writeFileSync(`${folder}/calls-a.txt`, `\n${90 * DAY} n\n${10 * DAY} o\nnothing`);
    expect(new Calls(folder, 'a', () => 10 * DAY).used()).toBe(1);
  });
});
