/** @jest-environment jsdom */
import { getObserverTree, makeAutoObservable, runInAction } from 'mobx';
import { Component, type ComponentChild, h, render } from 'preact';
import { useState } from 'preact/hooks';
import { observer } from '../../src/pages/observer';

/** The same shape for Preact's `h`, which knows nothing of React's types. */
const view = <P extends object>(draw: (props: P) => unknown) => observer(draw) as never;

class Store {
  title = 'one';
  other = 0;
  constructor() {
    makeAutoObservable(this);
  }
}

class Boundary extends Component<{ children?: ComponentChild }> {
  override state = { failed: '' };
  static override getDerivedStateFromError = (error: Error) => ({ failed: error.message });
  override render() {
    return this.state.failed || this.props.children;
  }
}

let store: Store;
let root: HTMLElement;
beforeEach(() => {
  store = new Store();
  root = document.createElement('div');
});
const drawn = () => new Promise((resolve) => setTimeout(resolve));
const watchers = () => getObserverTree(store, 'title').observers?.length ?? 0;

describe('observer', () => {
  it('draws again what a component has read, and not for anything else', async () => {
    let draws = 0;
    const Title = view(() => {
      draws += 1;
      return h('b', null, store.title);
    });
    render(h(Title, null), root);
    runInAction(() => {
      store.other = 1;
    });
    await drawn();
    expect(draws).toBe(1);
    runInAction(() => {
      store.title = 'two';
    });
    await drawn();
    expect([draws, root.textContent]).toEqual([2, 'two']);
  });

  it('draws again for other props, be it only a name more or less, and not for the same', async () => {
    let draws = 0;
    const Title = view((props: object) => {
      draws += 1;
      return h('b', null, Object.keys(props).join());
    });
    const show = (props: object) => render(h(Title, props), root);
    show({ a: 1 });
    show({ a: 1 });
    expect(draws).toBe(1);
    show({ a: 2 });
    show({ b: undefined });
    show({ c: undefined });
    expect([draws, root.textContent]).toEqual([4, 'c']);
  });

  it('draws again for its own hooks', async () => {
    let set: (value: string) => void = () => {};
    const Title = view(() => {
      const [own, setOwn] = useState('a');
      set = setOwn;
      return h('b', null, own, store.title);
    });
    render(h(Title, null), root);
    set('b');
    await drawn();
    expect(root.textContent).toBe('bone');
  });

  it('lets go of the stores when it leaves the page', () => {
    const Title = view(() => h('b', null, store.title));
    render(h(Title, null), root);
    expect(watchers()).toBe(1);
    render(null, root);
    expect(watchers()).toBe(0);
  });

  it('hands an error on to the boundary above', async () => {
    const Title = view(() => {
      if (store.title === 'bad') throw new Error('it broke');
      return h('b', null, store.title);
    });
    render(h(Boundary, null, h(Title, null)), root);
    runInAction(() => {
      store.title = 'bad';
    });
    await drawn();
    expect(root.textContent).toBe('it broke');
  });
});
