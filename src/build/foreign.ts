import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { listFiles } from '../host/package/files';

/** Rooms whose code must not be in the mini-program's package. */
export const FOREIGN_ROOMS = ['publisher', 'build', 'host', 'preview'] as const;

/** What the package is made of beside the client's rooms, Taro's own where `config/runtime` stands for it: no sign of anything. */
const OTHERS = [
  'config/runtime',
  'node_modules/@babel/runtime/helpers',
  'node_modules/@tarojs/api/dist',
  'node_modules/@tarojs/plugin-framework-react/dist',
  'node_modules/@tarojs/plugin-platform-weapp/dist',
  'node_modules/@tarojs/runtime/dist',
  'node_modules/@tarojs/shared/dist',
  'node_modules/mobx/dist',
  'node_modules/preact/compat/dist',
  'node_modules/preact/dist',
  'node_modules/preact/hooks/dist',
];
/** Libraries of the foreign rooms, by what their code holds. */
const LIBRARIES = /parse5|sharp|glass-?easel|playwright|node:(?:fs|path|http)/;
/** A shorter word might stand in anybody's code. */
const SHORTEST = 6;
const CODE = /(?<!\.d)\.(?:[cm]?js|json|tsx?)$/;

/**
 * Words by which the code of the foreign rooms is known, each with the files that it stands in: their strings and the
 * names of their properties and methods, which no minifier changes, but for words that the client's own rooms or the
 * libraries in the package have too.
 * @param root the project's folder
 */
export function foreignWords(root: string): Map<string, string[]> {
  const read = (file: string) => readFileSync(join(root, file), 'utf8');
  const codeIn = (folder: string) =>
    listFiles(join(root, folder))
      .filter((file) => CODE.test(file))
      .map((file) => `${folder}/${file}`);
  const words = new Map<string, string[]>();
  for (const file of FOREIGN_ROOMS.flatMap((room) => codeIn(`src/${room}`)))
    for (const word of wordsOf(read(file))) words.set(word, [...(words.get(word) ?? []), file]);
  const client = codeIn('src').filter((file) => !isForeign(file));
  for (const file of [...client, ...OTHERS.flatMap(codeIn)]) {
    const code = read(file);
    for (const word of code.match(/[\w$-]+/g) ?? []) words.delete(word);
    for (const word of wordsOf(code)) words.delete(word);
  }
  return words;
}

/**
 * What of the foreign rooms and their libraries stands in a compiled package: the package's file, the word, and where
 * that is from. A word of a library that the package rightly holds is let through by naming that library in `OTHERS`.
 */
export function findForeign(dist: string, words: ReadonlyMap<string, readonly string[]>): string[] {
  return listFiles(dist)
    .filter((file) => /\.(?:js|json|wxml|wxss|wxs)$/.test(file))
    .flatMap((file) => {
      const text = readFileSync(join(dist, file), 'utf8');
      const library = LIBRARIES.exec(text)?.[0];
      const own = file.endsWith('.js') ? [...wordsOf(text)].filter((word) => words.has(word)) : [];
      return [
        ...(library ? [`${file}: ${library}`] : []),
        ...own.map((word) => `${file}: "${word}" of ${words.get(word)!.join(', ')}`),
      ];
    });
}

const isForeign = (file: string): boolean => FOREIGN_ROOMS.some((room) => file.startsWith(`src/${room}/`));

/** The long strings, and the long names of properties and methods, of some code. Types leave nothing behind. */
export function wordsOf(code: string): Set<string> {
  const words = new Set<string>();
  const add = (word: string) => {
    if (word.length >= SHORTEST) words.add(word);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return;
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node))
      add(node.text);
    else if (ts.isRegularExpressionLiteral(node)) add(node.text);
    else if (ts.isPropertyAccessExpression(node)) add(node.name.text);
    else if (ts.isMethodDeclaration(node) || ts.isPropertyAssignment(node) || ts.isAccessor(node))
      if (ts.isIdentifier(node.name)) add(node.name.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('code.tsx', code, ts.ScriptTarget.Latest, false, ts.ScriptKind.TSX));
  return words;
}
