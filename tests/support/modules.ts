import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const SRC = join(__dirname, '../../src');

/** What a module takes of another: names, `default` among them; `*` where it may be anything. */
export interface Taken {
  from: string;
  names: string[];
}

export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

/** Parses a module of ours or of a package; `file` tells TypeScript from JavaScript. */
export const parseModule = (file: string, code: string): ts.SourceFile =>
  ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true);

export const readModule = (file: string): ts.SourceFile => parseModule(file, readFileSync(file, 'utf8'));

/** Every module below a folder, declarations of types and CommonJS bundles aside. */
export const modulesIn = (folder: string): ts.SourceFile[] =>
  readdirSync(folder, { recursive: true })
    .map(String)
    .filter((file) => /\.(js|tsx?)$/.test(file) && !/\.(d\.ts|cjs\.js)$/.test(file))
    .map((file) => readModule(join(folder, file)));

/** Every module of the client that stands on Taro; feed, domain and stores know nothing of it. */
export const clientModules = (): ts.SourceFile[] => [
  readModule(join(SRC, 'app.tsx')),
  ...['platform', 'components', 'pages', 'custom-tab-bar'].flatMap((room) => modulesIn(join(SRC, room))),
];

/**
 * Everything that a module imports, passes on or requires of others, types left out. Of `import * as a`, the members of
 * `a` that it reads.
 */
export function taken(module: ts.SourceFile): Taken[] {
  const found: Taken[] = [];
  walk(module, (node) => {
    if (ts.isImportDeclaration(node) && !node.importClause?.isTypeOnly)
      found.push({ from: textOf(node.moduleSpecifier), names: imported(node.importClause, module) });
    if (ts.isExportDeclaration(node) && node.moduleSpecifier && !node.isTypeOnly)
      found.push({ from: textOf(node.moduleSpecifier), names: passedOn(node.exportClause) });
    if (ts.isCallExpression(node) && /^(require|import)$/.test(node.expression.getText())) {
      const { parent } = node;
      const [from] = node.arguments;
      const names = ts.isPropertyAccessExpression(parent) ? [parent.name.text] : ['*'];
      if (from && ts.isStringLiteral(from)) found.push({ from: from.text, names });
    }
  });
  return found;
}

const textOf = (specifier: ts.Expression): string => (specifier as ts.StringLiteral).text;

function imported(clause: ts.ImportClause | undefined, module: ts.SourceFile): string[] {
  const bindings = clause?.namedBindings;
  const names = clause?.name ? ['default'] : [];
  if (bindings && ts.isNamespaceImport(bindings)) names.push(...members(module, [bindings.name.text], true));
  if (bindings && ts.isNamedImports(bindings))
    for (const one of bindings.elements) if (!one.isTypeOnly) names.push((one.propertyName ?? one.name).text);
  return names;
}

const passedOn = (clause: ts.NamedExportBindings | undefined): string[] =>
  clause && ts.isNamedExports(clause)
    ? clause.elements.filter((one) => !one.isTypeOnly).map((one) => (one.propertyName ?? one.name).text)
    : ['*'];

/**
 * The members that a module reads of some identifiers: `a.b`.
 * @param strict adds `*` where one is used in another way, so that anything might be read of it
 */
export function members(module: ts.SourceFile, identifiers: readonly string[], strict = false): string[] {
  const names = new Set<string>();
  walk(module, (node) => {
    if (!ts.isIdentifier(node) || !identifiers.includes(node.text)) return;
    const { parent } = node;
    if (ts.isPropertyAccessExpression(parent)) {
      if (parent.expression === node) names.add(parent.name.text);
    } else if (strict && !ts.isNamespaceImport(parent)) names.add('*');
  });
  return [...names];
}

/** What a module exports; what it passes on whole (`export * from`) is asked of `whole`. */
export function exported(module: ts.SourceFile, whole: (from: string) => readonly string[]): string[] {
  return module.statements.flatMap((node): readonly string[] => {
    if (ts.isExportAssignment(node)) return ['default'];
    if (ts.isExportDeclaration(node)) {
      if (!node.exportClause) return node.moduleSpecifier ? whole(textOf(node.moduleSpecifier)) : [];
      return ts.isNamedExports(node.exportClause)
        ? node.exportClause.elements.map(({ name }) => name.text)
        : [node.exportClause.name.text];
    }
    const isExported = ts.canHaveModifiers(node) && ts.getModifiers(node)?.some(isExport);
    if (!isExported) return [];
    if (ts.isVariableStatement(node))
      return node.declarationList.declarations.map(({ name }) => name.getText());
    return ts.isClassDeclaration(node) || ts.isFunctionDeclaration(node) ? [node.name!.text] : [];
  });
}

const isExport = ({ kind }: ts.Modifier): boolean => kind === ts.SyntaxKind.ExportKeyword;
