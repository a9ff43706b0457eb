import { glassEasel } from 'glass-easel-miniprogram-adapter';
import { BUILTINS } from '../builtins';
import type { Builtin, Data, Live, Services } from '../builtins/builtin';
import type { ComponentSpace, Screen } from './screen';

/** What a built-in component exposes beside its element: a canvas, a scroll-view's own methods. */
export const exposed = new WeakMap<object, unknown>();

/**
 * Gives a screen the built-in components that a package's templates use.
 * @param tags each tag with the attributes that templates set on it
 */
export function defineBuiltins(screen: Screen, tags: Record<string, string[]>, services: Services): void {
  for (const [tag, attributes] of Object.entries(tags)) {
    const builtin = BUILTINS[tag];
    if (!builtin) throw new Error(`<${tag}> is used in a template, and the host has no such component`);
    defineBuiltin(screen.space.getComponentSpace(), tag, builtin, attributes, services);
  }
}

const camel = (name: string): string =>
  name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

function defineBuiltin(
  components: ComponentSpace,
  tag: string,
  builtin: Builtin,
  attributes: string[],
  services: Services,
): void {
  const properties: Record<string, { type: null; value: unknown }> = {};
  const defaults: Data = { hidden: false, ...builtin.defaults };
  for (const name of [...attributes.map(camel), ...Object.keys(defaults)])
    properties[name] = { type: null, value: defaults[name] ?? null };
  const aria = attributes.filter((name) => name.startsWith('aria-') || name === 'role');
  const lives = new WeakMap<object, Live>();
  const definition = components
    .define(`wx-${tag}`)
    .options({
      propertyPassingDeepCopy: glassEasel.DeepCopyKind.None,
      dataDeepCopy: glassEasel.DeepCopyKind.None,
    })
    .definition({
      properties,
      observers: [
        {
          fields: '**',
          observer(this: unknown) {
            update(this as glassEasel.GeneralComponent);
          },
        },
      ],
      lifetimes: {
        attached(this: unknown) {
          const node = this as glassEasel.GeneralComponent;
          const element = node.$$ as unknown as HTMLElement;
          const live =
            builtin.mount?.({
              node,
              element,
              services,
              data: () => withDefaults(node.data as Data, defaults),
              fire: (type, detail = {}, options = {}) =>
                node.triggerEvent(type, detail, { bubbles: false, ...options }),
            }) ?? {};
          lives.set(node, live);
          if (live.exposes !== undefined) exposed.set(node, live.exposes);
          update(node);
        },
        detached(this: unknown) {
          lives.get(this as object)?.remove?.();
        },
      },
    } as never);
  const update = (node: glassEasel.GeneralComponent): void => {
    const live = lives.get(node);
    if (!live) return;
    const data = withDefaults(node.data as Data, defaults);
    const element = node.$$ as unknown as HTMLElement;
    element.toggleAttribute('hidden', Boolean(data.hidden));
    for (const name of aria) reflect(element, name, data[camel(name)]);
    live.update?.(data);
  };
  components.setGlobalUsingComponent(
    `wx-${tag}`,
    definition.registerComponent() as unknown as glassEasel.GeneralComponentDefinition,
  );
}

/** WeChat writes `aria-role` where the web has `role`; an unset value leaves no attribute. */
function reflect(element: HTMLElement, name: string, value: unknown): void {
  const attribute = name === 'aria-role' ? 'role' : name;
  if (value === null || value === undefined || value === '') element.removeAttribute(attribute);
  else element.setAttribute(attribute, String(value));
}

/** A template that passes `undefined` means "not set", and the default then holds. */
function withDefaults(data: Data, defaults: Data): Data {
  const result: Data = { ...data };
  for (const [name, value] of Object.entries(defaults))
    if (result[name] === undefined || result[name] === null) result[name] = value;
  return result;
}
