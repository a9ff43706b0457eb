import { capitalize, toCamelCase } from '@tarojs/shared';
import type { OwnTemplate } from './plugins/own-templates';
import builtIn from './runtime/components.json';

/** WeChat's components as the program uses them, by Taro's names: attributes, and events as JSX names them. */
export const BUILT_IN: Record<string, { attributes: string[]; events: string[] }> = builtIn;

/**
 * All elements of the program and their attributes, by Taro's names (`ScrollView`): WeChat's as listed in
 * `runtime/components.json`, ours as their templates have them.
 */
export const componentsOf = (own: readonly OwnTemplate[]): Record<string, string[]> => ({
  ...Object.fromEntries(Object.entries(BUILT_IN).map(([name, { attributes }]) => [name, attributes])),
  ...Object.fromEntries(own.map(({ name, attributes }) => [capitalize(toCamelCase(name)), attributes])),
});
