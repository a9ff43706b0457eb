import { Reaction } from 'mobx';
import { Component, type ComponentChild } from 'preact';
import type { FunctionComponent } from 'react';

/**
 * Makes a component follow the stores: it is drawn again when something that it read has changed, or its
 * props. What mobx-react-lite does, without its 5 KB and React's compatibility layer for Preact (9 KB).
 */
export function observer<P extends object>(draw: (props: P) => unknown): FunctionComponent<P> {
  return class Observer extends Component<P> {
    private reaction = new Reaction(draw.name, () => this.forceUpdate());
    // Preact's hooks set a new state object when one of theirs has changed.
    override shouldComponentUpdate(props: P, state: unknown): boolean {
      return state !== this.state || differ(props, this.props as P);
    }
    override componentWillUnmount(): void {
      this.reaction.dispose();
    }
    render(props: P): ComponentChild {
      let result: unknown;
      let fault: unknown;
      let failed = false;
      this.reaction.track(() => {
        try {
          result = draw(props);
        } catch (error) {
          failed = true;
          fault = error;
        }
      });
      // mobx would log it and go on; Taro's boundary has to hear of it.
      if (failed) throw fault;
      return result as ComponentChild;
    }
  } as unknown as FunctionComponent<P>;
}

function differ<P extends object>(a: P, b: P): boolean {
  const keys = Object.keys(a) as (keyof P)[];
  return keys.length !== Object.keys(b).length || keys.some((key) => !(key in b) || a[key] !== b[key]);
}
