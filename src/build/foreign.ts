import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { listFiles } from '../host/package/files';

/** Rooms whose code must not be in the mini-program's package. */
export const FOREIGN_ROOMS = ['publisher', 'build', 'host', 'preview'] as const;

/** A shorter word might stand in anybody's code. */
const SHORTEST = 8;
const CODE = /\.tsx?$/;

/**
 * Words by which the code of the foreign rooms is known, each with the files that it stands in: their strings and the
 * names of their properties and methods, which no minifier changes, but for words that the client's own rooms have too.
 * @param root the project's folder
 */
export function foreignWords(root: string): Map<string, string[]> {
  const src = join(root, 'src');
  const known = new Set<string>();
  const words = new Map<string, string[]>();
  for (const file of listFiles(src).filter((name) => CODE.test(name))) {
    const found = wordsOf(readFileSync(join(src, file), 'utf8'));
    if (!isForeign(file)) for (const word of found) known.add(word);
    else for (const word of found) words.set(word, [...(words.get(word) ?? []), `src/${file}`]);
  }
  for (const word of known) words.delete(word);
  return words;
}

/** What of the foreign rooms stands in a compiled package: each word, the package's file, and where the word is from. */
export function findForeign(dist: string, words: ReadonlyMap<string, readonly string[]>): string[] {
  return listFiles(dist)
    .filter((file) => file.endsWith('.js'))
    .flatMap((file) =>
      [...wordsOf(readFileSync(join(dist, file), 'utf8'))].flatMap((word) => {
        const from = words.get(word);
        return from ? [`${file}: "${word}" of ${from.join(', ')}`] : [];
      }),
    );
}

const isForeign = (file: string): boolean => FOREIGN_ROOMS.some((room) => file.startsWith(`${room}/`));

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
    else if (ts.isPropertyAccessExpression(node)) add(node.name.text);
    else if (ts.isMethodDeclaration(node) || ts.isPropertyAssignment(node) || ts.isAccessor(node))
      if (ts.isIdentifier(node.name)) add(node.name.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('code.tsx', code, ts.ScriptTarget.Latest, false, ts.ScriptKind.TSX));
  return words;
}
