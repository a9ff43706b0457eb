import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { readOwnTemplates } from '../../config/plugins/own-templates';
import used from '../../config/runtime/components.json';

/*
 * The build carries only those components, attributes, hooks and calls that are listed in config/runtime.
 * Whatever the program uses without its being listed would silently not be there.
 */

const ROOT = join(__dirname, '../..');
const CLIENT = ['app.tsx', 'platform', 'components', 'pages', 'custom-tab-bar'];

const files = CLIENT.flatMap((name) =>
  /\.\w+$/.test(name)
    ? [join('src', name)]
    : readdirSync(join(ROOT, 'src', name), { recursive: true })
        .map(String)
        .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'))
        .map((file) => join('src', name, file)),
);
const sources = files.map((file) =>
  ts.createSourceFile(file, readFileSync(join(ROOT, file), 'utf8'), ts.ScriptTarget.Latest, true),
);

function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

/** Names imported from a package, types left out. */
function imported(from: string): Set<string> {
  const names = new Set<string>();
  for (const source of sources)
    walk(source, (node) => {
      if (!ts.isImportDeclaration(node) || (node.moduleSpecifier as ts.StringLiteral).text !== from) return;
      const bindings = node.importClause?.namedBindings;
      if (node.importClause?.isTypeOnly || !bindings || !ts.isNamedImports(bindings)) return;
      for (const one of bindings.elements)
        if (!one.isTypeOnly) names.add((one.propertyName ?? one.name).text);
    });
  return names;
}

const sorted = (names: Iterable<string>) => [...new Set(names)].sort();

describe('config/runtime', () => {
  const standIn = ts.createSourceFile(
    'taro.js',
    readFileSync(join(ROOT, 'config/runtime/taro.js'), 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  );
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
    for (const source of sources)
      walk(source, (node) => {
        if (
          ts.isPropertyAccessExpression(node) &&
          ts.isIdentifier(node.expression) &&
          node.expression.text === 'Taro'
        )
          calls.push(node.name.text);
      });
    expect(calls.length).toBeGreaterThan(30);
    expect(sorted(given.calls)).toEqual(sorted(calls));
  });

  it('gives every hook that the program uses, and no other', () => {
    expect(sorted(given.hooks)).toEqual(sorted(imported('@tarojs/taro')));
  });

  it('lists every component that the program draws, and no other', () => {
    expect(sorted(Object.keys(used))).toEqual(sorted(imported('@tarojs/components')));
  });

  it('lists every attribute that the program sets', () => {
    /** Handled by Taro for every element, or never sent. */
    const always = /^(className|id|style|key|ref|catchMove|data-[\w-]+|on[A-Z]\w*)$/;
    const dashed = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    const unknown: string[] = [];
    let seen = 0;
    for (const source of sources)
      walk(source, (node) => {
        if (!ts.isJsxOpeningElement(node) && !ts.isJsxSelfClosingElement(node)) return;
        const attributes = (used as Record<string, string[]>)[node.tagName.getText()];
        if (!attributes) return;
        // `{...(label ? { ariaLabel: label } : {})}`: object literals inside of a spread count as well.
        const names: string[] = [];
        for (const one of node.attributes.properties)
          if (ts.isJsxAttribute(one)) names.push(one.name.getText());
          else
            walk(one, (inner) => {
              if (ts.isPropertyAssignment(inner)) names.push(inner.name.getText().replace(/['"]/g, ''));
            });
        for (const name of names) {
          seen += 1;
          if (!always.test(name) && !attributes.includes(dashed(name)))
            unknown.push(`${source.fileName}: <${node.tagName.getText()} ${name}>`);
        }
      });
    expect(seen).toBeGreaterThan(300);
    expect(unknown).toEqual([]);
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
