import fs from 'node:fs';
import path from 'node:path';

/**
 * Elements whose WXML is written by hand, beside the component that draws them:
 * `src/components/<component>/<element>.wxml`. Taro sends a node for every view inside of a component, 450
 * bytes for a row of the list; such an element sends its attributes and nothing else, 150 bytes.
 *
 * In the WXML `i.title` is the element's attribute `title`; the root has `id="{{i.sid}}" data-sid="{{i.sid}}"`,
 * and so has, without the id, whatever else inside can be tapped: `eh` hands the tap to the element's
 * `onClick`, and `tapData` (src/components/tap.ts) tells which part it was. `<slot/>` stands for the
 * element's children, `xs.u(path)` for the address of a file in the feed.
 */
export interface OwnTemplate {
  /** Of the element, as JSX and WXML write it: `article-row`. */
  name: string;
  attributes: string[];
  wxml: string;
}

/** What a node has besides its attributes (Taro's names). */
const TARO_KEYS = ['sid', 'uid', 'cn', 'cl', 'st'];

/** Reads all of them, ordered by name. Throws an Error that names the file when one lacks its root's identity. */
export function readOwnTemplates(root: string): OwnTemplate[] {
  const folder = path.join(root, 'src/components');
  return fs
    .readdirSync(folder, { recursive: true })
    .map(String)
    .filter((file) => file.endsWith('.wxml'))
    .map((file) => {
      const wxml = fs
        .readFileSync(path.join(folder, file), 'utf8')
        .replace(/<!--[\s\S]*?-->/g, '')
        .trim();
      if (!/^<[\w-]+ id="\{\{i\.sid\}\}" data-sid="\{\{i\.sid\}\}"/.test(wxml))
        throw new Error(`src/components/${file}: begin with <view id="{{i.sid}}" data-sid="{{i.sid}}" …>`);
      // The preview's host adds '' for what is not set; WeChat adds the word.
      if (/\+\s*i\.\w/.test(wxml.replace(/\bi\.(\w+) \?[^:]*\bi\.\1\b/g, '')))
        throw new Error(`src/components/${file}: WeChat adds "undefined"; write + (i.x ? ' ' + i.x : '')`);
      const used = [...wxml.matchAll(/\bi\.([A-Za-z]+)/g)].map(([, key]) => key!);
      return {
        name: path.basename(file, '.wxml'),
        attributes: [...new Set(used)].filter((key) => !TARO_KEYS.includes(key)).sort(),
        wxml,
      };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * A template's WXML with Taro's short names.
 * @param number of the element; names: its attributes' aliases (`{ title: 'p3' }`)
 */
export function renderOwnTemplate(
  template: OwnTemplate,
  number: string,
  names: Record<string, string>,
): string {
  const children =
    '<template is="{{xs.a(c, item.nn, l)}}" data="{{i:item,c:c+1,l:xs.f(l,item.nn)}}" wx:for="{{i.cn}}" wx:key="sid"/>';
  const wxml = template.wxml
    .replace(/\bi\.([A-Za-z]+)/g, (_, key: string) => `i.${names[key] ?? key}`)
    .replace(/<slot\s*\/>/g, children);
  return `<template name="tmpl_0_${number}">${wxml}</template>`;
}
