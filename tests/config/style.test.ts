import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { clientModules, walk } from '../support/modules';

/*
 * An element's style is one string here: the stand-in for Taro's style object (config/runtime/style.js) keeps `cssText`
 * and nothing else, so that an object in JSX would be accepted by the types and styled as nothing.
 */

const ROOT = join(__dirname, '../..');
const WRONG = join(ROOT, 'src/pages/wrong.tsx');

/** Sets styles in every way that is forbidden, and in those that are not. */
const SAMPLE = `
import { View } from '@tarojs/components';
const size = { width: '1px' };
const text: string | undefined = 'width:1px';
const spread = { className: 'a', style: size };
export const wrong = (wide: boolean, any: any) => [
  <View style={{ width: '1px' }} />,
  <View style={wide ? size : ''} />,
  <View style={any} />,
  <View {...spread} />,
  <View {...(wide ? { style: { width: '1px' } } : {})} />,
];
export const right = (wide: boolean) => [
  <View style="width:1px" />,
  <View style={wide ? \`width:\${1}px\` : ''} />,
  <View style={text} />,
  <View {...{ className: 'a', style: text }} />,
  <View {...(wide ? { ariaLabel: 'a' } : {})} />,
];
`;

const files = clientModules()
  .map(({ fileName }) => fileName)
  .filter((file) => file.endsWith('.tsx'));
const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile);
const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
const host = ts.createCompilerHost(options);
host.readFile = (file) => (file === WRONG ? SAMPLE : readFileSync(file, 'utf8'));
const program = ts.createProgram([...files, WRONG, join(ROOT, 'src/globals.d.ts')], options, host);
const checker = program.getTypeChecker();

const isText = (type: ts.Type): boolean =>
  type.isUnion()
    ? type.types.every(isText)
    : (type.flags & (ts.TypeFlags.StringLike | ts.TypeFlags.Undefined)) !== 0;

/** Every style in a file that is not a string, as it is written. */
function styleObjects(file: string): string[] {
  const found: string[] = [];
  walk(program.getSourceFile(file)!, (node) => {
    if (ts.isJsxAttribute(node) && node.name.getText() === 'style') {
      const value = node.initializer;
      if (value && ts.isJsxExpression(value) && !isText(checker.getTypeAtLocation(value.expression!)))
        found.push(node.getText());
    }
    if (ts.isJsxSpreadAttribute(node)) {
      const style = checker.getTypeAtLocation(node.expression).getProperty('style');
      if (style && !isText(checker.getTypeOfSymbolAtLocation(style, node))) found.push(node.getText());
    }
  });
  return found;
}

test('a style that is an object is seen, however it is set', () => {
  expect(styleObjects(WRONG)).toEqual([
    "style={{ width: '1px' }}",
    "style={wide ? size : ''}",
    'style={any}',
    '{...spread}',
    "{...(wide ? { style: { width: '1px' } } : {})}",
  ]);
});

test('the program sets none', () => {
  const found = files.flatMap((file) =>
    styleObjects(file).map((style) => `${relative(ROOT, file)}: ${style}`),
  );
  expect(found).toEqual([]);
});
