import { listName, readOwnTemplates } from './plugins/own-templates';
import builtIn from './runtime/components.json';

/**
 * All elements of the program and their attributes, by Taro's names (`ScrollView`): WeChat's as listed in
 * `runtime/components.json`, ours as their templates have them.
 */
export const componentsOf = (root: string): Record<string, string[]> => ({
  ...builtIn,
  ...Object.fromEntries(readOwnTemplates(root).map(({ name, attributes }) => [listName(name), attributes])),
});
