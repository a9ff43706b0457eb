import { autorun, isAction, isComputedProp, isObservableProp, observable, runInAction } from 'mobx';
import { follow, observe } from '../../src/stores/observed';

class Counter {
  count = 0;
  shown: { words: string[] } = { words: [] };
  private asked = 0;
  protected left = 0;
  constructor(private readonly clock: { now(): number }) {
    observe<Counter>(this).except('clock', 'asked', 'left');
  }
  get twice(): number {
    return this.count * 2;
  }
  add(): void {
    this.asked += 1;
    this.left = this.clock.now();
    this.count += 1;
    this.count += 1;
  }
}

const open = () => new Counter({ now: () => 1 });

test('fields, getters and methods are followed, but for those that are named', () => {
  const counter = open();
  for (const followed of ['count', 'shown']) expect(isObservableProp(counter, followed)).toBe(true);
  for (const plain of ['clock', 'asked', 'left']) expect(isObservableProp(counter, plain)).toBe(false);
  expect(isComputedProp(counter, 'twice')).toBe(true);
  expect(isAction(counter.add)).toBe(true);
});

test('a method is one change', () => {
  const counter = open();
  const seen: number[] = [];
  const stop = autorun(() => seen.push(counter.twice));
  counter.add();
  stop();
  expect(seen).toEqual([0, 4]);
});

test('what a field holds stays the object that it was', () => {
  const counter = open();
  const shown = { words: ['a'] };
  counter.shown = shown;
  expect(counter.shown).toBe(shown);
  expect(counter.shown.words).toBe(shown.words);
});

test('a name that the class does not have does not compile', () => {
  const except = () => {
    // @ts-expect-error: misspelt
    observe<Counter>(open()).except('clok');
    // @ts-expect-error: misspelt, beside a private name that is right
    observe<Counter>(open()).except('asked', 'lefd');
    // @ts-expect-error: without its class, which TypeScript does not infer from `this` with its private names
    observe(null as unknown as object).except('clock');
  };
  expect(except).toBeInstanceOf(Function);
});

describe('follow', () => {
  test('tells at once, and for another value only, until it is ended', () => {
    const store = observable({ count: 0 });
    const told: boolean[] = [];
    const end = follow(
      () => store.count > 1,
      (many) => told.push(many),
    );
    const set = (count: number) =>
      runInAction(() => {
        store.count = count;
      });
    for (const count of [1, 2, 3, 0]) set(count);
    end();
    set(9);
    expect(told).toEqual([false, true, false]);
  });

  test('what is read in answer is not followed', () => {
    const store = observable({ followed: 0, other: 0 });
    let answers = 0;
    const end = follow(
      () => store.followed,
      () => {
        answers += 1;
        return store.other;
      },
    );
    runInAction(() => {
      store.other = 1;
    });
    end();
    expect(answers).toBe(1);
  });

  test('undefined is a value like any other', () => {
    const told: unknown[] = [];
    follow(
      () => undefined,
      (value) => told.push(value),
    )();
    expect(told).toEqual([undefined]);
  });
});
