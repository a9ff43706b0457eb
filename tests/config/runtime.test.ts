import { join } from 'node:path';
import ts from 'typescript';
import { BUILT_IN } from '../../config/components';
import { readOwnTemplates } from '../../config/plugins/own-templates';
import { standInFile } from '../../config/runtime';
import { clientModules, readModule, taken, walk } from '../support/modules';

/*
 * The build carries only those components, attributes, hooks and calls that are listed in config/runtime.
 * Whatever the program uses without its being listed would silently not be there.
 */

const ROOT = join(__dirname, '../..');
const sources = clientModules();

/** Names imported from a package, types left out. */
const imported = (from: string): string[] =>
  sources.flatMap((source) =>
    taken(source)
      .filter((one) => one.from === from)
      .flatMap(({ names }) => names.filter((name) => name !== 'default')),
  );

/**
 * The names that a spread may set: those of the object literals in it, and of the constant of that name in the
 * same file. `{...(label ? { ariaLabel: label } : {})}`
 */
function spread(expression: ts.Expression): string[] {
  const names: string[] = [];
  walk(expression, (node) => {
    if (ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node))
      names.push(node.name.getText().replace(/['"]/g, ''));
  });
  if (ts.isIdentifier(expression))
    walk(expression.getSourceFile(), (node) => {
      if (ts.isVariableDeclaration(node) && node.name.getText() === expression.text && node.initializer)
        names.push(...spread(node.initializer));
    });
  return names;
}

/** Class and style of a page, from src/pages/screen.ts. */
const KNOWN_SPREADS = ['screen', 'screenOf(stores)'];

const sorted = (names: Iterable<string>) => [...new Set(names)].sort();

describe('config/runtime', () => {
  const standIn = readModule(standInFile('taro'));
  /** What stands in the lists and in the object that they fill, and what is passed on. */
  const given = { calls: [] as string[], hooks: [] as string[] };
  walk(standIn, (node) => {
    if (ts.isArrayLiteralExpression(node))
      given.calls.push(...node.elements.filter(ts.isStringLiteral).map(({ text }) => text));
    if (ts.isObjectLiteralExpression(node) && node.parent.getText().startsWith('taro ='))
      given.calls.push(...node.properties.map((one) => one.name!.getText()));
    if (ts.isExportSpecifier(node)) given.hooks.push(node.name.text);
  });

  it('gives every call of Taro that the program makes, and no other', () => {
    const calls: string[] = [];
    const otherwise: string[] = [];
    for (const source of sources)
      walk(source, (node) => {
        if (!ts.isIdentifier(node) || node.text !== 'Taro') return;
        const { parent } = node;
        if (ts.isPropertyAccessExpression(parent)) calls.push(parent.name.text);
        else if (!ts.isImportClause(parent) && !ts.isQualifiedName(parent))
          otherwise.push(`${source.fileName}: ${parent.getText()}`);
      });
    // `const { request } = Taro` would not be seen here.
    expect(otherwise).toEqual([]);
    expect(calls.length).toBeGreaterThan(30);
    expect(sorted(given.calls)).toEqual(sorted(calls));
  });

  it('gives every hook that the program uses, and no other', () => {
    expect(sorted(given.hooks)).toEqual(sorted(imported('@tarojs/taro')));
  });

  it('lists every component that the program draws, and no other', () => {
    expect(sorted(Object.keys(BUILT_IN))).toEqual(sorted(imported('@tarojs/components')));
  });

  it('lists every attribute and event that the program sets, and no other', () => {
    /** Handled by Taro for every element, or never sent. */
    const always = /^(className|id|style|key|ref|catchMove|data-[\w-]+)$/;
    const dashed = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    const set: Record<string, { attributes: string[]; events: string[] }> = {};
    for (const source of sources)
      walk(source, (node) => {
        if (!ts.isJsxOpeningElement(node) && !ts.isJsxSelfClosingElement(node)) return;
        const tag = node.tagName.getText();
        if (!(tag in BUILT_IN)) return;
        const names: string[] = [];
        for (const one of node.attributes.properties)
          if (ts.isJsxAttribute(one)) names.push(one.name.getText());
          else if (!KNOWN_SPREADS.includes(one.expression.getText())) {
            const found = spread(one.expression);
            // What is made elsewhere would not be seen here.
            if (found.length === 0)
              throw new Error(
                `${source.fileName}: <${tag} {...${one.expression.getText()}}>: name its attributes`,
              );
            names.push(...found);
          }
        set[tag] ??= { attributes: [], events: [] };
        for (const name of names.filter((name) => !always.test(name)))
          if (/^on[A-Z]/.test(name)) set[tag].events.push(name);
          else set[tag].attributes.push(dashed(name));
      });
    const inOrder = (lists: typeof set) =>
      Object.fromEntries(
        Object.entries(lists).map(([tag, { attributes, events }]) => [
          tag,
          { attributes: sorted(attributes), events: sorted(events) },
        ]),
      );
    expect(inOrder(set)).toEqual(inOrder(BUILT_IN));
  });

  it('has a template for every element of our own, which reads the very attributes that are set', () => {
    const set: Record<string, string[]> = {};
    for (const source of sources)
      walk(source, (node) => {
        if (!ts.isJsxOpeningElement(node) && !ts.isJsxSelfClosingElement(node)) return;
        const name = node.tagName.getText();
        if (/^[A-Z]/.test(name)) return;
        set[name] ??= [];
        for (const one of node.attributes.properties) {
          // A spread would hide what is set.
          if (!ts.isJsxAttribute(one)) throw new Error(`${source.fileName}: <${name} {...}>`);
          const key = one.name.getText();
          if (!['key', 'onClick'].includes(key)) set[name].push(key);
        }
      });
    const read = readOwnTemplates(ROOT).map(({ name, attributes }) => [name, attributes] as const);
    expect(read.length).toBeGreaterThan(5);
    expect(Object.fromEntries(Object.entries(set).map(([name, keys]) => [name, sorted(keys)]))).toEqual(
      Object.fromEntries(read),
    );
  });
});
