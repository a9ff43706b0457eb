import path from 'node:path';
import ts from 'typescript';

/*
 * About a type of block that the feed gains, every place that treats blocks by type has to decide. Here it
 * gains one, in memory, and the compiler says which places have not.
 */

const ROOT = path.resolve(__dirname, '../..');
const TYPES = path.join(ROOT, 'src/feed/types.ts');
const LAST = "| { type: 'divider'; id?: string }";
const NEW = "| { type: 'poll'; id?: string; question: string }";

/** Each place of the program at which a type of block is decided on. */
const PLACES = [
  'src/feed/schema.ts blockList',
  'src/domain/blocks.ts childrenOf',
  'src/domain/blocks.ts mapChildren',
  'src/domain/blocks.ts inlinesOf',
  'src/domain/blocks.ts mapInlines',
  'src/domain/blocks.ts picturesIn',
  'src/domain/blocks.ts filesIn',
  'src/domain/blocks.ts mapPictures',
  'src/domain/text.ts textsOf',
  'src/domain/sections.ts weigh',
  'src/domain/sections.ts partsOf',
  'src/components/blocks/index.tsx BlockView',
  'src/publisher/convert/structures.ts flatten',
  'src/publisher/commands/preflight.ts linksOf',
  'src/publisher/html/serialise.ts blockHtml',
];

const { options, fileNames } = ts.parseJsonConfigFileContent(
  ts.readConfigFile(path.join(ROOT, 'tsconfig.json'), ts.sys.readFile).config,
  ts.sys,
  ROOT,
);

/** Whether a file of the product names the type; no other can have to decide on it. */
const speaksOfBlocks = (name: string): boolean =>
  name.startsWith(path.join(ROOT, 'src')) && /\bBlock(?:Of|Type)?\b/.test(ts.sys.readFile(name) ?? '');

/** The faults of the product’s own files, as `file name`, where the name is that of what stands at the file’s top. */
function faults(change: (types: string) => string): string[] {
  const host = ts.createCompilerHost(options);
  const read = host.readFile;
  host.readFile = (name) => {
    const text = read(name);
    return text !== undefined && path.resolve(name) === TYPES ? change(text) : text;
  };
  const roots = fileNames.filter((name) => name.endsWith('.d.ts') || speaksOfBlocks(name));
  const program = ts.createProgram(roots, options, host);
  const own = roots.flatMap((name) => program.getSourceFile(name) ?? []);
  const found = own.flatMap((file) =>
    program.getSemanticDiagnostics(file).map(({ start = 0 }) => {
      const statement = file.statements.find(({ pos, end }) => pos <= start && start < end);
      return `${path.relative(ROOT, file.fileName)} ${statement ? nameOf(statement) : ''}`;
    }),
  );
  return [...new Set(found)];
}

function nameOf(statement: ts.Statement): string {
  if (ts.isFunctionDeclaration(statement)) return statement.name?.text ?? '';
  return ts.isVariableStatement(statement)
    ? statement.declarationList.declarations.map(({ name }) => name.getText()).join(', ')
    : '';
}

test('a new type of block does not compile until each place has decided on it', () => {
  const grown = faults((types) => {
    expect(types).toContain(LAST);
    return types.replace(LAST, `${LAST}\n  ${NEW}`);
  });
  expect(grown.sort()).toEqual([...PLACES].sort());
}, 180_000);
