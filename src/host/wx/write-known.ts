import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import ts from 'typescript';

/*
 * Writes the list of functions that WeChat has on `wx`, out of WeChat's own typings, which are too large to be read at
 * every start and not there in a browser: `npx tsx src/host/wx/write-known.ts`, after miniprogram-api-typings was raised.
 */
export const KNOWN_FILE = join(__dirname, 'known.ts');

const WIDTH = 108;

/** The list's file as today's typings have it. */
export function knownFile(): string {
  const root = dirname(createRequire(__filename).resolve('miniprogram-api-typings/package.json'));
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const names = functionsOf(readFileSync(join(root, 'types/wx/lib.wx.api.d.ts'), 'utf8'));
  return `/* Written by src/host/wx/write-known.ts out of miniprogram-api-typings ${version}. */

/** Every function on WeChat's \`wx\`. What the host lacks of them fails with its name. */
export const KNOWN_APIS: readonly string[] =
  \`${lines(names).join('\n  ')}\`.split(/\\s+/);
`;
}

/** The methods of every `interface Wx` of a file of typings, sorted. What is no function (`wx.env`) is left out. */
export function functionsOf(typings: string): string[] {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isInterfaceDeclaration(node) && node.name.text === 'Wx')
      for (const member of node.members) if (ts.isMethodSignature(member)) names.add(member.name.getText());
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('wx.d.ts', typings, ts.ScriptTarget.Latest, true));
  return [...names].sort();
}

function lines(words: readonly string[]): string[] {
  const filled = [''];
  for (const word of words) {
    const last = filled.at(-1)!;
    if (last && last.length + word.length >= WIDTH) filled.push(word);
    else filled[filled.length - 1] = last ? `${last} ${word}` : word;
  }
  return filled;
}

if (require.main === module) writeFileSync(KNOWN_FILE, knownFile());
