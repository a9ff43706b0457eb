import { type AnnotationsMap, makeAutoObservable, Reaction, runInAction } from 'mobx';

/**
 * A field or method of `T` by its name, private ones too; any other name is `never`. TypeScript leaves private names
 * out of `keyof`, but a class that has one fits no type with a public field of that name, be it optional.
 * (`constructor` is there because a type of optional fields alone fits nothing that shares none of them.)
 */
type Member<T, Name extends string> = Name extends keyof T
  ? Name
  : T extends { constructor: unknown } & { [One in Name]?: unknown }
    ? never
    : Name;

/**
 * Makes a store observable: its fields, its getters as computed values, its methods as actions. What a field holds is
 * immutable and is replaced, never changed in place, so no proxy is made of it.
 * @returns `except`, which names what nobody follows: the store's dependencies and its own bookkeeping. The store's
 *   class must be given as `T`, or no name is accepted: `observe<Store>(this).except('clock')`.
 */
export const observe = <T extends object>(store: T) => ({
  except<Name extends string>(...names: (Name & Member<T, Name>)[]): void {
    const plain: Record<string, false> = {};
    for (const name of names) plain[name] = false;
    makeAutoObservable(store, plain as AnnotationsMap<T, never>, { deep: false });
  },
});

/**
 * Calls `then` with what `read` gives, now and whenever that is another value, until the returned function is called:
 * what mobx's own `reaction` does, without the 700 bytes of its options. `then` is an action.
 */
export function follow<T>(read: () => T, then: (value: T) => void): () => void {
  let last: { value: T } | undefined;
  const reaction = new Reaction('follow', look);
  function look(): void {
    reaction.track(() => {
      const value = read();
      if (last && last.value === value) return;
      last = { value };
      runInAction(() => then(value));
    });
  }
  look();
  return () => reaction.dispose();
}
