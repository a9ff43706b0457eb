import { FormElement } from '@tarojs/runtime';
import { hooks } from '@tarojs/shared';
import { options, type VNode } from 'preact';

/*
 * Three repairs of Taro 4.2's runtime, which sends more to the view than it shows. Imported once by app.tsx.
 *
 * 1. With Preact, Taro sets every `false` prop as an attribute on the element, children included, and takes a
 *    component's props for those of its root element: <Row read={false}/> sent `"read":false` with every
 *    row. (See plugin-framework-react, options.diffed; its reason, false attributes of elements, is kept.)
 * 2. A text that is its parent's only child needs no key, and a childless element no list of children.
 * 3. What is typed into a field Taro sets as the field's text, letter by letter; one that comes back while the next is
 *    being typed takes that away, or doubles it. A field of ours is set by the program alone (components/search-field).
 *
 * To see it: count `host.stats.bytes` in tests/weapp/column.test.ts with and without this import.
 */

const taroDiffed = options.diffed as ((vnode: VNode) => void) | undefined;
options.diffed = (vnode) => {
  const { props } = vnode;
  vnode.props = typeof vnode.type === 'string' ? { ...props, children: undefined } : { children: undefined };
  taroDiffed?.(vnode);
  vnode.props = props;
};

// What is left is what every element does.
delete (FormElement.prototype as Partial<FormElement>).dispatchEvent;

interface NodeData {
  sid?: string;
  v?: string;
  cn?: NodeData[];
}

hooks.tap('modifyHydrateData', ((data: NodeData) => {
  const { cn } = data;
  if (cn?.length === 1 && cn[0]?.v !== undefined) delete cn[0].sid;
  // The first child that comes later is sent with its list (TaroNode.insertBefore).
  if (cn?.length === 0) delete data.cn;
}) as never);
